#include "engine/python/decimal.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/containers.h"
#include "engine/python/decimal_context.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

Decimal::Decimal(Class* its_class, DecimalNumber value)
    : Object(TheKind, its_class),
      number(std::move(value)),
      charge_(number.coefficient.backend().size() * sizeof(boost::multiprecision::limb_type)) {}

std::string Decimal::repr(Runtime& rt) { return fmt::format("Decimal('{}')", Decimal::str(rt)); }

std::string Decimal::str(Runtime& rt) {
  decimal_status(rt).spend(digits_of(number));
  return decimal_text(number, DecimalNotation::Scientific, !current_context(rt).settings.capitals);
}

std::size_t Decimal::hash(Runtime& rt) {
  if (number.signaling()) type_error(rt, "Cannot hash a signaling NaN value");
  if (number.nan()) return Object::hash(rt);
  return static_cast<std::size_t>(hash_decimal(number));
}

bool Decimal::truth(Runtime& rt) { return static_cast<void>(rt), !number.zero(); }

void meter_decimals(Runtime& rt, std::int64_t digits) {
  // Divisions of long numbers and their conversion to text take time that grows with the square.
  constexpr std::int64_t Most = 300'000'000'000;  // whose square fits
  const auto count = static_cast<std::uint64_t>(std::min(digits, Most));
  rt.heap.require(count);
  rt.steps(count / 100 + (count / 90) * (count / 90));
}

namespace {

// Operands that only comparisons take: floats, exactly.
std::optional<DecimalNumber> comparable(Runtime& rt, const Value& value) {
  if (const auto* real = as<Float>(value)) {
    DecimalStatus status = decimal_status(rt);
    status.raise(FloatOperation);
    settle(rt, current_context(rt), status);
    return decimal_of(real->number);
  }
  return decimal_operand(rt, value);
}

}  // namespace

std::optional<DecimalNumber> decimal_operand(Runtime& rt, const Value& value) {
  if (const auto* decimal = as<Decimal>(value)) return metered(rt, decimal->number);
  if (!is_integer(value)) return std::nullopt;
  const DecimalNumber number = DecimalNumber::of(integer_of(value));
  return metered(rt, number);
}

Value Decimal::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  const auto operand = decimal_operand(rt, other);
  if (!operand) return Value::not_implemented();
  metered(rt, number);
  const DecimalNumber& left = reflected ? *operand : number;
  const DecimalNumber& right = reflected ? number : *operand;
  const auto result = [&](auto operation) {
    ContextObject& context = current_context(rt);
    DecimalStatus status = decimal_status(rt);
    DecimalNumber made = operation(left, right, context.settings, status);
    settle(rt, context, status);
    return make_decimal(rt, std::move(made));
  };
  switch (op) {
    case BinaryOperator::Add:
      return result(add);
    case BinaryOperator::Subtract:
      return result(subtract);
    case BinaryOperator::Multiply:
      return result(multiply);
    case BinaryOperator::Divide:
      return result(divide);
    case BinaryOperator::FloorDivide:
      return result(divide_integer);
    case BinaryOperator::Modulo:
      return result(remainder);
    case BinaryOperator::Power:
      return result(power);
    default:
      return Value::not_implemented();
  }
}

Value Decimal::unary(Runtime& rt, UnaryOperator op) {
  if (op == UnaryOperator::Invert) return Object::unary(rt, op);
  metered(rt, number);
  ContextObject& context = current_context(rt);
  DecimalStatus status = decimal_status(rt);
  DecimalNumber made = op == UnaryOperator::Minus ? minus(number, context.settings, status)
                                                  : plus(number, context.settings, status);
  settle(rt, context, status);
  return make_decimal(rt, std::move(made));
}

Value Decimal::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto right = comparable(rt, other);
  if (!right) return Value::not_implemented();
  metered(rt, number);
  const bool equality = op == CompareOperator::Equal || op == CompareOperator::NotEqual;
  if (number.nan() || right->nan()) {
    if (number.signaling() || right->signaling() || !equality) {
      DecimalStatus status;
      status.raise(InvalidOperation);
      settle(rt, current_context(rt), status);
    }
    return Value::boolean(op == CompareOperator::NotEqual);
  }
  const int order = compare_decimals(number, *right);
  return ordered(op, order);
}

Value make_decimal(Runtime& rt, DecimalNumber number) {
  return Value(new Decimal(rt.types.decimal, std::move(number)));
}

Value make_decimal(Runtime& rt, std::string_view text) {
  DecimalStatus status = decimal_status(rt);
  DecimalNumber number = parse_decimal(text, status);
  settle(rt, current_context(rt), status);
  return make_decimal(rt, std::move(number));
}

std::string decimal_text(const Value& decimal) {
  return decimal_text(as<Decimal>(decimal)->number);
}

}  // namespace undumpy::python
