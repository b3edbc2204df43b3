// Where an argument of a row stands, for messages. Rows are scanned without keeping the places of
// their values; the few that a message is about are looked up here.
#pragma once

#include <cstddef>
#include <string_view>

#include "parser/diagnostic.h"

namespace undumpy {

inline constexpr std::size_t NoArgument = static_cast<std::size_t>(-1);

// `statement` is loader.save(create_T(…)), which begins on line `line` of `file`. The place of its
// argument number `argument` (from 0), or of `create_T` when there is no such argument.
Place place_of_argument(std::string_view file, std::string_view statement, std::uint32_t line,
                        std::size_t argument);

}  // namespace undumpy
