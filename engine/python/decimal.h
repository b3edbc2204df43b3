// Decimal: the objects of decimal.Decimal, and how C++ code makes them.
//
//     const Value price = make_decimal(rt, "12.50");
//     decimal_text(price)                  // "12.50"
//     as<Decimal>(price)->number.exponent  // -2
//
// The arithmetic is in decimal_arithmetic.h; contexts are in decimal_context.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/python/decimal_number.h"
#include "engine/python/heap.h"
#include "engine/python/object.h"

namespace undumpy::python {

class Decimal : public Object {
 public:
  static constexpr Kind TheKind = Kind::Decimal;
  Decimal(Class* its_class, DecimalNumber value);

  std::string repr(Runtime& rt) override;
  std::string str(Runtime& rt) override;
  Value format(Runtime& rt, const std::string& spec) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value unary(Runtime& rt, UnaryOperator op) override;

  const DecimalNumber number;

 private:
  Charge charge_;
};

// Decimal(text): raises decimal.InvalidOperation.
Value make_decimal(Runtime& rt, std::string_view text);
Value make_decimal(Runtime& rt, DecimalNumber number);
// As str() shows it. REQUIRES: a Decimal.
std::string decimal_text(const Value& decimal);
// A Decimal, int or bool as a number; nothing for other values.
std::optional<DecimalNumber> decimal_operand(Runtime& rt, const Value& value);
// pow(base, exponent, modulus); absent when one of them is no operand of decimals.
Value decimal_power(Runtime& rt, const Value& base, const Value& exponent, const Value& modulus);
// Counts the work that numbers of so many digits make, before it is done.
void meter_decimals(Runtime& rt, std::int64_t digits);
// The number, its work counted when it is long: every operation looks at all its digits.
inline const DecimalNumber& metered(Runtime& rt, const DecimalNumber& number) {
  constexpr std::size_t Short = 32;  // limbs
  constexpr std::int64_t DigitsPerLimb = 19;
  const std::size_t limbs = number.coefficient.backend().size();
  if (limbs > Short) meter_decimals(rt, static_cast<std::int64_t>(limbs) * DigitsPerLimb);
  return number;
}

}  // namespace undumpy::python
