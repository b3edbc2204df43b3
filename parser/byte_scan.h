// Looking for rare bytes, sixteen at a time: what validation and the look-out for odd characters
// share. Every byte of a module passes here.
#pragma once

#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace undumpy {

// A few bytes, to look for one by one or sixteen at a time.
template <char... Bytes>
struct OneOf {
  static constexpr bool holds(char c) { return ((c == Bytes) || ...); }
#if defined(__SSE2__)
  // 0xFF in their places.
  static __m128i among(__m128i bytes) {
    __m128i found = _mm_setzero_si128();
    ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(Bytes)))), ...);
    return found;
  }
#endif
};

#if defined(__SSE2__)
// Sixteen bytes; they need not be aligned.
inline __m128i load16(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}
#endif

// Of the first byte from `at` on that is not ASCII; text.size() when there is none.
inline std::size_t find_beyond_ascii(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
  for (; at + 16 <= text.size(); at += 16) {
    const int mask = _mm_movemask_epi8(load16(text.data() + at));
    if (mask != 0) return at + static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

// Of the first backslash or '\r' from `at` on; text.size() when there is none.
inline std::size_t find_escape(std::string_view text, std::size_t at) {
  using Escapes = OneOf<'\\', '\r'>;
#if defined(__SSE2__)
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = load16(text.data() + at);
    const int mask = _mm_movemask_epi8(Escapes::among(bytes));
    if (mask != 0) return at + static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  while (at < text.size() && !Escapes::holds(text[at])) ++at;
  return at;
}

// Of the first byte from `at` on that is a control character other than a line end or a tab, or
// with which a hidden character may begin (parser/hidden_characters.h); text.size() when there is
// none.
inline std::size_t find_suspect(std::string_view text, std::size_t at) {
  using Harmless = OneOf<'\n', '\r', '\t', '\f'>;
  using Del = OneOf<'\x7F'>;
  using Leads = OneOf<'\xC2', '\xCD', '\xD8', '\xE1', '\xE2', '\xE3', '\xEF', '\xF3'>;
#if defined(__SSE2__)
  // What is neither a line end nor printable ASCII. As signed numbers, bytes beyond ASCII are below
  // the blank too.
  const auto odd_among = [](__m128i bytes) {
    const __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
    return _mm_or_si128(_mm_andnot_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), low),
                        Del::among(bytes));
  };
  for (; at + 64 <= text.size(); at += 64) {
    const char* const here = text.data() + at;
    const __m128i odd[4] = {// NOLINT(modernize-avoid-c-arrays): std::array drops the alignment
                            odd_among(load16(here)), odd_among(load16(here + 16)),
                            odd_among(load16(here + 32)), odd_among(load16(here + 48))};
    const __m128i any = _mm_or_si128(_mm_or_si128(odd[0], odd[1]), _mm_or_si128(odd[2], odd[3]));
    if (_mm_movemask_epi8(any) == 0) continue;
    for (unsigned i = 0; i < 4; ++i) {
      if (_mm_movemask_epi8(odd[i]) == 0) continue;
      const __m128i bytes = load16(here + std::size_t{16} * i);
      const __m128i beyond_ascii = _mm_cmplt_epi8(bytes, _mm_setzero_si128());
      const __m128i control =
          _mm_andnot_si128(_mm_or_si128(Harmless::among(bytes), beyond_ascii), odd[i]);
      const int mask = _mm_movemask_epi8(_mm_or_si128(control, Leads::among(bytes)));
      if (mask != 0)
        return at + 16 * i + static_cast<unsigned>(__builtin_ctz(static_cast<unsigned>(mask)));
    }
  }
#endif
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool control = static_cast<unsigned char>(c) < 0x20 && !Harmless::holds(c);
    if (control || Del::holds(c) || Leads::holds(c)) break;
  }
  return at;
}

}  // namespace undumpy
