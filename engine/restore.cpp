#include "engine/restore.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "engine/content_digest.h"
#include "engine/dangling.h"
#include "engine/plan_file.h"
#include "engine/reference_check.h"
#include "engine/reject_folder.h"
#include "engine/replay.h"
#include "engine/row_places.h"

namespace undumpy {

namespace {

// One object for one restore.
class Restore {
 public:
  Restore(const std::vector<Origin>& origins, const RestoreOptions& options,
          DiagnosticSink& diagnostics)
      : origins_(origins), options_(options), diagnostics_(diagnostics) {}

  Result<RestoreReport> run();

 private:
  Status choose_schema();
  Status read_policies();
  Status begin_plan();
  Status make_replays();
  Status look_at_target();
  Status load();
  Status check_references();
  Status check_loader_references();
  struct Dangling {
    DanglingRow row;
    Fate fate;  // before it was rejected
  };
  void reject_written(Reject reject, Fate fate);
  [[nodiscard]] bool has_loader() const;
  [[nodiscard]] const ReferenceSets* references_to_trust() const;
  Result<std::vector<Dangling>> reject_dangling();
  Status withdraw(const std::string& name, const std::string& key, Fate fate);
  Status finish();
  Status end_plan();
  Status commit();
  [[nodiscard]] bool refused() const;
  [[nodiscard]] std::string root_of(std::string model) const;
  [[nodiscard]] bool is_needed(const std::string& table) const;
  Result<std::uint64_t> count_rows(const std::string& table);
  Status make(const std::vector<std::string>& statements);
  [[nodiscard]] std::string options_digest() const;
  void write_notes();

  const std::vector<Origin>& origins_;
  const RestoreOptions& options_;
  DiagnosticSink& diagnostics_;
  std::unique_ptr<Target> target_;
  Schema schema_;
  ConflictPolicies conflicts_;
  std::unique_ptr<SqlScript> script_;
  Ledger ledger_;
  RestoreWork work_;
  std::vector<std::unique_ptr<Replay>> replays_;
  std::unique_ptr<RejectFolder> rejects_;
  std::unique_ptr<ReferenceSets> references_;  // of a new database that one snapshot fills
  std::set<std::pair<std::string, std::string>> withdrawn_;  // table and key
  PlanFile plan_;
  std::uint64_t dangling_ = 0;  // that were let through
  RestoreReport report_;
};

Result<RestoreReport> Restore::run() {
  report_.target = options_.target;
  report_.planned = options_.dry_run || !options_.sql.empty();
  UNDUMPY_CHECK(read_policies());
  UNDUMPY_TRY(target_, Target::open(options_.target));
  if (!options_.sql.empty()) {
    UNDUMPY_TRY(script_, SqlScript::create(options_.sql));
  }
  if (!options_.rejects.empty()) {
    UNDUMPY_TRY(rejects_, RejectFolder::create(options_.rejects));
  }
  UNDUMPY_CHECK(begin_plan());
  UNDUMPY_CHECK(choose_schema());
  UNDUMPY_CHECK(make_replays());
  UNDUMPY_CHECK(look_at_target());
  UNDUMPY_CHECK(load());
  if (!report_.stopped) UNDUMPY_CHECK(check_references());
  UNDUMPY_CHECK(finish());
  return std::move(report_);
}

Status Restore::read_policies() {
  std::vector<const Constructors*> known;
  for (const Origin& origin : origins_) known.push_back(origin.constructors);
  UNDUMPY_TRY(conflicts_, ConflictPolicies::parse(options_.conflicts, known));
  return Done{};
}

// Everything that decides which rows are written, and how.
std::string Restore::options_digest() const {
  std::vector<std::string> texts = options_.conflicts;
  const auto add = [&texts](const Arguments& arguments) {
    for (const auto& [name, value] : arguments.items()) texts.push_back(name + "=" + value);
    texts.emplace_back();
  };
  add(options_.arguments);
  for (const Origin& origin : origins_) {
    add(origin.arguments);
    texts.insert(texts.end(), origin.modules.begin(), origin.modules.end());
    texts.emplace_back(origin.snapshot->source().name());
    texts.emplace_back(origin.snapshot->tree().text);
    for (const ModuleRun& module : origin.snapshot->modules)
      texts.push_back(fmt::format("{} {}", module.name, module.bytes));
  }
  texts.push_back(options_.loader);
  texts.push_back(
      fmt::format("{} {} {} {} {} {} {} {}", options_.allow_missing, options_.allow_dangling,
                  options_.validate, options_.max_errors.rows, options_.max_errors.percent,
                  options_.storage.empty_for_none_in_short_text,
                  options_.storage.empty_for_zero_duration, options_.storage.null_for_none_text));
  return text_digest(texts);
}

Status Restore::begin_plan() {
  if (options_.plan.empty()) return Done{};
  plan_.target = options_.target;
  plan_.options = options_digest();
  if (!target_->is_empty()) {
    UNDUMPY_TRY(plan_.content, content_digest(target_->database(), target_->schema()));
  }
  if (!options_.apply) return Done{};
  UNDUMPY_TRY(const PlanFile planned, PlanFile::read(options_.plan));
  UNDUMPY_CHECK(plan_.same_beginning(planned));
  plan_.plan = planned.plan;
  return Done{};
}

Status Restore::make(const std::vector<std::string>& statements) {
  for (const std::string& sql : statements) {
    UNDUMPY_CHECK(target_->database().run(sql));
    if (script_ != nullptr) script_->statement(sql);
  }
  return Done{};
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
    const Origin& origin = origins_.front();
    UNDUMPY_TRY(Inference inference,
                infer_schema(*origin.snapshot, *origin.constructors, options_.code));
    schema_ = std::move(inference.schema);
    report_.references = std::move(inference.references);
    report_.notes.push_back(
        fmt::format("the schema was inferred from the snapshot: {} tables, {} references",
                    schema_.tables.size(), report_.references.size()));
  }
  UNDUMPY_CHECK(make(schema_.create_tables));
  // Unique indexes stand from the beginning: they tell which row collides.
  return make(schema_.create_unique);
}

Result<std::uint64_t> Restore::count_rows(const std::string& table) {
  UNDUMPY_TRY(auto count,
              target_->database().prepare("SELECT count(*) FROM " + sqlite::quoted(table)));
  UNDUMPY_TRY([[maybe_unused]] const bool row, count.step());
  return static_cast<std::uint64_t>(count.integer(0));
}

Status Restore::make_replays() {
  work_.options = &options_;
  work_.target = target_.get();
  work_.schema = &schema_;
  work_.conflicts = &conflicts_;
  work_.script = script_.get();
  work_.rejects = rejects_.get();
  work_.ledger = &ledger_;
  work_.diagnostics = &diagnostics_;
  work_.several = origins_.size() > 1;
  if (!target_->is_empty()) ledger_.keep_keys();
  if (target_->is_empty() && origins_.size() == 1 && !conflicts_.given()) {
    references_ = std::make_unique<ReferenceSets>(schema_);
    work_.references = references_.get();
  }
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    UNDUMPY_TRY(auto replay, Replay::create(origins_[i], i, work_));
    replays_.push_back(std::move(replay));
  }
  return Done{};
}

// Whether a snapshot announces rows for the table.
bool Restore::is_needed(const std::string& table) const {
  return std::ranges::any_of(origins_, [&](const Origin& origin) {
    return std::ranges::any_of(origin.snapshot->modules, [&](const ModuleRun& module) {
      const bool chosen = origin.modules.empty() ||
                          std::ranges::find(origin.modules, module.name) != origin.modules.end();
      return chosen && module.table == table && module.head.facts.announced.value_or(1) > 0;
    });
  });
}

// Before anything is written: where the target holds rows, somebody has to say what to do.
Status Restore::look_at_target() {
  std::vector<std::string> full;
  for (const auto& replay : replays_) {
    for (const std::string& name : replay->tables()) {
      TableReport& report = ledger_.of(name);
      if (target_->is_empty() || schema_.find(name) == nullptr) continue;
      UNDUMPY_TRY(report.before, count_rows(name));
      if (report.before > 0 && is_needed(name))
        full.push_back(fmt::format("{} ({} rows)", name, report.before));
    }
  }
  if (full.empty()) return Done{};
  if (!options_.apply) report_.planned = true;
  if (conflicts_.given() || has_loader() || options_.arguments.has("missing")) return Done{};
  const std::size_t count = full.size();
  if (full.size() > 5) full.resize(5);
  return make_error(
      "target-not-empty",
      fmt::format("{} holds rows in {} that the snapshot fills: {}{}", target_->path(),
                  counted(count, "table"), fmt::join(full, ", "), count > 5 ? ", …" : ""),
      "say what happens to rows that are there: --missing adds only the others; --on-conflict "
      "error, skip, update or replace; or restore into a new file");
}

Status Restore::load() {
  for (const auto& replay : replays_) {
    const Status done = replay->run();
    if (!done && done.error().name == "rejected") {
      report_.stopped = true;
      report_.notes.push_back(done.error().message);
      return Done{};
    }
    if (!done) return done;
    if (replay->incomplete()) report_.incomplete = true;
    for (const ModuleRun& module : replay->origin().snapshot->modules) work_.bytes += module.bytes;
  }
  return Done{};
}

// In a living database a loader's code may have written anything: what it left dangling.
Status Restore::check_loader_references() {
  std::set<std::string> changed;
  for (const auto& replay : replays_)
    for (const auto& [table, change] : replay->code_changes()) {
      changed.insert(table);
      if (change.deleted > 0)
        report_.notes.push_back(
            fmt::format("the loader deleted {} rows of {}", change.deleted, table));
    }
  if (target_->is_empty()) return Done{};
  UNDUMPY_TRY(const auto dangling, newly_dangling(*target_, changed));
  if (options_.allow_dangling) {
    dangling_ = dangling.size();
    return Done{};
  }
  for (const DanglingReference& reference : dangling) {
    const std::string reason =
        fmt::format("refers to a row of {} that does not exist", reference.target);
    ledger_.withdrawn({reference.table, std::to_string(reference.rowid), reference.table + ".py", 0,
                       reason, reason, "23503"},
                      Fate::Inserted);
  }
  return Done{};
}

// A row that was counted as inserted or updated.
void Restore::reject_written(Reject reject, Fate fate) {
  if (!withdrawn_.emplace(reject.table, reject.key).second) return;
  if (rejects_ != nullptr) rejects_->rejected_later(reject.table, reject.key, reject.reason);
  ledger_.withdrawn(std::move(reject), fate);
}

bool Restore::has_loader() const {
  return std::ranges::any_of(replays_, [](const auto& replay) { return replay->has_loader(); });
}

// Nothing but the writers has changed the new database, and nothing was withdrawn.
const ReferenceSets* Restore::references_to_trust() const {
  const bool by_code = std::ranges::any_of(
      replays_, [](const auto& replay) { return !replay->code_changes().empty(); });
  return by_code || !withdrawn_.empty() ? nullptr : references_.get();
}

// Counts the written rows that refer to nothing as rejected, and returns them. REQUIRES: those that
// were returned before have been withdrawn.
Result<std::vector<Restore::Dangling>> Restore::reject_dangling() {
  std::vector<Dangling> fresh;
  for (auto& [name, counts] : ledger_.tables) {
    const Table* table = schema_.find(name);
    if (table == nullptr || counts.inserted + counts.updated == 0) continue;
    UNDUMPY_TRY(auto rows, dangling_rows(
                               target_->database(), schema_, *table,
                               [&, of = name](const std::string& key) {
                                 return ledger_.fate_of(of, key) != Fate::Unchanged;
                               },
                               references_to_trust(), counts.inserted));
    for (DanglingRow& row : rows) {
      const Fate fate = ledger_.fate_of(name, row.key);
      reject_written({name, row.key, name + ".py", 0, row.reason, row.cause, "23503"}, fate);
      fresh.push_back({std::move(row), fate});
    }
  }
  return fresh;
}

Status Restore::withdraw(const std::string& name, const std::string& key, Fate fate) {
  for (const auto& replay : replays_) {
    TableWriter* const writer = replay->writer_of(name);
    if (writer == nullptr) continue;
    while (true) {
      UNDUMPY_TRY(const auto other, writer->withdraw(key, fate));
      if (!other) return Done{};
      const Fate of_other = ledger_.fate_of(name, *other);
      reject_written({name, *other, name + ".py", 0,
                      fmt::format("its unique values belong to {}, which stays as it was", key),
                      "their unique values belong to rows that stay as they were", "23505"},
                     of_other);
      UNDUMPY_CHECK(withdraw(name, *other, of_other));
    }
  }
  const Table* table = schema_.find(name);  // of a many-to-many field
  const Column* column = table != nullptr ? table->primary_key() : nullptr;
  const std::string sql = fmt::format("DELETE FROM {} WHERE {} = ?1", sqlite::quoted(name),
                                      column != nullptr ? sqlite::quoted(column->name) : "rowid");
  UNDUMPY_TRY(auto statement, target_->database().prepare(sql));
  statement.bind(1, key);
  UNDUMPY_CHECK(statement.step());
  const Stored stored = Stored::of_text(key);
  if (script_ != nullptr) script_->statement(sql, {&stored, 1});
  return Done{};
}

// Rows that refer to nothing are rejected. When so many rejected rows are allowed, they are taken
// back, and then rows may dangle that referred to them.
Status Restore::check_references() {
  if (has_loader()) {
    UNDUMPY_CHECK(check_loader_references());
    if (!target_->is_empty()) return Done{};
  }
  if (options_.allow_dangling) {
    for (const auto& [name, counts] : ledger_.tables) {
      const Table* table = schema_.find(name);
      if (table == nullptr || counts.inserted + counts.updated == 0) continue;
      UNDUMPY_TRY(const auto rows, dangling_rows(
                                       target_->database(), schema_, *table,
                                       [&, of = name](const std::string& key) {
                                         return ledger_.fate_of(of, key) != Fate::Unchanged;
                                       },
                                       references_to_trust(), counts.inserted));
      dangling_ += rows.size();
    }
    return Done{};
  }
  while (true) {
    UNDUMPY_TRY(const auto fresh, reject_dangling());
    if (fresh.empty() || !options_.max_errors.allows(ledger_.total())) return Done{};
    for (const Dangling& row : fresh) UNDUMPY_CHECK(withdraw(row.row.table, row.row.key, row.fate));
  }
}

void Restore::write_notes() {
  const auto note = [&](std::uint64_t count, std::string_view text) {
    if (count > 0) report_.notes.push_back(fmt::format("{} {}", count, text));
  };
  note(work_.notes.short_text_nones,
       "times None was stored as '' in a nullable varchar(6), (8) or (11), as Lino's Quantity, "
       "Duration and IncompleteDate fields do (--none-text null stores NULL)");
  note(work_.notes.zero_durations,
       "times '0:00' was stored as '' in a varchar(6) or (8), as Lino's Duration fields do "
       "(--zero-duration keep stores '0:00')");
  note(work_.notes.none_texts,
       "times the text 'None' of a translation was stored as NULL (--keep-none-text stores it)");
  std::size_t made = 0;
  for (const auto& replay : replays_) made += replay->content_types_made();
  note(made, "content types were made");
  note(options_.allow_dangling ? dangling_ : 0,
       "references lead to rows that do not exist (--allow-dangling)");
  for (const auto& replay : replays_)
    for (std::string& text : replay->notes()) report_.notes.push_back(std::move(text));
  for (const InferredReference& reference : report_.references)
    if (reference.dangling > 0)
      report_.notes.push_back(fmt::format("{} different values of {}.{} seem to lead to no row: {}",
                                          reference.dangling, reference.table, reference.column,
                                          reference.evidence));
  for (const Origin& origin : origins_)
    if (origin.snapshot->time_meaning == TimeMeaning::SourceLocal)
      report_.notes.push_back(fmt::format(
          "datetimes were stored as they stand: this generation writes the local time of "
          "the source{}",
          origin.snapshot->time_zone ? " (" + *origin.snapshot->time_zone + ")" : ""));
}

// The topmost parent of a model in multi-table inheritance: they share their keys.
std::string Restore::root_of(std::string model) const {
  for (const Origin& origin : origins_) {
    const Constructor* constructor = nullptr;
    while ((constructor = origin.constructors->find(origin.constructors->table_named(model))) !=
               nullptr &&
           !constructor->shape().parent.empty() && constructor->shape().parent != model)
      model = constructor->shape().parent;
  }
  return model;
}

bool Restore::refused() const {
  return report_.stopped || !options_.max_errors.allows(ledger_.total()) ||
         (report_.incomplete && !options_.allow_missing);
}

Status Restore::finish() {
  write_notes();
  const bool refuse = refused();
  for (auto& [name, report] : ledger_.tables) {
    const bool known = schema_.find(name) != nullptr;
    if (refuse || !known) {
      report.after = report.before;
    } else {
      // To count the rows of a new database reads it whole; where the writers alone have filled it,
      // they know.
      const bool known_by_writers =
          references_to_trust() != nullptr && name != "django_content_type";
      if (known_by_writers) {
        report.after = report.inserted;
      } else {
        UNDUMPY_TRY(report.after, count_rows(name));
      }
    }
  }
  if (refuse) report_.planned = false;
  if (!refuse && target_->is_empty()) UNDUMPY_CHECK(make(schema_.create_rest));
  if (!refuse && options_.digest) {
    UNDUMPY_TRY(report_.digest, content_digest(target_->database(), schema_));
  }
  if (!refuse) UNDUMPY_CHECK(end_plan());
  if (rejects_ != nullptr) {
    std::vector<RejectFolder::From> from;
    for (const Origin& origin : origins_) from.push_back({origin.snapshot, origin.constructors});
    UNDUMPY_CHECK(rejects_->finish(from));
  }
  if (script_ != nullptr && !refuse) UNDUMPY_CHECK(script_->finish());
  report_.tables = std::move(ledger_.tables);
  report_.rejects = std::move(ledger_.rejects);
  for (const Origin& origin : origins_)
    UNDUMPY_CHECK(
        find_places(report_.rejects, *origin.snapshot, *origin.constructors, options_.code));
  report_.causes = std::move(ledger_.causes);
  report_.changes = std::move(ledger_.changes);
  report_.collisions = std::move(ledger_.collisions);
  for (RowCollision& collision : report_.collisions) collision.model = root_of(collision.model);
  return refuse || report_.planned ? Status(Done{}) : commit();
}

Status Restore::end_plan() {
  if (options_.plan.empty()) return Done{};
  const std::string made = plan_digest(ledger_.tables);
  if (!options_.apply) {
    plan_.plan = made;
    return plan_.write(options_.plan);
  }
  if (plan_.plan == made) return Done{};
  return make_error("plan-outdated", "the snapshot has changed since the plan was made",
                    "make the plan anew, and read it again");
}

Status Restore::commit() {
  replays_.clear();  // their statements
  if (options_.progress && !options_.progress(0, work_.rows))
    return make_error("interrupted", "interrupted");
  UNDUMPY_CHECK(target_->commit());
  report_.applied = true;
  return Done{};
}

}  // namespace

Result<MaxErrors> MaxErrors::parse(const std::string& text) {
  MaxErrors most;
  const bool percent = text.ends_with('%');
  const char* end = text.data() + text.size() - (percent ? 1 : 0);
  const auto [stop, error] = percent ? std::from_chars(text.data(), end, most.percent)
                                     : std::from_chars(text.data(), end, most.rows);
  if (text.empty() || error != std::errc() || stop != end || most.percent < 0 || most.percent > 100)
    return make_error("usage", fmt::format("--max-errors {}: this is no number of rows", text),
                      "say a number, or a part of all rows: 10, 0.5%");
  return most;
}

bool MaxErrors::allows(const TableReport& total) const {
  if (percent > 0)
    return static_cast<double>(total.rejected) <= percent / 100 * static_cast<double>(total.read);
  return total.rejected <= rows;
}

TableReport RestoreReport::total() const {
  Ledger ledger;
  ledger.tables = tables;
  return ledger.total();
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

Result<RestoreReport> restore_snapshots(const std::vector<Origin>& origins,
                                        const RestoreOptions& options,
                                        DiagnosticSink& diagnostics) {
  return Restore(origins, options, diagnostics).run();
}

}  // namespace undumpy
