#include "engine/python/character.h"

#include <utf8proc.h>

#include <algorithm>
#include <span>

#include "engine/python/character_tables.h"

namespace undumpy::python::character {
namespace {

constexpr char32_t Last = 0x10FFFF;

bool contains(std::span<const CharacterRange> ranges, char32_t c) {
  if (c < ranges.front().first) return false;
  const auto after = std::ranges::upper_bound(ranges, c, {}, &CharacterRange::first);
  return c <= std::prev(after)->last;
}

bool known(char32_t c) { return c <= Last && !(c >= 0xCF3 && contains(NewerThanUnicode14, c)); }

utf8proc_int32_t code(char32_t c) { return static_cast<utf8proc_int32_t>(c); }

utf8proc_category_t category(char32_t c) {
  return known(c) ? utf8proc_category(code(c)) : UTF8PROC_CATEGORY_CN;
}

Mapping one(char32_t c) { return {{c}, 1}; }

Mapping several(std::u32string_view characters) {
  Mapping mapping;
  std::ranges::copy(characters, mapping.characters.begin());
  mapping.size = static_cast<std::uint8_t>(characters.size());
  return mapping;
}

const SpecialCasing* special_casing(char32_t c) {
  const auto found = std::ranges::lower_bound(SpecialCasings, c, {}, &SpecialCasing::character);
  return found != SpecialCasings.end() && found->character == c ? &*found : nullptr;
}

bool is_letter(utf8proc_category_t category) {
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_number(utf8proc_category_t category) {
  return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

}  // namespace

bool is_alpha(char32_t c) { return is_letter(category(c)); }

bool is_decimal(char32_t c) {
  return c < 0x80 ? c >= U'0' && c <= U'9' : category(c) == UTF8PROC_CATEGORY_ND;
}

bool is_digit(char32_t c) { return is_decimal(c) || contains(DigitsBeyondNd, c); }

bool is_numeric(char32_t c) { return is_number(category(c)) || contains(NumericIdeographs, c); }

bool is_space(char32_t c) {
  if (c < 0x80) return c == U' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0x2028 || c == 0x2029 || category(c) == UTF8PROC_CATEGORY_ZS;
}

bool is_line_end(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

bool is_upper(char32_t c) {
  return category(c) == UTF8PROC_CATEGORY_LU || contains(UppercaseBeyondLu, c);
}

bool is_lower(char32_t c) {
  return category(c) == UTF8PROC_CATEGORY_LL || contains(LowercaseBeyondLl, c);
}

bool is_title(char32_t c) { return category(c) == UTF8PROC_CATEGORY_LT; }

bool is_cased(char32_t c) { return is_upper(c) || is_lower(c) || is_title(c); }

bool is_case_ignorable(char32_t c) {
  switch (category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      return contains(CaseIgnorablePunctuation, c);
  }
}

bool is_identifier_start(char32_t c) {
  const utf8proc_category_t kind = category(c);
  const bool usual = is_letter(kind) || kind == UTF8PROC_CATEGORY_NL;
  return usual != contains(IdentifierStartExceptions, c);
}

bool is_identifier_continue(char32_t c) {
  const utf8proc_category_t kind = category(c);
  const bool usual = is_letter(kind) || kind == UTF8PROC_CATEGORY_NL ||
                     kind == UTF8PROC_CATEGORY_ND || kind == UTF8PROC_CATEGORY_MN ||
                     kind == UTF8PROC_CATEGORY_MC || kind == UTF8PROC_CATEGORY_PC;
  return usual != contains(IdentifierExceptions, c);
}

bool is_printable(char32_t c) {
  if (c < 0x7F) return c >= U' ';
  const utf8proc_category_t kind = category(c);
  return kind > UTF8PROC_CATEGORY_CN && kind < UTF8PROC_CATEGORY_ZS;
}

int decimal_value(char32_t c) {
  if (!is_decimal(c)) return -1;
  if (c < 0x80) return static_cast<int>(c - U'0');
  // Digits of a script stand together, zero first; some blocks hold several times ten.
  char32_t first = c;
  while (is_decimal(first - 1)) --first;
  return static_cast<int>((c - first) % 10);
}

Mapping upper(char32_t c) {
  if (c < 0x80) return one(c >= U'a' && c <= U'z' ? c - 32 : c);
  if (!known(c)) return one(c);
  if (const SpecialCasing* special = special_casing(c)) return several(special->upper);
  return one(static_cast<char32_t>(utf8proc_toupper(code(c))));
}

Mapping lower(char32_t c) {
  if (c < 0x80) return one(c >= U'A' && c <= U'Z' ? c + 32 : c);
  if (!known(c)) return one(c);
  if (c == 0x130) return several(U"i\u0307");
  return one(static_cast<char32_t>(utf8proc_tolower(code(c))));
}

Mapping title(char32_t c) {
  if (!known(c)) return one(c);
  const SpecialCasing* special = special_casing(c);
  if (special != nullptr && !special->title.empty()) return several(special->title);
  return one(static_cast<char32_t>(utf8proc_totitle(code(c))));
}

Mapping fold(char32_t c) {
  if (!known(c)) return one(c);
  std::array<utf8proc_int32_t, 4> folded{};
  int boundary = 0;
  const utf8proc_ssize_t size =
      utf8proc_decompose_char(code(c), folded.data(), static_cast<utf8proc_ssize_t>(folded.size()),
                              UTF8PROC_CASEFOLD, &boundary);
  if (size < 1 || size > 3) return one(c);
  Mapping mapping;
  std::ranges::transform(folded.begin(), folded.begin() + size, mapping.characters.begin(),
                         [](utf8proc_int32_t each) { return static_cast<char32_t>(each); });
  mapping.size = static_cast<std::uint8_t>(size);
  return mapping;
}

}  // namespace undumpy::python::character
