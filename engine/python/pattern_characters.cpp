// Characters, classes of them, and escapes in a pattern.

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "engine/python/pattern_translator.h"

namespace undumpy::python {

namespace {

// Written out, because PCRE2 has other ideas of \s: what str.isspace() says.
constexpr std::pair<char32_t, char32_t> Spaces[] = {
    {0x09, 0x0D},     {0x1C, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
constexpr std::pair<char32_t, char32_t> AsciiSpaces[] = {{0x09, 0x0D}, {0x20, 0x20}};
constexpr std::pair<char32_t, char32_t> AsciiDigits[] = {{'0', '9'}};
constexpr std::pair<char32_t, char32_t> AsciiWord[] = {
    {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
using Ranges = std::span<const std::pair<char32_t, char32_t>>;

// Characters that Python takes for the same without case, and PCRE2 does not.
constexpr std::array<std::array<char32_t, 4>, 4> SameWithoutCase = {
    {{U'i', U'I', 0x130, 0x131}, {0x390, 0x1FD3}, {0x3B0, 0x1FE3}, {0xFB05, 0xFB06}}};

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// \a, \n, …; 0 when the letter means nothing such.
char32_t control_of(char32_t letter) {
  switch (letter) {
    case U'a':
      return 7;
    case U'b':
      return 8;
    case U'f':
      return 12;
    case U'n':
      return 10;
    case U'r':
      return 13;
    case U't':
      return 9;
    case U'v':
      return 11;
    case U'\\':
      return U'\\';
    default:
      return 0;
  }
}

char32_t one_of(const character::Mapping& mapping, char32_t otherwise) {
  return mapping.size == 1 ? mapping.characters[0] : otherwise;
}

std::string escape_text(char32_t letter) { return "\\" + to_utf8(std::u32string(1, letter)); }

}  // namespace

// \x41, ä, \U0001F600, \101: the digits follow in the source.
char32_t PatternTranslator::coded_character(char32_t letter) {
  const auto hex = [](const PatternToken& token) {
    return token.is_one_of("0123456789abcdefABCDEF");
  };
  const auto octal = [](const PatternToken& token) { return token.is_octal(); };
  std::string text = escape_text(letter);
  if (letter >= U'0' && letter <= U'7') {
    text += source_.take_while(2, octal);
    const auto code = static_cast<char32_t>(std::stoul(text.substr(1), nullptr, 8));
    if (code > 0xFF)
      source_.fail(fmt::format("octal escape value {} outside of range 0-0o377", text),
                   text.size());
    return code;
  }
  if (letter == U'N') {
    if (!source_.take_if(U'{')) {
      source_.fail("missing {");
      return 0;
    }
    const std::u32string name = source_.take_until(U'}', "character name");
    // There is no table of names here.
    if (!source_.failed())
      source_.fail("undefined character name " + repr_text(to_utf8(name)), name.size() + 4);
    return 0;
  }
  const std::size_t digits = letter == U'x' ? 2 : letter == U'u' ? 4 : 8;
  text += source_.take_while(digits, hex);
  if (text.size() != digits + 2) {
    source_.fail("incomplete escape " + text, text.size());
    return 0;
  }
  const auto code = static_cast<char32_t>(std::stoul(text.substr(2), nullptr, 16));
  if (code > 0x10FFFF) source_.fail("bad escape " + text, text.size());
  return code;
}

void PatternTranslator::escape(std::vector<Item>& items, const PatternToken& token, unsigned mode) {
  const char32_t c = token.character;
  const bool text = of_ == PatternOf::Text;
  switch (c) {
    case U'A':
      items.push_back({ItemKind::Position, {"\\A", {}}});
      return;
    case U'Z':
      items.push_back({ItemKind::Position, {"\\z", {}}});
      return;
    case U'b':
    case U'B': {
      std::string boundary = c == U'b' ? "\\b" : "\\B";
      if (text && ascii(mode))
        boundary = c == U'b' ? "(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|"
                               "(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))"
                             : "(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|"
                               "(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))";
      // In an empty text there is not even no boundary.
      if (c == U'B') boundary = "(?!\\A\\z)" + boundary;
      items.push_back({ItemKind::Position, {boundary, {}}});
      return;
    }
    case U'd':
    case U'D':
    case U's':
    case U'S':
    case U'w':
    case U'W':
      return add(items, class_text({}, std::string(1, static_cast<char>(c)), false, mode));
    default:
      break;
  }
  if (const char32_t control = control_of(c)) return literal(items, control, mode);
  if (c == U'x' || c == U'0' || (text && (c == U'u' || c == U'U' || c == U'N')))
    return literal(items, coded_character(c), mode);
  if (c >= U'1' && c <= U'9') return numbered_escape(items, c, mode);
  if (is_ascii_letter(c)) return source_.fail("bad escape " + escape_text(c), 2);
  literal(items, c, mode);
}

// \1 is a group, \123 a character.
void PatternTranslator::numbered_escape(std::vector<Item>& items, char32_t digit, unsigned mode) {
  std::string text = escape_text(digit);
  if (source_.peek().is_digit()) {
    text += static_cast<char>(source_.take().character);
    const bool octal = digit < U'8' && text[2] < '8' && source_.peek().is_octal();
    if (octal) {
      text += static_cast<char>(source_.take().character);
      const auto code = static_cast<char32_t>(std::stoul(text.substr(1), nullptr, 8));
      if (code > 0xFF)
        return source_.fail(fmt::format("octal escape value {} outside of range 0-0o377", text),
                            text.size());
      return literal(items, code, mode);
    }
  }
  const std::size_t number = std::stoul(text.substr(1));
  if (number > groups_.size())
    return source_.fail(fmt::format("invalid group reference {}", number), text.size() - 1);
  reference(items, mode, number, text.size());
}

PatternTranslator::Member PatternTranslator::class_escape(const PatternToken& token) {
  const char32_t c = token.character;
  if (c < 0x80 && std::string_view("dDsSwW").find(static_cast<char>(c)) != std::string_view::npos)
    return {c, static_cast<char>(c)};
  if (const char32_t control = control_of(c)) return {control, 0};
  const bool of_text = of_ == PatternOf::Text && (c == U'u' || c == U'U' || c == U'N');
  if (c == U'x' || (c >= U'0' && c <= U'7') || of_text) return {coded_character(c), 0};
  if (is_ascii_letter(c) || c == U'8' || c == U'9') source_.fail("bad escape " + escape_text(c), 2);
  return {c, 0};
}

PatternTranslator::Member PatternTranslator::class_member(const PatternToken& token) {
  return token.escape() ? class_escape(token) : Member{token.character, 0};
}

void PatternTranslator::character_class(std::vector<Item>& items, unsigned mode) {
  const std::size_t here = source_.tell() - 1;
  const auto unterminated = [&] {
    source_.fail("unterminated character set", source_.tell() - here);
  };
  const auto shown = [](const PatternToken& token) {
    return (token.escape() ? "\\" : "") + to_utf8(std::u32string(1, token.character));
  };
  std::vector<Range> ranges;
  std::string categories;
  const auto include = [&](const Member& member) {
    if (member.category != 0)
      categories += member.category;
    else
      ranges.push_back({member.character, member.character});
  };
  const bool negated = source_.take_if(U'^');
  while (true) {
    const PatternToken token = source_.take();
    if (!token.present()) return unterminated();
    if (token.is(U']') && !(ranges.empty() && categories.empty())) break;
    const Member first = class_member(token);
    if (source_.failed()) return;
    if (!source_.take_if(U'-')) {
      include(first);
      continue;
    }
    const PatternToken last_token = source_.take();
    if (!last_token.present()) return unterminated();
    if (last_token.is(U']')) {
      include(first);
      ranges.push_back({U'-', U'-'});
      break;
    }
    const Member last = class_member(last_token);
    if (source_.failed()) return;
    if (first.category != 0 || last.category != 0 || last.character < first.character)
      return source_.fail(fmt::format("bad character range {}-{}", shown(token), shown(last_token)),
                          token.size + 1 + last_token.size);
    ranges.push_back({first.character, last.character});
  }
  add(items, class_text(ranges, categories, negated, mode));
}

void PatternTranslator::append_range(std::string& out, Range range) const {
  // No text that is searched holds surrogates, and PCRE2 does not know them.
  if (of_ == PatternOf::Text) {
    if (range.first >= 0xD800 && range.first <= 0xDFFF) range.first = 0xE000;
    if (range.last >= 0xD800 && range.last <= 0xDFFF) range.last = 0xD7FF;
    if (range.last < range.first) return;
  }
  out += fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(range.first));
  if (range.last != range.first)
    out += fmt::format("-\\x{{{:x}}}", static_cast<std::uint32_t>(range.last));
}

void PatternTranslator::append_category(std::string& out, char category, unsigned mode) const {
  const bool negated = category == 'D' || category == 'S' || category == 'W';
  const char kind = negated ? static_cast<char>(category + 'a' - 'A') : category;
  if (!ascii(mode) && kind != 's') {
    out += '\\';
    out += category;
    return;
  }
  const Ranges ranges = kind == 'd'   ? Ranges(AsciiDigits)
                        : kind == 'w' ? Ranges(AsciiWord)
                        : ascii(mode) ? Ranges(AsciiSpaces)
                                      : Ranges(Spaces);
  char32_t from = 0;
  for (const auto& [first, last] : ranges) {
    append_range(out, negated ? Range{from, first - 1} : Range{first, last});
    from = last + 1;
  }
  if (negated) append_range(out, {from, last_character()});
}

std::string PatternTranslator::class_text(const std::vector<Range>& ranges,
                                          const std::string& categories, bool negated,
                                          unsigned mode) const {
  std::string inside;
  for (const Range& range : ranges) {
    append_range(inside, range);
    if ((mode & IgnoreCase) == 0) continue;
    if (ascii(mode)) {
      const auto swapped = [&](char32_t low, char32_t high, int distance) {
        const char32_t first = std::max(range.first, low);
        const char32_t last = std::min(range.last, high);
        if (first <= last)
          append_range(inside, {static_cast<char32_t>(static_cast<int>(first) + distance),
                                static_cast<char32_t>(static_cast<int>(last) + distance)});
      };
      swapped('a', 'z', 'A' - 'a');
      swapped('A', 'Z', 'a' - 'A');
      continue;
    }
    for (const auto& same : SameWithoutCase) {
      const auto inside_range = [&](char32_t c) {
        return c != 0 && c >= range.first && c <= range.last;
      };
      if (!std::ranges::any_of(same, inside_range)) continue;
      for (const char32_t c : same)
        if (c != 0) append_range(inside, {c, c});
    }
  }
  for (const char category : categories) append_category(inside, category, mode);
  // Only surrogates: nothing in a text is one.
  if (inside.empty()) return negated ? "[\\x{0}-\\x{10ffff}]" : "(?!)";
  return (negated ? "[^" : "[") + inside + "]";
}

void PatternTranslator::literal(std::vector<Item>& items, char32_t character, unsigned mode) const {
  const bool letter = character < 0x80 ? is_ascii_letter(character) : !ascii(mode);
  const bool plain = is_ascii_letter(character) || (character >= '0' && character <= '9') ||
                     character == '_' || character == ' ';
  const bool special = std::ranges::any_of(SameWithoutCase, [character](const auto& same) {
    return std::ranges::find(same, character) != same.end();
  });
  const char32_t lower = one_of(character::lower(character), character);
  const char32_t upper = one_of(character::upper(character), character);
  if ((mode & IgnoreCase) != 0 && letter && (lower != upper || special))
    // A class also where PCRE2 could compare without case: it searches those in linear time.
    add(items,
        class_text({{lower, lower}, {upper, upper}, {character, character}}, "", false, mode));
  else if (plain)
    add(items, std::string(1, static_cast<char>(character)));
  else if (character < 0x80 && character > ' ' && character != 0x7F)
    add(items, {'\\', static_cast<char>(character)});
  else if (character >= 0xD800 && character <= 0xDFFF)
    add(items, "(?!)");
  else
    add(items, fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(character)));
}

}  // namespace undumpy::python
