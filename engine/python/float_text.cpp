#include "engine/python/float_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/python/character.h"
#include "engine/python/text.h"
#include "engine/python/text_repr.h"
#include "engine/python/text_split.h"

namespace undumpy::python {
namespace {

using boost::multiprecision::cpp_int;

// The digits of a finite number: 0.DIGITS times ten to the power `point`.
struct Digits {
  bool negative = false;
  std::string digits;
  int point = 0;
};

// Reads "-1.2345e+67", as std::to_chars writes it.
Digits split_scientific(std::string_view text) {
  Digits result;
  result.negative = text.front() == '-';
  const std::size_t mark = text.find('e');
  for (const char c : text.substr(0, mark)) {
    if (c >= '0' && c <= '9') result.digits += c;
  }
  std::string_view exponent = text.substr(mark + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  int power = 0;
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
  result.point = power + 1;
  return result;
}

Digits shortest_digits(double value) {
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::scientific);
  return split_scientific({buffer.data(), end.ptr});
}

// More than this many digits of a double, before or after the point, are zeros.
constexpr std::size_t MostDigits = 1100;

// Rounded to `count` digits; `count` is at least one.
Digits rounded_digits(double value, std::size_t count) {
  std::array<char, MostDigits + 32> buffer{};
  const std::size_t exact = std::min(count, MostDigits);
  const auto end = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::scientific,
                                 static_cast<int>(exact - 1));
  Digits result = split_scientific({buffer.data(), end.ptr});
  result.digits.append(count - exact, '0');
  return result;
}

// Rounded to `count` digits after the point.
std::string fixed_text(double value, std::size_t count) {
  std::array<char, 2 * MostDigits> buffer{};
  const std::size_t exact = std::min(count, MostDigits);
  const auto end = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::fixed,
                                 static_cast<int>(exact));
  std::string result(buffer.data(), end.ptr);
  result.append(count - exact, '0');
  return result;
}

std::string exponent_text(int exponent) {
  return fmt::format("e{}{:02}", exponent < 0 ? '-' : '+', std::abs(exponent));
}

std::string scientific(const Digits& number, bool alternate) {
  std::string text(1, number.digits.front());
  if (alternate || number.digits.size() > 1) text += '.';
  text.append(number.digits, 1);
  return text + exponent_text(number.point - 1);
}

std::string positional(const Digits& number, bool keep_point, bool always_point) {
  const auto size = static_cast<int>(number.digits.size());
  if (number.point <= 0) {
    return "0." + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
  }
  if (number.point < size) {
    const auto whole = static_cast<std::size_t>(number.point);
    return number.digits.substr(0, whole) + '.' + number.digits.substr(whole);
  }
  std::string text =
      number.digits + std::string(static_cast<std::size_t>(number.point - size), '0');
  if (always_point) return text + ".0";
  return keep_point ? text + '.' : text;
}

void strip_zeros(std::string& digits) {
  const std::size_t last = digits.find_last_not_of('0');
  digits.resize(last == std::string::npos ? 1 : last + 1);
}

std::string general(double magnitude, const FloatNotation& notation) {
  const bool shortest = notation.type == 'r';
  const std::size_t most_digits =
      notation.alternate ? std::numeric_limits<std::size_t>::max() : MostDigits;
  const std::size_t precision = std::clamp<std::size_t>(notation.precision, 1, most_digits);
  Digits number = shortest ? shortest_digits(magnitude) : rounded_digits(magnitude, precision);
  if (!notation.alternate) strip_zeros(number.digits);
  // A point is made up when the digits would fill the precision: then rather an exponent.
  const auto most = shortest ? 16
                             : static_cast<std::int64_t>(std::min(precision, MostDigits)) -
                                   (notation.always_point ? 1 : 0);
  if (number.point <= -4 || number.point > most) return scientific(number, notation.alternate);
  return positional(number, notation.alternate, notation.always_point);
}

std::string magnitude_text(double magnitude, char type, const FloatNotation& notation) {
  if (std::isinf(magnitude)) return "inf";
  if (std::isnan(magnitude)) return "nan";
  if (type == 'e') {
    return scientific(rounded_digits(magnitude, notation.precision + 1), notation.alternate);
  }
  if (type == 'f') {
    std::string text = fixed_text(magnitude, notation.precision);
    if (notation.alternate && notation.precision == 0) text += '.';
    return text;
  }
  return general(magnitude, notation);
}

bool is_zero_text(std::string_view text) {
  return text.substr(0, text.find_first_of("eE")).find_first_not_of("0.") == std::string_view::npos;
}

std::string without_underscores(std::string_view text) {
  std::string result;
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      result += text[i];
    } else if (i == 0 || !digit(i - 1) || !digit(i + 1)) {
      return {};  // not a number
    }
  }
  return result;
}

bool equal_ignoring_case(std::string_view text, std::string_view small) {
  return std::ranges::equal(text, small, {}, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
}

// What a decimal number out of the range of doubles is: zero or infinity.
double out_of_range(std::string_view number) {
  const std::size_t mark = number.find_first_of("eE");
  const std::string_view digits = number.substr(0, mark);
  const std::size_t first = digits.find_first_of("123456789");
  if (first == std::string_view::npos) return 0.0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const auto magnitude = static_cast<double>(point) - static_cast<double>(first);
  double power = 0;
  if (mark != std::string_view::npos) {
    std::string_view exponent = number.substr(mark + 1);
    const bool negative = exponent.front() == '-';
    if (negative || exponent.front() == '+') exponent.remove_prefix(1);
    for (const char c : exponent) power = power * 10 + (c - '0');
    if (negative) power = -power;
  }
  return magnitude + power > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

std::optional<double> parse_unsigned(std::string_view text) {
  if (equal_ignoring_case(text, "inf") || equal_ignoring_case(text, "infinity")) {
    return std::numeric_limits<double>::infinity();
  }
  if (equal_ignoring_case(text, "nan")) return std::numeric_limits<double>::quiet_NaN();
  if (text.empty() || !(text[0] == '.' || (text[0] >= '0' && text[0] <= '9'))) return {};
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ptr != text.data() + text.size()) return {};
  if (read.ec == std::errc::result_out_of_range) return out_of_range(text);
  if (read.ec != std::errc()) return {};
  return value;
}

// Rounds to a multiple of ten to the power `zeros`, which is at least one.
double round_to_tens(double value, int zeros) {
  const Digits exact = rounded_digits(std::fabs(value), MostDigits);
  const int kept = exact.point - zeros;
  std::string digits = "0";
  if (kept > 0) {
    digits = rounded_digits(std::fabs(value), static_cast<std::size_t>(kept)).digits;
    // Rounding 99 gives 1 and one more zero.
    zeros = rounded_digits(std::fabs(value), static_cast<std::size_t>(kept)).point - kept;
  } else if (kept == 0) {
    const bool above_half =
        exact.digits[0] > '5' ||
        (exact.digits[0] == '5' && exact.digits.find_first_not_of('0', 1) != std::string::npos);
    if (above_half) digits = "1";
  }
  const double magnitude = *parse_unsigned(digits + "e" + std::to_string(zeros));
  return std::copysign(magnitude, value);
}

Outcome<cpp_int> integer_of(double whole) {
  if (std::isnan(whole)) return Failure{"ValueError", "cannot convert float NaN to integer"};
  if (std::isinf(whole)) {
    return Failure{"OverflowError", "cannot convert float infinity to integer"};
  }
  return cpp_int(whole);
}

}  // namespace

std::string float_text(double value, const FloatNotation& notation) {
  const bool capital = notation.type >= 'A' && notation.type <= 'Z';
  const char type = capital ? static_cast<char>(notation.type + ('a' - 'A')) : notation.type;
  std::string text = magnitude_text(std::fabs(value), type, notation);
  if (capital) {
    std::ranges::transform(text, text.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    });
  }
  const bool negative = std::signbit(value) && !std::isnan(value) &&
                        !(notation.no_negative_zero && is_zero_text(text));
  return negative ? '-' + text : text;
}

std::string repr_float(double value) {
  return float_text(value, {.type = 'r', .always_point = true});
}

std::string hex_float(double value) {
  if (!std::isfinite(value)) return repr_float(value);
  const std::string sign = std::signbit(value) ? "-" : "";
  if (value == 0) return sign + "0x0.0p+0";
  constexpr int LeastExponent = std::numeric_limits<double>::min_exponent;
  int exponent = 0;
  double fraction = std::frexp(std::fabs(value), &exponent);
  // Subnormal numbers keep the least exponent and begin with 0.
  const int shift = 1 - std::max(LeastExponent - exponent, 0);
  fraction = std::ldexp(fraction, shift);
  exponent -= shift;
  const auto whole = static_cast<int>(fraction);
  const auto digits = static_cast<std::uint64_t>(std::ldexp(fraction - whole, 52));
  return fmt::format("{}0x{}.{:013x}p{:+}", sign, whole, digits, exponent);
}

std::string plain_number_text(std::string_view text) {
  std::string plain;
  const std::string_view stripped = strip(text);
  for (std::size_t at = 0; at < stripped.size();) {
    const std::size_t begin = at;
    const char32_t c = character::next(stripped, at);
    const int digit = character::decimal_value(c);
    if (digit >= 0) {
      plain += static_cast<char>('0' + digit);
    } else if (character::is_space(c)) {
      plain += ' ';
    } else {
      plain += stripped.substr(begin, at - begin);
    }
  }
  return plain;
}

Outcome<double> parse_float(std::string_view text) {
  const std::string plain = without_underscores(plain_number_text(text));
  std::string_view number = plain;
  const bool negative = number.starts_with('-');
  if (negative || number.starts_with('+')) number.remove_prefix(1);
  const std::optional<double> value = parse_unsigned(number);
  if (!value) {
    return Failure{"ValueError", "could not convert string to float: " + repr_text(text)};
  }
  return negative ? -*value : *value;
}

Outcome<double> round_float(double value, std::int64_t digits) {
  // Beyond these, all digits are kept, or none.
  constexpr std::int64_t Most = 323;
  constexpr std::int64_t Least = -308;
  if (!std::isfinite(value) || digits > Most) return value;
  if (digits < Least) return 0.0 * value;
  double rounded = 0;
  if (digits < 0) {
    rounded = round_to_tens(value, static_cast<int>(-digits));
  } else {
    const std::string text = fixed_text(std::fabs(value), static_cast<std::size_t>(digits));
    rounded = std::copysign(*parse_unsigned(text), value);
  }
  if (std::isinf(rounded)) return Failure{"OverflowError", "rounded value too large to represent"};
  return rounded;
}

Outcome<cpp_int> round_to_integer(double value) {
  const double down = std::floor(value);
  const double rest = value - down;
  const bool up = rest > 0.5 || (rest == 0.5 && std::fmod(down, 2.0) != 0);
  return integer_of(up ? down + 1 : down);
}

Outcome<cpp_int> truncate_to_integer(double value) { return integer_of(std::trunc(value)); }

std::optional<double> nearest_double(const cpp_int& number) {
  constexpr unsigned Precision = std::numeric_limits<double>::digits;
  constexpr unsigned MostBits = std::numeric_limits<double>::max_exponent;
  if (number == 0) return 0.0;
  cpp_int magnitude = abs(number);
  const auto bits = static_cast<unsigned>(msb(magnitude)) + 1;
  if (bits > MostBits) return {};
  const unsigned dropped = bits > Precision ? bits - Precision : 0;
  auto significand = static_cast<std::uint64_t>(magnitude >> dropped);
  if (dropped > 0) {
    const bool half = bit_test(magnitude, dropped - 1);
    const bool more = lsb(magnitude) < dropped - 1;
    if (half && (more || (significand & 1U) != 0)) ++significand;
  }
  const double value = std::ldexp(static_cast<double>(significand), static_cast<int>(dropped));
  if (std::isinf(value)) return {};
  return number < 0 ? -value : value;
}

}  // namespace undumpy::python
