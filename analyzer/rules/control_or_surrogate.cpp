#include <fmt/format.h>

#include <algorithm>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy {

namespace {

class ControlOrSurrogate final : public CellCheck {
 public:
  ControlOrSurrogate(Inspection& inspection, std::size_t column)
      : CellCheck(cell_trait::Control | cell_trait::Surrogate), in_(inspection), column_(column) {}

  void look(const Row& row, const Cell& cell) override {
    const std::string_view text = cell.text();
    if (cell.has_surrogates)
      report(row, "half of a surrogate pair, which is no character", Severity::Error);
    else if (text.find('\0') != std::string_view::npos)
      report(row, "a NUL character", Severity::Warning);
    else if (const auto* const control = std::ranges::find_if(text, is_unusual);
             control != text.end())
      report(row, fmt::format("the control character \\x{:02x}", static_cast<unsigned>(*control)),
             Severity::Info);
  }

 private:
  static bool is_unusual(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  }
  void report(const Row& row, std::string message, Severity severity) {
    Diagnostic finding =
        cell_finding(rules::control_or_surrogate, row, column_, std::move(message));
    finding.severity = severity;
    in_.findings.add(rules::control_or_surrogate, std::move(finding));
  }

  Inspection& in_;
  std::size_t column_;
};

class ControlsAndSurrogates final : public Check {
 public:
  using Check::Check;
  std::unique_ptr<CellCheck> column(const RowShape&, std::size_t column) override {
    return std::make_unique<ControlOrSurrogate>(in, column);
  }
};

}  // namespace

namespace rules {

const Rule control_or_surrogate{
    .code = "VL305",
    .name = "control-or-surrogate",
    .what =
        "A text holds half of a surrogate pair (error), a NUL character (warning), or another "
        "control character than tab and line end (info).",
    .why =
        "No database stores half of a surrogate pair, so the row is not taken. PostgreSQL stores "
        "no NUL. Control characters are mostly left from copying out of other programs.",
    .example = "loader.save(create_library_book(1,'Mo\\ud83dmo'))",
    .next = "Take the character out of the text in the module.",
    .make = make_check<ControlsAndSurrogates>,
};

}  // namespace rules

}  // namespace undumpy
