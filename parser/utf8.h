// UTF-8, one character at a time: what diagnostics, literals and encodings share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace undumpy::utf8 {

struct Decoded {
  char32_t character = 0xFFFD;
  std::uint32_t size = 1;  // bytes it takes; 1 when invalid
  bool valid = false;      // surrogates and overlong forms are invalid
};

// Of one character.
inline constexpr std::size_t MostBytes = 4;

// REQUIRES: at < text.size().
inline Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  std::uint32_t size = 0;
  char32_t value = 0;
  char32_t least = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2, value = lead & 0x1FU, least = 0x80;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3, value = lead & 0x0FU, least = 0x800;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4, value = lead & 0x07U, least = 0x10000;
  } else {
    return {};
  }
  if (text.size() - at < size) return {};
  for (std::uint32_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
  return {value, size, true};
}

// Writes `character` (any code point, also a surrogate: three bytes) to `out`; returns the bytes
// used.
inline std::size_t encode(char32_t character, char* out) {
  const auto put = [&](std::size_t i, char32_t value) { out[i] = static_cast<char>(value); };
  if (character < 0x80) {
    put(0, character);
    return 1;
  }
  if (character < 0x800) {
    put(0, 0xC0U | (character >> 6U));
    put(1, 0x80U | (character & 0x3FU));
    return 2;
  }
  if (character < 0x10000) {
    put(0, 0xE0U | (character >> 12U));
    put(1, 0x80U | ((character >> 6U) & 0x3FU));
    put(2, 0x80U | (character & 0x3FU));
    return 3;
  }
  put(0, 0xF0U | (character >> 18U));
  put(1, 0x80U | ((character >> 12U) & 0x3FU));
  put(2, 0x80U | ((character >> 6U) & 0x3FU));
  put(3, 0x80U | (character & 0x3FU));
  return 4;
}

inline void append(char32_t character, std::string& out) {
  char buffer[4];  // NOLINT(modernize-avoid-c-arrays)
  out.append(buffer, encode(character, buffer));
}

// Characters in `text`; an invalid byte counts as one.
inline std::size_t count(std::string_view text) {
  std::size_t result = 0;
  for (std::size_t at = 0; at < text.size(); at += decode(text, at).size) ++result;
  return result;
}

// With the letters A to Z made small, or a to z large; every other byte stays.
inline std::string ascii_lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}
inline std::string ascii_upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

}  // namespace undumpy::utf8
