// int, bool and float as types.

#include <fmt/format.h>

#include <cmath>

#include "engine/python/containers.h"
#include "engine/python/float_text.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

Value whole_of(Runtime& rt, double number, bool nearest) {
  auto whole = nearest ? round_to_integer(number) : truncate_to_integer(number);
  if (!whole) raise(rt, whole.error());
  return make_integer(rt, *whole);
}

Value to_integer(Runtime& rt, const Value& value) {
  if (is_integer(value)) return make_integer(rt, integer_of(value));
  if (const auto* real = as<Float>(value)) return whole_of(rt, real->number, false);
  if (const auto* text = as<Str>(value)) return parse_integer(rt, text->text, 10, value);
  if (const auto* bytes = as<Bytes>(value)) return parse_integer(rt, bytes->text, 10, value);
  for (const char* name : {"__int__", "__index__", "__trunc__"})
    if (const Value method = value.is_object() ? find_attribute(rt, value, name) : Value()) {
      const Value result = call(rt, method, {});
      if (!is_integer(result))
        type_error(rt, "{} returned non-int (type {})", name, type_name(rt, result));
      return result;
    }
  type_error(rt, "int() argument must be a string, a bytes-like object or a real number, not '{}'",
             type_name(rt, value));
}

Value make_int_object(Runtime& rt, Class& cls, Arguments& arguments) {
  const auto [value, base] = read<2>(rt, arguments, {"int", {"x", "base"}});
  Value result = Value::small(0);
  if (base) {
    const auto* text = as<Str>(value);
    if (text == nullptr) type_error(rt, "int() can't convert non-string with explicit base");
    const std::int64_t radix = to_index(rt, base);
    if (radix != 0 && (radix < 2 || radix > 36))
      value_error(rt, "int() base must be >= 2 and <= 36, or 0");
    result = parse_integer(rt, text->text, static_cast<int>(radix), value);
  } else if (value) {
    result = to_integer(rt, value);
  }
  return cls.of_program ? Value(allocate<BigInteger>(cls, integer_of(result))) : result;
}

Value make_bool_object(Runtime& rt, Class& cls, Arguments& arguments) {
  static_cast<void>(cls);
  if (arguments.count > 1)
    type_error(rt, "bool expected at most 1 argument, got {}", arguments.count);
  return Value::boolean(arguments.count == 1 && truth(rt, arguments[0]));
}

Value make_float_object(Runtime& rt, Class& cls, Arguments& arguments) {
  if (arguments.count > 1)
    type_error(rt, "float expected at most 1 argument, got {}", arguments.count);
  double number = 0;
  if (arguments.count == 1) {
    const Value& value = arguments[0];
    if (const auto* text = as<Str>(value)) {
      auto parsed = parse_float(text->text);
      if (!parsed) value_error(rt, "could not convert string to float: {}", repr(rt, value));
      number = *parsed;
    } else if (is_number(value)) {
      number = double_of(rt, value);
    } else if (const Value method =
                   value.is_object() ? find_attribute(rt, value, "__float__") : Value()) {
      number = double_of(rt, call(rt, method, {}));
    } else {
      type_error(rt, "float() argument must be a string or a real number, not '{}'",
                 type_name(rt, value));
    }
  }
  return allocate<Float>(cls, number);
}

Value int_bit_length(Runtime& rt, Arguments& arguments) {
  const Integer number = integer_of(arguments[0]);
  return make_int(
      rt,
      number == 0 ? 0 : static_cast<std::int64_t>(msb(number < 0 ? Integer(-number) : number) + 1));
}

Value int_self(Runtime& rt, Arguments& arguments) {
  return make_integer(rt, integer_of(arguments[0]));
}

Value float_is_integer(Runtime& rt, Arguments& arguments) {
  static_cast<void>(rt);
  const double number = as<Float>(arguments[0])->number;
  return Value::boolean(std::isfinite(number) && number == std::floor(number));
}

Value float_hex(Runtime& rt, Arguments& arguments) {
  return make_text(rt, hex_float(as<Float>(arguments[0])->number));
}

Value float_as_integer_ratio(Runtime& rt, Arguments& arguments) {
  const double number = as<Float>(arguments[0])->number;
  if (std::isnan(number)) value_error(rt, "cannot convert NaN to integer ratio");
  if (std::isinf(number)) overflow_error(rt, "cannot convert Infinity to integer ratio");
  int exponent = 0;
  double mantissa = std::frexp(number, &exponent);
  for (; mantissa != std::floor(mantissa); --exponent) mantissa *= 2;
  Integer top(static_cast<std::int64_t>(mantissa));
  Integer bottom = 1;
  if (exponent > 0)
    top <<= static_cast<unsigned>(exponent);
  else
    bottom <<= static_cast<unsigned>(-exponent);
  return make_tuple(rt, {make_integer(rt, top), make_integer(rt, bottom)});
}

}  // namespace

void define_numbers(Runtime& rt) {
  Types& t = rt.types;
  t.int_->maker = make_int_object;
  t.int_->layout = t.int_;
  t.bool_->maker = make_bool_object;
  t.float_->maker = make_float_object;
  t.float_->layout = t.float_;
  rt.method(t.int_, "bit_length", int_bit_length, 0, 0);
  rt.method(t.int_, "conjugate", int_self, 0, 0);
  rt.getter(t.int_, "real", int_self);
  rt.getter(t.int_, "numerator", int_self);
  rt.method(t.float_, "is_integer", float_is_integer, 0, 0);
  rt.method(t.float_, "hex", float_hex, 0, 0);
  rt.method(t.float_, "as_integer_ratio", float_as_integer_ratio, 0, 0);
}

}  // namespace undumpy::python
