// + - * / // % of dates, datetimes and timedeltas.

#include <cmath>

#include "engine/python/datetime_support.h"
#include "engine/python/duration.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

using boost::multiprecision::cpp_int;

namespace {

Value made(Runtime& rt, Outcome<Duration> duration) {
  return make_timedelta(rt, unwrap(rt, std::move(duration)));
}

Duration sum(const Duration& left, const Duration& right) {
  return Duration::of(left.days + right.days, std::int64_t{left.seconds} + right.seconds,
                      std::int64_t{left.microseconds} + right.microseconds);
}

// The date so many whole days later.
Value date_after(Runtime& rt, const Date& date, std::int64_t days) {
  const std::int64_t target = days_of(date.date) + days;
  if (target < 1 || target > LastDay) overflow_error(rt, "date value out of range");
  return date_of_class(rt, *date.cls, date_of(target));
}

Value datetime_after(Runtime& rt, const DateTime& datetime, const Duration& duration) {
  const Moment moment = moved(rt, datetime.date, datetime.time, duration);
  return datetime_of_class(rt, *datetime.cls, moment.date, moment.time, datetime.tzinfo);
}

Value datetime_difference(Runtime& rt, const DateTime& left, const DateTime& right) {
  Duration difference = between({right.date, right.time}, {left.date, left.time});
  if (!left.tzinfo.same(right.tzinfo)) {
    const auto left_offset = utc_offset(rt, left.tzinfo, Value(const_cast<DateTime*>(&left)));
    const auto right_offset = utc_offset(rt, right.tzinfo, Value(const_cast<DateTime*>(&right)));
    if (left_offset.has_value() != right_offset.has_value())
      type_error(rt, "can't subtract offset-naive and offset-aware datetimes");
    if (left_offset) difference = sum(sum(difference, -*left_offset), *right_offset);
  }
  return make_timedelta(rt, difference);
}

// The whole number of a float as a fraction: raises ValueError for nan, OverflowError for inf.
struct Ratio {
  cpp_int top, bottom;
};
Ratio ratio_of(Runtime& rt, double number) {
  if (std::isnan(number)) value_error(rt, "cannot convert NaN to integer ratio");
  if (std::isinf(number)) overflow_error(rt, "cannot convert Infinity to integer ratio");
  int exponent = 0;
  const double mantissa = std::frexp(number, &exponent);
  constexpr int Bits = 53;
  Ratio ratio{static_cast<std::int64_t>(std::ldexp(mantissa, Bits)), 1};
  exponent -= Bits;
  if (exponent >= 0)
    ratio.top <<= static_cast<unsigned>(exponent);
  else
    ratio.bottom <<= static_cast<unsigned>(-exponent);
  return ratio;
}

Value divided(Runtime& rt, const cpp_int& top, const cpp_int& bottom) {
  if (bottom == 0) zero_division_error(rt, "integer division or modulo by zero");
  return made(rt, duration_of(divide_to_even(top, bottom)));
}

// timedelta op number; absent when it makes no sense.
Value with_number(Runtime& rt, BinaryOperator op, const Duration& duration, const Value& other) {
  const cpp_int length = microseconds_of(duration);
  if (is_integer(other)) {
    const cpp_int number = integer_of(other);
    switch (op) {
      case BinaryOperator::Multiply:
        return made(rt, duration_of(length * number));
      case BinaryOperator::Divide:
        return divided(rt, length, number);
      case BinaryOperator::FloorDivide: {
        const Value quotient = number_binary(rt, op, make_integer(rt, length), other);
        return made(rt, duration_of(integer_of(quotient)));
      }
      default:
        return {};
    }
  }
  const auto* real = as<Float>(other);
  if (real == nullptr) return {};
  if (op == BinaryOperator::Multiply) {
    const Ratio ratio = ratio_of(rt, real->number);
    return divided(rt, length * ratio.top, ratio.bottom);
  }
  if (op == BinaryOperator::Divide) {
    const Ratio ratio = ratio_of(rt, real->number);
    return divided(rt, length * ratio.bottom, ratio.top);
  }
  return {};
}

Value with_timedelta(Runtime& rt, BinaryOperator op, const Duration& left, const Duration& right) {
  switch (op) {
    case BinaryOperator::Add:
      return made(rt, checked_duration(sum(left, right)));
    case BinaryOperator::Subtract:
      return made(rt, checked_duration(sum(left, -right)));
    case BinaryOperator::Divide:
    case BinaryOperator::FloorDivide:
    case BinaryOperator::Modulo: {
      const Value result = number_binary(rt, op, make_integer(rt, microseconds_of(left)),
                                         make_integer(rt, microseconds_of(right)));
      return op == BinaryOperator::Modulo ? made(rt, duration_of(integer_of(result))) : result;
    }
    default:
      return Value::not_implemented();
  }
}

}  // namespace

Value Date::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (const auto* delta = as<TimeDelta>(other)) {
    if (op == BinaryOperator::Add) return date_after(rt, *this, delta->duration.days);
    if (op == BinaryOperator::Subtract && !reflected)
      return date_after(rt, *this, -delta->duration.days);
  }
  const auto* right = as<Date>(other);
  if (right == nullptr || op != BinaryOperator::Subtract) return Value::not_implemented();
  const std::int64_t days = days_of(date) - days_of(right->date);
  return make_timedelta(rt, {reflected ? -days : days, 0, 0});
}

Value DateTime::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (const auto* delta = as<TimeDelta>(other)) {
    if (op == BinaryOperator::Add) return datetime_after(rt, *this, delta->duration);
    if (op == BinaryOperator::Subtract && !reflected)
      return datetime_after(rt, *this, -delta->duration);
  }
  const auto* right = as<DateTime>(other);
  if (right == nullptr || op != BinaryOperator::Subtract) return Value::not_implemented();
  return reflected ? datetime_difference(rt, *right, *this)
                   : datetime_difference(rt, *this, *right);
}

Value TimeDelta::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (const auto* right = as<TimeDelta>(other))
    return reflected ? with_timedelta(rt, op, right->duration, duration)
                     : with_timedelta(rt, op, duration, right->duration);
  if (reflected && op != BinaryOperator::Multiply) return Value::not_implemented();
  Value result = with_number(rt, op, duration, other);
  return result ? result : Value::not_implemented();
}

Value TimeDelta::unary(Runtime& rt, UnaryOperator op) {
  if (op == UnaryOperator::Invert) return Object::unary(rt, op);
  return op == UnaryOperator::Minus ? made(rt, checked_duration(-duration))
                                    : make_timedelta(rt, duration);
}

}  // namespace undumpy::python
