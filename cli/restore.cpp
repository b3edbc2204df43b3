#include "engine/restore.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/restore_report.h"
#include "engine/contents_list.h"
#include "parser/processors.h"

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

Result<std::vector<std::string>> read_list(const std::string& path, const Snapshot& snapshot) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) return make_error("usage", path + " can not be read", "name the file for --use-list");
  return modules_of_list(text, path, snapshot);
}

// SNAPSHOT or SNAPSHOT:TABLE[:KEYS]: the longest part that is there is the snapshot.
struct From {
  std::string path, selection;
};
From parse_from(const std::string& text) {
  for (std::size_t colon = text.size(); colon != std::string::npos && colon > 0;
       colon = text.rfind(':', colon - 1))
    if (std::filesystem::exists(text.substr(0, colon)))
      return {text.substr(0, colon), colon < text.size() ? text.substr(colon + 1) : ""};
  return {text, ""};
}

// The snapshots of a restore. They live as long as it.
struct Opened {
  std::string path;
  std::unique_ptr<Snapshot> snapshot;
  std::unique_ptr<Constructors> constructors;
  Arguments arguments;
};

// Nothing: a message was printed, and `status` says what to return.
std::vector<Opened> open_origins(const RestoreOptions& options, DiagnosticSink& diagnostics,
                                 Console& console) {
  std::vector<Opened> opened;
  std::vector<From> wanted;
  if (!options.snapshot.empty()) wanted.push_back({options.snapshot, ""});
  for (const std::string& text : options.from) wanted.push_back(parse_from(text));
  for (const From& from : wanted) {
    // Several tables of one snapshot.
    if (opened.empty() || opened.back().path != from.path || from.selection.empty()) {
      auto snapshot = open_snapshot(from.path, options.code, diagnostics, console);
      if (snapshot == nullptr) return {};
      auto constructors = std::make_unique<Constructors>(*snapshot);
      opened.push_back({from.path, std::move(snapshot), std::move(constructors), {}});
    }
    if (!from.selection.empty()) opened.back().arguments.add("only", from.selection);
  }
  return opened;
}

undumpy::RestoreOptions engine_options(const RestoreOptions& options) {
  undumpy::RestoreOptions engine;
  engine.target = options.into;
  engine.storage.empty_for_none_in_short_text = options.none_text != "null";
  engine.storage.empty_for_zero_duration = options.zero_duration == "empty";
  engine.storage.null_for_none_text = !options.keep_none_text;
  engine.allow_missing = options.allow_missing;
  engine.allow_dangling = options.allow_dangling;
  engine.digest = options.digest;
  engine.arguments = options.arguments;
  engine.conflicts = options.conflicts;
  engine.exit_on_error = options.exit_on_error;
  engine.loader = options.loader;
  engine.validate = options.validate;
  engine.code = options.code;
  engine.apply = options.apply;
  engine.dry_run = options.dry_run;
  engine.sql = options.sql;
  engine.plan = options.plan;
  engine.rejects = options.rejects;
  return engine;
}

int status_of(const RestoreReport& report, const RestoreOptions& options,
              const DiagnosticPrinter& diagnostics, Console& console) {
  const bool findings = diagnostics.errors() > 0 || report.total().rejected > 0;
  if (report.planned) {
    if (!options.dry_run && options.sql.empty())
      console.err("  next: read the plan; the same command with --apply writes it\n");
    return findings ? Findings : Fine;
  }
  if (report.applied) return findings ? Findings : Fine;
  if (report.incomplete && report.total().rejected == 0)
    console.err(
        "undumpy: modules are missing, cut off or not understood, so nothing was written\n"
        "  next: find them, or restore what can be read with --allow-missing\n");
  else if (report.total().rejected > 0 && !report.stopped)
    console.err(
        "undumpy: rows were rejected, so nothing was written\n"
        "  next: mend them (--rejects DIR writes them into a snapshot of their own), or restore "
        "the "
        "others with --max-errors N\n");
  return report.total().read == 0 ? Unreadable : Findings;
}

}  // namespace

int restore(const RestoreOptions& options, Console& console) {
  DiagnosticPrinter diagnostics(console, options.quiet);
  const auto usage = [&](const char* message, const char* next) {
    return fail(make_error("usage", message, next), console);
  };
  if (!options.schema.empty() && options.infer_schema)
    return usage("--schema and --infer-schema exclude each other", "leave one of them away");
  if (options.snapshot.empty() && options.from.empty())
    return usage("no snapshot is named", "name a directory or an archive, or use --from");
  if (!options.use_list.empty() && options.from.size() + (options.snapshot.empty() ? 0 : 1) > 1)
    return usage("--use-list is for one snapshot", "restore them one by one");
  if (options.apply && options.dry_run)
    return usage("--apply and --dry-run exclude each other", "leave one of them away");
  undumpy::RestoreOptions engine = engine_options(options);
  if (!options.max_errors.empty()) {
    auto most = MaxErrors::parse(options.max_errors);
    if (!most) return fail(most.error(), console);
    engine.max_errors = *most;
  }
  // On another processor while the snapshot's code is read.
  const bool beside = !options.schema.empty() && processors() > 1;
  auto reading_schema =
      std::async(beside ? std::launch::async : std::launch::deferred, read_schema, options.schema);
  const std::vector<Opened> opened = open_origins(options, diagnostics, console);
  if (opened.empty()) return Unreadable;
  auto schema = reading_schema.get();
  if (!schema) {
    fail(schema.error(), console);
    return Usage;
  }
  engine.schema = std::move(*schema);
  std::vector<Origin> origins;
  std::uint64_t total = 1;
  for (const Opened& one : opened) {
    origins.push_back({one.snapshot.get(), one.constructors.get(), one.arguments});
    if (!options.use_list.empty()) {
      auto modules = read_list(options.use_list, *one.snapshot);
      if (!modules) return fail(modules.error(), console);
      origins.back().modules = std::move(*modules);
    }
    for (const ModuleRun& module : one.snapshot->modules) total += module.bytes;
  }
  Progress progress(console, total, !options.quiet);
  engine.out = [&](std::string_view text) { console.out(text); };
  engine.err = [&](std::string_view text) {
    if (!options.quiet) console.err(text);
  };
  engine.progress = [&](std::uint64_t bytes, std::uint64_t rows) {
    progress.show(bytes, rows);
    return interrupted == 0;
  };
  auto report = restore_snapshots(origins, engine, diagnostics);
  diagnostics.finish();
  if (!report) return fail(report.error(), console);
  console.out(options.format == "json" ? restore_as_json(*report) : restore_as_text(*report));
  return status_of(*report, options, diagnostics, console);
}

}  // namespace undumpy::cli
