#include "analyzer/mojibake.h"

#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy {

namespace {

class Mojibake final : public CellCheck {
 public:
  Mojibake(Inspection& inspection, std::size_t column)
      : CellCheck(cell_trait::NonAscii), in_(inspection), column_(column) {}

  void look(const Row& row, const Cell& cell) override {
    if (cell.has_surrogates) return;
    const auto before = before_misreading(cell.text());
    if (!before) return;
    constexpr std::size_t Shown = 60;
    std::string shown = printable(*before);
    if (shown.size() > Shown) {
      std::size_t end = Shown;
      while ((static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80) --end;
      shown = shown.substr(0, end) + "…";
    }
    in_.findings.add(rules::mojibake,
                     cell_finding(rules::mojibake, row, column_,
                                  fmt::format("this text was probably '{}'", shown)));
  }

 private:
  Inspection& in_;
  std::size_t column_;
};

class AllMojibake final : public Check {
 public:
  using Check::Check;
  std::unique_ptr<CellCheck> column(const RowShape&, std::size_t column) override {
    return std::make_unique<Mojibake>(in, column);
  }
};

}  // namespace

namespace rules {

const Rule mojibake{
    .code = "VL312",
    .name = "mojibake",
    .severity = Severity::Warning,
    .confidence = Confidence::Likely,
    .what =
        "A text that was UTF-8 and was once read as latin-1 or cp1252.\n"
        "\n"
        "It is judged by going back: the characters, as bytes of cp1252, are UTF-8 of other "
        "characters. Real text with these characters does not pass that test.",
    .why =
        "The text is already damaged in the snapshot, mostly since an import long ago. A restore "
        "keeps it as it is.",
    .example = "loader.save(create_library_book(1,'CafÃ© des Arts'))",
    .next = "Correct the texts in the application after the restore.",
    .make = make_check<AllMojibake>,
};

}  // namespace rules

}  // namespace undumpy
