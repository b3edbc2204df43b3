// Letters of a Text: upper, lower, title and their like, and the questions isalpha(), isupper(), …
//
//     upper("Straße");              // "STRASSE"
//     lower("ΟΔΟΣ");                // "οδος", with the final sigma
//     is_title("Guten Morgen");     // true
//
// Of bytes, only ASCII letters count and change. Results are at most three times as long as the
// text.
#pragma once

#include <string>

#include "engine/python/text.h"

namespace undumpy::python {

std::string upper(Text text);
std::string lower(Text text);
std::string title(Text text);
std::string capitalize(Text text);
std::string swap_case(Text text);
std::string case_fold(Text text);

// False for the empty text, but for is_printable.
bool is_alpha(Text text);
bool is_decimal(Text text);
bool is_digit(Text text);
bool is_numeric(Text text);
bool is_alphanumeric(Text text);
bool is_space(Text text);
bool is_upper(Text text);
bool is_lower(Text text);
bool is_title(Text text);
bool is_identifier(Text text);
bool is_printable(Text text);

}  // namespace undumpy::python
