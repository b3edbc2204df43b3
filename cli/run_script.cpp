#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/messages.h"
#include "engine/script/script_run.h"

namespace undumpy::cli {

namespace {

std::string as_json(const ScriptRunReport& report) {
  nlohmann::ordered_json json;
  json["format"] = "undumpy.run/1";
  json["target"] = report.target;
  json["completed"] = report.completed;
  json["applied"] = report.applied;
  json["verdict"] = report.verdict();
  json["tables"] = nlohmann::ordered_json::array();
  for (const auto& [name, table] : report.tables)
    json["tables"].push_back({{"table", name},
                              {"inserted", table.inserted},
                              {"updated", table.updated},
                              {"deleted", table.deleted}});
  json["dangling"] = report.dangling;
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string as_text(const ScriptRunReport& report) {
  std::string out;
  if (!report.tables.empty()) {
    std::size_t width = 5;
    for (const auto& [name, table] : report.tables) width = std::max(width, name.size());
    out += fmt::format("\n{:<{}} {:>9} {:>9} {:>9}\n", "table", width, "inserted", "updated",
                       "deleted");
    for (const auto& [name, table] : report.tables)
      out += fmt::format("{:<{}} {:>9} {:>9} {:>9}\n", printable(name), width, table.inserted,
                         table.updated, table.deleted);
  }
  constexpr std::size_t Shown = 10;
  for (std::size_t i = 0; i < report.dangling.size() && i < Shown; ++i)
    out += fmt::format("{}{}\n", i == 0 ? "\n" : "", printable(report.dangling[i]));
  if (report.dangling.size() > Shown)
    out += fmt::format("… and {} more\n", report.dangling.size() - Shown);
  return out + fmt::format("\n{}\n", printable(report.verdict()));
}

std::string printable_lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += printable(text.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return out;
}

}  // namespace

int run_script(const RunOptions& options, Console& console) {
  ScriptRunOptions run;
  run.script = options.script;
  run.target = options.database;
  run.snapshots = options.snapshots;
  run.arguments = options.arguments;
  run.apply = options.apply;
  run.code = options.code;
  run.out = [&](std::string_view text) { console.out(text); };
  run.err = [&](std::string_view text) {
    if (!options.quiet) console.err(text);
  };
  auto report = undumpy::run_script(run);
  if (!report) return fail(report.error(), console);
  console.err(printable_lines(report->traceback));
  console.out(options.format == "json" ? as_json(*report) : as_text(*report));
  if (!report->completed) return report->exit_code != 0 ? report->exit_code : Findings;
  return report->dangling.empty() ? Fine : Findings;
}

}  // namespace undumpy::cli
