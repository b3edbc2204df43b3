// --since [TABLE:]COLUMN=DATE

#include <array>

#include "engine/filters/date_limit.h"
#include "engine/filters/list.h"

namespace undumpy::filters {

namespace {

constexpr std::array<OptionText, 1> Options = {
    {{"since", "[TABLE:]COLUMN=DATE",
      "rows whose date is this day or later, or this moment or later; tables without the column "
      "pass, when no TABLE is named; repeatable"}}};

}  // namespace

const FilterKind since{
    .options = Options, .make = [](const Arguments& arguments, const FilterContext& context) {
      return DateLimit::make(DateLimit::Side::Since, arguments.all("since"), context);
    }};

}  // namespace undumpy::filters
