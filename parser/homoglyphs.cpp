#include "parser/homoglyphs.h"

#include <algorithm>
#include <map>

#include "parser/utf8.h"

namespace undumpy {

namespace {

// Of Cyrillic, Greek and Armenian, those that most fonts draw like a Latin letter.
const std::map<char32_t, char>& look_alikes() {
  static const std::map<char32_t, char> letters = {
      {U'а', 'a'}, {U'е', 'e'}, {U'о', 'o'}, {U'р', 'p'}, {U'с', 'c'}, {U'у', 'y'}, {U'х', 'x'},
      {U'і', 'i'}, {U'ј', 'j'}, {U'ѕ', 's'}, {U'ԁ', 'd'}, {U'ɡ', 'g'}, {U'һ', 'h'}, {U'ո', 'n'},
      {U'ѵ', 'v'}, {U'ѡ', 'w'}, {U'ԛ', 'q'}, {U'А', 'A'}, {U'В', 'B'}, {U'Е', 'E'}, {U'К', 'K'},
      {U'М', 'M'}, {U'Н', 'H'}, {U'О', 'O'}, {U'Р', 'P'}, {U'С', 'C'}, {U'Т', 'T'}, {U'Х', 'X'},
      {U'І', 'I'}, {U'Ј', 'J'}, {U'Ѕ', 'S'}, {U'α', 'a'}, {U'ο', 'o'}, {U'ν', 'v'}, {U'ι', 'i'},
      {U'κ', 'k'}, {U'ρ', 'p'}, {U'υ', 'u'}, {U'χ', 'x'}, {U'γ', 'y'}, {U'Α', 'A'}, {U'Β', 'B'},
      {U'Ε', 'E'}, {U'Ζ', 'Z'}, {U'Η', 'H'}, {U'Ι', 'I'}, {U'Κ', 'K'}, {U'Μ', 'M'}, {U'Ν', 'N'},
      {U'Ο', 'O'}, {U'Ρ', 'P'}, {U'Τ', 'T'}, {U'Υ', 'Y'}, {U'Χ', 'X'}, {U'օ', 'o'}, {U'ս', 'u'},
      {U'ı', 'i'}, {U'ɑ', 'a'}, {U'ⅼ', 'l'}, {U'ⅰ', 'i'}, {U'к', 'k'}, {U'т', 't'}, {U'м', 'm'},
      {U'п', 'n'}, {U'г', 'r'}, {U'ь', 'b'}};
  return letters;
}

// '\0' for a letter that looks like none of ASCII.
char look_alike(char32_t character) {
  if (character < 0x80) return static_cast<char>(character);
  if (character >= 0xFF01 && character <= 0xFF5E)  // full width
    return static_cast<char>(character - 0xFF01 + 0x21);
  const auto found = look_alikes().find(character);
  return found != look_alikes().end() ? found->second : '\0';
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; });
}

std::string look_alike(std::string_view identifier) {
  if (is_ascii(identifier)) return "";
  std::string result;
  for (std::size_t at = 0; at < identifier.size();) {
    const utf8::Decoded decoded = utf8::decode(identifier, at);
    const char letter = decoded.valid ? look_alike(decoded.character) : '\0';
    if (letter == '\0') return "";
    result += letter;
    at += decoded.size;
  }
  return result;
}

}  // namespace undumpy
