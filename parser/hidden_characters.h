// Characters that nobody sees, or that change how the text around them looks.
//
// No generator writes them raw: repr() of either Python escapes whatever is not printable.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parser/diagnostic.h"

namespace undumpy {

// Zero width, bidirectional and the like: they change how text around them looks, or are not seen.
bool is_deceptive(char32_t character);
// Changes the order in which a line is shown.
bool is_bidirectional(char32_t character);
// Deceptive, a control character other than those of lines and tabs, or a blank that is no plain
// one. NUL is not among them: it has a diagnostic of its own.
bool is_hidden(char32_t character);

struct HiddenCharacter {
  std::size_t offset;
  std::size_t size;  // in bytes
  char32_t character;
};
// The first one from `begin` on.
std::optional<HiddenCharacter> find_hidden(std::string_view text, std::size_t begin);
// "U+202E (right-to-left override)"
std::string describe_hidden(char32_t character);
// "hidden-character" (warning). `text` begins at line `first_line` of the file.
Diagnostic hidden_character(std::string_view file, std::string_view text,
                            const HiddenCharacter& found, std::uint32_t first_line);

}  // namespace undumpy
