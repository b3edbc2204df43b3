// Square root, exponential and logarithms.
//
// They are correctly rounded: an approximation with an error bound is made with more and
// more digits until both ends of the interval round to the same number. The approximations are
// binary fixed-point integers: `scale` bits behind the point.

#include <algorithm>
#include <functional>

#include "engine/python/decimal_arithmetic.h"

namespace undumpy::python {

using boost::multiprecision::cpp_int;

namespace {

constexpr double BitsPerDigit = 3.3219280948873626;
// Exponents that are beyond those of every context, and do not overflow when added.
constexpr std::int64_t Beyond = 2'000'000'000'000'000'000;

unsigned bits_for(std::int64_t digits, const DecimalStatus& status) {
  status.spend(digits);
  return static_cast<unsigned>(static_cast<double>(digits) * BitsPerDigit) + 32;
}

DecimalContext half_even(const DecimalContext& context) {
  DecimalContext result = context;
  result.rounding = DecimalRounding::HalfEven;
  return result;
}

// An irrational number lies within two units of the last digit around an approximation.
using Approximation = std::function<DecimalNumber(std::int64_t digits)>;

DecimalNumber correctly_rounded(const DecimalContext& context, DecimalStatus& status,
                                const Approximation& approximate) {
  for (std::int64_t digits = context.precision + 6;; digits += digits / 4 + 10) {
    DecimalNumber near = approximate(digits);
    DecimalNumber below = near;
    DecimalNumber above = near;
    below.coefficient -= 2;
    above.coefficient += 2;
    DecimalStatus unused{0, status.meter};
    const auto shown = [&](const DecimalNumber& number) {
      return shortened(number, context.precision, DecimalRounding::HalfEven, unused);
    };
    if (shown(below) != shown(above)) continue;
    // A digit that says "not exact".
    near.coefficient = near.coefficient * 10 + 1;
    --near.exponent;
    return fixed(std::move(near), half_even(context), status);
  }
}

// atanh(1 / n), below the truth by some units.
cpp_int inverse_hyperbolic(unsigned n, unsigned scale, const DecimalStatus& status) {
  cpp_int power = (cpp_int(1) << scale) / n;
  cpp_int sum = power;
  const unsigned square = n * n;
  for (unsigned k = 3; power != 0; k += 2) {
    status.spend(static_cast<std::int64_t>(scale / 4));
    power /= square;
    sum += power / k;
  }
  return sum;
}

// ln 10.
cpp_int logarithm_of_ten(unsigned scale, const DecimalStatus& status) {
  constexpr unsigned Guard = 32;
  const unsigned wide = scale + Guard;
  return (46 * inverse_hyperbolic(31, wide, status) + 34 * inverse_hyperbolic(49, wide, status) +
          20 * inverse_hyperbolic(161, wide, status)) >>
         Guard;
}

// A positive number times 10^exponent as a fixed-point integer.
cpp_int fixed_point(const cpp_int& coefficient, std::int64_t exponent, unsigned scale) {
  if (exponent >= 0) return (coefficient * power_of_ten(exponent)) << scale;
  return (coefficient << scale) / power_of_ten(-exponent);
}

// The fixed-point integer as a decimal of at least `digits` digits.
DecimalNumber to_decimal(const cpp_int& value, unsigned scale, std::int64_t digits,
                         std::int64_t exponent) {
  const bool negative = value < 0;
  const cpp_int size = abs(value);
  const auto whole_bits = static_cast<double>(msb(size)) - scale;
  const auto places =
      std::max<std::int64_t>(0, digits - static_cast<std::int64_t>(whole_bits / BitsPerDigit));
  return {.negative = negative,
          .exponent = exponent - places,
          .coefficient = cpp_int(size * power_of_ten(places)) >> scale};
}

}  // namespace

DecimalNumber square_root(const DecimalNumber& a, const DecimalContext& context,
                          DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  const std::int64_t half = a.exponent >= 0 ? a.exponent / 2 : -((1 - a.exponent) / 2);
  if (a.zero()) return fixed({.negative = a.negative, .exponent = half}, context, status);
  if (a.negative) return undefined(status);
  if (a.infinite()) return a;
  const bool odd = a.exponent - 2 * half != 0;
  cpp_int square = odd ? cpp_int(a.coefficient * 10) : a.coefficient;
  const std::int64_t places = (digits_of(square) + 1) / 2;
  const std::int64_t shift = context.precision + 1 - places;
  DecimalNumber result{.exponent = half - shift};
  bool exact = true;
  status.spend(2 * (context.precision + 1));
  if (shift >= 0) {
    square *= power_of_ten(2 * shift);
  } else {
    const cpp_int unit = power_of_ten(-2 * shift);
    exact = square % unit == 0;
    square /= unit;
  }
  result.coefficient = sqrt(square);
  exact = exact && result.coefficient * result.coefficient == square;
  if (exact) {
    // As few digits as the operand's exponent asks for.
    while (result.exponent < half && result.coefficient % 10 == 0) {
      result.coefficient /= 10;
      ++result.exponent;
    }
    if (result.exponent > half) {
      result.coefficient *= power_of_ten(result.exponent - half);
      result.exponent = half;
    }
  } else if (result.coefficient % 5 == 0) {
    ++result.coefficient;
  }
  return fixed(std::move(result), half_even(context), status);
}

namespace {

// e^x for 0 <= x < 2.5: x is halved until the series is short, and the result squared as often.
cpp_int exponential_of(const cpp_int& x, unsigned scale, const DecimalStatus& status) {
  const unsigned halvings = 8 + scale / 64;
  const unsigned wide = scale + 2 * halvings + 16;
  const cpp_int small = (x << (wide - scale)) >> halvings;
  cpp_int term = cpp_int(1) << wide;
  cpp_int sum = term;
  for (unsigned k = 1; term != 0; ++k) {
    status.spend(static_cast<std::int64_t>(scale / 4));
    term = ((term * small) >> wide) / k;
    sum += term;
  }
  for (unsigned i = 0; i < halvings; ++i) {
    status.spend(static_cast<std::int64_t>(scale / 4));
    sum = (sum * sum) >> wide;
  }
  return sum >> (wide - scale);
}

DecimalNumber approximate_exponential(const DecimalNumber& x, std::int64_t digits,
                                      const DecimalStatus& status) {
  // e^x = 10^k · e^(x - k ln 10)
  const std::int64_t whole_digits = std::max<std::int64_t>(adjusted(x) + 1, 0);
  const unsigned scale = bits_for(digits + 2 * whole_digits, status);
  cpp_int value = fixed_point(x.coefficient, x.exponent, scale);
  if (x.negative) value = -value;
  const cpp_int ten = logarithm_of_ten(scale, status);
  cpp_int powers = value / ten;
  cpp_int rest = value - powers * ten;
  if (rest < 0) {
    --powers;
    rest += ten;
  }
  const cpp_int most = Beyond;
  const auto exponent = static_cast<std::int64_t>(std::clamp(powers, cpp_int(-most), most));
  return to_decimal(exponential_of(rest, scale, status), scale, digits, exponent);
}

}  // namespace

DecimalNumber exponential(const DecimalNumber& a, const DecimalContext& context,
                          DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  if (a.infinite()) return a.negative ? DecimalNumber{} : a;
  if (a.zero()) return DecimalNumber::of(1);
  constexpr std::int64_t SurelyBeyond = 20;
  if (adjusted(a) >= SurelyBeyond)
    return fixed({.exponent = a.negative ? -Beyond : Beyond, .coefficient = 11}, half_even(context),
                 status);
  if (adjusted(a) < -context.precision - 2) {
    // 1.000…1 or 0.999…
    const std::int64_t places = context.precision + 3;
    status.spend(places);
    return fixed({.exponent = -places, .coefficient = power_of_ten(places) + (a.negative ? -1 : 1)},
                 half_even(context), status);
  }
  return correctly_rounded(context, status, [&](std::int64_t digits) {
    return approximate_exponential(a, digits, status);
  });
}

namespace {

// ln x for fixed-point x near 1: 2 atanh((x - 1) / (x + 1)).
cpp_int logarithm_of(const cpp_int& x, unsigned scale, const DecimalStatus& status) {
  const cpp_int one = cpp_int(1) << scale;
  const cpp_int quotient = ((x - one) << scale) / (x + one);
  const cpp_int square = (quotient * quotient) >> scale;
  cpp_int power = quotient;
  cpp_int sum = quotient;
  for (unsigned k = 3; power != 0 && power != -1; k += 2) {
    status.spend(static_cast<std::int64_t>(scale / 4));
    power = (power * square) >> scale;
    sum += power / k;
  }
  return 2 * sum;
}

struct Logarithm {
  cpp_int value;
  unsigned scale;
};

// ln x with `digits` significant digits and some more. REQUIRES: x > 0, not 1.
Logarithm logarithm(const DecimalNumber& x, std::int64_t digits, const DecimalStatus& status) {
  // x = m · 10^k with m between 0.3 and 3: ln x = ln m + k ln 10.
  const std::int64_t first = adjusted(x);
  const std::int64_t leading_exponent = digits_of(x) - 1;
  status.spend(digits_of(x));
  const bool large = x.coefficient >= 3 * power_of_ten(leading_exponent);
  const std::int64_t k = first + (large ? 1 : 0);
  std::int64_t lost = 0;  // digits that vanish when x is near 1
  if (k == 0) {
    DecimalStatus unused{0, status.meter};
    const DecimalNumber one = DecimalNumber::of(1);
    lost = -adjusted(subtract(x, one, DecimalContext::unlimited(), unused));
  }
  constexpr std::int64_t Guard = 10;
  const unsigned scale = bits_for(digits + std::max<std::int64_t>(lost, 0) + Guard, status);
  cpp_int value = logarithm_of(fixed_point(x.coefficient, x.exponent - k, scale), scale, status);
  if (k != 0) {
    // k has up to 19 digits: so many more of ln 10.
    constexpr unsigned More = 64;
    value += (k * logarithm_of_ten(scale + More, status)) >> More;
  }
  return {std::move(value), scale};
}

// What a logarithm is when it needs no computing.
std::optional<DecimalNumber> plain_logarithm(const DecimalNumber& a, const DecimalContext& context,
                                             DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return nan;
  if (a.zero()) return DecimalNumber::infinity(true);
  if (a.negative) return undefined(status);
  if (a.infinite()) return a;
  return std::nullopt;
}

}  // namespace

DecimalNumber natural_logarithm(const DecimalNumber& a, const DecimalContext& context,
                                DecimalStatus& status) {
  if (auto plain = plain_logarithm(a, context, status)) return *plain;
  if (compare_decimals(a, DecimalNumber::of(1)) == 0) return {};
  return correctly_rounded(context, status, [&](std::int64_t digits) {
    const Logarithm value = logarithm(a, digits, status);
    return to_decimal(value.value, value.scale, digits, 0);
  });
}

DecimalNumber decimal_logarithm(const DecimalNumber& a, const DecimalContext& context,
                                DecimalStatus& status) {
  if (auto plain = plain_logarithm(a, context, status)) return *plain;
  if (a.coefficient == power_of_ten(digits_of(a) - 1))
    return fixed(DecimalNumber::of(adjusted(a)), half_even(context), status);
  return correctly_rounded(context, status, [&](std::int64_t digits) {
    const Logarithm value = logarithm(a, digits, status);
    const cpp_int ten = logarithm_of_ten(value.scale, status);
    return to_decimal(cpp_int(value.value << value.scale) / ten, value.scale, digits, 0);
  });
}

}  // namespace undumpy::python
