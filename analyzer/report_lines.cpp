#include "analyzer/report_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace undumpy {

std::string row_line(const Diagnostic& finding) {
  if (finding.key.empty()) return "";
  std::string line = finding.table + " " + finding.key;
  if (!finding.column.empty()) line += ", " + finding.column;
  if (!finding.column.empty() && !finding.value.empty()) line += " = " + finding.value;
  return line;
}

std::string subject_of(const Diagnostic& finding) {
  if (!finding.place.file.empty() || finding.table.empty()) return to_text(finding.place);
  return printable(finding.column.empty() ? finding.table : finding.table + "." + finding.column);
}

std::string in_place_of(const FindingGroup& group) {
  if (group.table.empty()) return "";
  return fmt::format(" in {}{}{}", printable(group.table), group.column.empty() ? "" : ".",
                     printable(group.column));
}

std::string line_of(const Baseline::Entry& entry) {
  std::string line = entry.rule;
  if (!entry.table.empty()) line += " in " + entry.table;
  if (!entry.column.empty()) line += "." + entry.column;
  if (!entry.key.empty()) line += ", key " + entry.key;
  return line;
}

std::string path_of(const CheckReport& report, const Place& place) {
  if (place.file.empty() || place.file == report.snapshot) return report.snapshot;
  return report.snapshot + (report.snapshot.ends_with('/') ? "" : "/") + place.file;
}

const std::string& detail_of(const Diagnostic& finding) {
  return finding.diff.empty() ? finding.traceback : finding.diff;
}

std::vector<DetailLine> detail_lines(const Diagnostic& finding) {
  std::vector<DetailLine> lines;
  const std::string_view text = detail_of(finding);
  const bool diff = !finding.diff.empty();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    lines.push_back({!diff                   ? DetailLine::Kind::Plain
                     : line.starts_with('+') ? DetailLine::Kind::Added
                     : line.starts_with('-') ? DetailLine::Kind::Removed
                                             : DetailLine::Kind::Plain,
                     line});
    at = end + 1;
  }
  return lines;
}

std::vector<RuleCount> counts_by_rule(const CheckReport& report) {
  std::map<std::string_view, RuleCount> counts;
  for (const FindingGroup& group : report.groups) {
    RuleCount& count = counts[group.rule->code];
    count.rule = group.rule;
    count.severity = std::max(count.severity, group.severity);
    count.count += group.count;
  }
  std::vector<RuleCount> result;
  for (const auto& [code, count] : counts) result.push_back(count);
  std::ranges::stable_sort(result, std::ranges::greater(), &RuleCount::severity);
  return result;
}

Totals totals_of(std::span<const CheckReport> reports) {
  Totals total;
  for (const CheckReport& report : reports) {
    total.modules += report.modules;
    total.tables += report.tables.size();
    total.rows += report.rows;
    total.bytes += report.bytes;
    total.not_understood += report.not_understood;
    total.errors += report.errors;
    total.warnings += report.warnings;
    total.notes += report.notes;
    total.known += report.known;
  }
  return total;
}

std::string verdict_of(std::span<const CheckReport> reports) {
  std::uint64_t unexamined = 0;
  std::uint64_t damaged = 0;
  std::uint64_t unfit = 0;  // for what they were checked against
  std::uint64_t warned = 0;
  std::uint64_t fine = 0;
  for (const CheckReport& report : reports)
    ++(report.modules == 0   ? unexamined
       : report.damaged()    ? damaged
       : report.errors > 0   ? unfit
       : report.warnings > 0 ? warned
                             : fine);
  const Totals total = totals_of(reports);
  return fmt::format(
      "{}: {} fine, {} readable with warnings, {} damaged{}, {} not examined; {} of {} in {} "
      "examined, {} not understood; {}, {}",
      counted(reports.size(), "snapshot"), fine, warned, damaged,
      unfit > 0 ? fmt::format(", {} not fitting the target", unfit) : "", unexamined,
      counted(total.rows, "row"), counted(total.tables, "table"), counted(total.modules, "module"),
      total.not_understood, counted(total.errors, "error"), counted(total.warnings, "warning"));
}

}  // namespace undumpy
