// A text without blanks and line ends at both ends.
#pragma once

#include <string_view>

namespace undumpy {

inline constexpr std::string_view Blanks = " \t\r\n\f";

inline std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(Blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(Blanks) + 1 - begin);
}

}  // namespace undumpy
