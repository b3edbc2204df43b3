// Letters of other scripts that look like Latin ones.
#pragma once

#include <string>
#include <string_view>

namespace undumpy {

// What an identifier looks like, in ASCII: "create_library_book" for one with a Cyrillic а in it.
// Empty when it is ASCII itself, or when some of its letters look like no ASCII letter.
std::string look_alike(std::string_view identifier);
bool is_ascii(std::string_view text);

}  // namespace undumpy
