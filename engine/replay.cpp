#include "engine/replay.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

namespace {

const Rejection NoTable{
    "the target has no such table", "the target has no such table", "42P01", {}};

}  // namespace

Replay::Replay(const Origin& origin, std::size_t number, RestoreWork& work)
    : origin_(origin),
      number_(number),
      work_(work),
      content_types_(work.target->database(), *origin.snapshot, work.script) {}
Replay::~Replay() = default;

Result<std::unique_ptr<Replay>> Replay::create(const Origin& origin, std::size_t number,
                                               RestoreWork& work) {
  std::unique_ptr<Replay> replay(new Replay(origin, number, work));
  UNDUMPY_CHECK(replay->prepare());
  return replay;
}

Status Replay::prepare() {
  const RestoreOptions& options = *work_.options;
  const bool interpreted =
      std::ranges::any_of(origin_.constructors->all(),
                          [](const auto& constructor) { return !constructor->has_plan(); });
  if (interpreted || options.validate || !options.loader.empty()) UNDUMPY_CHECK(sandbox());
  Pipeline::Setting setting;
  setting.context = {origin_.snapshot, origin_.constructors, work_.schema,
                     &work_.target->database(), [this] { return sandbox(); }};
  setting.arguments = options.arguments;
  for (const auto& [name, value] : origin_.arguments.items()) setting.arguments.add(name, value);
  if (options.filters) setting.more = options.filters(setting.context);
  setting.stream.code = options.code;
  setting.stream.modules = origin_.modules;
  setting.stream.snapshot_code = code_.get();
  setting.stream.progress = [this](std::uint64_t bytes) {
    const RestoreOptions& of = *work_.options;
    return !of.progress || of.progress(work_.bytes + bytes, work_.rows);
  };
  setting.stream.storage = preparation();
  setting.skipped = [this](const Row& row, const std::string& filter) {
    ++work_.ledger->of(row.shape->table).read;
    work_.ledger->skipped(row, filter);
  };
  UNDUMPY_TRY(pipeline_, Pipeline::create(std::move(setting)));
  if (!options.loader.empty()) UNDUMPY_CHECK(run_script());
  if (options.validate) make_validation();
  return Done{};
}

// Rows of tables that are new are stored as they stand, unless somebody looks at them before.
Planner::StorageOf Replay::preparation() const {
  const RestoreOptions& options = *work_.options;
  const bool looked_at = options.validate || !options.loader.empty();
  if (looked_at || !work_.target->is_empty() || work_.several || work_.conflicts->given() ||
      work_.script != nullptr)
    return {};
  return [schema = work_.schema, storage = options.storage](const RowShape& shape) {
    const Table* table = schema->find(shape.table);
    return table != nullptr ? std::make_unique<RowStorage>(*table, shape, storage) : nullptr;
  };
}

Result<Sandbox*> Replay::sandbox() {
  if (sandbox_ != nullptr) return sandbox_.get();
  Sandbox::Setting setting;
  setting.code = work_.options->code;
  setting.database = &work_.target->database();
  setting.schema = work_.schema;
  // Rows that do not fit are rejected where they are stored, as those of plans.
  setting.models.any_keyword = true;
  setting.out = work_.options->out;
  setting.err = work_.options->err;
  sandbox_ = std::make_unique<Sandbox>(std::move(setting));
  code_ = std::make_unique<SnapshotCode>(*origin_.snapshot, *origin_.constructors, *sandbox_);
  return sandbox_.get();
}

Status Replay::run_script() {
  const RestoreOptions& options = *work_.options;
  UNDUMPY_TRY(script_, LoaderScript::create(options.loader, *code_, *sandbox_));
  // A script that only validates leaves the rows to the writers.
  const bool only_validates = options.validate && !script_->has_class() && script_->validator();
  return only_validates ? Status(Done{}) : make_loader();
}

Status Replay::make_loader() {
  if (!work_.target->is_empty())
    UNDUMPY_CHECK(work_.target->database().run("PRAGMA cache_spill=OFF"));
  ScriptLoader::Setting loader;
  loader.schema = work_.schema;
  loader.storage = work_.options->storage;
  loader.tell = [this](const Row& row, ScriptLoader::Fate fate, std::string reason,
                       std::string traceback) {
    told(row, fate, std::move(reason), std::move(traceback));
  };
  UNDUMPY_TRY(loader_, ScriptLoader::create(std::move(loader), *script_, *sandbox_));
  return Done{};
}

void Replay::make_validation() {
  RowValidation::Setting validation;
  validation.schema = work_.schema;
  validation.storage = work_.options->storage;
  validation.content_types = &content_types_;
  if (script_) validation.validator = script_->validator();
  validation.rejected = [this](const Row& row, const Rejection& rejection,
                               std::string traceback) -> Status {
    ++work_.ledger->of(row.shape->table).read;
    ++work_.rows;
    report_traceback(row, "validate()", rejection.reason, std::move(traceback));
    rejected(row, rejection);
    return after_reject();
  };
  validation.sink = &first_sink();
  validation_ = std::make_unique<RowValidation>(std::move(validation), *sandbox_);
}

void Replay::report_traceback(const Row& row, std::string_view who, const std::string& reason,
                              std::string traceback) {
  if (traceback.empty()) return;
  Diagnostic problem = make_error("loader-failed", fmt::format("{} raised {}", who, reason),
                                  "mend the script, or let it catch the exception");
  problem.place.file = row.module->file;
  problem.place.line = row.line;
  problem.table = row.shape->table;
  problem.traceback = std::move(traceback);
  work_.diagnostics->report(std::move(problem));
}

void Replay::told(const Row& row, ScriptLoader::Fate fate, std::string reason,
                  std::string traceback) {
  TableReport& report = work_.ledger->of(row.shape->table);
  ++report.read;
  ++work_.rows;
  switch (fate) {
    case ScriptLoader::Fate::Inserted:
      ++report.inserted;
      break;
    case ScriptLoader::Fate::Updated:
      ++report.updated;
      break;
    case ScriptLoader::Fate::Skipped:
      work_.ledger->skipped(row, "--loader");
      break;
    case ScriptLoader::Fate::Rejected:
      report_traceback(row, "the loader", reason, std::move(traceback));
      rejected(row, {reason, reason, "P0001", {}});
      break;
  }
}

// What the loader did besides deciding about rows one by one: rows that it had kept back and saved
// later, and rows of its own.
void Replay::count_loader_changes() {
  for (const auto& [table, change] : loader_->other_changes()) {
    TableReport& report = work_.ledger->of(table);
    for (const auto& [count, field] : {std::pair{change.inserted, &TableReport::inserted},
                                       std::pair{change.updated, &TableReport::updated}}) {
      std::uint64_t& skipped = report.skipped_by["--loader"];
      const std::uint64_t kept_back = std::min(count, skipped);
      skipped -= kept_back;
      report.skipped -= kept_back;
      report.read += count - kept_back;
      report.*field += count;
    }
  }
}

std::map<std::string, orm::TableChanges> Replay::code_changes() const {
  return sandbox_ != nullptr ? sandbox_->models().changes()
                             : std::map<std::string, orm::TableChanges>();
}

void Replay::count_links() {
  for (const auto& [shape, writer] : writers_) {
    if (writer == nullptr) continue;
    for (const TableWriter::Link& link : writer->links()) {
      TableReport& report = work_.ledger->of(link.table->name);
      report.read += link.inserted + link.unchanged;
      report.inserted += link.inserted;
      report.unchanged += link.unchanged;
    }
  }
}

RowSink& Replay::first_sink() {
  if (validation_ != nullptr) return *validation_;
  return loader_ != nullptr ? static_cast<RowSink&>(*loader_) : *this;
}

Status Replay::run() {
  UNDUMPY_CHECK(pipeline_->run(first_sink(), *work_.diagnostics));
  if (loader_ != nullptr) UNDUMPY_CHECK(loader_->finish());
  for (const auto& [table, count] : pipeline_->counts()) {
    TableReport& report = work_.ledger->of(table);
    report.read += count.unread + count.dropped;
    report.skipped += count.dropped;
    if (count.dropped > 0) report.skipped_by["create_ function"] += count.dropped;
    report.rejected += count.unread;
    if (count.unread > 0)
      work_.ledger->causes[{table, "rows that are not understood"}] += count.unread;
    if (count.incomplete) incomplete_ = true;
  }
  if (loader_ != nullptr) count_loader_changes();
  count_links();
  return Done{};
}

Status Replay::choose_writer(const RowShape& shape) {
  last_shape_ = &shape;
  last_report_ = &work_.ledger->of(shape.table);
  auto& writer = writers_[&shape];
  const Table* table = work_.schema->find(shape.table);
  if (writer == nullptr && table != nullptr) {
    TableWriter::Setting setting;
    setting.database = &work_.target->database();
    setting.schema = work_.schema;
    setting.storage = work_.options->storage;
    setting.content_types = &content_types_;
    setting.conflict = work_.conflicts->of(shape.table);
    setting.merge = last_report_->before > 0 || work_.several || work_.conflicts->given();
    setting.undo = setting.merge && work_.options->max_errors.any();
    setting.script = work_.script;
    if (!setting.merge) setting.references = work_.references;
    UNDUMPY_TRY(writer, TableWriter::create(setting, *table, shape));
  }
  last_writer_ = writer.get();
  const bool told = std::ranges::find(missing_tables_, shape.table) != missing_tables_.end();
  if (last_writer_ != nullptr || told) return Done{};
  missing_tables_.push_back(shape.table);
  Diagnostic problem =
      make_error("missing-table", fmt::format("the target has no table {}", shape.table),
                 "migrate the target to the version of the snapshot, or restore into "
                 "a new file without --schema");
  problem.table = shape.table;
  problem.why = "the rows of this table have no place to go";
  work_.diagnostics->report(std::move(problem));
  return Done{};
}

TableWriter* Replay::writer_of(const std::string& table) const {
  for (const auto& [shape, writer] : writers_)
    if (writer != nullptr && shape->table == table) return writer.get();
  return nullptr;
}

void Replay::rejected(const Row& row, const Rejection& rejection) {
  work_.ledger->rejected(row, rejection);
  if (work_.rejects != nullptr) work_.rejects->rejected(number_, row, rejection);
}

Status Replay::after_reject() const {
  if (!work_.options->exit_on_error) return Done{};
  return make_error("rejected", "stopped at the first rejected row (--exit-on-error)");
}

Status Replay::written(const Row& row, Fate fate) {
  ++work_.rows;
  ++last_report_->read;
  if (fate == Fate::Rejected) {
    rejected(row, last_writer_ != nullptr ? last_writer_->rejection() : NoTable);
    return after_reject();
  }
  work_.ledger->wrote(*last_report_, row, fate, *last_writer_);
  if (work_.rejects != nullptr) work_.rejects->wrote(number_, row);
  return Done{};
}

Status Replay::take(std::span<const Row> rows) {
  while (!rows.empty()) {
    const RowShape* shape = rows.front().shape;
    const auto end = std::ranges::find_if(rows, [&](const Row& row) { return row.shape != shape; });
    const auto alike = rows.first(static_cast<std::size_t>(end - rows.begin()));
    rows = rows.subspan(alike.size());
    if (shape != last_shape_) UNDUMPY_CHECK(choose_writer(*shape));
    if (last_writer_ != nullptr && last_writer_->takes_many()) {
      UNDUMPY_CHECK(last_writer_->write_all(
          alike, work_.notes, [this](const Row& row, Fate fate) { return written(row, fate); }));
      continue;
    }
    for (const Row& row : alike) {
      Fate fate = Fate::Rejected;
      if (last_writer_ != nullptr) {
        UNDUMPY_TRY(fate, last_writer_->write(row, work_.notes));
      }
      UNDUMPY_CHECK(written(row, fate));
    }
  }
  return Done{};
}

}  // namespace undumpy
