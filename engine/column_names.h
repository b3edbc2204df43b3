// The columns that options of filters and transforms name.
#pragma once

#include <string>
#include <vector>

#include "engine/filter.h"

namespace undumpy {

// Those that rows of the table can have, in order; none when no create_ function makes such rows.
// A function without a plan may give any column of the target's table.
std::vector<std::string> columns_of(std::string_view table, const FilterContext& context);

// Error "usage": lists the columns. `option` is what asks for it: "--where".
Diagnostic no_such_column(std::string_view option, std::string_view table, std::string_view column,
                          const std::vector<std::string>& columns);

// The columns of a shape that a name means: the column called so; all languages of a babel field;
// project_id for "project". Empty: there is none.
std::vector<std::size_t> columns_named(const RowShape& shape, std::string_view name);

}  // namespace undumpy
