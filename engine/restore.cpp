#include "engine/restore.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/content_types.h"
#include "engine/dangling.h"
#include "engine/row_stream.h"
#include "engine/script/script_loader.h"
#include "engine/table_writer.h"
#include "engine/target.h"

namespace undumpy {

namespace {

std::string key_of(const Row& row) {
  if (row.cells.empty()) return "";
  const Cell& key = row.cells[row.shape->key_column()];
  return key.kind == CellKind::Text ? std::string(key.text()) : to_text(key);
}

// The sink that writes. One object for one restore.
class Restore final : public RowSink {
 public:
  Restore(const Snapshot& snapshot, const Constructors& constructors, const RestoreOptions& options,
          DiagnosticSink& diagnostics)
      : snapshot_(snapshot),
        constructors_(constructors),
        options_(options),
        diagnostics_(diagnostics) {}

  Result<RestoreReport> run();
  Status take(std::span<const Row> rows) override;

 private:
  Status choose_schema();
  Status check_tables();
  Status prepare_code();
  Status load();
  void count_loader_changes();
  void told(const Row& row, ScriptLoader::Fate fate, std::string reason, std::string traceback);
  [[nodiscard]] bool wanted(const std::string& table) const;
  Status check_references();
  Status finish();
  Status check_loader_references();
  Status dangling_of(const Table& table);
  Result<std::uint64_t> count_rows(const std::string& table);
  Result<TableWriter*> writer_of(const RowShape& shape);
  void reject(const Row& row, std::string reason);
  void write_notes();
  void explain_missing_table(const RowShape& shape);

  const Snapshot& snapshot_;
  const Constructors& constructors_;
  const RestoreOptions& options_;
  DiagnosticSink& diagnostics_;
  std::unique_ptr<Target> target_;
  Schema schema_;
  std::unique_ptr<ContentTypes> content_types_;
  // Code of the snapshot or of the user; in this order, because the later need the earlier.
  std::unique_ptr<Sandbox> sandbox_;
  std::unique_ptr<SnapshotCode> code_;
  std::unique_ptr<ScriptLoader> loader_;
  std::unique_ptr<RowStream> stream_;  // its shapes live as long as the writers
  std::map<const RowShape*, std::unique_ptr<TableWriter>> writers_;
  const RowShape* last_shape_ = nullptr;
  TableWriter* last_writer_ = nullptr;
  TableReport* last_report_ = nullptr;
  StorageNotes notes_;
  std::map<std::string, std::size_t> rejects_of_;
  std::uint64_t rows_ = 0;
  std::uint64_t dangling_ = 0;
  RestoreReport report_;
};

Result<RestoreReport> Restore::run() {
  report_.target = options_.target;
  UNDUMPY_TRY(target_, Target::open(options_.target));
  UNDUMPY_CHECK(choose_schema());
  content_types_ = std::make_unique<ContentTypes>(target_->database(), snapshot_);
  UNDUMPY_CHECK(check_tables());
  UNDUMPY_CHECK(prepare_code());
  UNDUMPY_CHECK(load());
  UNDUMPY_CHECK(check_references());
  UNDUMPY_CHECK(finish());
  return std::move(report_);
}

Status Restore::choose_schema() {
  if (!target_->is_empty()) {
    if (options_.schema)
      return make_error(
          "target-has-tables",
          fmt::format("{} has tables already: --schema is for new files", target_->path()),
          "leave --schema away, or name a new file");
    schema_ = target_->schema();
    return Done{};
  }
  if (options_.schema) {
    schema_ = *options_.schema;
  } else {
    UNDUMPY_TRY(Inference inference, infer_schema(snapshot_, constructors_, options_.code));
    schema_ = std::move(inference.schema);
    report_.references = std::move(inference.references);
    report_.notes.push_back(
        fmt::format("the schema was inferred from the snapshot: {} tables, {} references",
                    schema_.tables.size(), report_.references.size()));
  }
  for (const std::string& sql : schema_.create_tables) UNDUMPY_CHECK(target_->database().run(sql));
  // Unique indexes stand from the beginning: they tell which row collides.
  for (const std::string& sql : schema_.create_unique) UNDUMPY_CHECK(target_->database().run(sql));
  return Done{};
}

Result<std::uint64_t> Restore::count_rows(const std::string& table) {
  UNDUMPY_TRY(auto count,
              target_->database().prepare("SELECT count(*) FROM " + sqlite::quoted(table)));
  UNDUMPY_TRY([[maybe_unused]] const bool row, count.step());
  return static_cast<std::uint64_t>(count.integer(0));
}

// Before anything is written: tables that the snapshot fills must be empty.
Status Restore::check_tables() {
  std::vector<std::string> full;
  for (const auto& constructor : constructors_.all()) {
    const std::string& name = constructor->shape().table;
    if (!wanted(name)) continue;
    TableReport& report = report_.tables[name];
    if (target_->is_empty() || schema_.find(name) == nullptr) continue;
    UNDUMPY_TRY(report.before, count_rows(name));
    const bool filled = std::ranges::any_of(snapshot_.modules, [&](const ModuleRun& module) {
      return module.table == name && module.head.facts.announced.value_or(1) > 0;
    });
    if (report.before > 0 && filled && !options_.loader.empty()) {
      if (!options_.apply) report_.planned = true;
    } else if (report.before > 0 && filled)
      full.push_back(fmt::format("{} ({} rows)", name, report.before));
  }
  if (full.empty()) return Done{};
  const std::size_t count = full.size();
  if (full.size() > 5) full.resize(5);
  return make_error(
      "target-not-empty",
      fmt::format("{} holds rows in {} tables that the snapshot fills: {}{}", target_->path(),
                  count, fmt::join(full, ", "), count > 5 ? ", …" : ""),
      "restore into a new file, or into a database whose tables are empty");
}

bool Restore::wanted(const std::string& table) const {
  return options_.tables.empty() ||
         std::ranges::find(options_.tables, table) != options_.tables.end();
}

Status Restore::prepare_code() {
  if (options_.dry_run) report_.planned = true;
  const bool needed = !options_.loader.empty() ||
                      std::ranges::any_of(constructors_.all(), [](const auto& constructor) {
                        return !constructor->has_plan();
                      });
  if (!needed) return Done{};
  Sandbox::Setting setting;
  setting.code = options_.code;
  setting.database = &target_->database();
  setting.schema = &schema_;
  // Rows that do not fit are rejected where they are stored, as those of plans.
  setting.models.any_keyword = true;
  setting.out = options_.out;
  setting.err = options_.err;
  sandbox_ = std::make_unique<Sandbox>(std::move(setting));
  code_ = std::make_unique<SnapshotCode>(snapshot_, constructors_, *sandbox_);
  if (options_.loader.empty()) return Done{};
  if (!target_->is_empty()) UNDUMPY_CHECK(target_->database().run("PRAGMA cache_spill=OFF"));
  ScriptLoader::Setting loader;
  loader.script = options_.loader;
  loader.schema = &schema_;
  loader.storage = options_.storage;
  loader.tell = [this](const Row& row, ScriptLoader::Fate fate, std::string reason,
                       std::string traceback) {
    told(row, fate, std::move(reason), std::move(traceback));
  };
  UNDUMPY_TRY(loader_, ScriptLoader::create(std::move(loader), *code_, *sandbox_));
  return Done{};
}

void Restore::told(const Row& row, ScriptLoader::Fate fate, std::string reason,
                   std::string traceback) {
  TableReport& report = report_.tables[row.shape->table];
  ++rows_;
  switch (fate) {
    case ScriptLoader::Fate::Inserted:
      ++report.inserted;
      break;
    case ScriptLoader::Fate::Updated:
      ++report.updated;
      break;
    case ScriptLoader::Fate::Skipped:
      ++report.skipped;
      break;
    case ScriptLoader::Fate::Rejected:
      if (!traceback.empty()) {
        Diagnostic problem = make_error("loader-failed", "the loader raised " + reason,
                                        "mend the loader, or let it catch the exception");
        problem.place.file = row.file;
        problem.place.line = row.line;
        problem.table = row.shape->table;
        problem.traceback = std::move(traceback);
        diagnostics_.report(std::move(problem));
      }
      reject(row, std::move(reason));
      break;
  }
}

// What the loader did besides deciding about rows one by one: rows that it had kept back and saved
// later, and rows of its own.
void Restore::count_loader_changes() {
  for (const auto& [table, change] : loader_->other_changes()) {
    TableReport& report = report_.tables[table];
    for (const auto& [count, field] : {std::pair{change.inserted, &TableReport::inserted},
                                       std::pair{change.updated, &TableReport::updated}}) {
      const std::uint64_t kept_back = std::min(count, report.skipped);
      report.skipped -= kept_back;
      report.read += count - kept_back;
      report.*field += count;
    }
    if (change.deleted > 0)
      report_.notes.push_back(
          fmt::format("the loader deleted {} rows of {}", change.deleted, table));
  }
}

Status Restore::load() {
  StreamOptions options;
  options.tables = options_.tables;
  options.code = options_.code;
  options.snapshot_code = code_.get();
  options.progress = [this](std::uint64_t bytes) {
    return !options_.progress || options_.progress(bytes, rows_);
  };
  stream_ = std::make_unique<RowStream>(snapshot_, constructors_, options);
  RowSink& sink = loader_ != nullptr ? static_cast<RowSink&>(*loader_) : *this;
  UNDUMPY_CHECK(stream_->run(sink, diagnostics_));
  if (loader_ != nullptr) UNDUMPY_CHECK(loader_->finish());
  for (const auto& [table, count] : stream_->counts()) {
    TableReport& report = report_.tables[table];
    report.read = count.given + count.unread + count.dropped;
    report.skipped += count.dropped;
    report.rejected += count.unread;
    if (count.incomplete) report_.incomplete = true;
  }
  if (loader_ != nullptr) count_loader_changes();
  for (const auto& [shape, writer] : writers_) {
    if (writer == nullptr) continue;
    for (const TableWriter::Link& link : writer->links()) {
      TableReport& report = report_.tables[link.table->name];
      report.read += link.rows;
      report.inserted += link.rows;
    }
  }
  return Done{};
}

Result<TableWriter*> Restore::writer_of(const RowShape& shape) {
  auto& writer = writers_[&shape];
  if (writer == nullptr) {
    const Table* table = schema_.find(shape.table);
    if (table == nullptr) return static_cast<TableWriter*>(nullptr);
    UNDUMPY_TRY(writer, TableWriter::create(target_->database(), schema_, *table, shape,
                                            options_.storage, *content_types_));
  }
  return writer.get();
}

void Restore::explain_missing_table(const RowShape& shape) {
  Diagnostic problem =
      make_error("missing-table", fmt::format("the target has no table {}", shape.table),
                 "migrate the target to the version of the snapshot, or restore into "
                 "a new file without --schema");
  problem.table = shape.table;
  problem.why = "the rows of this table have no place to go";
  diagnostics_.report(std::move(problem));
}

Status Restore::take(std::span<const Row> rows) {
  for (const Row& row : rows) {
    if (row.shape != last_shape_) {
      UNDUMPY_TRY(last_writer_, writer_of(*row.shape));
      last_report_ = &report_.tables[row.shape->table];
      last_shape_ = row.shape;
      if (last_writer_ == nullptr && rejects_of_[row.shape->table] == 0)
        explain_missing_table(*row.shape);
    }
    ++rows_;
    if (last_writer_ == nullptr) {
      reject(row, "the target has no such table");
      continue;
    }
    UNDUMPY_TRY(std::string why, last_writer_->insert(row, notes_));
    if (why.empty())
      ++last_report_->inserted;
    else
      reject(row, std::move(why));
  }
  return Done{};
}

void Restore::reject(const Row& row, std::string reason) {
  ++report_.tables[row.shape->table].rejected;
  if (++rejects_of_[row.shape->table] > MaxRejects) return;
  report_.rejects.push_back(
      {row.shape->table, key_of(row), std::string(row.file), row.line, std::move(reason)});
}

// Set-wise, at the end: rows may refer to rows that came later.
Status Restore::check_references() {
  if (loader_ != nullptr && !target_->is_empty()) return check_loader_references();
  for (const auto& [name, table_report] : report_.tables) {
    const Table* table = schema_.find(name);
    if (table != nullptr && table_report.inserted > 0 && !table->foreign_keys.empty())
      UNDUMPY_CHECK(dangling_of(*table));
  }
  return Done{};
}

// In a living database: what the loader left dangling.
Status Restore::check_loader_references() {
  std::set<std::string> changed;
  for (const auto& [table, change] : sandbox_->models().changes()) changed.insert(table);
  UNDUMPY_TRY(const auto dangling, newly_dangling(*target_, changed));
  if (options_.allow_dangling) {
    dangling_ = dangling.size();
    return Done{};
  }
  for (const DanglingReference& reference : dangling) {
    TableReport& report = report_.tables[reference.table];
    if (report.inserted > 0) --report.inserted;
    ++report.rejected;
    if (++rejects_of_[reference.table] <= MaxRejects)
      report_.rejects.push_back(
          {reference.table, std::to_string(reference.rowid), reference.table + ".py", 0,
           fmt::format("refers to a row of {} that does not exist", reference.target)});
  }
  return Done{};
}

Status Restore::dangling_of(const Table& table) {
  TableReport& report = report_.tables[table.name];
  std::vector<std::int64_t> rowids;
  for (const ForeignKey& reference : table.foreign_keys) {
    const Table* target = schema_.find(reference.target_table);
    const Column* key = target != nullptr ? target->primary_key() : nullptr;
    const std::string target_column = !reference.target_column.empty() ? reference.target_column
                                      : key != nullptr                 ? key->name
                                                                       : "";
    const std::string column = sqlite::quoted(reference.column);
    std::string test = "1";
    if (target != nullptr && !target_column.empty())
      test = fmt::format("NOT EXISTS (SELECT 1 FROM {} p WHERE p.{} = c.{})",
                         sqlite::quoted(target->name), sqlite::quoted(target_column), column);
    const Column* own_key = table.primary_key();
    const std::string shown = own_key != nullptr ? sqlite::quoted(own_key->name) : column;
    UNDUMPY_TRY(auto rows,
                target_->database().prepare(fmt::format(
                    "SELECT {0}, c.{1}, c.{2} FROM {3} c WHERE c.{2} IS NOT NULL AND {4}",
                    table.without_rowid ? "0" : "c.rowid", shown, column,
                    sqlite::quoted(table.name), test)));
    while (true) {
      UNDUMPY_TRY(const bool more, rows.step());
      if (!more) break;
      ++dangling_;
      rowids.push_back(rows.integer(0));
      if (options_.allow_dangling || ++rejects_of_[table.name] > MaxRejects) continue;
      report_.rejects.push_back(
          {table.name, rows.text(1), table.name + ".py", 0,
           fmt::format("{} is {}, but there is no such row in {}", reference.column, rows.text(2),
                       reference.target_table)});
    }
  }
  if (options_.allow_dangling) return Done{};
  // A row with two dangling references is one rejected row.
  std::ranges::sort(rowids);
  const auto last = std::unique(rowids.begin(), rowids.end());
  const auto rejected = static_cast<std::uint64_t>(
      table.without_rowid ? std::min<std::size_t>(rowids.size(), report.inserted)
                          : static_cast<std::size_t>(last - rowids.begin()));
  report.inserted -= rejected;
  report.rejected += rejected;
  return Done{};
}

void Restore::write_notes() {
  const auto note = [&](std::uint64_t count, std::string_view text) {
    if (count > 0) report_.notes.push_back(fmt::format("{} {}", count, text));
  };
  note(notes_.short_text_nones,
       "times None was stored as '' in a nullable varchar(6), (8) or (11), as Lino's Quantity, "
       "Duration and IncompleteDate fields do (--none-text null stores NULL)");
  note(notes_.zero_durations,
       "times '0:00' was stored as '' in a varchar(6) or (8), as Lino's Duration fields do "
       "(--zero-duration keep stores '0:00')");
  note(notes_.none_texts,
       "times the text 'None' of a translation was stored as NULL (--keep-none-text stores it)");
  note(content_types_->made(), "content types were made");
  note(options_.allow_dangling ? dangling_ : 0,
       "references lead to rows that do not exist (--allow-dangling)");
  for (const InferredReference& reference : report_.references)
    if (reference.dangling > 0)
      report_.notes.push_back(fmt::format("{} different values of {}.{} seem to lead to no row: {}",
                                          reference.dangling, reference.table, reference.column,
                                          reference.evidence));
  if (snapshot_.time_meaning == TimeMeaning::SourceLocal)
    report_.notes.push_back(
        fmt::format("datetimes were stored as they stand: this generation writes the local time of "
                    "the source{}",
                    snapshot_.time_zone ? " (" + *snapshot_.time_zone + ")" : ""));
}

Status Restore::finish() {
  write_notes();
  const TableReport total = report_.total();
  const bool refused = total.rejected > 0 || (report_.incomplete && !options_.allow_missing);
  for (auto& [name, report] : report_.tables) {
    const bool known = schema_.find(name) != nullptr;
    if (refused || !known) {
      report.after = report.before;
    } else {
      UNDUMPY_TRY(report.after, count_rows(name));
    }
  }
  if (refused) report_.planned = false;
  if (refused || report_.planned) return Done{};  // the target goes back to what it was
  if (target_->is_empty())
    for (const std::string& sql : schema_.create_rest) UNDUMPY_CHECK(target_->database().run(sql));
  if (options_.digest) {
    UNDUMPY_TRY(report_.digest, content_digest(target_->database(), schema_));
  }
  writers_.clear();
  loader_.reset();
  stream_.reset();
  code_.reset();
  sandbox_.reset();
  if (options_.progress && !options_.progress(0, rows_))
    return make_error("interrupted", "interrupted");
  UNDUMPY_CHECK(target_->commit());
  report_.applied = true;
  return Done{};
}

}  // namespace

TableReport RestoreReport::total() const {
  TableReport sum;
  for (const auto& [name, table] : tables) {
    sum.read += table.read;
    sum.inserted += table.inserted;
    sum.updated += table.updated;
    sum.unchanged += table.unchanged;
    sum.skipped += table.skipped;
    sum.rejected += table.rejected;
    sum.before += table.before;
    sum.after += table.after;
  }
  return sum;
}

std::string RestoreReport::verdict() const {
  const TableReport sum = total();
  const std::string counts = fmt::format(
      "{} rows of {} tables read, {}{} inserted, {} updated, {} unchanged, {} skipped, {} "
      "rejected",
      sum.read, tables.size(), applied ? "" : "would be: ", sum.inserted, sum.updated,
      sum.unchanged, sum.skipped, sum.rejected);
  if (applied) return fmt::format("restored into {}: {}", target, counts);
  if (planned) return fmt::format("the plan for {}: {}; nothing was written yet", target, counts);
  return fmt::format("nothing was written to {}: {}{}", target, counts,
                     incomplete ? "; modules are missing, cut off or not understood" : "");
}

Result<RestoreReport> restore_snapshot(const Snapshot& snapshot, const Constructors& constructors,
                                       const RestoreOptions& options, DiagnosticSink& diagnostics) {
  return Restore(snapshot, constructors, options, diagnostics).run();
}

}  // namespace undumpy
