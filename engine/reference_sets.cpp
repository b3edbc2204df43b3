#include "engine/reference_sets.h"

namespace undumpy {

ReferenceSets::ReferenceSets(const Schema& schema) : schema_(schema) {
  for (const Table& table : schema.tables)
    for (const ForeignKey& reference : table.foreign_keys) {
      sets_[{table.name, reference.column}];
      sets_[target_of(schema, reference)];
    }
}

ReferenceSets::Place ReferenceSets::target_of(const Schema& schema, const ForeignKey& reference) {
  if (!reference.target_column.empty()) return {reference.target_table, reference.target_column};
  const Table* target = schema.find(reference.target_table);
  const Column* key = target != nullptr ? target->primary_key() : nullptr;
  return {reference.target_table, key != nullptr ? key->name : ""};
}

ReferenceSets::Columns ReferenceSets::of(const std::string& table,
                                         const std::vector<std::string>& names) {
  Columns columns;
  columns.rows_ = &rows_[table];
  for (std::size_t i = 0; i < names.size(); ++i)
    if (const auto set = sets_.find({table, names[i]}); set != sets_.end())
      columns.noted_.push_back({i, &set->second});
  return columns;
}

void ReferenceSets::Columns::add(std::span<const Stored> stored) {
  ++*rows_;
  for (const Noted& noted : noted_) {
    const Stored& value = stored[noted.column];
    if (value.kind == Stored::Kind::Integer)
      noted.values->add(Cell::of(value.integer));
    else if (value.kind == Stored::Kind::Text)
      noted.values->add(Cell::of_text(CellKind::Text, value.text()));
    else if (value.kind != Stored::Kind::Null)
      --*rows_;  // not noted: then the database is asked
  }
}

bool ReferenceSets::hold(const Table& table, const ForeignKey& reference,
                         std::uint64_t rows) const {
  const auto noted = rows_.find(table.name);
  const auto values = sets_.find({table.name, reference.column});
  const auto keys = sets_.find(target_of(schema_, reference));
  return noted != rows_.end() && noted->second == rows && values != sets_.end() &&
         keys != sets_.end() && values->second.within(keys->second);
}

}  // namespace undumpy
