#include "engine/script/script_run.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "engine/dangling.h"
#include "engine/script/sandbox.h"
#include "engine/target.h"
#include "parser/python.h"
#include "parser/source.h"
#include "parser/text_reader.h"

namespace undumpy {

namespace fs = std::filesystem;

namespace {

Result<std::string> text_of(const std::string& script) {
  DiagnosticList problems;
  UNDUMPY_TRY(const auto source, open_source(script, {}, problems));
  if (source->members().size() != 1)
    return make_error("usage", fmt::format("{} is no script", printable(script)),
                      "name a file of Python code");
  UNDUMPY_TRY(std::string text,
              read_text(*source, source->members()[0].name, MaxParsedBytes, problems));
  for (const Diagnostic& problem : problems.items)
    if (problem.severity == Severity::Error) return problem;
  return text;
}

}  // namespace

orm::TableChanges ScriptRunReport::total() const {
  orm::TableChanges sum;
  for (const auto& [name, table] : tables) {
    sum.inserted += table.inserted;
    sum.updated += table.updated;
    sum.deleted += table.deleted;
  }
  return sum;
}

std::string ScriptRunReport::verdict() const {
  const orm::TableChanges sum = total();
  if (!completed) return fmt::format("the script failed: {} is as it was", target);
  const std::string counts = fmt::format("{} rows inserted, {} updated, {} deleted in {} tables",
                                         sum.inserted, sum.updated, sum.deleted, tables.size());
  if (applied) return fmt::format("committed to {}: {}", target, counts);
  if (!dangling.empty())
    return fmt::format("rolled back, {} is as it was: {} references would dangle; {}", target,
                       dangling.size(), counts);
  return fmt::format("rolled back, {} is as it was: would be {}; --apply commits", target, counts);
}

Result<ScriptRunReport> run_script(const ScriptRunOptions& options) {
  UNDUMPY_TRY(const std::string text, text_of(options.script));
  std::string path = options.target;
  if (path.starts_with("sqlite:")) path = path.substr(7);
  if (path.find("://") == std::string::npos && !fs::exists(path))
    return make_error("target-missing", fmt::format("there is no database {}", printable(path)),
                      "a script works on an existing database; restore a snapshot first");
  UNDUMPY_TRY(const auto target, Target::open(options.target));
  // Nothing of the transaction reaches the file before the commit: newly_dangling() reads it.
  UNDUMPY_CHECK(target->database().run("PRAGMA cache_spill=OFF"));
  const fs::path own_folder = fs::path(options.script).parent_path();
  ScriptFiles files(!options.snapshots.empty() ? options.snapshots
                    : own_folder.empty()       ? "."
                                               : own_folder.string(),
                    options.code.allowed_outside);
  Sandbox::Setting setting;
  setting.code = options.code;
  setting.database = &target->database();
  setting.schema = &target->schema();
  setting.files = &files;
  setting.out = options.out;
  setting.err = options.err;
  Sandbox sandbox(std::move(setting));
  std::vector<std::string> arguments = {options.script};
  arguments.insert(arguments.end(), options.arguments.begin(), options.arguments.end());
  sandbox.host().set_arguments(std::move(arguments));

  const python::ProgramResult ended =
      sandbox.interpreter().run(options.script, text, Sandbox::resolving(true));
  ScriptRunReport report;
  report.target = options.target;
  report.completed = ended.ok;
  report.exit_code = ended.exit_code;
  report.traceback = ended.traceback;
  report.tables = sandbox.models().changes();
  if (!report.completed) return report;
  std::set<std::string> changed;
  for (const auto& [table, change] : report.tables) changed.insert(table);
  UNDUMPY_TRY(const auto dangling, newly_dangling(*target, changed));
  for (const DanglingReference& reference : dangling)
    report.dangling.push_back(fmt::format("row {} of {} refers to a row of {} that does not exist",
                                          reference.rowid, reference.table, reference.target));
  if (!options.apply || !report.dangling.empty()) return report;
  UNDUMPY_CHECK(target->commit());
  report.applied = true;
  return report;
}

}  // namespace undumpy
