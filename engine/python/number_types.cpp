// int, bool and float as types.

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <iterator>

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
    if (const Value method = value.is_object() ? find_special(rt, value, name) : Value()) {
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
    const Integer radix = index_value(rt, base);
    if (radix != 0 && (radix < 2 || radix > 36))
      value_error(rt, "int() base must be >= 2 and <= 36, or 0");
    const auto* text = as<Str>(value);
    const auto* bytes = as<Bytes>(value);
    if (text == nullptr && bytes == nullptr)
      type_error(rt, "int() can't convert non-string with explicit base");
    result = parse_integer(rt, text != nullptr ? text->text : bytes->text, static_cast<int>(radix),
                           value);
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
    const auto* text = as<Str>(value);
    const auto* bytes = as<Bytes>(value);
    if (text != nullptr || bytes != nullptr) {
      auto parsed = parse_float(text != nullptr ? text->text : bytes->text);
      if (!parsed) value_error(rt, "could not convert string to float: {}", repr(rt, value));
      number = *parsed;
    } else if (is_number(value)) {
      number = double_of(rt, value);
    } else if (const Value method =
                   value.is_object() ? find_special(rt, value, "__float__") : Value()) {
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

Value int_zero(Runtime& rt, Arguments& arguments) {
  return static_cast<void>(rt), static_cast<void>(arguments), Value::small(0);
}
Value int_one(Runtime& rt, Arguments& arguments) {
  return static_cast<void>(rt), static_cast<void>(arguments), Value::small(1);
}

Value int_as_integer_ratio(Runtime& rt, Arguments& arguments) {
  return make_tuple(rt, {make_integer(rt, integer_of(arguments[0])), Value::small(1)});
}

Value int_bit_count(Runtime& rt, Arguments& arguments) {
  const Integer number = abs(integer_of(arguments[0]));
  std::vector<std::uint8_t> bytes;
  export_bits(number, std::back_inserter(bytes), 8);
  std::int64_t count = 0;
  for (const std::uint8_t byte : bytes) count += std::popcount(byte);
  return make_int(rt, count);
}

bool is_little(Runtime& rt, const Value& order) {
  const std::string name = order ? text_argument(rt, order, "byteorder") : "big";
  if (name != "little" && name != "big")
    value_error(rt, "byteorder must be either 'little' or 'big'");
  return name == "little";
}

Value int_to_bytes(Runtime& rt, Arguments& arguments) {
  const auto [length, order, is_signed] =
      read<3>(rt, arguments.after(1), {"to_bytes", {"length", "byteorder", "signed"}, 0, 2});
  const std::int64_t size = length ? to_index(rt, length) : 1;
  if (size < 0) value_error(rt, "length argument must be non-negative");
  rt.heap.require(static_cast<std::size_t>(size));
  const bool with_sign = is_signed && truth(rt, is_signed);
  const bool little = is_little(rt, order);
  Integer number = integer_of(arguments[0]);
  if (number < 0 && !with_sign) overflow_error(rt, "can't convert negative int to unsigned");
  const std::size_t bits = static_cast<std::size_t>(size) * 8 - (with_sign && size != 0 ? 1 : 0);
  const Integer least = number < 0 ? Integer(-number - 1) : number;
  if (least != 0 && msb(least) >= bits) overflow_error(rt, "int too big to convert");
  if (number < 0) number += Integer(1) << static_cast<unsigned>(size * 8);
  std::vector<std::uint8_t> digits;
  export_bits(number, std::back_inserter(digits), 8, false);
  digits.resize(static_cast<std::size_t>(size));
  if (!little) std::ranges::reverse(digits);
  return make_bytes(rt, std::string(digits.begin(), digits.end()));
}

Value int_from_bytes(Runtime& rt, Arguments& arguments) {
  const auto [source, order, is_signed] =
      read<3>(rt, arguments.after(1), {"from_bytes", {"bytes", "byteorder", "signed"}, 1, 2});
  std::string bytes;
  if (const auto* raw = as<Bytes>(source))
    bytes = raw->text;
  else
    for (const Value& item : to_vector(rt, source))
      bytes += static_cast<char>(to_index(rt, item) & 255);
  if (is_little(rt, order)) std::ranges::reverse(bytes);
  Integer number = 0;
  const auto* digits = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (!bytes.empty()) import_bits(number, digits, digits + bytes.size(), 8);
  if (is_signed && truth(rt, is_signed) && !bytes.empty() && (bytes[0] & 0x80) != 0)
    number -= Integer(1) << static_cast<unsigned>(bytes.size() * 8);
  return make_integer(rt, number);
}

// float.fromhex('0x1.8p1')
Value float_fromhex(Runtime& rt, Arguments& arguments) {
  const std::string text = plain_number_text(text_argument(rt, arguments[1], "fromhex() argument"));
  std::string plain = text;
  const bool negative = plain.starts_with('-');
  if (negative || plain.starts_with('+')) plain.erase(0, 1);
  if (plain.starts_with("0x") || plain.starts_with("0X")) plain.erase(0, 2);
  double number = 0;
  const auto [end, error] =
      std::from_chars(plain.data(), plain.data() + plain.size(), number, std::chars_format::hex);
  if (error == std::errc::result_out_of_range)
    overflow_error(rt, "hexadecimal value too large to represent as a float");
  if (error != std::errc() || end != plain.data() + plain.size())
    value_error(rt, "invalid hexadecimal floating-point string");
  return make_float(rt, negative ? -number : number);
}

Value class_method(Runtime& rt, const char* name, NativeFunction function) {
  return Value(new MethodWrapper(Kind::ClassMethod, rt.types.class_method,
                                 rt.native(name, function, 0, -1)));
}

Value float_is_integer(Runtime& rt, Arguments& arguments) {
  static_cast<void>(rt);
  const double number = as<Float>(arguments[0])->number;
  return Value::boolean(std::isfinite(number) && number == std::floor(number));
}

Value float_self(Runtime& rt, Arguments& arguments) {
  return make_float(rt, as<Float>(arguments[0])->number);
}
Value float_zero(Runtime& rt, Arguments& arguments) {
  return static_cast<void>(arguments), make_float(rt, 0);
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
  rt.getter(t.int_, "imag", int_zero);
  rt.getter(t.int_, "denominator", int_one);
  rt.method(t.int_, "as_integer_ratio", int_as_integer_ratio, 0, 0);
  rt.method(t.int_, "bit_count", int_bit_count, 0, 0);
  rt.method(t.int_, "to_bytes", int_to_bytes, 0, -1);
  t.int_->dict->set(*rt.intern("from_bytes"), class_method(rt, "from_bytes", int_from_bytes));
  t.float_->dict->set(*rt.intern("fromhex"), class_method(rt, "fromhex", float_fromhex));
  rt.method(t.float_, "conjugate", float_self, 0, 0);
  rt.getter(t.float_, "real", float_self);
  rt.getter(t.float_, "imag", float_zero);
  rt.method(t.float_, "is_integer", float_is_integer, 0, 0);
  rt.method(t.float_, "hex", float_hex, 0, 0);
  rt.method(t.float_, "as_integer_ratio", float_as_integer_ratio, 0, 0);
}

}  // namespace undumpy::python
