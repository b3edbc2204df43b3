// Every code point, as CPython knows it.
#include <gtest/gtest.h>

#include "engine/python/character.h"
#include "parser/utf8.h"
#include "tests/python/ask_python.h"

namespace undumpy::test {
namespace {

namespace character = python::character;

constexpr char32_t Block = 0x1000;

TEST(Character, PropertiesOfAllCharacters) {
  std::vector<Case> cases;
  for (char32_t first = 0; first < 0x110000; first += Block)
    cases.push_back({std::to_string(first)});
  constexpr std::string_view Program = R"(
def flags(c):
    return ''.join('01'[bool(x)] for x in (
        c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isupper(), c.islower(),
        c.istitle() and not c.isupper(), c.isidentifier(), ('a' + c).isidentifier(), c.isprintable(),
        len(('a' + c + 'a').splitlines()) > 1))
def answer(first):
    first = number(first)
    return ' '.join(flags(chr(c)) for c in range(first, first + 0x1000))
)";
  expect_as_python(Program, cases, [](const Case& fields) {
    const auto first = static_cast<char32_t>(std::stoul(fields[0]));
    std::string result;
    for (char32_t c = first; c < first + Block; ++c) {
      if (c > first) result += ' ';
      for (const bool flag :
           {character::is_alpha(c), character::is_decimal(c), character::is_digit(c),
            character::is_numeric(c), character::is_space(c), character::is_upper(c),
            character::is_lower(c), character::is_title(c), character::is_identifier_start(c),
            character::is_identifier_continue(c), character::is_printable(c),
            character::is_line_end(c)}) {
        result += flag ? '1' : '0';
      }
    }
    return result;
  });
}

TEST(Character, MappingsOfAllCharacters) {
  std::vector<Case> cases;
  for (char32_t first = 0; first < 0x110000; first += Block)
    cases.push_back({std::to_string(first)});
  constexpr std::string_view Program = R"(
import unicodedata
def answer(first):
    first = number(first)
    return ''.join(f'{c.upper()},{c.lower()},{c.title()},{c.casefold()},{unicodedata.decimal(c, -1)};'
                   for c in map(chr, range(first, first + 0x1000)))
)";
  expect_as_python(Program, cases, [](const Case& fields) {
    const auto first = static_cast<char32_t>(std::stoul(fields[0]));
    std::string result;
    for (char32_t c = first; c < first + Block; ++c) {
      for (const character::Mapping& mapping :
           {character::upper(c), character::lower(c), character::title(c), character::fold(c)}) {
        for (const char32_t each : mapping.view()) utf8::append(each, result);
        result += ',';
      }
      result += std::to_string(character::decimal_value(c)) + ';';
    }
    return result;
  });
}

TEST(Character, WhatASigmaOverlooks) {
  std::vector<Case> cases;
  for (char32_t first = 0; first < 0x110000; first += Block)
    cases.push_back({std::to_string(first)});
  // Before a sigma, what is cased makes it final, and what is ignorable leaves it to the 'A'.
  constexpr std::string_view Program = R"(
def answer(first):
    first = number(first)
    return ''.join('01'[('A' + chr(c) + '\u03a3').lower()[-1] == '\u03c2']
                   + '01'[(chr(c) + '\u03a3').lower()[-1] == '\u03c2']
                   for c in range(first, first + 0x1000))
)";
  expect_as_python(Program, cases, [](const Case& fields) {
    const auto first = static_cast<char32_t>(std::stoul(fields[0]));
    std::string result;
    for (char32_t c = first; c < first + Block; ++c) {
      const bool overlooked = character::is_case_ignorable(c);
      result += overlooked || character::is_cased(c) ? '1' : '0';
      result += !overlooked && character::is_cased(c) ? '1' : '0';
    }
    return result;
  });
}

TEST(Character, BeyondUnicodeNothingIsTrue) {
  for (const char32_t c : {char32_t{0x110000}, char32_t{0xFFFFFFFF}}) {
    EXPECT_FALSE(character::is_alpha(c));
    EXPECT_FALSE(character::is_printable(c));
    EXPECT_EQ(character::upper(c).view(), std::u32string_view(&c, 1));
    EXPECT_EQ(character::fold(c).view(), std::u32string_view(&c, 1));
  }
}

TEST(Character, WalksBothWays) {
  const std::string text = "aé€😀\xED\xA0\x80";  // a lone surrogate at the end
  std::u32string forward;
  for (std::size_t at = 0; at < text.size();) forward += character::next(text, at);
  EXPECT_EQ(forward, (std::u32string{U'a', U'é', U'€', U'😀', char32_t{0xD800}}));
  std::u32string backward;
  for (std::size_t at = text.size(); at > 0;) backward += character::previous(text, at);
  EXPECT_EQ(backward, std::u32string(forward.rbegin(), forward.rend()));
}

TEST(Character, BrokenUtf8AlwaysMoves) {
  const std::string text = "\xFF\x80\xC3\xE2\x82";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    character::next(text, at);
    EXPECT_GT(at, before);
    EXPECT_LE(at, text.size());
  }
}

}  // namespace
}  // namespace undumpy::test
