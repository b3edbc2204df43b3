// Literals of str and bytes, as repr() and ascii() write them.
//
//     repr_text("it's\n");            // "it's\n" in double quotes
//     repr_bytes("\xFF" "a");         // b'\xffa'
//
// At most four times as long as the text, and quotes.
#pragma once

#include <string>
#include <string_view>

namespace undumpy::python {

std::string repr_text(std::string_view text);
// Everything beyond ASCII escaped.
std::string ascii_text(std::string_view text);
// What ascii(x) makes of repr(x): characters beyond ASCII become escapes, nothing else changes.
std::string escape_beyond_ascii(std::string_view text);
std::string repr_bytes(std::string_view bytes);

// Appends \xhh, \uhhhh or \Uhhhhhhhh, the shortest that fits.
void append_escape(char32_t character, std::string& out);

}  // namespace undumpy::python
