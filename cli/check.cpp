#include "analyzer/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "analyzer/against.h"
#include "analyzer/report_json.h"
#include "analyzer/rules.h"
#include "cli/commands.h"
#include "cli/messages.h"

namespace undumpy::cli {

namespace {

std::string to_text(const FindingGroup& group) {
  std::string text;
  for (Diagnostic finding : group.first) {
    finding.name = fmt::format("{} {}", group.rule->code, group.rule->name);
    text += undumpy::to_text(finding);
  }
  if (group.count > group.first.size())
    text += fmt::format("  … and {} more{} (--all shows them)\n", group.count - group.first.size(),
                        group.table.empty() ? "" : fmt::format(" in {}", printable(group.table)));
  return text;
}

std::string to_text(const CheckReport& report, bool quiet) {
  std::string text;
  for (const FindingGroup& group : report.groups)
    if (!quiet || group.severity == Severity::Error) text += to_text(group) + "\n";
  if (report.known > 0)
    text += fmt::format("{} known findings are in the baseline\n", report.known);
  for (const Baseline::Entry& entry : report.stale)
    text += fmt::format("the baseline knows {} in {}{}, which is not found any more\n", entry.rule,
                        printable(entry.table),
                        entry.key.empty() ? "" : fmt::format(" {}", printable(entry.key)));
  return text + report.verdict() + "\n";
}

int status_of(const CheckReport& report, const std::string& fail_on) {
  if (report.modules == 0) return Unreadable;
  std::uint64_t bad = report.errors;
  if (fail_on == "warning" || fail_on == "info") bad += report.warnings;
  if (fail_on == "info") bad += report.notes;
  return fail_on != "never" && bad > 0 ? Findings : Fine;
}

}  // namespace

int check(const CheckOptions& options, Console& console) {
  undumpy::CheckOptions engine;
  for (const auto* selectors : {&options.select, &options.ignore})
    for (const std::string& selector : *selectors)
      if (std::ranges::none_of(all_rules(), [&](const Rule* r) { return selects(selector, *r); }))
        return fail(make_error("usage", fmt::format("no rule is called {}", printable(selector)),
                               "`undumpy explain --list` prints all rules"),
                    console);
  engine.findings.select = options.select;
  engine.findings.ignore = options.ignore;
  if (options.all) engine.findings.shown = static_cast<std::size_t>(-1);
  engine.code = options.code;
  std::unique_ptr<Against> against;
  if (!options.against.empty()) {
    auto opened = Against::open(options.against, options.code);
    if (!opened) return fail(opened.error(), console);
    against = std::move(*opened);
    engine.against = against.get();
  }
  engine.progress = [](std::uint64_t) { return interrupted == 0; };
  auto report = check_path(options.snapshot, engine);
  if (!report) return fail(report.error(), console);
  console.out(options.format == "json" ? json_report(*report) : to_text(*report, options.quiet));
  return status_of(*report, options.fail_on);
}

}  // namespace undumpy::cli
