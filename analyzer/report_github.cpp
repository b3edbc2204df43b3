#include "analyzer/report_github.h"

#include <fmt/format.h>

#include "analyzer/report_lines.h"
#include "analyzer/rules.h"

namespace undumpy {

namespace {

// What the runner decodes: in the message %, CR and LF; in properties, colons and commas too.
std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      result += c;
  }
  return result;
}

std::string_view command_of(Severity severity) {
  return severity == Severity::Info ? "notice" : to_string(severity);
}

std::string properties(const CheckReport& report, const FindingGroup& group,
                       const Diagnostic& finding) {
  const Place& place = finding.place;
  std::string text = fmt::format("file={}", escaped(path_of(report, place), true));
  if (place.line > 0) text += fmt::format(",line={}", place.line);
  if (place.line > 0 && place.column > 0)
    text += fmt::format(",col={},endColumn={}", place.column, place.column + place.length);
  return text + fmt::format(",title={} {}", group.rule->code, group.rule->name);
}

std::string message(const FindingGroup& group, const Diagnostic& finding) {
  std::string text = printable(finding.message);
  if (const std::string row = row_line(finding); !row.empty()) text += "\nrow: " + printable(row);
  if (!finding.why.empty()) text += "\nwhy: " + printable(finding.why);
  if (!finding.next.empty()) text += "\nnext: " + printable(finding.next);
  if (&finding == &group.first.back() && group.count > group.first.size())
    text += fmt::format("\n… and {} more{}", group.count - group.first.size(), in_place_of(group));
  return text;
}

}  // namespace

std::string github_report(std::span<const CheckReport> reports) {
  std::string text;
  for (const CheckReport& report : reports)
    for (const FindingGroup& group : report.groups)
      for (const Diagnostic& finding : group.first)
        text += fmt::format("::{} {}::{}\n", command_of(finding.severity),
                            properties(report, group, finding),
                            escaped(message(group, finding), false));
  for (const CheckReport& report : reports)
    text += fmt::format("{}: {}\n", printable(report.snapshot), report.verdict());
  if (reports.size() > 1) text += verdict_of(reports) + "\n";
  return text;
}

}  // namespace undumpy
