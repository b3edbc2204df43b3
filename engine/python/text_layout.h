// Texts made larger: padding, tabs, replacement, translation.
//
// Each takes the most bytes that the result may have. A larger one is not built: the outcome is
// too_large(), a MemoryError.
//
//     pad("ab", 5, "*", Alignment::Center, 100);     // "**ab*"
//     replace("aXbX", "X", "--", Unlimited, 100);    // "a--b--"
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/python/failure.h"
#include "engine/python/text.h"

namespace undumpy::python {

Failure too_large();

// Where the text stands in the width: str.ljust, rjust and center.
enum class Alignment : std::uint8_t { Left, Right, Center };

// To `width` units, with copies of `fill`, which is one unit.
Outcome<std::string> pad(Text text, std::int64_t width, std::string_view fill, Alignment alignment,
                         std::size_t most_bytes);
// Zeros between the sign and the rest.
Outcome<std::string> fill_zeros(Text text, std::int64_t width, std::size_t most_bytes);
Outcome<std::string> expand_tabs(Text text, std::int64_t tab_size, std::size_t most_bytes);
// The first `most` occurrences, all when negative. An empty `part` stands between all units.
Outcome<std::string> replace(Text text, std::string_view part, std::string_view other,
                             std::int64_t most, std::size_t most_bytes);
// What a unit becomes; nothing: itself. Units of bytes are 0 to 255.
using Translation = std::function<std::optional<std::string>(char32_t)>;
Outcome<std::string> translate(Text text, const Translation& translation, std::size_t most_bytes);

}  // namespace undumpy::python
