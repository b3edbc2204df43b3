#include "engine/filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/filters/list.h"

namespace undumpy {

std::span<const FilterKind* const> filter_kinds() {
  static const std::array kinds = {
      &filters::only,  &filters::skip, &filters::where, &filters::since,  &filters::until,
      &filters::first, &filters::last, &filters::rows,  &filters::sample, &filters::missing};
  return kinds;
}

Result<std::vector<std::unique_ptr<Filter>>> make_filters(const Arguments& arguments,
                                                          const FilterContext& context) {
  std::vector<std::unique_ptr<Filter>> filters;
  for (const FilterKind* kind : filter_kinds()) {
    const OptionText& main = kind->options.front();
    if (!arguments.has(main.name)) {
      const auto alone = std::ranges::find_if(
          kind->options, [&](const OptionText& option) { return arguments.has(option.name); });
      if (alone == kind->options.end()) continue;
      return make_error("usage",
                        fmt::format("--{} does nothing without --{}", alone->name, main.name),
                        fmt::format("add --{}, or leave --{} away", main.name, alone->name));
    }
    UNDUMPY_TRY(auto filter, kind->make(arguments, context));
    filters.push_back(std::move(filter));
  }
  return filters;
}

}  // namespace undumpy
