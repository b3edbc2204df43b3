// Fitting results into a context, and the operations that only round.

#include <algorithm>

#include "engine/python/decimal_arithmetic.h"

namespace undumpy::python {

using boost::multiprecision::cpp_int;

DecimalContext DecimalContext::unlimited() {
  return {.precision = DecimalLargest, .smallest = -DecimalLargest, .largest = DecimalLargest};
}

namespace {

// What rounding took away, compared with half a unit of the last digit that is left.
enum class Lost : std::uint8_t { Nothing, LessThanHalf, Half, MoreThanHalf };

bool rounds_away(DecimalRounding rounding, bool negative, Lost lost, const cpp_int& left) {
  if (lost == Lost::Nothing) return false;
  switch (rounding) {
    case DecimalRounding::Down:
      return false;
    case DecimalRounding::Up:
      return true;
    case DecimalRounding::Ceiling:
      return !negative;
    case DecimalRounding::Floor:
      return negative;
    case DecimalRounding::HalfUp:
      return lost >= Lost::Half;
    case DecimalRounding::HalfDown:
      return lost == Lost::MoreThanHalf;
    case DecimalRounding::HalfEven:
      return lost == Lost::MoreThanHalf || (lost == Lost::Half && (left & 1) != 0);
    case DecimalRounding::ZeroFiveUp:
      return left % 5 == 0;
  }
  return false;
}

// Takes the last `count` digits away, and rounds. REQUIRES: count > 0.
Lost drop_digits(DecimalNumber& number, std::int64_t count, DecimalRounding rounding,
                 const DecimalStatus& status) {
  const std::int64_t digits = digits_of(number);
  Lost lost = Lost::Nothing;
  if (count > digits) {
    lost = number.coefficient == 0 ? Lost::Nothing : Lost::LessThanHalf;
    number.coefficient = 0;
  } else {
    status.spend(digits);
    const cpp_int unit = power_of_ten(count);
    cpp_int quotient;
    cpp_int rest;
    divide_qr(number.coefficient, unit, quotient, rest);
    number.coefficient = quotient;
    const int half = cpp_int(rest * 2).compare(unit);
    if (rest != 0)
      lost = half < 0 ? Lost::LessThanHalf : half == 0 ? Lost::Half : Lost::MoreThanHalf;
  }
  number.exponent += count;
  if (rounds_away(rounding, number.negative, lost, number.coefficient)) ++number.coefficient;
  return lost;
}

void append_zeros(DecimalNumber& number, std::int64_t count, const DecimalStatus& status) {
  if (count <= 0) return;
  if (number.coefficient != 0) {
    status.spend(digits_of(number) + count);
    number.coefficient *= power_of_ten(count);
  }
  number.exponent -= count;
}

DecimalNumber overflown(bool negative, const DecimalContext& context, DecimalStatus& status) {
  status.raise(Overflow | Inexact | Rounded);
  const bool to_infinity = context.rounding == DecimalRounding::Ceiling ? !negative
                           : context.rounding == DecimalRounding::Floor
                               ? negative
                               : context.rounding != DecimalRounding::Down &&
                                     context.rounding != DecimalRounding::ZeroFiveUp;
  if (to_infinity) return DecimalNumber::infinity(negative);
  status.spend(context.precision);
  return {.negative = negative,
          .exponent = context.top(),
          .coefficient = power_of_ten(context.precision) - 1};
}

DecimalNumber fixed_nan(DecimalNumber nan, const DecimalContext& context) {
  const std::int64_t most = context.precision - (context.clamp ? 1 : 0);
  if (digits_of(nan) > most)
    nan.coefficient = most > 0 ? cpp_int(nan.coefficient % power_of_ten(most)) : cpp_int(0);
  return nan;
}

}  // namespace

DecimalNumber fixed(DecimalNumber number, const DecimalContext& context, DecimalStatus& status) {
  if (number.nan()) return fixed_nan(std::move(number), context);
  if (!number.finite()) return number;
  const std::int64_t top = context.top();
  if (number.coefficient == 0) {
    const std::int64_t most = context.clamp ? top : context.largest;
    const std::int64_t within = std::clamp(number.exponent, context.tiny(), most);
    if (within != number.exponent) status.raise(Clamped);
    number.exponent = within;
    return number;
  }
  const std::int64_t first = adjusted(number);
  if (first > context.largest) return overflown(number.negative, context, status);
  const bool subnormal = first < context.smallest;
  if (subnormal) status.raise(Subnormal);
  const std::int64_t least =
      subnormal ? context.tiny() : number.exponent + digits_of(number) - context.precision;
  if (number.exponent < least) {
    status.raise(Rounded);
    if (drop_digits(number, least - number.exponent, context.rounding, status) != Lost::Nothing) {
      status.raise(subnormal ? Inexact | Underflow : Inexact);
    }
    if (number.coefficient == 0) status.raise(Clamped);
    if (digits_of(number) > context.precision) {  // 999 became 1000
      number.coefficient /= 10;
      ++number.exponent;
    }
    if (number.coefficient != 0 && adjusted(number) > context.largest)
      return overflown(number.negative, context, status);
  }
  if (context.clamp && number.exponent > top) {
    status.raise(Clamped);
    append_zeros(number, number.exponent - top, status);
  }
  return number;
}

std::optional<DecimalNumber> nan_result(const DecimalNumber& a, const DecimalContext& context,
                                        DecimalStatus& status) {
  if (!a.nan()) return std::nullopt;
  if (a.signaling()) status.raise(InvalidOperation);
  DecimalNumber nan = a;
  nan.form = DecimalNumber::Form::QuietNan;
  return fixed_nan(std::move(nan), context);
}

std::optional<DecimalNumber> nan_result(const DecimalNumber& a, const DecimalNumber& b,
                                        const DecimalContext& context, DecimalStatus& status) {
  if (a.signaling()) return nan_result(a, context, status);
  if (b.signaling() || !a.nan()) return nan_result(b, context, status);
  return nan_result(a, context, status);
}

DecimalNumber undefined(DecimalStatus& status, std::uint32_t condition) {
  status.raise(condition);
  return DecimalNumber::quiet_nan();
}

DecimalNumber rescaled(const DecimalNumber& number, std::int64_t exponent, DecimalRounding rounding,
                       DecimalStatus& status) {
  DecimalNumber result = number;
  if (number.exponent >= exponent) {
    append_zeros(result, number.exponent - exponent, status);
    result.exponent = exponent;
    return result;
  }
  const Lost lost = drop_digits(result, exponent - number.exponent, rounding, status);
  status.raise(lost == Lost::Nothing ? Rounded : Rounded | Inexact);
  return result;
}

DecimalNumber shortened(const DecimalNumber& number, std::int64_t digits, DecimalRounding rounding,
                        DecimalStatus& status) {
  DecimalNumber result = number;
  const std::int64_t surplus = digits_of(number) - digits;
  if (surplus <= 0) return result;
  const Lost lost = drop_digits(result, surplus, rounding, status);
  status.raise(lost == Lost::Nothing ? Rounded : Rounded | Inexact);
  if (digits_of(result) > digits) {
    result.coefficient /= 10;
    ++result.exponent;
  }
  return result;
}

// ---- operations --------------------------------------------------------------------------------

namespace {

// -0 is 0, unless rounding goes down.
bool sign_of_zero(bool negative, const DecimalNumber& number, const DecimalContext& context) {
  return number.zero() ? context.rounding == DecimalRounding::Floor : negative;
}

}  // namespace

DecimalNumber plus(const DecimalNumber& a, const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  DecimalNumber result = a;
  result.negative = sign_of_zero(a.negative, a, context);
  return fixed(std::move(result), context, status);
}

DecimalNumber minus(const DecimalNumber& a, const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  DecimalNumber result = a;
  result.negative = sign_of_zero(!a.negative, a, context);
  return fixed(std::move(result), context, status);
}

DecimalNumber absolute(const DecimalNumber& a, const DecimalContext& context,
                       DecimalStatus& status) {
  return a.negative ? minus(a, context, status) : plus(a, context, status);
}

DecimalNumber normalized(const DecimalNumber& a, const DecimalContext& context,
                         DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  DecimalNumber result = fixed(a, context, status);
  if (!result.finite()) return result;
  if (result.zero()) {
    result.exponent = 0;
    return result;
  }
  const std::int64_t most = context.clamp ? context.top() : context.largest;
  while (result.exponent < most) {
    cpp_int quotient;
    cpp_int rest;
    divide_qr(result.coefficient, cpp_int(10), quotient, rest);
    if (rest != 0) break;
    result.coefficient = quotient;
    ++result.exponent;
    status.spend(digits_of(result));
  }
  return result;
}

namespace {

DecimalNumber to_integral(const DecimalNumber& a, const DecimalContext& context,
                          DecimalStatus& status, bool silent) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  if (!a.finite() || a.exponent >= 0) return a;
  if (a.zero()) return {.negative = a.negative};
  DecimalStatus own{0, status.meter};
  DecimalNumber result = rescaled(a, 0, context.rounding, own);
  if (!silent) status.raise(own.conditions);
  return result;
}

}  // namespace

DecimalNumber to_integral_exact(const DecimalNumber& a, const DecimalContext& context,
                                DecimalStatus& status) {
  return to_integral(a, context, status, false);
}

DecimalNumber to_integral_value(const DecimalNumber& a, const DecimalContext& context,
                                DecimalStatus& status) {
  return to_integral(a, context, status, true);
}

DecimalNumber quantize(const DecimalNumber& a, const DecimalNumber& b,
                       const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  if (a.infinite() && b.infinite()) return a;
  if (a.infinite() || b.infinite() || b.exponent > context.largest || b.exponent < context.tiny())
    return undefined(status);
  if (a.zero()) return fixed({.negative = a.negative, .exponent = b.exponent}, context, status);
  if (digits_of(a) + a.exponent - b.exponent > context.precision) return undefined(status);
  DecimalStatus own{0, status.meter};
  DecimalNumber result = rescaled(a, b.exponent, context.rounding, own);
  if (digits_of(result) > context.precision || adjusted(result) > context.largest)
    return undefined(status);
  status.raise(own.conditions);
  return fixed(std::move(result), context, status);
}

DecimalNumber logb(const DecimalNumber& a, const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  if (a.infinite()) return DecimalNumber::infinity(false);
  if (a.zero()) {
    status.raise(DivisionByZero);
    return DecimalNumber::infinity(true);
  }
  return fixed(DecimalNumber::of(adjusted(a)), context, status);
}

DecimalNumber scaleb(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext& context,
                     DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  if (!b.finite() || b.exponent != 0) return undefined(status);
  const std::int64_t most = 2 * (context.largest + context.precision);
  if (b.coefficient > most) return undefined(status);
  if (a.infinite()) return a;
  DecimalNumber result = a;
  const auto by = static_cast<std::int64_t>(b.coefficient);
  result.exponent += b.negative ? -by : by;
  return fixed(std::move(result), context, status);
}

namespace {

// The neighbour of `a` above, or below.
DecimalNumber neighbour(const DecimalNumber& a, bool above, const DecimalContext& context,
                        DecimalStatus& status) {
  DecimalContext directed = context;
  directed.rounding = above ? DecimalRounding::Ceiling : DecimalRounding::Floor;
  if (a.infinite()) {
    if (a.negative != above) return a;
    status.spend(context.precision);
    return {.negative = a.negative,
            .exponent = context.top(),
            .coefficient = power_of_ten(context.precision) - 1};
  }
  DecimalStatus own{0, status.meter};
  DecimalNumber result = fixed(a, directed, own);
  if (own.has(Inexact)) return result;
  return add(a, {.negative = !above, .exponent = context.tiny() - 1, .coefficient = 1}, directed,
             own);
}

}  // namespace

DecimalNumber next_minus(const DecimalNumber& a, const DecimalContext& context,
                         DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  return neighbour(a, false, context, status);
}

DecimalNumber next_plus(const DecimalNumber& a, const DecimalContext& context,
                        DecimalStatus& status) {
  if (auto nan = nan_result(a, context, status)) return *nan;
  return neighbour(a, true, context, status);
}

DecimalNumber next_toward(const DecimalNumber& a, const DecimalNumber& b,
                          const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  const int order = compare_decimals(a, b);
  DecimalNumber result = a;
  if (order == 0) {
    result.negative = b.negative;
    return result;
  }
  result = neighbour(a, order < 0, context, status);
  if (result.infinite()) {
    status.raise(Overflow | Rounded | Inexact);
  } else if (adjusted(result) < context.smallest) {
    status.raise(Underflow | Subnormal | Rounded | Inexact);
    if (result.zero()) status.raise(Clamped);
  }
  return result;
}

}  // namespace undumpy::python
