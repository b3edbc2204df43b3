#include "engine/script/row_objects.h"

#include <fmt/format.h>

namespace undumpy {

using python::Runtime;
using python::Value;

RowObjects::Shape& RowObjects::shape_of(const RowShape& row_shape) {
  const auto known = shapes_.find(&row_shape);
  if (known != shapes_.end()) return known->second;
  Runtime& rt = sandbox_.runtime();
  Shape shape;
  shape.model = sandbox_.models().resolve(row_shape.model);
  if (!row_shape.parent.empty()) shape.parent = sandbox_.models().resolve(row_shape.parent);
  shape.table = schema_.find(row_shape.table);
  for (const ShapeColumn& column : row_shape.columns) {
    shape.names.push_back(rt.intern(column.name));
    const Column* own = shape.table != nullptr ? column_for(*shape.table, column) : nullptr;
    shape.storages.push_back(
        own == nullptr ? nullptr
                       : std::make_unique<ColumnStorage>(*shape.table, *own, &column, storage_));
  }
  return shapes_.emplace(&row_shape, std::move(shape)).first->second;
}

std::string RowObjects::make(const Row& row, Value& object) {
  Runtime& rt = sandbox_.runtime();
  Shape& shape = shape_of(*row.shape);
  if (shape.table == nullptr) return "the target has no such table";
  const bool child = !row.shape->parent.empty();
  std::vector<Value> values;
  std::vector<python::Str*> names;
  if (child)
    values = {shape.parent, values_.value_of(row.cells[0], shape.storages[0].get()), shape.model};
  const auto positional = static_cast<std::uint32_t>(values.size());
  for (std::size_t i = child ? 1 : 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    if (cell.kind == CellKind::Absent) continue;
    if (shape.storages[i] == nullptr) {
      if (cell.is_none()) continue;
      return fmt::format("the table has no column {}, and this row has {} for it",
                         row.shape->columns[i].name, printable(to_text(cell)));
    }
    values.push_back(values_.value_of(cell, shape.storages[i].get()));
    names.push_back(shape.names[i]);
  }
  python::Arguments arguments{values.data(), positional, static_cast<std::uint32_t>(names.size()),
                              names.data()};
  object = python::call(rt, child ? sandbox_.models().create_mti_child() : shape.model, arguments);
  return {};
}

}  // namespace undumpy
