#include "engine/filters.h"

#include <array>

namespace undumpy {

std::span<const FilterKind* const> filter_kinds() {
  static const std::array<const FilterKind*, 0> kinds = {};
  return kinds;
}

Result<std::vector<std::unique_ptr<Filter>>> make_filters(const Arguments& arguments,
                                                          const FilterContext& context) {
  std::vector<std::unique_ptr<Filter>> filters;
  for (const FilterKind* kind : filter_kinds()) {
    if (!arguments.has(kind->options.front().name)) continue;
    UNDUMPY_TRY(auto filter, kind->make(arguments, context));
    filters.push_back(std::move(filter));
  }
  return filters;
}

}  // namespace undumpy
