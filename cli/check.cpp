#include "analyzer/check.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/messages.h"

namespace undumpy::cli {

namespace {

nlohmann::ordered_json finding_json(const Diagnostic& finding) {
  nlohmann::ordered_json json;
  const auto text = [](const std::string& value) {
    return value.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value);
  };
  json["name"] = finding.name;
  json["severity"] = finding.severity == Severity::Info ? "info" : to_string(finding.severity);
  json["table"] = text(finding.table);
  json["key"] = text(finding.key);
  json["file"] = text(finding.place.file);
  json["line"] = finding.place.line;
  json["col"] = finding.place.column;
  json["message"] = finding.message;
  return json;
}

}  // namespace

int check(const CheckOptions& options, Console& console) {
  DiagnosticList early;
  const auto snapshot = open_snapshot(options.snapshot, options.code, early, console);
  if (snapshot == nullptr) {
    for (const Diagnostic& problem : early.items) console.err(to_text(problem));
    return Unreadable;
  }
  auto report = check_snapshot(*snapshot, options.code, [] { return interrupted == 0; });
  if (!report) return fail(report.error(), console);
  report->findings.insert(report->findings.begin(), early.items.begin(), early.items.end());
  const std::string verdict = report->verdict();
  if (options.format == "json") {
    nlohmann::ordered_json json;
    json["format"] = "undumpy.check/1";
    json["snapshot"] = options.snapshot;
    json["examined"] = {
        {"modules", report->modules}, {"tables", report->tables}, {"rows", report->rows}};
    json["not_understood"] = report->not_understood;
    json["verdict"] = verdict;
    json["findings"] = nlohmann::ordered_json::array();
    for (const Diagnostic& finding : report->findings)
      json["findings"].push_back(finding_json(finding));
    console.out(json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  } else {
    DiagnosticPrinter printer(console, options.quiet);
    for (const Diagnostic& finding : report->findings) printer.report(finding);
    printer.finish();
    console.out(verdict + "\n");
  }
  if (report->modules == 0) return Unreadable;
  return report->errors() > 0 ? Findings : Fine;
}

}  // namespace undumpy::cli
