// Looking for rare bytes, sixteen at a time: what validation and the look-out for odd characters
// share. Every byte of a module passes here.
#pragma once

#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace undumpy {

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

// Of the first byte from `at` on that is no printable ASCII; text.size() when there is none.
inline std::size_t find_unprintable(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  const __m128i blank = _mm_set1_epi8(0x20);
  const __m128i del = _mm_set1_epi8(0x7F);
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    // As signed numbers, bytes beyond ASCII are below the blank too.
    const __m128i found = _mm_or_si128(_mm_cmplt_epi8(bytes, blank), _mm_cmpeq_epi8(bytes, del));
    const int mask = _mm_movemask_epi8(found);
    if (mask != 0) return at + static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte >= 0x7F) break;
  }
  return at;
}

}  // namespace undumpy
