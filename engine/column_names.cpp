#include "engine/column_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/table_pattern.h"

namespace undumpy {

std::vector<std::string> columns_of(std::string_view table, const FilterContext& context) {
  const Constructor* constructor = context.constructors->find(table);
  if (constructor == nullptr) return {};
  std::vector<std::string> columns;
  for (const ShapeColumn& column : constructor->shape().columns) columns.push_back(column.name);
  const Table* target = context.schema != nullptr ? context.schema->find(table) : nullptr;
  if (constructor->has_plan() || target == nullptr) return columns;
  for (const Column& column : target->columns)
    if (std::ranges::find(columns, column.name) == columns.end()) columns.push_back(column.name);
  return columns;
}

Diagnostic no_such_column(std::string_view option, std::string_view table, std::string_view column,
                          const std::vector<std::string>& columns) {
  return make_error(
      "usage", fmt::format("{}: {} has no column {}", option, table, printable(column)),
      fmt::format("{}its columns are {}", did_you_mean(column, columns), fmt::join(columns, ", ")));
}

std::vector<std::size_t> columns_named(const RowShape& shape, std::string_view name) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    if (shape.columns[i].babel() && shape.columns[i].field == name) found.push_back(i);
  if (!found.empty()) return found;
  std::size_t column = shape.find(name);
  if (column == shape.columns.size()) column = shape.find(std::string(name) + "_id");
  if (column < shape.columns.size()) found.push_back(column);
  return found;
}

}  // namespace undumpy
