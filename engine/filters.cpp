#include "engine/filters.h"

#include <fmt/format.h>

#include <array>

#include "engine/filters/list.h"

namespace undumpy {

std::span<const FilterKind* const> filter_kinds() {
  static const std::array kinds = {&filters::missing};
  return kinds;
}

Result<std::vector<std::unique_ptr<Filter>>> make_filters(const Arguments& arguments,
                                                          const FilterContext& context) {
  std::vector<std::unique_ptr<Filter>> filters;
  for (const FilterKind* kind : filter_kinds()) {
    const std::string leader = kind->options.front().name;
    if (arguments.has(leader)) {
      UNDUMPY_TRY(auto filter, kind->make(arguments, context));
      filters.push_back(std::move(filter));
      continue;
    }
    for (const OptionText& option : kind->options)
      if (arguments.has(option.name))
        return make_error("usage",
                          fmt::format("--{} does nothing without --{}", option.name, leader),
                          fmt::format("add --{}, or leave --{} away", leader, option.name));
  }
  return filters;
}

}  // namespace undumpy
