#include "analyzer/dangling_values.h"

#include <fmt/format.h>

#include <memory>

namespace undumpy {

const ColumnFacts* column_facts(const Inspection& inspection, const std::string& table,
                                const std::string& column) {
  const auto facts = inspection.facts->find(table);
  if (facts == inspection.facts->end()) return nullptr;
  const std::size_t index = facts->second.shape->find(column);
  return index < facts->second.columns.size() ? &facts->second.columns[index] : nullptr;
}

bool holds_table(const Inspection& inspection, const std::string& table) {
  const auto facts = inspection.facts->find(table);
  if (facts == inspection.facts->end() || facts->second.columns.empty()) return false;
  const auto count = inspection.stream->counts().find(table);
  const bool lost = count != inspection.stream->counts().end() && count->second.incomplete;
  return facts->second.rows > 0 || !lost;
}

namespace {

Result<ValueSet> missing_in_target(sqlite::Connection& database, const std::string& table,
                                   const std::string& key, const ValueSet& values) {
  UNDUMPY_TRY(auto lookup,
              database.prepare(fmt::format("SELECT 1 FROM {} WHERE {} = ?", sqlite::quoted(table),
                                           sqlite::quoted(key))));
  ValueSet missing;
  Status asked = Done{};
  values.for_each([&](const Cell& value) {
    if (!asked) return;
    lookup.reset();
    if (value.kind == CellKind::Integer)
      lookup.bind(1, value.integer);
    else
      lookup.bind(1, value.text());
    const auto found = lookup.step();
    if (!found)
      asked = found.error();
    else if (!*found)
      missing.add(value);
  });
  UNDUMPY_CHECK(asked);
  return missing;
}

}  // namespace

void remove_held_by_target(Inspection& inspection, const std::string& table, ValueSet& values) {
  if (inspection.against == nullptr || inspection.against->database() == nullptr) return;
  const Table* target = inspection.against->schema().find(table);
  const Column* key = target != nullptr ? target->primary_key() : nullptr;
  if (key == nullptr) return;
  auto missing = missing_in_target(*inspection.against->database(), table, key->name, values);
  if (missing)
    values = std::move(*missing);
  else
    inspection.failure = missing.error();
}

namespace {

// One reference with values that lead nowhere: what the second reading needs to know of it.
struct Dangling {
  Reference reference;
  ValueSet missing;
  bool database = false;     // the target was asked too
  std::uint64_t unread = 0;  // rows of the table referred to that were not understood
};

std::uint64_t rows_not_understood(const Inspection& inspection, const std::string& table) {
  const auto count = inspection.stream->counts().find(table);
  return count == inspection.stream->counts().end() ? 0 : count->second.unread;
}

Diagnostic dangling_finding(const Rule& rule, const Dangling& dangling, const Row& row,
                            std::size_t column) {
  const Reference& reference = dangling.reference;
  Diagnostic finding = cell_finding(
      rule, row, column,
      fmt::format("{} has no row {}{}", reference.target, printable(to_text(row.cells[column])),
                  dangling.database ? ", neither here nor in the target" : ""));
  finding.confidence = reference.confidence;
  if (reference.confidence != Confidence::Certain)
    finding.why = fmt::format("that the column refers to {} is likely: {}", reference.target,
                              reference.evidence);
  if (dangling.unread > 0) {
    // Not the fault of this row, as far as anybody can know.
    finding.severity = Severity::Warning;
    finding.why = fmt::format("{} rows of {} were not understood: the row may be among them",
                              dangling.unread, reference.target);
  }
  return finding;
}

}  // namespace

void report_dangling(Inspection& inspection, const Reference& reference, const Rule& rule) {
  // A guess of where a column leads is no ground to accuse rows.
  if (reference.confidence == Confidence::Guess) return;
  const ColumnFacts* column = column_facts(inspection, reference.table, reference.column);
  if (column == nullptr || column->values.empty()) return;
  Dangling found{reference, {}, false, rows_not_understood(inspection, reference.target)};
  found.database = inspection.against != nullptr && inspection.against->database() != nullptr;
  if (holds_table(inspection, reference.target)) {
    found.missing = column->values.without(inspection.facts->at(reference.target).keys());
  } else if (found.database) {
    found.missing = column->values;  // only the target can hold them
  } else {
    return;  // RF405 says so
  }
  remove_held_by_target(inspection, reference.target, found.missing);
  if (found.missing.empty()) return;
  const auto dangling = std::make_shared<const Dangling>(std::move(found));
  inspection.again.push_back(
      {reference.table, [&inspection, &rule, dangling](const Row& row) {
         const std::size_t at = row.shape->find(dangling->reference.column);
         if (at < row.shape->columns.size() && dangling->missing.contains(row.cells[at]))
           inspection.findings.add(rule, dangling_finding(rule, *dangling, row, at));
       }});
}

}  // namespace undumpy
