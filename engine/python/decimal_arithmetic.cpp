#include "engine/python/decimal_arithmetic.h"

#include <algorithm>

namespace undumpy::python {

using boost::multiprecision::cpp_int;

namespace {

cpp_int scaled_up(const cpp_int& coefficient, std::int64_t zeros, const DecimalStatus& status) {
  if (zeros == 0 || coefficient == 0) return coefficient;
  status.spend(digits_of(coefficient) + zeros);
  return coefficient * power_of_ten(zeros);
}

cpp_int product(const cpp_int& a, const cpp_int& b, const DecimalStatus& status) {
  status.spend(std::max(digits_of(a), digits_of(b)));
  return a * b;
}

// Gives both the smaller exponent. An operand that lies far below the digits of the other one, of
// `precision`, is replaced by a small one that rounds the same.
void align(DecimalNumber& a, DecimalNumber& b, std::int64_t precision,
           const DecimalStatus& status) {
  DecimalNumber& high = a.exponent >= b.exponent ? a : b;
  DecimalNumber& low = a.exponent >= b.exponent ? b : a;
  const std::int64_t last =
      high.exponent + std::min<std::int64_t>(-1, digits_of(high) - precision - 2);
  if (adjusted(low) < last) {
    low.coefficient = 1;
    low.exponent = last;
  }
  high.coefficient = scaled_up(high.coefficient, high.exponent - low.exponent, status);
  high.exponent = low.exponent;
}

DecimalNumber sum_with_zero(const DecimalNumber& number, std::int64_t exponent,
                            const DecimalContext& context, DecimalStatus& status) {
  const std::int64_t wanted =
      std::max(std::min(exponent, number.exponent), number.exponent - context.precision - 1);
  return fixed(rescaled(number, wanted, context.rounding, status), context, status);
}

DecimalNumber sum_of_finite(DecimalNumber a, DecimalNumber b, const DecimalContext& context,
                            DecimalStatus& status) {
  const bool floor = context.rounding == DecimalRounding::Floor;
  if (a.zero() && b.zero()) {
    const bool negative = a.negative == b.negative ? a.negative : floor;
    return fixed({.negative = negative, .exponent = std::min(a.exponent, b.exponent)}, context,
                 status);
  }
  if (a.zero()) return sum_with_zero(b, a.exponent, context, status);
  if (b.zero()) return sum_with_zero(a, b.exponent, context, status);
  align(a, b, context.precision, status);
  DecimalNumber result{.exponent = a.exponent};
  if (a.negative == b.negative) {
    result.negative = a.negative;
    result.coefficient = a.coefficient + b.coefficient;
  } else {
    const int order = a.coefficient.compare(b.coefficient);
    result.negative = order == 0 ? floor : order > 0 ? a.negative : b.negative;
    result.coefficient = order >= 0 ? cpp_int(a.coefficient - b.coefficient)
                                    : cpp_int(b.coefficient - a.coefficient);
  }
  return fixed(std::move(result), context, status);
}

DecimalNumber sum(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext& context,
                  DecimalStatus& status) {
  if (a.infinite() && b.infinite()) return a.negative == b.negative ? a : undefined(status);
  if (a.infinite()) return a;
  if (b.infinite()) return b;
  return sum_of_finite(a, b, context, status);
}

DecimalNumber negated(DecimalNumber number) {
  number.negative = !number.negative;
  return number;
}

// a * b, exactly. REQUIRES: no NaNs, not 0 * infinity.
DecimalNumber exact_product(const DecimalNumber& a, const DecimalNumber& b,
                            const DecimalStatus& status) {
  const bool negative = a.negative != b.negative;
  if (a.infinite() || b.infinite()) return DecimalNumber::infinity(negative);
  return {.negative = negative,
          .exponent = a.exponent + b.exponent,
          .coefficient = product(a.coefficient, b.coefficient, status)};
}

bool zero_times_infinity(const DecimalNumber& a, const DecimalNumber& b) {
  return (a.zero() && b.infinite()) || (a.infinite() && b.zero());
}

}  // namespace

DecimalNumber add(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext& context,
                  DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  return sum(a, b, context, status);
}

DecimalNumber subtract(const DecimalNumber& a, const DecimalNumber& b,
                       const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  return sum(a, negated(b), context, status);
}

DecimalNumber multiply(const DecimalNumber& a, const DecimalNumber& b,
                       const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  if (zero_times_infinity(a, b)) return undefined(status);
  return fixed(exact_product(a, b, status), context, status);
}

DecimalNumber fused(const DecimalNumber& a, const DecimalNumber& b, const DecimalNumber& c,
                    const DecimalContext& context, DecimalStatus& status) {
  if (a.signaling() || b.signaling() || (c.signaling() && !a.nan() && !b.nan()))
    return *nan_result(a.signaling() || b.signaling() ? a : c, b, context, status);
  if (c.signaling()) return *nan_result(c, context, status);
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  if (zero_times_infinity(a, b)) return undefined(status);
  if (auto nan = nan_result(c, context, status)) return *nan;
  return sum(exact_product(a, b, status), c, context, status);
}

DecimalNumber divide(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext& context,
                     DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  const bool negative = a.negative != b.negative;
  if (a.infinite()) return b.infinite() ? undefined(status) : DecimalNumber::infinity(negative);
  if (b.infinite()) {
    status.raise(Clamped);
    return {.negative = negative, .exponent = context.tiny()};
  }
  if (b.zero()) {
    if (a.zero()) return undefined(status, DivisionUndefined);
    status.raise(DivisionByZero);
    return DecimalNumber::infinity(negative);
  }
  const std::int64_t ideal = a.exponent - b.exponent;
  DecimalNumber result{.negative = negative, .exponent = ideal};
  if (a.zero()) return fixed(std::move(result), context, status);
  const std::int64_t shift = digits_of(b) - digits_of(a) + context.precision + 1;
  const cpp_int top = scaled_up(a.coefficient, std::max<std::int64_t>(shift, 0), status);
  const cpp_int bottom = scaled_up(b.coefficient, std::max<std::int64_t>(-shift, 0), status);
  status.spend(digits_of(top));
  cpp_int rest;
  divide_qr(top, bottom, result.coefficient, rest);
  result.exponent = ideal - shift;
  if (rest != 0) {
    // A digit that is neither 0 nor 5 rounds as all that follow it.
    if (result.coefficient % 5 == 0) ++result.coefficient;
  } else {
    while (result.exponent < ideal && result.coefficient % 10 == 0) {
      result.coefficient /= 10;
      ++result.exponent;
    }
  }
  return fixed(std::move(result), context, status);
}

namespace {

struct Division {
  DecimalNumber quotient, rest;
};

// The whole quotient and the rest. REQUIRES: both finite, b is not 0.
Division whole_division(const DecimalNumber& a, const DecimalNumber& b,
                        const DecimalContext& context, DecimalStatus& status) {
  const bool negative = a.negative != b.negative;
  const std::int64_t exponent = std::min(a.exponent, b.exponent);
  if (a.zero()) return {{.negative = negative}, {.negative = a.negative, .exponent = exponent}};
  const std::int64_t difference = adjusted(a) - adjusted(b);
  if (difference < 0) {
    DecimalNumber rest = a;
    rest.coefficient = scaled_up(a.coefficient, a.exponent - exponent, status);
    rest.exponent = exponent;
    return {{.negative = negative}, std::move(rest)};
  }
  if (difference > context.precision) {
    const DecimalNumber nan = undefined(status, DivisionImpossible);
    return {nan, nan};
  }
  const cpp_int top = scaled_up(a.coefficient, a.exponent - exponent, status);
  const cpp_int bottom = scaled_up(b.coefficient, b.exponent - exponent, status);
  Division result{{.negative = negative}, {.negative = a.negative, .exponent = exponent}};
  status.spend(digits_of(top));
  divide_qr(top, bottom, result.quotient.coefficient, result.rest.coefficient);
  if (digits_of(result.quotient) > context.precision) {
    const DecimalNumber nan = undefined(status, DivisionImpossible);
    return {nan, nan};
  }
  return result;
}

}  // namespace

DecimalNumber divide_integer(const DecimalNumber& a, const DecimalNumber& b,
                             const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  const bool negative = a.negative != b.negative;
  if (a.infinite()) return b.infinite() ? undefined(status) : DecimalNumber::infinity(negative);
  if (b.infinite()) return {.negative = negative};
  if (b.zero()) {
    if (a.zero()) return undefined(status, DivisionUndefined);
    status.raise(DivisionByZero);
    return DecimalNumber::infinity(negative);
  }
  return fixed(whole_division(a, b, context, status).quotient, context, status);
}

namespace {

// The remainder where it needs no division; nothing otherwise.
std::optional<DecimalNumber> plain_remainder(const DecimalNumber& a, const DecimalNumber& b,
                                             const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return nan;
  if (a.infinite()) return undefined(status);
  if (b.zero()) return undefined(status, a.zero() ? DivisionUndefined : InvalidOperation);
  if (b.infinite()) return fixed(a, context, status);
  return std::nullopt;
}

}  // namespace

DecimalNumber remainder(const DecimalNumber& a, const DecimalNumber& b,
                        const DecimalContext& context, DecimalStatus& status) {
  if (auto plain = plain_remainder(a, b, context, status)) return *plain;
  return fixed(whole_division(a, b, context, status).rest, context, status);
}

DecimalNumber remainder_near(const DecimalNumber& a, const DecimalNumber& b,
                             const DecimalContext& context, DecimalStatus& status) {
  if (auto plain = plain_remainder(a, b, context, status)) return *plain;
  Division division = whole_division(a, b, context, status);
  DecimalNumber& rest = division.rest;
  if (rest.nan() || rest.zero()) return fixed(std::move(rest), context, status);
  DecimalNumber divisor = b;
  divisor.negative = !rest.negative;
  const DecimalContext exact = DecimalContext::unlimited();
  // A rest far below the divisor is nearest already.
  if (adjusted(b) - adjusted(rest) <= 1) {
    DecimalNumber other = add(rest, divisor, exact, status);
    DecimalNumber size = other;
    DecimalNumber rest_size = rest;
    size.negative = rest_size.negative = false;
    const int order = compare_decimals(size, rest_size);
    if (order < 0 || (order == 0 && (division.quotient.coefficient & 1) != 0)) {
      if (division.quotient.coefficient + 1 == power_of_ten(context.precision))
        return undefined(status, DivisionImpossible);
      rest = std::move(other);
    }
  }
  return fixed(std::move(rest), context, status);
}

std::pair<DecimalNumber, DecimalNumber> divide_with_remainder(const DecimalNumber& a,
                                                              const DecimalNumber& b,
                                                              const DecimalContext& context,
                                                              DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return {*nan, *nan};
  const bool negative = a.negative != b.negative;
  if (a.infinite()) {
    const DecimalNumber nan = undefined(status);
    return {b.infinite() ? nan : DecimalNumber::infinity(negative), nan};
  }
  if (b.infinite()) return {{.negative = negative}, fixed(a, context, status)};
  if (b.zero()) {
    if (a.zero()) {
      const DecimalNumber nan = undefined(status, DivisionUndefined);
      return {nan, nan};
    }
    const DecimalNumber nan = undefined(status, DivisionByZero | InvalidOperation);
    return {DecimalNumber::infinity(negative), nan};
  }
  Division division = whole_division(a, b, context, status);
  return {fixed(std::move(division.quotient), context, status),
          fixed(std::move(division.rest), context, status)};
}

}  // namespace undumpy::python
