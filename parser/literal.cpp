#include "parser/literal.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <cstring>
#include <limits>

#include "parser/byte_scan.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

// Hexadecimal, octal and binary literals are converted digit by digit, which takes quadratic time:
// beyond this many digits only an attack is plausible.
constexpr std::size_t MaxOtherBaseDigits = 5000;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

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

// What an escape means in a literal: all of them in text and bytes, none in raw ones, and in ur'…'
// of Python 2 only \uXXXX and \UXXXXXXXX.
enum class Escapes : std::uint8_t { Text, Bytes, None, UnicodeOnly };

// Appends escapes of one literal to a buffer that is large enough: no escape is shorter than what
// it stands for (\xNN gives two bytes at most, \uNNNN three, \UNNNNNNNN four).
class EscapeDecoder {
 public:
  EscapeDecoder(std::string_view body, Escapes escapes, char* out, std::string& reason)
      : body_(body),
        escapes_(escapes),
        bytes_(escapes == Escapes::Bytes),
        begin_(out),
        out_(out),
        reason_(reason) {}

  bool run() {
    for (std::size_t at = 0; at < body_.size();) {
      if (body_[at] == '\r') {
        // Python reads every line end as \n.
        *out_++ = '\n';
        at += at + 1 < body_.size() && body_[at + 1] == '\n' ? 2 : 1;
      } else if (body_[at] != '\\' || escapes_ == Escapes::None) {
        const std::size_t end = find_escape(body_, at + 1);
        std::memcpy(out_, body_.data() + at, end - at);
        out_ += end - at;
        at = end;
      } else if (!(escapes_ == Escapes::UnicodeOnly ? raw_escape(at) : escape(at))) {
        return false;
      }
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
      case '\n':
        return true;
      case '\r':
        if (at < body_.size() && body_[at] == '\n') ++at;
        return true;
      case '\\':
        return put('\\');
      case '\'':
        return put('\'');
      case '"':
        return put('"');
      case 'a':
        return put('\a');
      case 'b':
        return put('\b');
      case 'f':
        return put('\f');
      case 'n':
        return put('\n');
      case 'r':
        return put('\r');
      case 't':
        return put('\t');
      case 'v':
        return put('\v');
      case 'x':
        return numeric(at, 2, "truncated \\xXX escape");
      case 'u':
        if (!bytes_) return numeric(at, 4, "truncated \\uXXXX escape");
        break;
      case 'U':
        if (!bytes_) return numeric(at, 8, "truncated \\UXXXXXXXX escape");
        break;
      case 'N':
        if (!bytes_) return fail("\\N{…} names of characters are not supported");
        break;
      default:
        break;
    }
    if (c >= '0' && c <= '7') return octal(at);
    // An unknown escape stays as it is, backslash included.
    *out_++ = '\\';
    --at;
    return true;
  }

  // \\u is two backslashes and no escape: backslashes are copied in pairs.
  bool raw_escape(std::size_t& at) {
    const char c = at + 1 < body_.size() ? body_[at + 1] : '\0';
    if (c == 'u' || c == 'U') return escape(at);
    *out_++ = body_[at++];
    if (c == '\\') *out_++ = body_[at++];
    return true;
  }

  bool octal(std::size_t& at) {
    std::uint32_t value = 0;
    std::size_t from = at - 1;
    for (int i = 0; i < 3 && from < body_.size() && body_[from] >= '0' && body_[from] <= '7'; ++i)
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
  Escapes escapes_;
  bool bytes_;
  char* begin_;
  char* out_;
  char* high_end_ = nullptr;  // where a high surrogate ended, if one was the last character
  char32_t high_ = 0;
  std::size_t surrogates_ = 0;
  std::string& reason_;
};

bool decode_escapes(std::string_view body, Escapes escapes, CellKind kind, Arena& arena, Cell& out,
                    std::string& reason) {
  char* data = arena.allocate<char>(body.size());
  EscapeDecoder decoder(body, escapes, data, reason);
  const bool fine = decoder.run();
  arena.shrink_last(data, fine ? decoder.size() : 0);
  if (!fine) return false;
  out = Cell::of_text(kind, {data, decoder.size()});
  out.has_surrogates = decoder.has_surrogates();
  return true;
}

// A prefix, as far as it matters here.
struct Prefix {
  bool valid = true;
  bool raw = false;
  bool bytes = false;
  bool unicode = false;
};

Prefix read_prefix(std::string_view letters) {
  Prefix result;
  for (const char letter : letters) {
    bool& flag = letter == 'r' || letter == 'R'   ? result.raw
                 : letter == 'b' || letter == 'B' ? result.bytes
                                                  : result.unicode;
    const bool known = std::string_view("rRbBuU").find(letter) != std::string_view::npos;
    result.valid = result.valid && known && !flag;
    flag = true;
  }
  // Python 2 writes ur'…', and no Python ru'…'.
  const bool raw_first = letters.size() == 2 && (letters[0] == 'r' || letters[0] == 'R');
  if (result.unicode && (result.bytes || raw_first)) result.valid = false;
  return result;
}

// True when `body` holds no unescaped closing quote, and no line end unless triple-quoted.
bool is_closed_by(std::string_view body, char quote, bool triple) {
  const std::string three(3, quote);
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == '\\') {
      if (++at == body.size()) return false;
      // A line end of two characters is continued as a whole.
      if (body[at] == '\r' && at + 1 < body.size() && body[at + 1] == '\n') ++at;
    } else if (body[at] == quote) {
      if (!triple || body.substr(at).starts_with(three) || at + 1 == body.size()) return false;
    } else if (!triple && (body[at] == '\n' || body[at] == '\r')) {
      return false;
    }
  }
  return true;
}

// Appends `text` without its underscores; false when one is not between two digits.
bool append_without_underscores(std::string_view text, int base, std::string& out) {
  const auto digit_at = [&](std::size_t i) {
    const int digit = i < text.size() ? hex_digit(text[i]) : -1;
    return digit >= 0 && digit < base;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
    } else if (i == 0 || !digit_at(i - 1) || !digit_at(i + 1)) {
      return false;
    }
  }
  return true;
}

Cell big_decimal(std::string_view digits, bool negative, Arena& arena) {
  const std::size_t size = digits.size() + (negative ? 1 : 0);
  char* data = arena.allocate<char>(size);
  if (negative) *data = '-';
  digits.copy(data + (negative ? 1 : 0), digits.size());
  return Cell::of_text(CellKind::BigInteger, {data, size});
}

// `digits` are of `base`, perhaps with zeros before them.
bool integer_cell(std::string_view digits, int base, bool negative, Arena& arena, Cell& out,
                  std::string& reason) {
  for (const char c : digits) {
    const int digit = hex_digit(c);
    if (digit < 0 || digit >= base) return false;
  }
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  std::uint64_t magnitude = 0;
  const std::errc error =
      std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base).ec;
  constexpr std::uint64_t Limit = 1ULL << 63U;
  if (error == std::errc() && (magnitude < Limit || (negative && magnitude == Limit))) {
    out = Cell::of(static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude));
    return true;
  }
  if (base == 10) {
    out = big_decimal(digits, negative, arena);
    return true;
  }
  if (digits.size() > MaxOtherBaseDigits) {
    reason = "the number has too many digits";
    return false;
  }
  boost::multiprecision::cpp_int big = 0;
  for (const char c : digits) big = big * base + hex_digit(c);
  out = big_decimal(big.str(), negative, arena);
  return true;
}

// The power of ten of the first digit that counts, for numbers beyond the range of a double: only
// its sign matters, so an exponent that does not fit counts as very large.
bool is_huge(std::string_view digits) {
  const std::size_t mantissa_end = std::min(digits.find_first_of("eE"), digits.size());
  const std::string_view mantissa = digits.substr(0, mantissa_end);
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return false;
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::int64_t exponent = 0;
  if (mantissa_end < digits.size()) {
    std::string_view text = digits.substr(mantissa_end + 1);
    const bool minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    std::int64_t power = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), power);
    if (error != std::errc()) power = std::numeric_limits<std::int32_t>::max() * std::int64_t{1000};
    exponent = minus ? -power : power;
  }
  return exponent + static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) > 0;
}

bool float_cell(std::string_view digits, bool negative, Cell& out) {
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size() || error == std::errc::invalid_argument) return false;
  // As Python: too large is infinity, too small is zero.
  if (error == std::errc::result_out_of_range)
    value = is_huge(digits) ? std::numeric_limits<double>::infinity() : 0.0;
  out = Cell::of_real(negative ? -value : value);
  return true;
}

}  // namespace

bool decode_text_escapes(std::string_view body, Arena& arena, Cell& out, std::string& reason) {
  return decode_escapes(body, Escapes::Text, CellKind::Text, arena, out, reason);
}

bool decode_string_literal(std::string_view literal, bool plain_is_bytes, Arena& arena, Cell& out,
                           std::string& reason) {
  const std::size_t letters = std::min(literal.find_first_of("'\""), literal.size());
  const Prefix prefix = read_prefix(literal.substr(0, letters));
  if (!prefix.valid) {
    reason = "unknown string prefix";
    return false;
  }
  std::string_view body = literal.substr(letters);
  const char quote = body.empty() ? '\'' : body.front();
  const std::string three(3, quote);
  const bool triple = body.size() >= 6 && body.starts_with(three) && body.ends_with(three);
  const std::size_t quotes = triple ? 3 : 1;
  if (body.size() < 2 * quotes || body.back() != quote ||
      !is_closed_by(body.substr(quotes, body.size() - 2 * quotes), quote, triple)) {
    reason = "the string has no end";
    return false;
  }
  body = body.substr(quotes, body.size() - 2 * quotes);
  const bool bytes = prefix.bytes || (plain_is_bytes && !prefix.unicode);
  const CellKind kind = bytes ? CellKind::Bytes : CellKind::Text;
  const Escapes escapes = prefix.raw ? (prefix.unicode ? Escapes::UnicodeOnly : Escapes::None)
                          : bytes    ? Escapes::Bytes
                                     : Escapes::Text;
  if (body.find_first_of(escapes == Escapes::None ? "\r" : "\\\r") == std::string_view::npos) {
    out = Cell::of_text(kind, body);
    return true;
  }
  return decode_escapes(body, escapes, kind, arena, out, reason);
}

bool decode_number_literal(std::string_view literal, bool negative, Arena& arena, Cell& out,
                           std::string& reason) {
  reason = "this is no valid number";
  if (literal.empty() || (!is_digit(literal[0]) && literal[0] != '.')) return false;
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
  std::string_view rest = literal;
  if (base != 10) {
    rest.remove_prefix(2);
    if (rest.starts_with('_')) rest.remove_prefix(1);
  }
  const bool is_long = rest.ends_with('L') || rest.ends_with('l');  // Python 2
  if (is_long) rest.remove_suffix(1);
  std::string digits;
  if (rest.empty() || !append_without_underscores(rest, base, digits)) return false;
  const bool is_float = base == 10 && digits.find_first_of(".eE") != std::string::npos;
  if (is_float) return !is_long && float_cell(digits, negative, out);
  if (base == 10 && digits.size() > 1 && digits[0] == '0' &&
      digits.find_first_not_of('0') != std::string::npos) {
    // Python 2's octal 0777; Python 3 has no such numbers, and neither has 0_7.
    if (digits.size() != rest.size()) return false;
    base = 8;
  }
  return integer_cell(digits, base, negative, arena, out, reason);
}

}  // namespace undumpy
