#include "engine/filters/columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/table_pattern.h"

namespace undumpy::filters {

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

}  // namespace undumpy::filters
