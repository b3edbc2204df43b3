// Looking for rare bytes, sixteen at a time: what validation and the look-out for odd characters
// share. Every byte of a module passes here.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
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

// Of the first byte from `at` on that is a control character other than a line end or a tab, or with
// which a hidden character may begin (parser/hidden_characters.h); text.size() when there is none.
inline std::size_t find_suspect(std::string_view text, std::size_t at) {
  constexpr std::array<char, 9> Suspects = {'\x7F', '\xC2', '\xCD', '\xD8', '\xE1',
                                            '\xE2', '\xE3', '\xEF', '\xF3'};
  constexpr std::array<char, 4> Harmless = {'\n', '\r', '\t', '\f'};
#if defined(__SSE2__)
  const __m128i last_control = _mm_set1_epi8(0x1F);
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    __m128i harmless = _mm_setzero_si128();
    for (const char c : Harmless)
      harmless = _mm_or_si128(harmless, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
    __m128i found =
        _mm_andnot_si128(harmless, _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes));
    for (const char c : Suspects)
      found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
    const int mask = _mm_movemask_epi8(found);
    if (mask != 0) return at + static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool control = static_cast<unsigned char>(c) < 0x20;
    const auto& list = control ? std::span<const char>(Harmless) : std::span<const char>(Suspects);
    if (control != (std::find(list.begin(), list.end(), c) != list.end())) break;
  }
  return at;
}

}  // namespace undumpy
