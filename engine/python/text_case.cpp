#include "engine/python/text_case.h"

#include "engine/python/character.h"
#include "parser/utf8.h"

namespace undumpy::python {
namespace {

using character::Mapping;

void append(const Text& text, const Mapping& mapping, std::string& out) {
  for (const char32_t each : mapping.view()) text.append(each, out);
}

// Every unit mapped: map(unit, offset of the unit, offset behind it).
template <typename Map>
std::string mapped(Text text, Map map) {
  std::string result;
  result.reserve(text.bytes().size());
  for (std::size_t at = 0; at < text.bytes().size();) {
    const std::size_t begin = at;
    const char32_t unit = text.next(at);
    append(text, map(unit, begin, at), result);
  }
  return result;
}

// A capital sigma ends a word when a cased letter stands before it and none behind, not counting
// what may stand inside words.
bool is_final_sigma(Text text, std::size_t begin, std::size_t end) {
  for (bool found = false; !found;) {
    if (begin == 0) return false;
    const char32_t unit = text.previous(begin);
    found = !character::is_case_ignorable(unit);
    if (found && !character::is_cased(unit)) return false;
  }
  while (end < text.bytes().size()) {
    const char32_t unit = text.next(end);
    if (!character::is_case_ignorable(unit)) return !character::is_cased(unit);
  }
  return true;
}

Mapping lower_in(Text text, char32_t unit, std::size_t begin, std::size_t end) {
  constexpr char32_t CapitalSigma = 0x3A3;
  constexpr char32_t FinalSigma = 0x3C2;
  if (unit == CapitalSigma && is_final_sigma(text, begin, end)) return {{FinalSigma}, 1};
  return character::lower(unit);
}

// True when there are units and all of them are so.
template <typename Property>
bool all(Text text, Property property) {
  for (std::size_t at = 0; at < text.bytes().size();) {
    if (!property(text.next(at))) return false;
  }
  return !text.bytes().empty();
}

// True when some unit is of the wanted case, and none is of the two others.
template <typename Wanted, typename Other>
bool all_cased(Text text, Wanted wanted, Other other) {
  bool found = false;
  for (std::size_t at = 0; at < text.bytes().size();) {
    const char32_t unit = text.next(at);
    if (other(unit) || character::is_title(unit)) return false;
    found = found || wanted(unit);
  }
  return found;
}

}  // namespace

std::string upper(Text text) {
  return mapped(text, [](char32_t unit, std::size_t /*begin*/, std::size_t /*end*/) {
    return character::upper(unit);
  });
}

std::string lower(Text text) {
  return mapped(text, [&](char32_t unit, std::size_t begin, std::size_t end) {
    return lower_in(text, unit, begin, end);
  });
}

std::string title(Text text) {
  bool inside = false;  // of a word
  return mapped(text, [&](char32_t unit, std::size_t begin, std::size_t end) {
    const Mapping result = inside ? lower_in(text, unit, begin, end) : character::title(unit);
    inside = character::is_cased(unit);
    return result;
  });
}

std::string capitalize(Text text) {
  return mapped(text, [&](char32_t unit, std::size_t begin, std::size_t end) {
    return begin == 0 ? character::title(unit) : lower_in(text, unit, begin, end);
  });
}

std::string swap_case(Text text) {
  return mapped(text, [&](char32_t unit, std::size_t begin, std::size_t end) {
    if (character::is_upper(unit)) return lower_in(text, unit, begin, end);
    return character::is_lower(unit) ? character::upper(unit) : Mapping{{unit}, 1};
  });
}

std::string case_fold(Text text) {
  return mapped(text, [](char32_t unit, std::size_t /*begin*/, std::size_t /*end*/) {
    return character::fold(unit);
  });
}

bool is_alpha(Text text) { return all(text, character::is_alpha); }
bool is_decimal(Text text) { return all(text, character::is_decimal); }
bool is_digit(Text text) { return all(text, character::is_digit); }
bool is_numeric(Text text) { return all(text, character::is_numeric); }

bool is_alphanumeric(Text text) {
  return all(text, [](char32_t c) {
    return character::is_alpha(c) || character::is_digit(c) || character::is_numeric(c);
  });
}

bool is_space(Text text) {
  return all(text, [&](char32_t c) { return text.is_space(c); });
}

bool is_upper(Text text) { return all_cased(text, character::is_upper, character::is_lower); }
bool is_lower(Text text) { return all_cased(text, character::is_lower, character::is_upper); }

bool is_title(Text text) {
  bool cased = false;
  bool inside = false;  // of a word
  for (std::size_t at = 0; at < text.bytes().size();) {
    const char32_t unit = text.next(at);
    const bool small = character::is_lower(unit);
    const bool capital = character::is_upper(unit) || character::is_title(unit);
    if ((capital && inside) || (small && !inside)) return false;
    inside = small || capital;
    cased = cased || inside;
  }
  return cased;
}

bool is_identifier(Text text) {
  std::size_t at = 0;
  if (text.bytes().empty() || !character::is_identifier_start(text.next(at))) return false;
  while (at < text.bytes().size()) {
    if (!character::is_identifier_continue(text.next(at))) return false;
  }
  return true;
}

bool is_printable(Text text) { return text.bytes().empty() || all(text, character::is_printable); }

}  // namespace undumpy::python
