#include "analyzer/report_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "analyzer/report_lines.h"
#include "analyzer/rules.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

class Writer {
 public:
  explicit Writer(const TextOptions& options) : options_(options) {}

  std::string one(const CheckReport& report);
  std::string several(std::span<const CheckReport> reports);

 private:
  [[nodiscard]] std::string styled(std::string_view code, std::string_view text) const {
    return options_.colour && !text.empty() ? fmt::format("\033[{}m{}\033[0m", code, text)
                                            : std::string(text);
  }
  [[nodiscard]] std::string bold(std::string_view text) const { return styled("1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return styled("2", text); }
  [[nodiscard]] std::string coloured(Severity severity, std::string_view text) const {
    constexpr std::string_view Codes[] = {"1;36", "1;33", "1;31"};
    return styled(Codes[static_cast<std::size_t>(severity)], text);
  }
  [[nodiscard]] std::string judged(const CheckReport& report, std::string_view text) const {
    return report.errors > 0 || report.modules == 0 ? styled("1;31", text)
           : report.warnings > 0                    ? styled("1;33", text)
                                                    : styled("1;32", text);
  }

  std::string head(const FindingGroup& group, const Diagnostic& finding) const;
  std::string source(const Diagnostic& finding) const;
  std::string detail(const Diagnostic& finding) const;
  std::string advice(const Diagnostic& finding) const;
  std::string finding(const FindingGroup& group, const Diagnostic& finding) const;
  std::string more(const FindingGroup& group) const;
  std::string groups(const CheckReport& report) const;
  std::string baseline(const CheckReport& report) const;
  std::string rules_of(const CheckReport& report) const;

  const TextOptions& options_;
};

std::string Writer::head(const FindingGroup& group, const Diagnostic& finding) const {
  std::string text;
  if (const std::string place = to_text(finding.place); !place.empty()) text = bold(place) + ": ";
  return text + fmt::format("{}: {} {}\n", coloured(finding.severity, to_string(finding.severity)),
                            printable(finding.message),
                            dim(fmt::format("[{} {}]", group.rule->code, group.rule->name)));
}

std::string Writer::source(const Diagnostic& finding) const {
  if (finding.place.line == 0 || finding.place.source.empty()) return "";
  const MarkedLine line = marked_line(finding.place);
  return fmt::format("  {}{}{}\n  {}\n", line.before, bold(line.marked), line.after,
                     coloured(finding.severity, carets_below(line)));
}

std::string Writer::detail(const Diagnostic& finding) const {
  std::string text;
  for (const DetailLine& line : detail_lines(finding)) {
    const std::string shown = "  | " + printable(line.text);
    text += (line.kind == DetailLine::Kind::Added     ? styled("32", shown)
             : line.kind == DetailLine::Kind::Removed ? styled("31", shown)
                                                      : dim(shown)) +
            "\n";
  }
  return text;
}

std::string Writer::advice(const Diagnostic& finding) const {
  std::string text;
  if (!finding.why.empty()) text += fmt::format("  {} {}\n", dim("why:"), printable(finding.why));
  if (!finding.next.empty())
    text += fmt::format("  {} {}\n", dim("next:"), printable(finding.next));
  return text;
}

std::string Writer::finding(const FindingGroup& group, const Diagnostic& finding) const {
  std::string text = head(group, finding) + source(finding);
  if (const std::string row = row_line(finding); !row.empty())
    text += fmt::format("  {} {}\n", dim("row:"), printable(row));
  return text + detail(finding);
}

std::string Writer::more(const FindingGroup& group) const {
  if (group.count <= group.first.size()) return "";
  return dim(fmt::format("  … and {} more{} (--all shows them)", group.count - group.first.size(),
                         in_place_of(group))) +
         "\n";
}

// What holds for several findings in a row is said once, after the last of them.
std::string Writer::groups(const CheckReport& report) const {
  std::string text;
  const Rule* rule = nullptr;
  const Diagnostic* said = nullptr;  // whose advice is still to be given
  const auto give_advice = [&] {
    if (said != nullptr) text += advice(*said) + "\n";
  };
  for (const FindingGroup& group : report.groups) {
    if (options_.quiet && group.severity != Severity::Error) continue;
    for (const Diagnostic& each : group.first) {
      const bool same =
          said != nullptr && rule == group.rule && said->why == each.why && said->next == each.next;
      if (!same) give_advice();
      text += finding(group, each);
      rule = group.rule;
      said = &each;
    }
    text += more(group);
  }
  give_advice();
  return text;
}

std::string Writer::baseline(const CheckReport& report) const {
  std::string text;
  for (const Baseline::Entry& entry : report.stale)
    text += fmt::format("the baseline knows {}, which is not found any more\n",
                        printable(line_of(entry)));
  if (!report.stale.empty()) text += "  (--write-baseline writes it anew)\n";
  if (report.known > 0)
    text +=
        fmt::format("{} in the baseline, not counted\n", counted(report.known, "known finding"));
  return text.empty() || options_.quiet ? "" : text + "\n";
}

std::string Writer::one(const CheckReport& report) {
  std::string text = groups(report) + baseline(report);
  if (!report.groups.empty() && !options_.quiet)
    text += dim(fmt::format("`undumpy explain {}` says more about a finding",
                            report.groups.front().rule->code)) +
            "\n";
  const std::string judgement = report.judgement();
  return text + judged(report, judgement) + report.verdict().substr(judgement.size()) + "\n";
}

// "RF401 dangling-reference (3), CP201 missing-module (1)": of errors and warnings.
std::string Writer::rules_of(const CheckReport& report) const {
  std::string text;
  for (const RuleCount& rule : counts_by_rule(report)) {
    if (rule.severity == Severity::Info || (options_.quiet && rule.severity != Severity::Error))
      continue;
    text += fmt::format("{}{} {} ({})", text.empty() ? "    " : ", ",
                        coloured(rule.severity, rule.rule->code), rule.rule->name, rule.count);
  }
  return text.empty() ? text : text + "\n";
}

std::string Writer::several(std::span<const CheckReport> reports) {
  std::size_t name_width = 0;
  std::size_t judgement_width = 0;
  for (const CheckReport& report : reports) {
    name_width = std::max(name_width, utf8::count(printable(report.snapshot)));
    judgement_width = std::max(judgement_width, report.judgement().size());
  }
  std::string text;
  const auto padded = [](const std::string& value, std::size_t width) {
    return std::string(width - std::min(width, utf8::count(value)), ' ');
  };
  for (const CheckReport& report : reports) {
    const std::string name = printable(report.snapshot);
    const std::string judgement = report.judgement();
    text += fmt::format("{}{}  {}{}  {} of {}, {} not understood; {}, {}\n", bold(name),
                        padded(name, name_width), judged(report, judgement),
                        padded(judgement, judgement_width), counted(report.rows, "row"),
                        counted(report.tables.size(), "table"), report.not_understood,
                        counted(report.errors, "error"), counted(report.warnings, "warning"));
    text += rules_of(report);
  }
  return text + verdict_of(reports) + "\n";
}

}  // namespace

std::string text_report(std::span<const CheckReport> reports, const TextOptions& options) {
  Writer writer(options);
  return reports.size() == 1 ? writer.one(reports.front()) : writer.several(reports);
}

}  // namespace undumpy
