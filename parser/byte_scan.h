// Looking for rare bytes, sixteen at a time: what validation and the look-out for odd characters
// share. Every byte of a module passes here.
#pragma once

#include <cstddef>
#include <cstring>
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

#if defined(__SSE2__)
// Sixteen bytes that are those of a text of 1 to 15, some of them more than once.
inline __m128i load_short(std::string_view text) {
  const auto load = [](const char* at, auto& out) { std::memcpy(&out, at, sizeof out); };
  const char* const begin = text.data();
  const std::size_t size = text.size();
  if (size >= 8) {
    long long first = 0;
    long long last = 0;
    load(begin, first);
    load(begin + size - sizeof last, last);
    return _mm_set_epi64x(last, first);
  }
  if (size >= 4) {
    int first = 0;
    int last = 0;
    load(begin, first);
    load(begin + size - sizeof last, last);
    return _mm_set_epi32(last, first, last, first);
  }
  const char middle = begin[size / 2];
  const char last = begin[size - 1];
  return _mm_or_si128(_mm_set1_epi32(static_cast<unsigned char>(begin[0]) |
                                     static_cast<unsigned char>(middle) << 8 |
                                     static_cast<unsigned char>(last) << 16),
                      _mm_set1_epi32(static_cast<int>(0x20000000U)));
}
#endif

// What a text holds besides printable ASCII.
struct RareBytes {
  bool beyond_ascii = false;
  bool control = false;  // other than tab and line end; not DEL
};
inline RareBytes rare_bytes(std::string_view text) {
  using Usual = OneOf<'\t', '\n', '\r'>;
  RareBytes found;
#if defined(__SSE2__)
  if (text.empty()) return found;
  __m128i high = _mm_setzero_si128();
  __m128i control = _mm_setzero_si128();
  const auto look = [&](__m128i bytes) {
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    high = _mm_or_si128(high, bytes);
    control = _mm_or_si128(control, _mm_andnot_si128(Usual::among(bytes), low));
  };
  if (text.size() < 16) {
    look(load_short(text));
  } else {
    for (std::size_t at = 0; at + 16 < text.size(); at += 16) look(load16(text.data() + at));
    look(load16(text.data() + text.size() - 16));
  }
  found.beyond_ascii = _mm_movemask_epi8(high) != 0;
  found.control = _mm_movemask_epi8(control) != 0;
#else
  for (const char c : text) {
    found.beyond_ascii |= static_cast<unsigned char>(c) >= 0x80;
    found.control |= static_cast<unsigned char>(c) < 0x20 && !Usual::holds(c);
  }
#endif
  return found;
}

// Whether two characters beyond ASCII stand side by side. REQUIRES: the text is UTF-8.
inline bool has_neighbours_beyond_ascii(std::string_view text) {
  std::size_t at = 0;
#if defined(__SSE2__)
  for (; at + 17 <= text.size(); at += 16) {
    // As signed numbers, what begins a character beyond ASCII is at least 0xC0 and below 0.
    const __m128i next = load16(text.data() + at + 1);
    const __m128i begins = _mm_and_si128(_mm_cmpgt_epi8(next, _mm_set1_epi8('\xBF')),
                                         _mm_cmplt_epi8(next, _mm_setzero_si128()));
    if (_mm_movemask_epi8(_mm_and_si128(begins, load16(text.data() + at))) != 0) return true;
  }
#endif
  for (; at + 1 < text.size(); ++at)
    if (static_cast<unsigned char>(text[at]) >= 0x80 &&
        static_cast<unsigned char>(text[at + 1]) >= 0xC0)
      return true;
  return false;
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
  // What most texts do not hold: neither a line end, nor printable ASCII, nor what begins the
  // common characters of two bytes (Latin, Greek, Cyrillic, Hebrew) and goes on with them. As
  // signed numbers, bytes beyond ASCII are below the blank.
  const auto odd_among = [](__m128i bytes) {
    const __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
    const __m128i line_end = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    const __m128i rest = _mm_cmplt_epi8(bytes, _mm_set1_epi8('\xC0'));
    const __m128i from_c3 = _mm_sub_epi8(bytes, _mm_set1_epi8('\xC3'));
    const __m128i to_d7 =
        _mm_cmpeq_epi8(_mm_min_epu8(from_c3, _mm_set1_epi8(0xD7 - 0xC3)), from_c3);
    const __m128i fine = _mm_or_si128(_mm_or_si128(line_end, rest), to_d7);
    return _mm_or_si128(_mm_andnot_si128(fine, low), OneOf<'\x7F', '\xCD'>::among(bytes));
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
