#include "analyzer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "analyzer/baseline.h"
#include "analyzer/report_github.h"
#include "analyzer/report_html.h"
#include "analyzer/report_json.h"
#include "analyzer/report_sarif.h"
#include "analyzer/report_text.h"
#include "analyzer/rules.h"
#include "analyzer/text_file.h"
#include "cli/check_many.h"
#include "cli/commands.h"
#include "cli/config_file.h"
#include "cli/messages.h"

namespace undumpy::cli {

namespace {

// The command line wins over the file.
Result<CheckOptions> with_config(CheckOptions options, CheckConfig& config) {
  const std::string file = options.no_config         ? ""
                           : !options.config.empty() ? options.config
                                                     : find_config(options.snapshots.front());
  if (!file.empty()) {
    UNDUMPY_TRY(config, read_config(file));
  }
  const auto fill = [](auto& option, const auto& value) {
    if (option.empty()) option = value;
  };
  fill(options.select, config.select);
  fill(options.ignore, config.ignore);
  fill(options.fail_on, config.fail_on);
  fill(options.fail_on, std::string("error"));
  fill(options.against, config.against);
  fill(options.baseline, config.baseline);
  return options;
}

Status known_rules(const std::vector<std::string>& selectors) {
  for (const std::string& selector : selectors)
    if (std::ranges::none_of(all_rules(), [&](const Rule* r) { return selects(selector, *r); }))
      return make_error("usage", fmt::format("no rule is called {}", selector),
                        "`undumpy explain --list` prints all rules");
  return Done{};
}

Result<FindingOptions> finding_options(const CheckOptions& options, const CheckConfig& config) {
  UNDUMPY_CHECK(known_rules(options.select));
  UNDUMPY_CHECK(known_rules(options.ignore));
  FindingOptions findings;
  findings.select = options.select;
  findings.ignore = options.ignore;
  findings.severities = config.severities;
  if (options.all) findings.shown = static_cast<std::size_t>(-1);
  findings.keep_identities = options.write_baseline;
  if (options.write_baseline && options.baseline.empty())
    return make_error("usage", "--write-baseline needs --baseline FILE, the file to write");
  if (!options.baseline.empty() && !options.write_baseline) {
    UNDUMPY_TRY(findings.baseline, read_baseline(options.baseline));
  }
  return findings;
}

bool wants_colour(const std::string& colour, const Console& console) {
  if (colour != "auto") return colour == "always";
  // The environment of the program is read before any thread starts.
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe)
  const char* terminal = std::getenv("TERM");      // NOLINT(concurrency-mt-unsafe)
  return console.out_is_terminal() && (no_color == nullptr || *no_color == '\0') &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

std::string report_text(const CheckOptions& options, const std::vector<CheckReport>& reports,
                        const Console& console) {
  if (options.format == "json") return json_report(reports);
  if (options.format == "sarif") return sarif_report(reports);
  if (options.format == "github") return github_report(reports);
  return text_report(reports, {wants_colour(options.colour, console), options.quiet});
}

bool fails(const CheckReport& report, const std::string& fail_on) {
  std::uint64_t bad = report.errors;
  if (fail_on == "warning" || fail_on == "info") bad += report.warnings;
  if (fail_on == "info") bad += report.notes;
  return fail_on != "never" && bad > 0;
}

// The worst of the snapshots. One that could not be examined is as bad as one with findings, as
// long as another one could.
int status_of(const std::vector<CheckReport>& reports, const std::string& fail_on) {
  const auto unexamined = [](const CheckReport& report) { return report.modules == 0; };
  if (std::ranges::all_of(reports, unexamined)) return Unreadable;
  return std::ranges::any_of(
             reports, [&](const auto& each) { return unexamined(each) || fails(each, fail_on); })
             ? Findings
             : Fine;
}

// Accepts what was found: it is a baseline of all the snapshots.
int accept(const CheckOptions& options, const std::vector<CheckReport>& reports, Console& console) {
  if (status_of(reports, "never") != Fine) {
    console.out(report_text(options, reports, console));
    console.err("undumpy: the baseline is not written: not everything could be examined\n");
    return Unreadable;
  }
  Baseline found;
  for (const CheckReport& report : reports)
    found.entries.insert(report.found.entries.begin(), report.found.entries.end());
  if (const Status written = write_baseline(found, options.baseline); !written)
    return fail(written.error(), console);
  console.out(fmt::format("{} written to {}\n", counted(found.entries.size(), "known finding"),
                          printable(options.baseline)));
  return Fine;
}

}  // namespace

int check(const CheckOptions& given, Console& console) {
  CheckConfig config;
  const Result<CheckOptions> options = with_config(given, config);
  if (!options) return fail(options.error(), console);
  if (!config.file.empty() && !options->quiet)
    console.err(fmt::format("settings: {}\n", printable(config.file)));
  auto findings = finding_options(*options, config);
  if (!findings) return fail(findings.error(), console);

  ManyOptions many;
  many.check.findings = std::move(*findings);
  many.check.code = options->code;
  many.against = options->against;
  many.jobs = options->jobs;
  auto reports = check_many(options->snapshots, many);
  if (!reports) return fail(reports.error(), console);

  if (!options->html.empty()) {
    const Status written = write_text_file(options->html, html_report(*reports), "report");
    if (!written) return fail(written.error(), console);
  }
  if (options->write_baseline) return accept(*options, *reports, console);
  console.out(report_text(*options, *reports, console));
  return status_of(*reports, options->fail_on);
}

}  // namespace undumpy::cli
