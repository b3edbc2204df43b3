// How a row is scanned: the text is known to end in '\n' and '\0', and no loop goes on behind both
// (no value may hold a raw line end), so no loop compares with an end. Strings, two thirds of all
// bytes, are searched 16 bytes at a time for the bytes that can end them. A text without escapes is
// a view into the block; only escapes are copied.

#include "parser/row_scanner.h"

#include <array>
#include <cstring>

#include "parser/byte_scan.h"
#include "parser/literal.h"

namespace undumpy {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::array<bool, 256> make_words() {
  std::array<bool, 256> words{};
  for (unsigned c = 0; c < 128; ++c)
    words[c] =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return words;
}
constexpr std::array<bool, 256> Words = make_words();
bool is_word(char c) { return Words[static_cast<unsigned char>(c)]; }

// The first quote, backslash, line end or NUL at or behind `at`.
const char* find_string_stop(const char* at, char quote) {
  using Stops = OneOf<'\\', '\n', '\r', '\0'>;
#if defined(__SSE2__)
  const __m128i quotes = _mm_set1_epi8(quote);
  while (true) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, quotes), Stops::among(bytes));
    const int mask = _mm_movemask_epi8(found);
    if (mask != 0) return at + __builtin_ctz(static_cast<unsigned>(mask));
    at += 16;
  }
#else
  while (*at != quote && !Stops::holds(*at)) ++at;
  return at;
#endif
}

// Up to eight digits; no zero before others.
bool small_integer(const char*& at, std::uint32_t& out) {
  // Mostly there are one or two.
  const auto first = static_cast<unsigned>(static_cast<unsigned char>(at[0])) - '0';
  const auto second = static_cast<unsigned>(static_cast<unsigned char>(at[1])) - '0';
  if (second > 9) {
    out = first;
    ++at;
    return first <= 9;
  }
  if (!is_digit(at[2])) {
    out = first * 10 + second;
    at += 2;
    return first - 1 <= 8;
  }
  const auto digit_at = [&at] {
    return static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0';
  };
  const char* const begin = at;
  std::uint32_t number = 0;
  for (unsigned digit = digit_at(); digit <= 9; digit = digit_at()) {
    number = number * 10 + digit;  // of more digits it does not matter
    ++at;
  }
  out = number;
  const auto digits = at - begin;
  return digits == 1 || (digits > 1 && digits <= 8 && *begin != '0');
}

// What may stand behind a value: everything else (two literals side by side, an attribute, a blank)
// is for gear 2.
constexpr std::array<bool, 256> make_ends() {
  std::array<bool, 256> ends{};
  for (const char c : {',', ')', ']', '}', ':', '\n', '\r'})
    ends[static_cast<unsigned char>(c)] = true;
  return ends;
}
constexpr std::array<bool, 256> Ends = make_ends();
bool ends_value(char c) { return Ends[static_cast<unsigned char>(c)]; }

}  // namespace

bool RowScanner::scan(const char* begin, CellBuffer& cells, Arena& arena) {
  using std::string_view_literals::operator""sv;
  constexpr std::string_view Save = "loader.save("sv;
  constexpr std::string_view Yield = "yield "sv;
  constexpr std::string_view Create = "create_"sv;
  const auto skip = [this](std::string_view word) {
    const bool there = std::memcmp(at_, word.data(), word.size()) == 0;
    if (there) at_ += word.size();
    return there;
  };
  static_assert(Save.size() <= Padding && Yield.size() <= Padding && Create.size() <= Padding);
  arena_ = &arena;
  pending_.clear();
  line_ends_ = 0;
  at_ = begin;
  const bool saved = *at_ == 'l';
  if (!saved)
    while (*at_ == ' ') ++at_;
  if (!skip(saved ? Save : Yield)) return false;
  if (saved) line_end();
  if (!skip(Create)) return false;
  const char* name = at_;
  while (is_word(*at_)) ++at_;
  constructor_ = {name, static_cast<std::size_t>(at_ - name)};
  if (constructor_.empty() || *at_++ != '(') return false;
  if (!arguments(cells)) return false;
  if (saved) line_end();
  if (saved && *at_++ != ')') return false;
  return *at_ == '\n' || (*at_ == '\r' && at_[1] == '\n');
}

// Everything up to and with the closing parenthesis.
bool RowScanner::arguments(CellBuffer& cells) {
  std::size_t count = 0;  // of row_
  while (true) {
    blanks();
    if (*at_ == ')') break;  // nothing, or a comma behind the last value
    if (count == row_.size()) {
      cells.append(row_);
      count = 0;
    }
    if (!value(row_[count], 0)) return false;
    ++count;
    line_end();
    const char c = *at_;
    if (c == ')') break;
    if (c != ',') return false;
    ++at_;
  }
  ++at_;
  cells.append(std::span(row_).first(count));
  return true;
}

void RowScanner::skip_blanks() {
  while (*at_ == ' ') ++at_;
  line_end();
}

void RowScanner::skip_line_end() {
  if (*at_ != '\n' && *at_ != '\r') return;
  for (; *at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r'; ++at_)
    line_ends_ += *at_ == '\n' ? 1 : 0;
}

// At the parenthesis behind `dt`, `date` or `time`.
template <CellKind Kind>
bool RowScanner::moment(Cell& out) {
  constexpr bool HasDate = Kind != CellKind::Time;
  constexpr bool HasTime = Kind != CellKind::Date;
  constexpr std::size_t Count = (HasDate ? 3 : 0) + (HasTime ? 3 : 0);
  std::uint32_t parts[Count];  // NOLINT(modernize-avoid-c-arrays)
  const char* at = at_;
  for (std::size_t i = 0; i < Count; ++i) {
    ++at;  // the parenthesis or comma
    while (*at == ' ') ++at;
    if (!small_integer(at, parts[i])) return false;
    if (*at != (i + 1 < Count ? ',' : ')')) return false;
  }
  at_ = at + 1;
  std::uint32_t year = 0;
  std::uint32_t month = 0;
  std::uint32_t day = 0;
  if constexpr (HasDate) {
    year = parts[0], month = parts[1], day = parts[2];
    const bool fine = year - 1 < 9999 && month - 1 < 12 && day - 1 < 28;
    if (!fine && !is_valid_date(year, month, day)) return false;
  }
  std::uint32_t hour = 0;
  std::uint32_t minute = 0;
  std::uint32_t second = 0;
  if constexpr (HasTime) {
    hour = parts[Count - 3], minute = parts[Count - 2], second = parts[Count - 1];
    if (!is_valid_time(hour, minute, second, 0)) return false;
  }
  Moment moment{};
  moment.second = second & 0x3FU;
  moment.minute = minute & 0x3FU;
  moment.hour = hour & 0x1FU;
  moment.day = day & 0x1FU;
  moment.month = month & 0xFU;
  moment.year = year & 0x3FFFU;
  out = Cell::of_moment(Kind, moment);
  return true;
}

bool RowScanner::value(Cell& out, int depth) {
  switch (*at_) {
    case '\'':
    case '"':
      return text(out);
    case 'u':
    case 'U':
    case 'b':
      return at_[1] == '\'' || at_[1] == '"' ? prefixed_text(out) : word(out);
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
    case '9':
      return number(out);
    case '[':
      return list(out, depth);
    case '{':
      return dict(out, depth);
    case 'N':
      if (std::memcmp(at_, "None", 4) == 0 && ends_value(at_[4])) {
        out = Cell::none();
        at_ += 4;
        return true;
      }
      return word(out);
    case 'd':
      if (at_[1] != 't' || at_[2] != '(') return word(out);
      at_ += 2;
      return moment<CellKind::DateTime>(out);
    default:
      return word(out);
  }
}

bool RowScanner::text(Cell& out) {
  const char quote = *at_;
  const char* begin = at_ + 1;
  const char* stop = find_string_stop(begin, quote);
  if (*stop != quote) return escaped_text(at_, stop, out);
  if (!ends_value(stop[1])) return false;  // also the second quote of a triple one
  out = Cell::of_text(plain_strings_are_bytes_ ? CellKind::Bytes : CellKind::Text,
                      {begin, static_cast<std::size_t>(stop - begin)});
  at_ = stop + 1;
  return true;
}

bool RowScanner::prefixed_text(Cell& out) {
  const char* begin = at_ + 2;
  const char* stop = find_string_stop(begin, at_[1]);
  if (*stop != at_[1]) return escaped_text(at_, stop, out);
  if (!ends_value(stop[1])) return false;
  out = Cell::of_text(*at_ == 'b' ? CellKind::Bytes : CellKind::Text,
                      {begin, static_cast<std::size_t>(stop - begin)});
  at_ = stop + 1;
  return true;
}

// `literal` is at the prefix or quote, `stop` at what find_string_stop found first.
bool RowScanner::escaped_text(const char* literal, const char* stop, Cell& out) {
  const char* begin = literal;
  while (*begin != '\'' && *begin != '"') ++begin;
  const char quote = *begin++;
  while (*stop == '\\') {
    if (stop[1] == '\n' || stop[1] == '\r' || stop[1] == '\0') return false;
    stop = find_string_stop(stop + 2, quote);
  }
  if (*stop != quote || !ends_value(stop[1])) return false;
  at_ = stop + 1;
  const bool bytes = *literal == 'b' || (plain_strings_are_bytes_ && *literal == quote);
  if (!bytes)
    return decode_text_escapes({begin, static_cast<std::size_t>(stop - begin)}, *arena_, out,
                               reason_);
  return decode_string_literal({literal, static_cast<std::size_t>(at_ - literal)},
                               plain_strings_are_bytes_, *arena_, out, reason_);
}

bool RowScanner::number(Cell& out) {
  const bool negative = *at_ == '-';
  const char* const begin = at_ + (negative ? 1 : 0);
  const char* at = begin;
  std::uint64_t magnitude = 0;
  while (is_digit(*at)) magnitude = magnitude * 10 + static_cast<std::uint64_t>(*at++ - '0');
  at_ = at;
  const auto digits = static_cast<std::size_t>(at_ - begin);
  if (digits == 0 || (digits > 1 && *begin == '0')) return false;
  if (*at_ == '.' || *at_ == 'e' || *at_ == 'E') {
    // A float, as in JSON: 1.5, 1e+300.
    while (is_digit(*at_) || *at_ == '.' || *at_ == 'e' || *at_ == 'E' ||
           ((*at_ == '+' || *at_ == '-') && (at_[-1] == 'e' || at_[-1] == 'E')))
      ++at_;
  } else if (digits <= 18) {
    const auto value = static_cast<std::int64_t>(magnitude);
    out = Cell::of(negative ? -value : value);
    return ends_value(*at_);
  }
  if (!ends_value(*at_)) return false;
  return decode_number_literal({begin, static_cast<std::size_t>(at_ - begin)}, negative, *arena_,
                               out, reason_);
}

bool RowScanner::list(Cell& out, int depth) {
  if (depth >= MaxDepth) return false;
  ++at_;
  const std::size_t first = pending_.size();
  blanks();
  while (*at_ != ']' || pending_.size() != first) {
    Cell item;
    if (!value(item, depth + 1)) return false;
    pending_.push_back(item);
    line_end();
    if (*at_ == ']') break;
    if (*at_++ != ',') return false;
    blanks();
  }
  close_items(first, CellKind::List, out);
  return true;
}

bool RowScanner::dict(Cell& out, int depth) {
  if (depth >= MaxDepth) return false;
  ++at_;
  const std::size_t first = pending_.size();
  blanks();
  while (*at_ != '}' || pending_.size() != first) {
    Cell item;
    if (!value(item, depth + 1)) return false;
    pending_.push_back(item);
    if (*at_++ != ':') return false;
    blanks();
    if (!value(item, depth + 1)) return false;
    pending_.push_back(item);
    line_end();
    if (*at_ == '}') break;
    if (*at_++ != ',') return false;
    blanks();
  }
  close_items(first, CellKind::Dict, out);
  return true;
}

// At the closing bracket: what is pending since `first` becomes the items of `out`.
void RowScanner::close_items(std::size_t first, CellKind kind, Cell& out) {
  ++at_;
  const std::span<const Cell> items = std::span(pending_).subspan(first);
  out = Cell::of_items(kind, arena_->copy(items));
  pending_.resize(first);
}

bool RowScanner::word(Cell& out) {
  const char* const begin = at_;
  const char* at = begin;
  while (is_word(*at)) ++at;
  at_ = at;
  const std::string_view name(begin, static_cast<std::size_t>(at - begin));
  if (*at == '(') {
    if (name == "dt") return moment<CellKind::DateTime>(out);
    if (name == "date") return moment<CellKind::Date>(out);
    if (name == "time") return moment<CellKind::Time>(out);
    return false;
  }
  if (!ends_value(*at_)) return false;
  if (name == "None") {
    out = Cell::none();
  } else if (name == "True") {
    out = Cell::boolean(true);
  } else if (name == "False") {
    out = Cell::boolean(false);
  } else {
    // Model names have an underscore inside: that tells them from Python's words (lambda, not).
    const std::size_t underscore = name.rfind('_');
    if (underscore == std::string_view::npos || underscore == 0 || underscore + 1 == name.size())
      return false;
    out = Cell::of_text(CellKind::Model, name);
  }
  return true;
}

}  // namespace undumpy
