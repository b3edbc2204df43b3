#include "engine/python/decimal.h"

#include <fmt/format.h>

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
  // Long multiplications and conversions take time that grows with the square.
  const auto count = static_cast<std::uint64_t>(digits);
  rt.heap.require(count);
  rt.steps(count / 100 + (count / 200) * (count / 200));
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
  if (const auto* decimal = as<Decimal>(value)) return decimal->number;
  if (!is_integer(value)) return std::nullopt;
  static_cast<void>(rt);
  return DecimalNumber::of(integer_of(value));
}

Value Decimal::format(Runtime& rt, const std::string& spec) { return Object::format(rt, spec); }
Value Decimal::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  return Object::binary(rt, op, other, reflected);
}
Value Decimal::unary(Runtime& rt, UnaryOperator op) { return Object::unary(rt, op); }

Value Decimal::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto right = comparable(rt, other);
  if (!right) return Value::not_implemented();
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
  switch (op) {
    case CompareOperator::Equal:
      return Value::boolean(order == 0);
    case CompareOperator::NotEqual:
      return Value::boolean(order != 0);
    case CompareOperator::Less:
      return Value::boolean(order < 0);
    case CompareOperator::LessEqual:
      return Value::boolean(order <= 0);
    case CompareOperator::Greater:
      return Value::boolean(order > 0);
    case CompareOperator::GreaterEqual:
      return Value::boolean(order >= 0);
    default:
      return Value::not_implemented();
  }
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
