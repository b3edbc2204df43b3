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

void remove_held_by_target(const Inspection& inspection, const std::string& table,
                           ValueSet& values) {
  if (inspection.against == nullptr || inspection.against->database() == nullptr) return;
  const Table* target = inspection.against->schema().find(table);
  const Column* key = target != nullptr ? target->primary_key() : nullptr;
  if (key == nullptr) return;
  auto lookup = inspection.against->database()->prepare(fmt::format(
      "SELECT 1 FROM {} WHERE {} = ?", sqlite::quoted(table), sqlite::quoted(key->name)));
  if (!lookup) return;
  ValueSet missing;
  values.for_each([&](const Cell& value) {
    lookup->reset();
    if (value.kind == CellKind::Integer)
      lookup->bind(1, value.integer);
    else
      lookup->bind(1, value.text());
    const auto found = lookup->step();
    if (!found || !*found) missing.add(value);
  });
  values = std::move(missing);
}

void report_dangling(Inspection& inspection, const Reference& reference, const Rule& rule) {
  const ColumnFacts* column = column_facts(inspection, reference.table, reference.column);
  if (column == nullptr || column->values.empty()) return;
  const bool database = inspection.against != nullptr && inspection.against->database() != nullptr;
  ValueSet dangling;
  if (holds_table(inspection, reference.target)) {
    dangling = column->values.without(inspection.facts->at(reference.target).keys());
  } else if (database) {
    dangling = column->values;  // only the target can hold them
  } else {
    return;  // RF405 says so
  }
  remove_held_by_target(inspection, reference.target, dangling);
  if (dangling.empty()) return;
  const auto missing = std::make_shared<ValueSet>(std::move(dangling));
  inspection.again.push_back(
      {reference.table, [&inspection, &rule, reference, missing, database](const Row& row) {
         const std::size_t at = row.shape->find(reference.column);
         if (at == row.shape->columns.size() || !missing->contains(row.cells[at])) return;
         Diagnostic finding = cell_finding(
             rule, row, at,
             fmt::format("{} has no row {}{}", reference.target, printable(to_text(row.cells[at])),
                         database ? ", neither here nor in the target" : ""));
         finding.confidence = reference.confidence;
         if (reference.confidence == Confidence::Guess) finding.severity = Severity::Info;
         if (reference.confidence != Confidence::Certain)
           finding.why =
               fmt::format("that the column refers to {} is {}: {}", reference.target,
                           reference.confidence == Confidence::Likely ? "likely" : "a guess",
                           reference.evidence);
         inspection.findings.add(rule, std::move(finding));
       }});
}

}  // namespace undumpy
