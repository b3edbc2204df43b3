// How a row is scanned: the text is known to end in '\n', and '\n' stops every loop here (no value may
// hold a raw one), so no loop compares with an end. Strings, two thirds of all bytes, are searched 16
// bytes at a time for the bytes that can end them. A text without escapes is a view into the
// block; only escapes are copied.

#include "parser/row_scanner.h"

#include <cstring>

#include "parser/literal.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace undumpy {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_';
}

// The first quote, backslash, line end or NUL at or behind `at`.
const char* find_string_stop(const char* at, char quote) {
#if defined(__SSE2__)
  const __m128i quotes = _mm_set1_epi8(quote);
  const __m128i backslashes = _mm_set1_epi8('\\');
  const __m128i newlines = _mm_set1_epi8('\n');
  const __m128i returns = _mm_set1_epi8('\r');
  const __m128i zeros = _mm_setzero_si128();
  while (true) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i found = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(bytes, quotes), _mm_cmpeq_epi8(bytes, backslashes)),
        _mm_or_si128(_mm_cmpeq_epi8(bytes, newlines),
                     _mm_or_si128(_mm_cmpeq_epi8(bytes, returns), _mm_cmpeq_epi8(bytes, zeros))));
    const int mask = _mm_movemask_epi8(found);
    if (mask != 0) return at + __builtin_ctz(static_cast<unsigned>(mask));
    at += 16;
  }
#else
  while (*at != quote && *at != '\\' && *at != '\n' && *at != '\r' && *at != '\0')
    ++at;
  return at;
#endif
}

template <std::size_t N>
bool starts_with(const char* at, const char (&word)[N]) {  // NOLINT(modernize-avoid-c-arrays)
  return std::memcmp(at, word, N - 1) == 0;
}

}  // namespace

bool RowScanner::scan(const char* begin, std::vector<Cell>& cells, Arena& arena) {
  arena_ = &arena;
  pending_.clear();
  at_ = begin;
  bool saved = true;
  if (std::strncmp(at_, "loader.save(create_", 19) == 0) {
    at_ += 19;
  } else {
    while (*at_ == ' ') ++at_;
    if (std::strncmp(at_, "yield create_", 13) != 0) return false;
    at_ += 13;
    saved = false;
  }
  const char* name = at_;
  while (is_word(*at_)) ++at_;
  constructor_ = {name, static_cast<std::size_t>(at_ - name)};
  if (*at_ != '(' || constructor_.empty()) return false;
  ++at_;
  if (*at_ == ')') {
    ++at_;
  } else {
    while (true) {
      blanks();
      Cell& cell = cells.emplace_back();
      if (!value(cell, 0)) return false;
      if (*at_ == ',') {
        ++at_;
        continue;
      }
      if (*at_ != ')') return false;
      ++at_;
      break;
    }
  }
  if (saved && *at_++ != ')') return false;
  return *at_ == '\n' || (*at_ == '\r' && at_[1] == '\n');
}

void RowScanner::blanks() {
  while (*at_ == ' ') ++at_;
}

bool RowScanner::value(Cell& out, int depth) {
  switch (*at_) {
    case '\'':
    case '"': return text(out);
    case 'u':
    case 'U':
      if (at_[1] == '\'' || at_[1] == '"') {
        ++at_;
        return text(out);
      }
      return word(out);
    case 'b':
      if (at_[1] == '\'' || at_[1] == '"') return bytes(out);
      return word(out);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': return number(out, depth);
    case '[': return sequence(out, CellKind::List, ']', depth);
    case '{': return dict(out, depth);
    default: return word(out);
  }
}

bool RowScanner::text(Cell& out) {
  const char quote = *at_++;
  const char* begin = at_;
  const char* stop = find_string_stop(begin, quote);
  if (*stop == quote) {
    if (stop == begin && stop[1] == quote) return false;  // a triple quote
    out = Cell::of_text(CellKind::Text, {begin, static_cast<std::size_t>(stop - begin)});
    at_ = stop + 1;
    // 'a' 'b' would be joined by Python, and 'a'b is no Python: both are gear 2's.
    return *at_ == ',' || *at_ == ')' || *at_ == ']' || *at_ == '}' || *at_ == ':';
  }
  while (*stop == '\\') {
    if (stop[1] == '\n' || stop[1] == '\r' || stop[1] == '\0') return false;
    stop = find_string_stop(stop + 2, quote);
  }
  if (*stop != quote) return false;
  at_ = stop + 1;
  if (*at_ != ',' && *at_ != ')' && *at_ != ']' && *at_ != '}' && *at_ != ':') return false;
  return decode_text_escapes({begin, static_cast<std::size_t>(stop - begin)}, *arena_, out, reason_);
}

bool RowScanner::bytes(Cell& out) {
  const char* begin = at_;
  const char quote = at_[1];
  const char* stop = find_string_stop(at_ + 2, quote);
  if (stop == at_ + 2 && stop[0] == quote && stop[1] == quote) return false;
  while (*stop == '\\') {
    if (stop[1] == '\n' || stop[1] == '\r' || stop[1] == '\0') return false;
    stop = find_string_stop(stop + 2, quote);
  }
  if (*stop != quote) return false;
  at_ = stop + 1;
  if (*at_ != ',' && *at_ != ')' && *at_ != ']' && *at_ != '}') return false;
  return decode_string_literal({begin, static_cast<std::size_t>(at_ - begin)}, false, *arena_, out,
                               reason_);
}

bool RowScanner::number(Cell& out, int depth) {
  const bool negative = *at_ == '-';
  if (negative) ++at_;
  const char* begin = at_;
  std::uint64_t magnitude = 0;
  while (is_digit(*at_)) magnitude = magnitude * 10 + static_cast<std::uint64_t>(*at_++ - '0');
  const auto digits = static_cast<std::size_t>(at_ - begin);
  if (digits == 0 || (digits > 1 && *begin == '0')) return false;
  if (depth > 0 && (*at_ == '.' || *at_ == 'e' || *at_ == 'E')) {
    // A float inside JSON: 1.5, 1e+300.
    while (is_digit(*at_) || *at_ == '.' || *at_ == 'e' || *at_ == 'E' ||
           ((*at_ == '+' || *at_ == '-') && (at_[-1] == 'e' || at_[-1] == 'E')))
      ++at_;
    if (is_word(*at_)) return false;
    return decode_number_literal({begin, static_cast<std::size_t>(at_ - begin)}, negative, *arena_,
                                 out, reason_);
  }
  if (is_word(*at_) || *at_ == '.') return false;
  if (digits > 18)
    return decode_number_literal({begin, digits}, negative, *arena_, out, reason_);
  out = Cell::of(negative ? -static_cast<std::int64_t>(magnitude)
                          : static_cast<std::int64_t>(magnitude));
  return true;
}

bool RowScanner::sequence(Cell& out, CellKind kind, char close, int depth) {
  if (depth >= MaxDepth) return false;
  ++at_;
  const std::size_t first = pending_.size();
  while (true) {
    blanks();
    if (*at_ == close && pending_.size() == first) break;
    Cell item;
    if (!value(item, depth + 1)) return false;
    pending_.push_back(item);
    blanks();
    if (*at_ == close) break;
    if (*at_++ != ',') return false;
  }
  ++at_;
  const std::span<const Cell> items = std::span(pending_).subspan(first);
  out = Cell::of_items(kind, arena_->copy(items));
  pending_.resize(first);
  return true;
}

bool RowScanner::dict(Cell& out, int depth) {
  if (depth >= MaxDepth) return false;
  ++at_;
  const std::size_t first = pending_.size();
  while (true) {
    blanks();
    if (*at_ == '}' && pending_.size() == first) break;
    Cell item;
    if (!value(item, depth + 1)) return false;
    pending_.push_back(item);
    blanks();
    if (*at_++ != ':') return false;
    blanks();
    if (!value(item, depth + 1)) return false;
    pending_.push_back(item);
    blanks();
    if (*at_ == '}') break;
    if (*at_++ != ',') return false;
  }
  ++at_;
  const std::span<const Cell> items = std::span(pending_).subspan(first);
  out = Cell::of_items(CellKind::Dict, arena_->copy(items));
  pending_.resize(first);
  return true;
}

bool RowScanner::word(Cell& out) {
  const char* begin = at_;
  if (is_digit(*at_)) return false;
  while (is_word(*at_)) ++at_;
  const auto size = static_cast<std::size_t>(at_ - begin);
  if (size == 0) return false;
  if (*at_ == '(') {
    if (size == 2 && starts_with(begin, "dt")) return moment(out, CellKind::DateTime, 6);
    if (size == 4 && starts_with(begin, "date")) return moment(out, CellKind::Date, 3);
    if (size == 4 && starts_with(begin, "time")) return moment(out, CellKind::Time, 3);
    return false;
  }
  if (*at_ != ',' && *at_ != ')' && *at_ != ']' && *at_ != '}' && *at_ != ':') return false;
  if (size == 4 && starts_with(begin, "None")) {
    out = Cell::none();
  } else if (size == 4 && starts_with(begin, "True")) {
    out = Cell::boolean(true);
  } else if (size == 5 && starts_with(begin, "False")) {
    out = Cell::boolean(false);
  } else {
    // A model name has a capital behind its app: that tells it from Python's words (lambda, not).
    const std::string_view name(begin, size);
    const std::size_t bar = name.rfind('_');
    if (bar == std::string_view::npos || bar == 0 || bar + 1 == size) return false;
    out = Cell::of_text(CellKind::Model, name);
  }
  return true;
}

bool RowScanner::small_integer(std::uint32_t& out) {
  const char* begin = at_;
  std::uint32_t number = 0;
  while (is_digit(*at_) && at_ - begin < 8)
    number = number * 10 + static_cast<std::uint32_t>(*at_++ - '0');
  if (at_ == begin || (at_ - begin > 1 && *begin == '0')) return false;
  out = number;
  return true;
}

bool RowScanner::moment(Cell& out, CellKind kind, std::size_t count) {
  std::uint32_t parts[7] = {};  // NOLINT(modernize-avoid-c-arrays)
  for (std::size_t i = 0; i < count; ++i) {
    ++at_;  // the parenthesis or comma
    blanks();
    if (!small_integer(parts[i])) return false;
    if (*at_ != (i + 1 < count ? ',' : ')')) return false;
  }
  ++at_;
  const std::uint32_t* clock = kind == CellKind::Time ? parts : parts + 3;
  Moment moment{};
  if (kind != CellKind::Time) {
    if (!is_valid_date(parts[0], parts[1], parts[2])) return false;
    moment.year = parts[0] & 0x3FFFU;
    moment.month = parts[1] & 0xFU;
    moment.day = parts[2] & 0x1FU;
  }
  if (kind != CellKind::Date) {
    if (!is_valid_time(clock[0], clock[1], clock[2], 0)) return false;
    moment.hour = clock[0] & 0x1FU;
    moment.minute = clock[1] & 0x3FU;
    moment.second = clock[2] & 0x3FU;
  }
  out = Cell::of_moment(kind, moment);
  return true;
}

}  // namespace undumpy
