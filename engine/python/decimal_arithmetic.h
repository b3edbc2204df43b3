// The arithmetic of decimals, as the General Decimal Arithmetic Specification and CPython have it.
//
//     DecimalContext context;  // 28 digits, half-even
//     DecimalStatus status;
//     const DecimalNumber third = divide(one, three, context, status);  // 0.3333…
//     status.has(Inexact)      // true
//
// Operations never fail: what can not be is a NaN, and a condition of the status. Infinities and
// NaNs are operands like others. Operands may have more digits than the context: only results are
// rounded.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "engine/python/decimal_number.h"

namespace undumpy::python {

enum class DecimalRounding : std::uint8_t {
  Ceiling,
  Down,
  Floor,
  HalfDown,
  HalfEven,
  HalfUp,
  Up,
  ZeroFiveUp,
};

struct DecimalContext {
  std::int64_t precision = 28;
  DecimalRounding rounding = DecimalRounding::HalfEven;
  std::int64_t smallest = -999'999;  // Emin
  std::int64_t largest = 999'999;    // Emax
  bool clamp = false;
  bool capitals = true;

  // The smallest exponent of the last digit, and the largest when all digits are there.
  [[nodiscard]] std::int64_t tiny() const { return smallest - (precision - 1); }
  [[nodiscard]] std::int64_t top() const { return largest - (precision - 1); }
  // For results that are to be exact.
  static DecimalContext unlimited();
};

#define UNDUMPY_UNARY(name) \
  DecimalNumber name(const DecimalNumber& a, const DecimalContext& context, DecimalStatus& status)
#define UNDUMPY_BINARY(name)                                         \
  DecimalNumber name(const DecimalNumber& a, const DecimalNumber& b, \
                     const DecimalContext& context, DecimalStatus& status)

// ---- decimal_rounding.cpp ----------------------------------------------------------------------

// The result of every operation: rounded to the context's digits, its exponent within bounds.
DecimalNumber fixed(DecimalNumber number, const DecimalContext& context, DecimalStatus& status);
// The NaN that an operation with these operands gives; nothing when none is a NaN.
std::optional<DecimalNumber> nan_result(const DecimalNumber& a, const DecimalContext& context,
                                        DecimalStatus& status);
std::optional<DecimalNumber> nan_result(const DecimalNumber& a, const DecimalNumber& b,
                                        const DecimalContext& context, DecimalStatus& status);
// A NaN, and the condition that says why.
DecimalNumber undefined(DecimalStatus& status, std::uint32_t condition = InvalidOperation);
// The number with that exponent, as many digits as it takes. REQUIRES: finite.
DecimalNumber rescaled(const DecimalNumber& number, std::int64_t exponent, DecimalRounding rounding,
                       DecimalStatus& status);
// At most so many digits, whatever the exponent. REQUIRES: finite, digits > 0.
DecimalNumber shortened(const DecimalNumber& number, std::int64_t digits, DecimalRounding rounding,
                        DecimalStatus& status);
UNDUMPY_UNARY(plus);
UNDUMPY_UNARY(minus);
UNDUMPY_UNARY(absolute);
UNDUMPY_UNARY(normalized);
UNDUMPY_UNARY(to_integral_exact);
UNDUMPY_UNARY(to_integral_value);
UNDUMPY_UNARY(logb);
UNDUMPY_UNARY(next_minus);
UNDUMPY_UNARY(next_plus);
UNDUMPY_BINARY(quantize);
UNDUMPY_BINARY(scaleb);
UNDUMPY_BINARY(next_toward);

// ---- decimal_arithmetic.cpp --------------------------------------------------------------------

UNDUMPY_BINARY(add);
UNDUMPY_BINARY(subtract);
UNDUMPY_BINARY(multiply);
UNDUMPY_BINARY(divide);
UNDUMPY_BINARY(divide_integer);
UNDUMPY_BINARY(remainder);
UNDUMPY_BINARY(remainder_near);
std::pair<DecimalNumber, DecimalNumber> divide_with_remainder(const DecimalNumber& a,
                                                              const DecimalNumber& b,
                                                              const DecimalContext& context,
                                                              DecimalStatus& status);
// a * b + c, rounded once.
DecimalNumber fused(const DecimalNumber& a, const DecimalNumber& b, const DecimalNumber& c,
                    const DecimalContext& context, DecimalStatus& status);

// ---- decimal_order.cpp -------------------------------------------------------------------------

UNDUMPY_BINARY(compared);
UNDUMPY_BINARY(compared_signal);
UNDUMPY_BINARY(larger);
UNDUMPY_BINARY(smaller);
UNDUMPY_BINARY(larger_magnitude);
UNDUMPY_BINARY(smaller_magnitude);
// -1, 0, 1 in the order of all representations, NaNs too.
int compare_total(const DecimalNumber& a, const DecimalNumber& b);
bool same_quantum(const DecimalNumber& a, const DecimalNumber& b);
// "+Normal", "-Zero", "sNaN", …
std::string number_class(const DecimalNumber& number, const DecimalContext& context);

// ---- decimal_functions.cpp ---------------------------------------------------------------------

UNDUMPY_UNARY(square_root);
UNDUMPY_UNARY(exponential);
UNDUMPY_UNARY(natural_logarithm);
UNDUMPY_UNARY(decimal_logarithm);

// ---- decimal_power.cpp -------------------------------------------------------------------------

UNDUMPY_BINARY(power);
DecimalNumber power_modulo(const DecimalNumber& base, const DecimalNumber& exponent,
                           const DecimalNumber& modulus, const DecimalContext& context,
                           DecimalStatus& status);

#undef UNDUMPY_UNARY
#undef UNDUMPY_BINARY

}  // namespace undumpy::python
