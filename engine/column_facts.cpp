#include "engine/column_facts.h"

#include <algorithm>

namespace undumpy {

// The unique column with the shortest values, one with a name like a code's before others.
void TableFacts::find_key() {
  if (shape->columns.empty()) return;
  key = shape->key_column();
  if (!key_is_unknown() || rows == 0) return;
  const auto is_code = [&](std::size_t i) {
    const std::string& name = shape->columns[i].name;
    return name.find("code") != std::string::npos || name == "ref" || name == "key";
  };
  bool found = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (shape->columns[i].babel() || !is_unique(i)) continue;
    const bool better =
        !found ||
        (is_code(i) != is_code(key) ? is_code(i) : columns[i].longest < columns[key].longest);
    if (better) key = i;
    found = true;
  }
}

FactsCollector::FactsCollector(const Constructors& constructors) : constructors_(constructors) {
  for (const auto& constructor : constructors.all()) {
    TableFacts& facts = tables[constructor->shape().table];
    facts.shape = &constructor->shape();
    if (!constructor->has_plan()) {
      facts.merged = std::make_unique<RowShape>(constructor->shape());
      facts.merged->columns.clear();
      facts.shape = facts.merged.get();
    }
    facts.columns.resize(facts.shape->columns.size());
  }
}

std::span<const std::size_t> FactsCollector::places_of(const RowShape& shape, TableFacts& facts) {
  if (&shape == facts.shape) return {};
  const auto known = places_.find(&shape);
  if (known != places_.end()) return known->second;
  if (facts.merged == nullptr) {
    // A table that has a plan and gets rows from elsewhere, or one that has no constructor.
    facts.merged = std::make_unique<RowShape>(facts.shape != nullptr ? *facts.shape : shape);
    facts.shape = facts.merged.get();
  }
  if (facts.merged->model.empty()) facts.merged->model = shape.model;
  if (facts.merged->parent.empty()) facts.merged->parent = shape.parent;
  std::vector<std::size_t> places;
  for (const ShapeColumn& column : shape.columns) {
    places.push_back(facts.merged->find(column.name));
    if (places.back() == facts.merged->columns.size()) facts.merged->columns.push_back(column);
  }
  facts.columns.resize(facts.merged->columns.size());
  return places_[&shape] = std::move(places);
}

Status FactsCollector::take(std::span<const Row> rows) {
  const RowShape* shape = nullptr;
  TableFacts* facts = nullptr;
  for (const Row& row : rows) {
    if (row.shape != shape) {
      shape = row.shape;
      facts = &tables[shape->table];
      find_roles(*shape, *facts);
    }
    ++facts->rows;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (const Cell& cell = row.cells[i]; !cell.is_none() && cell.kind != CellKind::Absent)
        add(cell, roles_[i], facts->columns[roles_[i].place]);
  }
  return Done{};
}

void FactsCollector::find_roles(const RowShape& shape, TableFacts& facts) {
  const std::span<const std::size_t> places = places_of(shape, facts);
  roles_.clear();
  if (shape.columns.empty()) return;
  const std::size_t key = shape.key_column();
  const bool any_may_be_key = facts.key_is_unknown();
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    roles_.push_back({places.empty() ? i : places[i], i == key && !any_may_be_key, any_may_be_key,
                      is_reference(shape.columns[i])});
}

void FactsCollector::add(const Cell& cell, const Role& role, ColumnFacts& column) {
  ++column.filled;
  column.kinds.insert(cell.kind);
  if (cell.kind == CellKind::Text) {
    std::int64_t ignored = 0;
    column.integers_as_text = column.integers_as_text && ValueSet::as_integer(cell.text(), ignored);
    column.longest = std::max(column.longest, cell.text().size());
  }
  const bool may_be_key = role.key || (role.candidate && !column.repeats);
  if (!may_be_key && !role.reference) return;
  if (!column.values.add(cell) && may_be_key) repeated(cell, role, column);
}

// A value that an earlier row has already. Where any column may be the key, one that repeats often
// is no candidate any more, and its values are forgotten.
void FactsCollector::repeated(const Cell& value, const Role& role, ColumnFacts& column) {
  column.repeated.add(value);
  if (!role.candidate || column.repeated.size() * 100 <= column.filled + 800) return;
  column.repeats = true;
  column.repeated = {};
  if (!role.reference) column.values = {};
}

void FactsCollector::finish(const std::vector<ModuleRun>& modules) {
  std::size_t order = 0;
  for (const ModuleRun& module : modules)
    if (const auto found = tables.find(module.table); found != tables.end())
      found->second.order = ++order;
  for (auto& [name, facts] : tables) {
    // Without a row, what the parameters of the function tell is all there is.
    if (facts.merged != nullptr && facts.rows == 0 && constructors_.find(name) != nullptr)
      *facts.merged = constructors_.find(name)->shape();
    facts.columns.resize(facts.shape->columns.size());
    facts.find_key();
  }
}

}  // namespace undumpy
