// The arithmetic of decimals, as the General Decimal Arithmetic Specification and CPython have it.
//
//     DecimalContext context;   // 28 digits, half-even
//     DecimalStatus status;
//     const DecimalNumber third = divide(one, three, context, status);  // 0.3333…
//     status.has(Inexact)       // true
//
// Operations never fail: what can not be is a NaN, and a condition of the status. Infinities and
// NaNs are operands like others.
#pragma once

#include "engine/python/decimal_number.h"

namespace undumpy::python {

// Order and names of decimal's constants.
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
};

}  // namespace undumpy::python
