// --until [TABLE:]COLUMN=DATE

#include <array>

#include "engine/filters/date_limit.h"
#include "engine/filters/list.h"

namespace undumpy::filters {

namespace {

constexpr std::array<OptionText, 1> Options = {
    {{"until", "[TABLE:]COLUMN=DATE",
      "rows whose date is this day or earlier, or before this moment; otherwise as --since; "
      "repeatable"}}};

}  // namespace

const FilterKind until{
    .options = Options, .make = [](const Arguments& arguments, const FilterContext& context) {
      return DateLimit::make(DateLimit::Side::Until, arguments.all("until"), context);
    }};

}  // namespace undumpy::filters
