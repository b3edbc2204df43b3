// What Python 3.11 (Unicode 14) knows about single characters, and how they lie in UTF-8.
//
//     character::is_alpha(U'é');          // true
//     character::upper(U'ß').view();      // U"SS"
//
// Functions accept every char32_t; beyond U+10FFFF nothing is true and mappings change nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace undumpy::python::character {

bool is_alpha(char32_t c);
bool is_decimal(char32_t c);
bool is_digit(char32_t c);
bool is_numeric(char32_t c);
bool is_space(char32_t c);
bool is_line_end(char32_t c);  // as str.splitlines() sees it
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_title(char32_t c);  // 'ǅ' and the like only
bool is_cased(char32_t c);
// What may stand between a capital sigma and the end of its word.
bool is_case_ignorable(char32_t c);
bool is_identifier_start(char32_t c);  // also '_'
bool is_identifier_continue(char32_t c);
bool is_printable(char32_t c);

// 0 to 9 for a decimal digit of any script, -1 for anything else.
int decimal_value(char32_t c);

// One to three characters that a character is mapped to.
struct Mapping {
  std::array<char32_t, 3> characters{};
  std::uint8_t size = 0;
  [[nodiscard]] std::u32string_view view() const { return {characters.data(), size}; }
};
Mapping upper(char32_t c);
Mapping lower(char32_t c);  // without the rule of the final sigma, which needs the word
Mapping title(char32_t c);
Mapping fold(char32_t c);

// The character that begins at text[at]; moves `at` behind it. Surrogates are characters like any
// other. Text that is not UTF-8 gives some character, and always moves.
// REQUIRES: at < text.size().
inline char32_t next(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0xC0) return lead;
  const unsigned follow = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t value = lead & (0x3FU >> follow);
  for (unsigned i = 0; i < follow && at < text.size(); ++i) {
    value = (value << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return value;
}

// True for the second and later bytes of a character.
inline bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

// The character that ends before text[at]; moves `at` to its begin. REQUIRES: 0 < at <=
// text.size().
inline char32_t previous(std::string_view text, std::size_t& at) {
  const std::size_t end = at--;
  while (at > 0 && end - at < 4 && continues(text[at])) --at;
  std::size_t from = at;
  return next(text.substr(0, end), from);
}

}  // namespace undumpy::python::character
