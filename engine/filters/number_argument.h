// The whole number behind an option. Internal to the filters.
#pragma once

#include <cstdint>
#include <string_view>

#include "parser/result.h"

namespace undumpy::filters {

// Error "usage" when it is no number, or less than `least`. `option`: "--first".
Result<std::uint64_t> number_argument(std::string_view option, std::string_view text,
                                      std::uint64_t least);

}  // namespace undumpy::filters
