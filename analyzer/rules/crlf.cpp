#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/row_stream.h"

namespace undumpy::rules {

namespace {

class Crlf final : public Check {
 public:
  using Check::Check;

  void end() override {
    const std::string& entry = in.snapshot.tree().file;
    if (in.snapshot.is_single_file()) {
      if (!any()) return;
      Diagnostic finding = table_finding(crlf, "", "the lines of this file end with CR LF");
      finding.place.file = entry;
      return in.findings.add(crlf, std::move(finding));
    }
    std::vector<std::string> files;
    if (in.snapshot.tree().text.find("\r\n") != std::string::npos) files.push_back(entry);
    for (const auto& [file, facts] : in.stream->modules())
      if (facts.crlf) files.push_back(file);
    if (files.empty()) return;
    const std::size_t all = in.stream->modules().size() + 1;
    const bool only_some = files.size() < all;
    Diagnostic finding = table_finding(
        crlf, "",
        only_some ? fmt::format("{} of {} files {} CR LF", files.size(), all,
                                files.size() == 1 ? "ends its lines with" : "end their lines with")
                  : std::string("the lines of all files end with CR LF"));
    finding.place.file = files.front();
    if (only_some) finding.severity = Severity::Warning;
    in.findings.add(crlf, std::move(finding));
  }

 private:
  [[nodiscard]] bool any() const {
    return in.snapshot.tree().text.find("\r\n") != std::string::npos ||
           std::ranges::any_of(in.stream->modules(),
                               [](const auto& module) { return module.second.crlf; });
  }
};

}  // namespace

const Rule crlf{
    .code = "FM109",
    .name = "crlf",
    .severity = Severity::Info,
    .what = "Files whose lines end with CR LF, as on Windows.",
    .why =
        "undumpy reads both kinds. When all files have them, the dump was made or unpacked "
        "on Windows. When only some have, those were edited or came another way.",
    .example = "library_book.py: 1 of 14 files ends its lines with CR LF",
    .next =
        "Nothing, when all files have them. Otherwise compare the odd files with another "
        "copy.",
    .make = make_check<Crlf>,
};

}  // namespace undumpy::rules
