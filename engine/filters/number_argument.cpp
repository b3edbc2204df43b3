#include "engine/filters/number_argument.h"

#include <fmt/format.h>

#include <charconv>

namespace undumpy::filters {

Result<std::uint64_t> number_argument(std::string_view option, std::string_view text,
                                      std::uint64_t least) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= least) return number;
  return make_error("usage", fmt::format("{} {} is no number", option, printable(text)),
                    fmt::format("give a whole number from {} on", least));
}

}  // namespace undumpy::filters
