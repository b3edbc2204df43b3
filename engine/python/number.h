// int, bool and float: integers are immediate up to 62 bits and BigInteger beyond.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <string>

#include "engine/python/object.h"

namespace undumpy::python {

using Integer = boost::multiprecision::cpp_int;

class BigInteger : public Object {
 public:
  static constexpr Kind TheKind = Kind::BigInteger;
  BigInteger(Class* its_class, Integer value);

  std::string repr(Runtime& rt) override;
  Value format(Runtime& rt, const std::string& spec) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value unary(Runtime& rt, UnaryOperator op) override;

  const Integer number;

 private:
  Charge charge_;
};

class Float : public Object {
 public:
  static constexpr Kind TheKind = Kind::Float;
  Float(Class* its_class, double value) : Object(TheKind, its_class), number(value) {}

  std::string repr(Runtime& rt) override;
  Value format(Runtime& rt, const std::string& spec) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value unary(Runtime& rt, UnaryOperator op) override;

  const double number;
};

// int or bool (also BigInteger and subclasses).
bool is_integer(const Value& value);
// int, bool or float.
bool is_number(const Value& value);
// REQUIRES: is_integer(value).
Integer integer_of(const Value& value);
// The value of an int or bool within 64 bits, else nothing.
std::optional<std::int64_t> int64_of(const Value& value);
// REQUIRES: is_number(value). Raises OverflowError for integers beyond a double.
double double_of(Runtime& rt, const Value& value);

// The value of an int, bool or object with __index__. Raises TypeError.
Integer index_value(Runtime& rt, const Value& value);

Value make_integer(Runtime& rt, const Integer& number);
Value make_integer(Runtime& rt, std::int64_t number);

// Operators of numbers: NotImplemented unless both are ints, bools or floats.
Value number_binary(Runtime& rt, BinaryOperator op, const Value& left, const Value& right);
Value number_compare(Runtime& rt, CompareOperator op, const Value& left, const Value& right);
Value number_unary(Runtime& rt, UnaryOperator op, const Value& operand);
std::size_t number_hash(const Value& value);
// int(text, base): raises ValueError.
Value parse_integer(Runtime& rt, const std::string& text, int base, const Value& original);
std::string integer_text(Runtime& rt, const Integer& number);

}  // namespace undumpy::python
