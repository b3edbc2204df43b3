#include "engine/restore.h"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/messages.h"

namespace undumpy::cli {

namespace {

// One line on a terminal that is drawn anew: bytes, rows a second, time left.
class Progress {
 public:
  Progress(Console& console, std::uint64_t total, bool shown)
      : console_(console), total_(total), shown_(shown && console.err_is_terminal()) {}
  ~Progress() {
    if (drawn_) console_.err("\r\033[K");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uint64_t bytes, std::uint64_t rows) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || bytes == 0 || now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    drawn_ = true;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double left = seconds * static_cast<double>(total_ - std::min(total_, bytes)) /
                        static_cast<double>(bytes);
    console_.err(fmt::format("\r\033[K{:3.0f} %  {} rows  {:.0f} rows/s  {:.0f} s left",
                             100.0 * static_cast<double>(bytes) / static_cast<double>(total_), rows,
                             static_cast<double>(rows) / seconds, left));
  }

 private:
  Console& console_;
  std::uint64_t total_;
  bool shown_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_;
};

std::string as_json(const RestoreReport& report) {
  nlohmann::ordered_json json;
  json["format"] = "undumpy.restore/1";
  json["target"] = report.target;
  json["applied"] = report.applied;
  json["verdict"] = report.verdict();
  if (!report.digest.empty()) json["digest"] = report.digest;
  json["tables"] = nlohmann::ordered_json::array();
  for (const auto& [name, table] : report.tables)
    json["tables"].push_back({{"table", name},
                              {"read", table.read},
                              {"inserted", table.inserted},
                              {"updated", table.updated},
                              {"unchanged", table.unchanged},
                              {"skipped", table.skipped},
                              {"rejected", table.rejected},
                              {"before", table.before},
                              {"after", table.after}});
  json["rejects"] = nlohmann::ordered_json::array();
  for (const Reject& reject : report.rejects)
    json["rejects"].push_back({{"table", reject.table},
                               {"key", reject.key},
                               {"file", reject.file},
                               {"line", reject.line},
                               {"reason", reject.reason}});
  json["notes"] = report.notes;
  json["references"] = nlohmann::ordered_json::array();
  for (const InferredReference& reference : report.references)
    json["references"].push_back({{"table", reference.table},
                                  {"column", reference.column},
                                  {"target", reference.target},
                                  {"confidence", to_string(reference.confidence)},
                                  {"evidence", reference.evidence}});
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string as_text(const RestoreReport& report) {
  std::size_t width = 5;
  for (const auto& [name, table] : report.tables) width = std::max(width, name.size());
  std::string out =
      fmt::format("{:<{}} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "table", width, "read",
                  "inserted", "updated", "skipped", "rejected", "before", "after");
  std::size_t empty = 0;
  for (const auto& [name, table] : report.tables) {
    if (table.read == 0 && table.before == 0) {
      ++empty;
      continue;
    }
    out += fmt::format("{:<{}} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", printable(name), width,
                       table.read, table.inserted, table.updated, table.skipped, table.rejected,
                       table.before, table.after);
  }
  if (empty > 0) out += fmt::format("… and {} without rows\n", counted(empty, "table"));
  if (!report.rejects.empty()) out += "\nrejected:\n";
  for (const Reject& reject : report.rejects)
    out += fmt::format("  {} {}  ({}{}): {}\n", reject.table, printable(reject.key), reject.file,
                       reject.line > 0 ? fmt::format(":{}", reject.line) : "",
                       printable(reject.reason));
  if (!report.notes.empty()) out += "\n";
  for (const std::string& note : report.notes) out += fmt::format("note: {}\n", printable(note));
  std::size_t uncertain = 0;
  for (const InferredReference& reference : report.references)
    if (reference.confidence == Confidence::Guess) ++uncertain;
  if (uncertain > 0)
    out += fmt::format(
        "note: {} more references are only guesses and were not made constraints "
        "(--format json lists them)\n",
        uncertain);
  if (!report.digest.empty()) out += fmt::format("digest {}\n", report.digest);
  return out + fmt::format("\n{}\n", printable(report.verdict()));
}

Result<std::optional<Schema>> read_schema(const std::string& path) {
  if (path.empty()) return std::optional<Schema>();
  IgnoredDiagnostics ignored;
  UNDUMPY_TRY(const auto source, open_source(path, {}, ignored));
  if (source->members().size() != 1)
    return make_error("usage", path + " is no file of CREATE statements", "give an .sql file");
  UNDUMPY_TRY(const std::string sql, source->read_all(source->members()[0].name, 64ULL << 20U));
  UNDUMPY_TRY(Schema schema, schema_of_sql(sql, path));
  if (schema.tables.empty())
    return make_error("usage", path + " creates no table", "give a file of CREATE statements");
  return std::optional<Schema>(std::move(schema));
}

}  // namespace

int restore(const RestoreOptions& options, Console& console) {
  DiagnosticPrinter diagnostics(console, options.quiet);
  if (!options.schema.empty() && options.infer_schema)
    return fail(make_error("usage", "--schema and --infer-schema exclude each other",
                           "leave one of them away"),
                console);
  const auto snapshot = open_snapshot(options.snapshot, options.code, diagnostics, console);
  if (snapshot == nullptr) return Unreadable;
  auto schema = read_schema(options.schema);
  if (!schema) {
    fail(schema.error(), console);
    return Usage;
  }
  const Constructors constructors(*snapshot);
  std::uint64_t total = 1;
  for (const ModuleRun& module : snapshot->modules) total += module.bytes;
  Progress progress(console, total, !options.quiet);
  undumpy::RestoreOptions engine;
  engine.target = options.into;
  engine.schema = std::move(*schema);
  engine.storage.empty_for_none_in_short_text = options.none_text != "null";
  engine.storage.empty_for_zero_duration = options.zero_duration == "empty";
  engine.storage.null_for_none_text = !options.keep_none_text;
  engine.allow_missing = options.allow_missing;
  engine.allow_dangling = options.allow_dangling;
  engine.digest = options.digest;
  for (const std::string& name : options.only) {
    engine.tables.push_back(constructors.table_named(name));
    if (engine.tables.back().empty())
      return fail(make_error("usage", fmt::format("the snapshot has no table {}", printable(name)),
                             "`undumpy list` prints the names of all tables"),
                  console);
  }
  engine.loader = options.loader;
  engine.code = options.code;
  engine.apply = options.apply;
  engine.dry_run = options.dry_run;
  engine.out = [&](std::string_view text) { console.out(text); };
  engine.err = [&](std::string_view text) {
    if (!options.quiet) console.err(text);
  };
  engine.progress = [&](std::uint64_t bytes, std::uint64_t rows) {
    progress.show(bytes, rows);
    return interrupted == 0;
  };
  auto report = restore_snapshot(*snapshot, constructors, engine, diagnostics);
  diagnostics.finish();
  if (!report) return fail(report.error(), console);
  console.out(options.format == "json" ? as_json(*report) : as_text(*report));
  if (report->planned)
    console.err(
        options.dry_run ? "" : "  next: read the plan; the same command with --apply writes it\n");
  if (report->planned) return diagnostics.errors() > 0 ? Findings : Fine;
  if (report->applied) return diagnostics.errors() > 0 ? Findings : Fine;
  if (report->incomplete && report->total().rejected == 0)
    console.err(
        "undumpy: modules are missing, cut off or not understood, so nothing was written\n"
        "  next: find them, or restore what can be read with --allow-missing\n");
  return report->total().read == 0 ? Unreadable : Findings;
}

}  // namespace undumpy::cli
