#include "parser/literal.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "parser/utf8.h"

namespace undumpy {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Reads exactly `digits` hexadecimal digits at `at`; -1 when there are fewer.
std::int64_t read_hex(std::string_view text, std::size_t at, std::size_t digits) {
  if (text.size() - at < digits) return -1;
  std::int64_t value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// Appends escapes of one literal to a buffer that is large enough: no escape is shorter than what it
// stands for (\xNN gives two bytes at most, \uNNNN three, \UNNNNNNNN four).
class EscapeDecoder {
 public:
  EscapeDecoder(std::string_view body, bool bytes, char* out, std::string& reason)
      : body_(body), bytes_(bytes), begin_(out), out_(out), reason_(reason) {}

  bool run() {
    for (std::size_t at = 0; at < body_.size();) {
      if (body_[at] != '\\') {
        // Python reads every line end as \n.
        if (body_[at] == '\r') {
          *out_++ = '\n';
          at += at + 1 < body_.size() && body_[at + 1] == '\n' ? 2 : 1;
        } else {
          *out_++ = body_[at++];
        }
        continue;
      }
      if (!escape(at)) return false;
    }
    return true;
  }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(out_ - begin_); }
  [[nodiscard]] bool has_surrogates() const { return surrogates_ > 0; }

 private:
  bool fail(const char* reason) {
    reason_ = reason;
    return false;
  }

  bool escape(std::size_t& at) {
    if (at + 1 >= body_.size()) return fail("a backslash ends the string");
    const char c = body_[at + 1];
    at += 2;
    switch (c) {
      case '\n': return true;
      case '\r':
        if (at < body_.size() && body_[at] == '\n') ++at;
        return true;
      case '\\': return put('\\');
      case '\'': return put('\'');
      case '"': return put('"');
      case 'a': return put('\a');
      case 'b': return put('\b');
      case 'f': return put('\f');
      case 'n': return put('\n');
      case 'r': return put('\r');
      case 't': return put('\t');
      case 'v': return put('\v');
      case 'x': return numeric(at, 2, "truncated \\xXX escape");
      case 'u':
        if (!bytes_) return numeric(at, 4, "truncated \\uXXXX escape");
        break;
      case 'U':
        if (!bytes_) return numeric(at, 8, "truncated \\UXXXXXXXX escape");
        break;
      case 'N':
        if (!bytes_) return fail("\\N{…} names of characters are not supported");
        break;
      default: break;
    }
    if (c >= '0' && c <= '7') return octal(at);
    // An unknown escape stays as it is, backslash included.
    *out_++ = '\\';
    --at;
    return true;
  }

  bool octal(std::size_t& at) {
    std::uint32_t value = 0;
    std::size_t from = at - 1;
    for (std::size_t i = 0; i < 3 && from < body_.size() && body_[from] >= '0' && body_[from] <= '7';
         ++i)
      value = value * 8 + static_cast<std::uint32_t>(body_[from++] - '0');
    at = from;
    return put(bytes_ ? value & 0xFFU : value);
  }

  bool numeric(std::size_t& at, std::size_t digits, const char* truncated) {
    const std::int64_t value = read_hex(body_, at, digits);
    if (value < 0) return fail(truncated);
    if (value > 0x10FFFF) return fail("illegal Unicode character");
    at += digits;
    return put(static_cast<char32_t>(value));
  }

  bool put(char32_t character) {
    if (bytes_) {
      *out_++ = static_cast<char>(character);
      return true;
    }
    const bool low = character >= 0xDC00 && character <= 0xDFFF;
    if (low && out_ == high_end_) {
      // The second half of a pair as narrow builds of Python 2 wrote it: one character.
      out_ -= 3;
      --surrogates_;
      character = 0x10000 + ((high_ - 0xD800) << 10U) + (character - 0xDC00);
    } else if (character >= 0xD800 && character <= 0xDFFF) {
      ++surrogates_;
    }
    out_ += utf8::encode(character, out_);
    if (character >= 0xD800 && character <= 0xDBFF) {
      high_ = character;
      high_end_ = out_;
    }
    return true;
  }

  std::string_view body_;
  bool bytes_;
  char* begin_;
  char* out_;
  char* high_end_ = nullptr;  // where a high surrogate ended, if one was the last character
  char32_t high_ = 0;
  std::size_t surrogates_ = 0;
  std::string& reason_;
};

bool decode_escapes(std::string_view body, bool bytes, Arena& arena, Cell& out,
                    std::string& reason) {
  char* data = arena.allocate<char>(body.size());
  EscapeDecoder decoder(body, bytes, data, reason);
  if (!decoder.run()) return false;
  arena.shrink_last(data, decoder.size());
  out = Cell::of_text(bytes ? CellKind::Bytes : CellKind::Text, {data, decoder.size()});
  out.has_surrogates = decoder.has_surrogates();
  return true;
}

// Removes underscores between digits; false when one stands elsewhere.
bool without_underscores(std::string_view digits, std::string& out) {
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] != '_') {
      out += digits[i];
    } else if (i + 1 >= digits.size() || digits[i + 1] == '_') {
      return false;
    }
  }
  return true;
}

bool integer_cell(std::string_view digits, int base, bool negative, Arena& arena, Cell& out) {
  std::uint64_t magnitude = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  if (end != digits.data() + digits.size()) {
    if (error != std::errc::result_out_of_range) return false;
  }
  constexpr std::uint64_t Limit = 1ULL << 63U;
  if (error == std::errc() && (magnitude < Limit || (negative && magnitude == Limit))) {
    out = Cell::of(negative ? static_cast<std::int64_t>(0 - magnitude)
                            : static_cast<std::int64_t>(magnitude));
    return true;
  }
  boost::multiprecision::cpp_int big = 0;
  for (const char c : digits) {
    const int digit = hex_digit(c);
    if (digit < 0 || digit >= base) return false;
    big = big * base + digit;
  }
  if (negative) big = -big;
  out = Cell::of_text(CellKind::BigInteger, arena.copy(big.str()));
  return true;
}

bool is_float(std::string_view digits) {
  return digits.find_first_of(".eE") != std::string_view::npos;
}

}  // namespace

bool decode_text_escapes(std::string_view body, Arena& arena, Cell& out, std::string& reason) {
  return decode_escapes(body, false, arena, out, reason);
}

bool decode_string_literal(std::string_view literal, bool plain_is_bytes, Arena& arena, Cell& out,
                           std::string& reason) {
  bool raw = false;
  bool bytes = plain_is_bytes;
  std::size_t at = 0;
  for (; at < literal.size() && literal[at] != '\'' && literal[at] != '"'; ++at) {
    switch (literal[at]) {
      case 'u':
      case 'U': bytes = false; break;
      case 'b':
      case 'B': bytes = true; break;
      case 'r':
      case 'R': raw = true; break;
      default: reason = "unknown string prefix"; return false;
    }
  }
  std::string_view body = literal.substr(at);
  const bool triple = body.size() >= 6 && body[1] == body[0] && body[2] == body[0];
  const std::size_t quotes = triple ? 3 : 1;
  if (body.size() < 2 * quotes || body.back() != body.front()) {
    reason = "the string has no end";
    return false;
  }
  body = body.substr(quotes, body.size() - 2 * quotes);
  if (raw || body.find_first_of("\\\r") == std::string_view::npos) {
    out = Cell::of_text(bytes ? CellKind::Bytes : CellKind::Text, body);
    return true;
  }
  return decode_escapes(body, bytes, arena, out, reason);
}

bool decode_number_literal(std::string_view literal, bool negative, Arena& arena, Cell& out,
                           std::string& reason) {
  reason = "no valid number";
  if (literal.empty()) return false;
  std::string digits;
  if (literal.back() == 'j' || literal.back() == 'J') {
    reason = "imaginary numbers are not supported";
    return false;
  }
  int base = 10;
  if (literal.size() > 1 && literal[0] == '0') {
    const char kind = literal[1];
    if (kind == 'x' || kind == 'X') base = 16;
    if (kind == 'o' || kind == 'O') base = 8;
    if (kind == 'b' || kind == 'B') base = 2;
  }
  if (base != 10) {
    literal.remove_prefix(2);
    if (!literal.empty() && literal[0] == '_') literal.remove_prefix(1);
  }
  if (!literal.empty() && (literal.back() == 'L' || literal.back() == 'l'))
    literal.remove_suffix(1);
  if (literal.empty() || !without_underscores(literal, digits)) return false;
  if (base == 10 && is_float(digits)) {
    char* end = nullptr;
    // strtod rounds as Python does; from_chars reports overflow where Python gives inf.
    const double value = std::strtod(digits.c_str(), &end);
    if (end != digits.c_str() + digits.size()) return false;
    out = Cell::of_real(negative ? -value : value);
    return true;
  }
  if (base == 10 && digits.size() > 1 && digits[0] == '0') {
    // Python 2's octal 0777; Python 3 allows only zeros.
    base = digits.find_first_not_of('0') == std::string::npos ? 10 : 8;
  }
  return integer_cell(digits, base, negative, arena, out);
}

}  // namespace undumpy
