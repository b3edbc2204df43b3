// Comparing decimals: by value, by representation, the larger and the smaller.

#include "engine/python/decimal_arithmetic.h"

namespace undumpy::python {

namespace {

DecimalNumber order_as_number(int order) { return DecimalNumber::of(order); }

DecimalNumber magnitude(DecimalNumber number) {
  number.negative = false;
  return number;
}

// A number goes before a quiet NaN; nothing when both are numbers.
std::optional<DecimalNumber> number_beside_nan(const DecimalNumber& a, const DecimalNumber& b,
                                               const DecimalContext& context,
                                               DecimalStatus& status) {
  if (!a.nan() && b.nan() && !b.signaling()) return fixed(a, context, status);
  if (!b.nan() && a.nan() && !a.signaling()) return fixed(b, context, status);
  return nan_result(a, b, context, status);
}

DecimalNumber chosen(const DecimalNumber& a, const DecimalNumber& b, int order, bool want_larger,
                     const DecimalContext& context, DecimalStatus& status) {
  if (order == 0) order = compare_total(a, b);
  return fixed((order > 0) == want_larger && order != 0 ? a : b, context, status);
}

}  // namespace

DecimalNumber compared(const DecimalNumber& a, const DecimalNumber& b,
                       const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) return *nan;
  return order_as_number(compare_decimals(a, b));
}

DecimalNumber compared_signal(const DecimalNumber& a, const DecimalNumber& b,
                              const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = nan_result(a, b, context, status)) {
    status.raise(InvalidOperation);
    return *nan;
  }
  return order_as_number(compare_decimals(a, b));
}

DecimalNumber larger(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext& context,
                     DecimalStatus& status) {
  if (auto nan = number_beside_nan(a, b, context, status)) return *nan;
  return chosen(a, b, compare_decimals(a, b), true, context, status);
}

DecimalNumber smaller(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext& context,
                      DecimalStatus& status) {
  if (auto nan = number_beside_nan(a, b, context, status)) return *nan;
  return chosen(a, b, compare_decimals(a, b), false, context, status);
}

DecimalNumber larger_magnitude(const DecimalNumber& a, const DecimalNumber& b,
                               const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = number_beside_nan(a, b, context, status)) return *nan;
  return chosen(a, b, compare_decimals(magnitude(a), magnitude(b)), true, context, status);
}

DecimalNumber smaller_magnitude(const DecimalNumber& a, const DecimalNumber& b,
                                const DecimalContext& context, DecimalStatus& status) {
  if (auto nan = number_beside_nan(a, b, context, status)) return *nan;
  return chosen(a, b, compare_decimals(magnitude(a), magnitude(b)), false, context, status);
}

int compare_total(const DecimalNumber& a, const DecimalNumber& b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  const int sign = a.negative ? -1 : 1;
  const auto rank = [](const DecimalNumber& number) {
    return number.signaling() ? 1 : number.nan() ? 2 : 0;
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b) ? -sign : sign;
  if (a.nan()) {
    const int order = a.coefficient.compare(b.coefficient);
    return order < 0 ? -sign : order > 0 ? sign : 0;
  }
  const int order = compare_decimals(a, b);
  if (order != 0 || !a.finite()) return order;
  return a.exponent < b.exponent ? -sign : a.exponent > b.exponent ? sign : 0;
}

bool same_quantum(const DecimalNumber& a, const DecimalNumber& b) {
  if (a.finite() && b.finite()) return a.exponent == b.exponent;
  return (a.nan() && b.nan()) || (a.infinite() && b.infinite());
}

std::string number_class(const DecimalNumber& number, const DecimalContext& context) {
  if (number.nan()) return number.signaling() ? "sNaN" : "NaN";
  const std::string sign = number.negative ? "-" : "+";
  if (number.infinite()) return sign + "Infinity";
  if (number.zero()) return sign + "Zero";
  return sign + (adjusted(number) < context.smallest ? "Subnormal" : "Normal");
}

}  // namespace undumpy::python
