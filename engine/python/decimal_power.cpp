// Powers of decimals.
//
// Only the other functions are correctly rounded: powers are computed with some digits more and
// then rounded. So that the last digit is that of CPython even where it is not the nearest one, the
// working precisions and the order of the multiplications are those of libmpdec.

#include <algorithm>

#include "engine/python/decimal_arithmetic.h"

namespace undumpy::python {

using boost::multiprecision::cpp_int;

namespace {

constexpr std::int64_t Beyond = 2'000'000'000'000'000'000;
const DecimalNumber& one() {
  static const DecimalNumber One = DecimalNumber::of(1);
  return One;
}

bool is_whole(const DecimalNumber& number) {
  if (!number.finite()) return false;
  if (number.exponent >= 0 || number.zero()) return true;
  if (-number.exponent >= digits_of(number)) return false;
  return number.coefficient % power_of_ten(-number.exponent) == 0;
}

// REQUIRES: is_whole(number).
bool is_odd(const DecimalNumber& number) {
  if (number.exponent > 0) return false;
  return (cpp_int(number.coefficient / power_of_ten(-number.exponent)) & 1) != 0;
}

int compare_magnitude_with_one(const DecimalNumber& number) {
  DecimalNumber size = number;
  size.negative = false;
  return compare_decimals(size, one());
}

// 1.000…, all digits of the context.
DecimalNumber padded_one(bool negative, std::int64_t zeros, DecimalStatus& status) {
  status.spend(zeros);
  return {.negative = negative, .exponent = -zeros, .coefficient = power_of_ten(zeros)};
}

// (±1)^exponent: 1.00^3 is 1.000000.
DecimalNumber power_of_one(const DecimalNumber& base, const DecimalNumber& exponent, bool negative,
                           const DecimalContext& context, DecimalStatus& status) {
  if (!is_whole(exponent)) {
    status.raise(Inexact | Rounded);
    return padded_one(negative, context.precision - 1, status);
  }
  if (exponent.negative) return {.negative = negative, .coefficient = 1};
  DecimalStatus own{0, status.meter};
  const DecimalNumber zeros = rescaled(
      multiply(exponent, DecimalNumber::of(-base.exponent), DecimalContext::unlimited(), own), 0,
      DecimalRounding::Down, own);
  if (zeros.coefficient > context.precision - 1) {
    status.raise(Rounded);
    return padded_one(negative, context.precision - 1, status);
  }
  return padded_one(negative, static_cast<std::int64_t>(zeros.coefficient), status);
}

std::int64_t digit_count(std::int64_t number) {
  return static_cast<std::int64_t>(std::to_string(number < 0 ? -number : number).size());
}

// A power so large or small that it need not be computed: its exponent is at least
// log10|log10 base| + log10|exponent| digits long.
std::optional<DecimalNumber> power_beyond_bounds(const DecimalNumber& base,
                                                 const DecimalNumber& exponent, bool negative,
                                                 const DecimalContext& context,
                                                 DecimalStatus& status) {
  const std::int64_t first = adjusted(base);
  std::int64_t order = 0;
  if (first > 0) {
    order = digit_count(first) - 1;
  } else if (first < -1) {
    order = digit_count(first + 1) - 1;
  } else {
    DecimalStatus own{0, status.meter};
    DecimalNumber size = base;
    size.negative = false;
    order =
        adjusted(subtract(size, one(), DecimalContext::unlimited(), own)) - (first == 0 ? 2 : 1);
  }
  const bool shrinks = (first < 0) != exponent.negative;
  const std::int64_t bound = digit_count(shrinks ? context.tiny() : context.largest);
  if (bound >= order + adjusted(exponent)) return std::nullopt;
  return fixed(
      {.negative = negative, .exponent = shrinks ? context.tiny() - 1 : Beyond, .coefficient = 1},
      context, status);
}

DecimalNumber repeated_square(DecimalNumber base, std::uint64_t exponent,
                              const DecimalContext& context, DecimalStatus& status) {
  DecimalNumber result = base;
  std::uint64_t bit = 1;
  while (bit <= exponent / 2) bit *= 2;
  for (bit /= 2; bit != 0; bit /= 2) {
    result = multiply(result, result, context, status);
    if ((exponent & bit) != 0) result = multiply(result, base, context, status);
    if (status.has(Overflow | Clamped)) break;
  }
  return result;
}

// The same for exponents of any length, from their last bit.
DecimalNumber repeated_square(DecimalNumber base, cpp_int exponent, const DecimalContext& context,
                              DecimalStatus& status) {
  DecimalNumber result = one();
  for (; exponent != 0; exponent >>= 1) {
    if ((exponent & 1) != 0) {
      result = multiply(result, base, context, status);
      if (!result.finite() || result.zero()) break;
    }
    base = multiply(base, base, context, status);
  }
  return result;
}

DecimalNumber whole_power(const DecimalNumber& base, const DecimalNumber& exponent, bool negative,
                          const DecimalContext& context, DecimalStatus& status) {
  DecimalContext wide = context;
  wide.rounding = DecimalRounding::HalfEven;
  wide.clamp = false;
  wide.precision += digits_of(exponent) + exponent.exponent + 2;
  DecimalNumber factor = base;
  if (exponent.negative) {
    ++wide.precision;
    factor = divide(one(), base, wide, status);
  }
  const cpp_int times = rescaled(exponent, 0, DecimalRounding::Down, status).coefficient;
  DecimalStatus own{0, status.meter};
  DecimalNumber result =
      times <= UINT64_MAX
          ? repeated_square(std::move(factor), static_cast<std::uint64_t>(times), wide, own)
          : repeated_square(std::move(factor), times, wide, own);
  status.raise(own.conditions);
  // Infinite in a context that rounds to the largest number.
  if (result.infinite()) result = {.exponent = Beyond, .coefficient = 1};
  result.negative = negative;
  return fixed(std::move(result), context, status);
}

DecimalNumber real_power(const DecimalNumber& base, const DecimalNumber& exponent,
                         const DecimalContext& context, DecimalStatus& status) {
  constexpr std::int64_t MoreDigits = 23;
  DecimalContext wide = DecimalContext::unlimited();
  wide.precision = std::max(digits_of(base), context.precision) + MoreDigits;
  DecimalStatus own{0, status.meter};
  DecimalNumber result = natural_logarithm(base, wide, own);
  result = multiply(result, exponent, wide, own);
  result = exponential(result, wide, own);
  status.raise((own.conditions & (AnyInvalid | DivisionByZero)) | Inexact | Rounded);
  if (result.infinite()) {
    result = {.exponent = Beyond, .coefficient = 1};
  } else if (compare_decimals(result, one()) == 0) {
    result = padded_one(false, context.precision - 1, status);
  }
  return fixed(std::move(result), context, status);
}

}  // namespace

DecimalNumber power(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext& context,
                    DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  const bool whole = is_whole(b);
  const bool negative = whole && a.negative && is_odd(b);
  if (a.zero()) {
    if (b.zero()) return undefined(status);
    return b.negative ? DecimalNumber::infinity(negative) : DecimalNumber{.negative = negative};
  }
  if (a.negative && !whole) return undefined(status);
  if (b.infinite()) {
    int growth = compare_decimals(a, one());
    if (growth == 0) {
      status.raise(Inexact | Rounded);
      return padded_one(negative, context.precision - 1, status);
    }
    if (b.negative) growth = -growth;
    return growth < 0 ? DecimalNumber{.negative = negative} : DecimalNumber::infinity(negative);
  }
  if (a.infinite()) {
    if (b.zero()) return DecimalNumber{.negative = negative, .coefficient = 1};
    return b.negative ? DecimalNumber{.negative = negative} : DecimalNumber::infinity(negative);
  }
  if (b.zero()) return {.negative = negative, .coefficient = 1};
  if (compare_magnitude_with_one(a) == 0) return power_of_one(a, b, negative, context, status);
  if (auto beyond = power_beyond_bounds(a, b, negative, context, status)) return *beyond;
  return whole ? whole_power(a, b, negative, context, status) : real_power(a, b, context, status);
}

DecimalNumber power_modulo(const DecimalNumber& base, const DecimalNumber& exponent,
                           const DecimalNumber& modulus, const DecimalContext& context,
                           DecimalStatus& status) {
  for (const auto* number : {&base, &exponent, &modulus})
    if (number->signaling()) return *nan_result(*number, context, status);
  for (const auto* number : {&base, &exponent, &modulus})
    if (number->nan()) return *nan_result(*number, context, status);
  if (!is_whole(base) || !is_whole(exponent) || !is_whole(modulus) || modulus.zero() ||
      digits_of(modulus) + modulus.exponent > context.precision)
    return undefined(status);
  if (exponent.zero() && base.zero()) return undefined(status);
  if (exponent.negative && !exponent.zero()) return undefined(status);
  const bool negative = base.negative && is_odd(exponent);
  DecimalStatus unused{0, status.meter};
  const auto whole = [&unused](const DecimalNumber& number) {
    return rescaled(number, 0, DecimalRounding::Down, unused).coefficient;
  };
  const cpp_int divisor = whole(modulus);
  const auto digits = [&whole](const DecimalNumber& number) {
    DecimalNumber without_zeros = number;
    without_zeros.exponent = std::min<std::int64_t>(number.exponent, 0);
    return whole(without_zeros);
  };
  cpp_int reduced = digits(base) % divisor;
  if (base.exponent > 0)
    reduced = reduced * cpp_int(powm(cpp_int(10), cpp_int(base.exponent), divisor)) % divisor;
  const cpp_int times = digits(exponent);
  status.spend(digits_of(times) + digits_of(divisor));
  cpp_int result = divisor == 1 ? cpp_int(0) : cpp_int(powm(reduced, times, divisor));
  // b^(digits · 10^zeros) is (b^digits)^10^10….
  for (std::int64_t zeros = exponent.exponent; zeros > 0; --zeros) {
    status.spend(1000);
    result = cpp_int(powm(result, cpp_int(10), divisor));
  }
  return {.negative = negative, .coefficient = result};
}

}  // namespace undumpy::python
