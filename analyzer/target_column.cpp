#include "analyzer/target_column.h"

namespace undumpy {

std::optional<TargetColumn> target_of(const Inspection& in, const RowShape& shape,
                                      std::size_t column) {
  if (in.against == nullptr || in.against->kind() == Against::Kind::Snapshot) return std::nullopt;
  const Table* table = in.against->schema().find(shape.table);
  if (table == nullptr) return std::nullopt;
  const ShapeColumn& from = shape.columns[column];
  const Column* to = column_for(*table, from);
  if (to == nullptr) return std::nullopt;
  return TargetColumn{to, ColumnStorage(*table, *to, &from, StorageOptions())};
}

void StoredCheck::look(const Row& row, const Cell& cell) {
  arena_.reset();
  Stored stored;
  Misfit misfit;
  StorageNotes ignored;
  if (storage_.store(cell, arena_, ignored, stored, misfit))
    look_stored(row, cell, stored);
  else
    look_misfit(row, misfit);
}

void StoredCheck::report(const Rule& rule, const Row& row, std::string message, Severity severity) {
  Diagnostic finding = cell_finding(rule, row, index_, std::move(message));
  finding.severity = severity;
  in_.findings.add(rule, std::move(finding));
}

}  // namespace undumpy
