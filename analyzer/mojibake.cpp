#include "analyzer/mojibake.h"

#include <vector>

#include "parser/byte_scan.h"
#include "parser/encoding.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

struct Character {
  char32_t value;
  int byte;  // cp1252's, or -1
};

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    result.push_back({next.character, next.valid ? cp1252_byte(next.character) : -1});
    at += next.size;
  }
  return result;
}

// Punctuation that really follows a word that ends in a capital letter with an accent: 'CAFÉ…'
bool follows_words(char32_t character) {
  constexpr std::u32string_view Punctuation =
      U"\u00a0\u00b4\u00bb\u2013\u2014\u2018\u2019\u201c"
      U"\u201d\u201e\u2026\u203a";
  return Punctuation.find(character) != std::u32string_view::npos;
}

enum class Evidence : unsigned char { None, Weak, Strong };

// What it says about a text that the bytes of `length` characters, of which the second is `second`,
// are UTF-8 of `decoded`. Strong: letters with accents, signs, typographic quotes, emoji — what
// Western texts hold; and no reader of any language meets those characters side by side.
Evidence evidence_of(char32_t decoded, char32_t second) {
  if (decoded < 0xA0) return Evidence::None;  // control characters
  if (decoded < 0x180) return follows_words(second) ? Evidence::Weak : Evidence::Strong;
  const bool sign = decoded >= 0x2010 && decoded < 0x2C00;
  const bool emoji = decoded >= 0x1F000 && decoded < 0x20000;
  return sign || emoji ? Evidence::Strong : Evidence::Weak;
}

}  // namespace

std::optional<std::string> before_misreading(std::string_view text) {
  // UTF-8 of a character is two bytes at least, and none of them is ASCII.
  if (!has_neighbours_beyond_ascii(text)) return std::nullopt;
  // Weak evidence counts where there is much of it and nothing against it: text in Cyrillic.
  constexpr std::size_t EnoughWeak = 4;
  const std::vector<Character> characters = characters_of(text);
  std::string result;
  std::size_t weak = 0;
  bool strong = false;
  bool all_decoded = true;
  for (std::size_t at = 0; at < characters.size();) {
    std::string bytes;
    for (std::size_t i = at; i < characters.size() && i < at + 4 && characters[i].byte >= 0; ++i)
      bytes += static_cast<char>(characters[i].byte);
    const utf8::Decoded decoded = bytes.empty() ? utf8::Decoded() : utf8::decode(bytes, 0);
    Evidence evidence = Evidence::None;
    if (decoded.valid && decoded.size > 1)
      evidence = evidence_of(decoded.character, characters[at + 1].value);
    if (evidence == Evidence::None) {
      all_decoded = all_decoded && characters[at].value < 0x80;
      utf8::append(characters[at++].value, result);
      continue;
    }
    strong = strong || evidence == Evidence::Strong;
    weak += evidence == Evidence::Weak ? 1 : 0;
    utf8::append(decoded.character, result);
    at += decoded.size;
  }
  if (strong || (all_decoded && weak >= EnoughWeak)) return result;
  return std::nullopt;
}

}  // namespace undumpy
