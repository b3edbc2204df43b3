#include "parser/encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "parser/byte_scan.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

// Bytes 0x80 to 0x9F of cp1252; 0 where it defines nothing.
constexpr std::array<char16_t, 32> Cp1252High = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char32_t decode_byte(unsigned char byte, Encoding encoding) {
  if (encoding == Encoding::Cp1252 && byte >= 0x80 && byte < 0xA0) {
    const char16_t mapped = Cp1252High[byte - 0x80U];
    return mapped != 0 ? mapped : byte;
  }
  if (encoding == Encoding::Latin9) {
    switch (byte) {
      case 0xA4:
        return 0x20AC;
      case 0xA6:
        return 0x0160;
      case 0xA8:
        return 0x0161;
      case 0xB4:
        return 0x017D;
      case 0xB8:
        return 0x017E;
      case 0xBC:
        return 0x0152;
      case 0xBD:
        return 0x0153;
      case 0xBE:
        return 0x0178;
      default:
        break;
    }
  }
  return byte;
}

Encoding encoding_named(std::string_view name) {
  std::string normal;
  for (const char c : name)
    normal += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (normal == "utf-8" || normal == "utf8" || normal == "ascii" || normal == "us-ascii" ||
      normal == "utf-8-sig")
    return Encoding::Utf8;
  if (normal == "latin-1" || normal == "latin1" || normal == "iso-8859-1" ||
      normal == "iso8859-1" || normal == "l1")
    return Encoding::Latin1;
  if (normal == "iso-8859-15" || normal == "iso8859-15" || normal == "latin-9" ||
      normal == "latin9")
    return Encoding::Latin9;
  if (normal == "cp1252" || normal == "windows-1252" || normal == "1252") return Encoding::Cp1252;
  return Encoding::Unknown;
}

}  // namespace

int cp1252_byte(char32_t character) {
  if (character <= 0xFF) return static_cast<int>(character);
  const auto* const found = std::ranges::find(Cp1252High, character);
  return found != Cp1252High.end() ? static_cast<int>(0x80 + (found - Cp1252High.begin())) : -1;
}

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf8:
      return "utf-8";
    case Encoding::Latin1:
      return "latin-1";
    case Encoding::Latin9:
      return "iso-8859-15";
    case Encoding::Cp1252:
      return "cp1252";
    case Encoding::Unknown:
      return "unknown";
  }
  return "unknown";
}

Encoding declared_encoding(std::string_view head) {
  for (int line = 0; line < 2; ++line) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view text = head.substr(0, end);
    const std::size_t begin = text.find_first_not_of(" \t\f\xEF\xBB\xBF");
    if (begin != std::string_view::npos && text[begin] == '#') {
      const std::size_t coding = text.find("coding", begin);
      if (coding != std::string_view::npos && coding + 6 < text.size() &&
          (text[coding + 6] == ':' || text[coding + 6] == '=')) {
        const std::size_t from = std::min(text.find_first_not_of(" \t", coding + 7), text.size());
        std::size_t to = from;
        while (to < text.size() && (std::isalnum(static_cast<unsigned char>(text[to])) != 0 ||
                                    text[to] == '-' || text[to] == '_' || text[to] == '.'))
          ++to;
        return encoding_named(text.substr(from, to - from));
      }
    } else if (begin != std::string_view::npos && text[begin] != '\r') {
      break;  // a statement: PEP 263 looks no further
    }
    if (end >= head.size()) break;
    head.remove_prefix(end + 1);
  }
  return Encoding::Utf8;
}

#if defined(__SSE2__)
namespace {

// True for sixteen bytes that are ASCII and characters of two bytes. `open`: 1 when the byte before
// them began a character; then, when their last byte did.
bool is_simple_utf8(__m128i bytes, unsigned& open) {
  const auto high = static_cast<unsigned>(_mm_movemask_epi8(bytes));
  // As signed numbers: 0x80 to 0xBF are the least, then come 0xC2 to 0xDF.
  const auto rest =
      static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8('\xC0'))));
  const auto leads = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(
      _mm_cmpgt_epi8(bytes, _mm_set1_epi8('\xC1')), _mm_cmplt_epi8(bytes, _mm_set1_epi8('\xE0')))));
  if ((leads | rest) != high || ((leads << 1U | open) & 0xFFFFU) != rest) return false;
  open = leads >> 15U;
  return true;
}

}  // namespace
#endif

bool is_valid_utf8(std::string_view text) {
  std::size_t at = 0;
#if defined(__SSE2__)
  constexpr std::size_t Step = 64;
  unsigned open = 0;  // 1: the last byte began a character
  while (at + Step <= text.size()) {
    const char* const here = text.data() + at;
    const __m128i all = _mm_or_si128(_mm_or_si128(load16(here), load16(here + 16)),
                                     _mm_or_si128(load16(here + 32), load16(here + 48)));
    if (open == 0 && _mm_movemask_epi8(all) == 0) {
      at += Step;
      continue;
    }
    const std::size_t end = at + Step;
    while (at < end && is_simple_utf8(load16(text.data() + at), open)) at += 16;
    if (at >= end) continue;
    for (at -= open, open = 0; at < end;) {
      const utf8::Decoded decoded = utf8::decode(text, at);
      if (!decoded.valid) return false;
      at += decoded.size;
    }
  }
  at -= open;
#endif
  while (at < text.size()) {
    const utf8::Decoded decoded = utf8::decode(text, at);
    if (!decoded.valid) return false;
    at += decoded.size;
  }
  return true;
}

void append_decoded(std::string_view bytes, Encoding encoding, std::string& out) {
  for (const char c : bytes)
    utf8::append(decode_byte(static_cast<unsigned char>(c), encoding), out);
}

}  // namespace undumpy
