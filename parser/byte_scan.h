// Looking for rare bytes, sixteen at a time: what validation and the look-out for odd characters
// share. Every byte of a module passes here.
#pragma once

#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace undumpy {

#if defined(__SSE2__)
namespace byte_scan {

// 0xFF in the places of those bytes.
template <char... Bytes>
__m128i is_any(__m128i bytes) {
  __m128i found = _mm_setzero_si128();
  ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(Bytes)))), ...);
  return found;
}

}  // namespace byte_scan
#endif

// Of the first byte from `at` on that is not ASCII; text.size() when there is none.
inline std::size_t find_beyond_ascii(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const int mask = _mm_movemask_epi8(bytes);
    if (mask != 0) return at + static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

// Of the first backslash or '\r' from `at` on; text.size() when there is none.
inline std::size_t find_escape(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const int mask = _mm_movemask_epi8(byte_scan::is_any<'\\', '\r'>(bytes));
    if (mask != 0) return at + static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  while (at < text.size() && text[at] != '\\' && text[at] != '\r') ++at;
  return at;
}

// Of the first byte from `at` on that is a control character other than a line end or a tab, or
// with which a hidden character may begin (parser/hidden_characters.h); text.size() when there is
// none.
inline std::size_t find_suspect(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  const __m128i blank = _mm_set1_epi8(0x20);
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    // As signed numbers, bytes beyond ASCII are below the blank too.
    const __m128i odd = _mm_or_si128(_mm_cmplt_epi8(bytes, blank), byte_scan::is_any<0x7F>(bytes));
    if (_mm_movemask_epi8(odd) == 0) continue;
    const __m128i harmless = byte_scan::is_any<'\n', '\r', '\t', '\f'>(bytes);
    const __m128i control =
        _mm_andnot_si128(_mm_or_si128(harmless, _mm_cmplt_epi8(bytes, _mm_setzero_si128())), odd);
    const __m128i leads =
        byte_scan::is_any<'\xC2', '\xCD', '\xD8', '\xE1', '\xE2', '\xE3', '\xEF', '\xF3'>(bytes);
    const int mask = _mm_movemask_epi8(_mm_or_si128(control, leads));
    if (mask != 0) return at + static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  constexpr std::string_view Suspects = "\x7F\xC2\xCD\xD8\xE1\xE2\xE3\xEF\xF3";
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool control = static_cast<unsigned char>(c) < 0x20;
    if (control ? c != '\n' && c != '\r' && c != '\t' && c != '\f'
                : Suspects.find(c) != std::string_view::npos)
      break;
  }
  return at;
}

}  // namespace undumpy
