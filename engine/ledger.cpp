#include "engine/ledger.h"

namespace undumpy {

namespace {

void add_first(std::vector<std::string>& first, const Row& row) {
  if (first.size() < MaxFirst) first.push_back(key_text(row));
}

Cell text_cell(std::string_view key) { return Cell::of_text(CellKind::Text, key); }

}  // namespace

std::string key_text(const Row& row) {
  if (row.cells.empty()) return "";
  const Cell& key = row.cells[row.shape->key_column()];
  return key.kind == CellKind::Text ? std::string(key.text()) : to_text(key);
}

void Ledger::skipped(const Row& row, const std::string& by) {
  TableReport& report = tables[row.shape->table];
  ++report.skipped;
  ++report.skipped_by[by];
  add_first(report.first_skipped, row);
}

void Ledger::wrote(TableReport& report, const Row& row, Fate fate, const TableWriter& writer) {
  switch (fate) {
    case Fate::Inserted:
      ++report.inserted;
      add_first(report.first_inserted, row);
      if (keeps_keys_) keys_[row.shape->table].inserted.add(row.cells[row.shape->key_column()]);
      break;
    case Fate::Updated:
      ++report.updated;
      add_first(report.first_updated, row);
      // What this restore inserted is withdrawn by deleting it, also when it was changed since.
      if (keeps_keys_) {
        Keys& keys = keys_[row.shape->table];
        const Cell& key = row.cells[row.shape->key_column()];
        if (!keys.inserted.contains(key)) keys.updated.add(key);
      }
      if (++changes_of_[row.shape->table] <= MaxChanges)
        changes.push_back({row.shape->table, key_text(row), writer.changes()});
      break;
    case Fate::Unchanged:
      ++report.unchanged;
      break;
    case Fate::Skipped:
      skipped(row, "--on-conflict");
      break;
    case Fate::Rejected:  // rejected()
      break;
  }
}

void Ledger::rejected(const Row& row, const Rejection& rejection) {
  if (rejection.collision && ++collisions_of_[row.shape->table] <= MaxCollisions)
    collisions.push_back({row.shape->table, row.shape->model, key_text(row), *rejection.collision});
  rejected({row.shape->table, key_text(row), row.module->file, row.line, rejection.reason,
            rejection.cause, rejection.sqlstate});
}

void Ledger::rejected(Reject reject) {
  ++tables[reject.table].rejected;
  const auto cause = std::pair(reject.table, reject.cause.empty() ? reject.reason : reject.cause);
  // What code of users raises may be another text for every row.
  if (!causes.contains(cause) && ++causes_of_[reject.table] > MaxCauses)
    ++causes[{reject.table, "other causes"}];
  else
    ++causes[cause];
  if (++rejects_of_[reject.table] <= MaxRejects) rejects.push_back(std::move(reject));
}

void Ledger::withdrawn(Reject reject, Fate fate) {
  TableReport& report = tables[reject.table];
  std::uint64_t& count = fate == Fate::Updated ? report.updated : report.inserted;
  if (count > 0) --count;
  std::erase(fate == Fate::Updated ? report.first_updated : report.first_inserted, reject.key);
  rejected(std::move(reject));
}

Fate Ledger::fate_of(const std::string& table, std::string_view key) const {
  if (!keeps_keys_) return Fate::Inserted;
  const auto found = keys_.find(table);
  if (found == keys_.end()) return Fate::Unchanged;
  if (found->second.inserted.contains(text_cell(key))) return Fate::Inserted;
  return found->second.updated.contains(text_cell(key)) ? Fate::Updated : Fate::Unchanged;
}

TableReport Ledger::total() const {
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

}  // namespace undumpy
