#include "analyzer/unique_sets.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

#include <algorithm>

namespace undumpy {

UniqueSet::UniqueSet(const Table& table, std::vector<std::string> columns, const RowShape& shape,
                     bool primary_key)
    : table_(&table), names_(std::move(columns)), primary_key_(primary_key) {
  for (const std::string& name : names_) {
    const Column& column = *table.find(name);
    columns_.push_back(column_stored_in(table, column, shape));
    storage_.emplace_back(table, column, &shape.columns[columns_.back()], StorageOptions());
  }
}

namespace {

bool has_all(const RowShape& shape, const Table& table, const std::vector<std::string>& columns) {
  return std::ranges::all_of(columns, [&](const auto& name) {
    const Column* column = table.find(name);
    return column != nullptr && column_stored_in(table, *column, shape) < shape.columns.size();
  });
}

}  // namespace

std::optional<UniqueSet> UniqueSet::in_shape(const RowShape& shape) const {
  if (!has_all(shape, *table_, names_)) return std::nullopt;
  return UniqueSet(*table_, names_, shape, primary_key_);
}

const std::vector<Stored>* UniqueSet::stored(const Row& row) const {
  scratch_->arena.reset();
  scratch_->values.clear();
  StorageNotes ignored;
  Misfit misfit;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Stored& stored = scratch_->values.emplace_back();
    const Cell& cell = row.cells[columns_[i]];
    if (cell.kind == CellKind::Model)  // its id differs between databases: the name stands for it
      stored = Stored::of_text(cell.text());
    else if (!storage_[i].store(cell, scratch_->arena, ignored, stored, misfit))
      return nullptr;
  }
  return &scratch_->values;
}

std::optional<std::uint64_t> UniqueSet::hash(const Row& row) const {
  const std::vector<Stored>* values = stored(row);
  if (values == nullptr) return std::nullopt;
  std::uint64_t hash = 0;
  for (const Stored& value : *values) {
    if (value.kind == Stored::Kind::Null) return std::nullopt;
    if (value.kind == Stored::Kind::Integer)
      hash = XXH3_64bits_withSeed(&value.integer, sizeof value.integer, hash);
    else if (value.kind == Stored::Kind::Real)
      hash = XXH3_64bits_withSeed(&value.real, sizeof value.real, hash);
    else
      hash = XXH3_64bits_withSeed(value.text().data(), value.text().size(), hash + 1);
  }
  return hash;
}

std::string UniqueSet::values(const Row& row) const {
  std::vector<std::string> texts;
  for (const std::size_t column : columns_) texts.push_back(to_text(row.cells[column]));
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string UniqueSet::names() const { return fmt::format("{}", fmt::join(names_, ", ")); }

std::string UniqueSet::condition() const {
  std::vector<std::string> parts;
  for (const std::string& name : names_) parts.push_back(sqlite::quoted(name) + " = ?");
  return fmt::format("{}", fmt::join(parts, " AND "));
}

bool UniqueSet::bind(const Row& row, sqlite::Statement& statement) const {
  const bool has_model = std::ranges::any_of(
      columns_, [&](std::size_t column) { return row.cells[column].kind == CellKind::Model; });
  const std::vector<Stored>* values = has_model ? nullptr : stored(row);
  if (values == nullptr) return false;
  int index = 0;
  for (const Stored& value : *values) {
    ++index;
    if (value.kind == Stored::Kind::Integer)
      statement.bind(index, value.integer);
    else if (value.kind == Stored::Kind::Real)
      sqlite3_bind_double(statement.handle(), index, value.real);
    else
      statement.bind(index, value.text());
  }
  return true;
}

std::vector<UniqueSet> unique_sets(const Inspection& inspection, const RowShape& shape) {
  std::vector<UniqueSet> sets;
  // A schema that was inferred declares nothing unique.
  if (inspection.against == nullptr || inspection.against->kind() == Against::Kind::Snapshot)
    return sets;
  const Table* table = inspection.against->schema().find(shape.table);
  if (table == nullptr || shape.columns.empty()) return sets;
  std::vector<std::string> key;
  for (const Column& column : table->columns)
    if (column.primary_key) key.push_back(column.name);
  const ShapeColumn& own = shape.columns[shape.key_column()];
  const bool is_own = key.size() == 1 && column_for(*table, own) == table->find(key[0]) &&
                      (own.parent_link || own.name == "id");
  if (!key.empty() && !is_own && has_all(shape, *table, key))
    sets.emplace_back(*table, key, shape, true);
  for (const auto& columns : table->unique_sets)
    if (has_all(shape, *table, columns)) sets.emplace_back(*table, columns, shape, false);
  return sets;
}

}  // namespace undumpy
