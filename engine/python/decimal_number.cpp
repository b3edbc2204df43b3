#include "engine/python/decimal_number.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/python/float_text.h"

namespace undumpy::python {

using boost::multiprecision::cpp_int;

DecimalNumber DecimalNumber::of(const cpp_int& number) {
  return {.negative = number < 0, .coefficient = abs(number)};
}

DecimalNumber DecimalNumber::infinity(bool is_negative) {
  return {.form = Form::Infinity, .negative = is_negative};
}

DecimalNumber DecimalNumber::quiet_nan() { return {.form = Form::QuietNan}; }

cpp_int power_of_ten(std::int64_t exponent) {
  constexpr std::size_t Kept = 128;
  static const auto Powers = [] {
    std::array<cpp_int, Kept> powers;
    powers[0] = 1;
    for (std::size_t i = 1; i < Kept; ++i) powers[i] = powers[i - 1] * 10;
    return powers;
  }();
  if (exponent < static_cast<std::int64_t>(Kept)) return Powers[static_cast<std::size_t>(exponent)];
  return pow(cpp_int(10), static_cast<unsigned>(exponent));
}

std::int64_t digits_of(const cpp_int& coefficient) {
  if (coefficient == 0) return 1;
  const auto bits = static_cast<double>(msb(coefficient));
  // log10(2) = 0.30102999566398119521…: the guess is right or one too small.
  const auto guess = static_cast<std::int64_t>(bits * 0.301029995663981) + 1;
  return coefficient >= power_of_ten(guess) ? guess + 1 : guess;
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number that the whole text is, at most `Most`.
std::int64_t saturated(std::string_view digits) {
  constexpr std::int64_t Most = 4'000'000'000'000'000'000;
  std::int64_t value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
    if (value > Most / 10) return Most;
  }
  return value;
}

bool same_ignoring_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
  });
}

cpp_int integer_of_digits(std::string_view digits) {
  cpp_int value = 0;
  while (!digits.empty()) {
    const std::string_view part = digits.substr(0, 18);
    std::uint64_t number = 0;
    for (const char c : part) number = number * 10 + static_cast<std::uint64_t>(c - '0');
    value = value * power_of_ten(static_cast<std::int64_t>(part.size())) + number;
    digits.remove_prefix(part.size());
  }
  return value;
}

std::optional<DecimalNumber> parse_special(std::string_view text, bool negative) {
  if (same_ignoring_case(text, "inf") || same_ignoring_case(text, "infinity"))
    return DecimalNumber::infinity(negative);
  DecimalNumber nan{.form = DecimalNumber::Form::QuietNan, .negative = negative};
  if (!text.empty() && (text[0] == 's' || text[0] == 'S')) {
    nan.form = DecimalNumber::Form::SignalingNan;
    text.remove_prefix(1);
  }
  if (text.size() < 3 || !same_ignoring_case(text.substr(0, 3), "nan")) return std::nullopt;
  text.remove_prefix(3);
  if (!std::ranges::all_of(text, is_digit)) return std::nullopt;
  nan.coefficient = integer_of_digits(text);
  return nan;
}

// Digits, a point, an exponent. Exponents beyond all bounds saturate.
std::optional<DecimalNumber> parse_finite(std::string_view text, bool negative) {
  std::string digits;
  std::int64_t behind_point = 0;
  bool point = false;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      point = true;
      continue;
    }
    digits += text[at];
    behind_point += point ? 1 : 0;
  }
  if (digits.empty()) return std::nullopt;
  std::int64_t exponent = 0;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    std::string_view power = text.substr(at + 1);
    const bool minus = power.starts_with('-');
    if (minus || power.starts_with('+')) power.remove_prefix(1);
    if (power.empty() || !std::ranges::all_of(power, is_digit)) return std::nullopt;
    exponent = minus ? -saturated(power) : saturated(power);
  }
  return DecimalNumber{.negative = negative,
                       .exponent = exponent - behind_point,
                       .coefficient = integer_of_digits(digits)};
}

}  // namespace

DecimalNumber parse_decimal(std::string_view text, DecimalStatus& status) {
  std::string plain = plain_number_text(text);
  std::erase(plain, '_');
  status.spend(static_cast<std::int64_t>(plain.size()));
  std::string_view rest = plain;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  const bool special = rest.empty() || (!is_digit(rest[0]) && rest[0] != '.');
  const auto number = special ? parse_special(rest, negative) : parse_finite(rest, negative);
  if (!number) {
    status.raise(ConversionSyntax);
    return DecimalNumber::quiet_nan();
  }
  if (number->finite()) {
    const std::int64_t first = number->zero() ? number->exponent : adjusted(*number);
    if (first > DecimalLargest || number->exponent < DecimalTiniest) {
      status.raise(InvalidOperation);
      return DecimalNumber::quiet_nan();
    }
  }
  return *number;
}

DecimalNumber decimal_of(double value) {
  if (std::isnan(value)) {
    DecimalNumber nan = DecimalNumber::quiet_nan();
    nan.negative = std::signbit(value);
    return nan;
  }
  if (std::isinf(value)) return DecimalNumber::infinity(value < 0);
  int exponent = 0;
  const double mantissa = std::frexp(std::fabs(value), &exponent);
  constexpr int Bits = std::numeric_limits<double>::digits;
  cpp_int whole = static_cast<std::int64_t>(std::ldexp(mantissa, Bits));
  exponent -= Bits;
  for (; exponent < 0 && whole != 0 && (whole & 1) == 0; ++exponent) whole >>= 1;
  DecimalNumber number{.negative = std::signbit(value)};
  if (whole == 0) return number;
  if (exponent >= 0) {
    number.coefficient = whole << static_cast<unsigned>(exponent);
  } else {
    number.coefficient = whole * pow(cpp_int(5), static_cast<unsigned>(-exponent));
    number.exponent = exponent;
  }
  return number;
}

std::string decimal_text(const DecimalNumber& number, DecimalNotation notation, bool small_e) {
  const std::string sign = number.negative ? "-" : "";
  if (number.infinite()) return sign + "Infinity";
  if (number.nan())
    return sign + (number.signaling() ? "sNaN" : "NaN") +
           (number.coefficient == 0 ? "" : number.coefficient.str());

  const std::string digits = number.coefficient.str();
  const auto count = static_cast<std::int64_t>(digits.size());
  const std::int64_t left = number.exponent + count;  // digits before the point
  std::int64_t point = 1;
  if (number.exponent <= 0 && left > -6) {
    point = left;
  } else if (notation == DecimalNotation::Engineering) {
    const auto modulo = [](std::int64_t value) { return (value % 3 + 3) % 3; };
    point = number.coefficient == 0 ? modulo(left + 1) - 1 : modulo(left - 1) + 1;
  }
  std::string text = sign;
  if (point <= 0)
    text += "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  else if (point >= count)
    text += digits + std::string(static_cast<std::size_t>(point - count), '0');
  else
    text += digits.substr(0, static_cast<std::size_t>(point)) + "." +
            digits.substr(static_cast<std::size_t>(point));
  if (left != point) {
    text += small_e ? "e" : "E";
    text += (left > point ? "+" : "") + std::to_string(left - point);
  }
  return text;
}

namespace {

int compare_finite(const DecimalNumber& left, const DecimalNumber& right) {
  if (left.coefficient == 0 && right.coefficient == 0) return 0;
  const bool left_negative = left.negative && left.coefficient != 0;
  const bool right_negative = right.negative && right.coefficient != 0;
  if (left.coefficient == 0) return right_negative ? 1 : -1;
  if (right.coefficient == 0) return left_negative ? -1 : 1;
  if (left_negative != right_negative) return left_negative ? -1 : 1;
  int order = 0;
  const std::int64_t left_adjusted = adjusted(left);
  const std::int64_t right_adjusted = adjusted(right);
  if (left_adjusted != right_adjusted) {
    order = left_adjusted < right_adjusted ? -1 : 1;
  } else {
    const std::int64_t shift = left.exponent - right.exponent;
    order = shift >= 0
                ? cpp_int(left.coefficient * power_of_ten(shift)).compare(right.coefficient)
                : left.coefficient.compare(cpp_int(right.coefficient * power_of_ten(-shift)));
    order = order < 0 ? -1 : order > 0 ? 1 : 0;
  }
  return left_negative ? -order : order;
}

}  // namespace

int compare_decimals(const DecimalNumber& left, const DecimalNumber& right) {
  if (left.finite() && right.finite()) return compare_finite(left, right);
  const auto rank = [](const DecimalNumber& number) {
    return number.finite() ? 0 : number.negative ? -1 : 1;
  };
  const int l = rank(left);
  const int r = rank(right);
  return l < r ? -1 : l > r ? 1 : 0;
}

std::uint64_t hash_decimal(const DecimalNumber& number) {
  constexpr std::uint64_t Modulus = (std::uint64_t{1} << 61) - 1;
  if (number.infinite()) return number.negative ? static_cast<std::uint64_t>(-314159) : 314159;
  if (number.nan()) return 0;
  // 10^exponent modulo a prime: exponents count modulo Modulus - 1.
  const cpp_int modulus = Modulus;
  std::int64_t exponent = number.exponent % static_cast<std::int64_t>(Modulus - 1);
  if (exponent < 0) exponent += static_cast<std::int64_t>(Modulus - 1);
  const cpp_int power = powm(cpp_int(10), cpp_int(exponent), modulus);
  const auto hash = static_cast<std::uint64_t>(cpp_int(number.coefficient * power % modulus));
  return number.negative ? 0 - hash : hash;
}

}  // namespace undumpy::python
