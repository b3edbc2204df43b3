// The table of all filters: each in a file of its own in engine/filters/.
#pragma once

#include <span>

#include "engine/filter.h"

namespace undumpy {

[[nodiscard]] std::span<const FilterKind* const> filter_kinds();

// Those that the arguments ask for. Error "usage".
Result<std::vector<std::unique_ptr<Filter>>> make_filters(const Arguments& arguments,
                                                          const FilterContext& context);

}  // namespace undumpy
