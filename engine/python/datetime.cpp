#include "engine/python/datetime.h"

#include <fmt/format.h>

#include "engine/python/datetime_support.h"
#include "engine/python/datetime_text.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

[[noreturn]] void not_ordered(Runtime& rt, const Value& left, const Value& right) {
  type_error(rt, "can't compare {} to {}", type_name(rt, left), type_name(rt, right));
}

}  // namespace

// ---- date --------------------------------------------------------------------------------------

std::string Date::repr(Runtime& rt) {
  static_cast<void>(rt);
  return fmt::format("{}({}, {}, {})", cls->message_name(), date.year, date.month, date.day);
}

std::string Date::str(Runtime& rt) { return static_cast<void>(rt), date_text(date); }

Value Date::format(Runtime& rt, const std::string& spec) {
  if (spec.empty()) return make_text(rt, python::str(rt, Value(this)));
  return call_method(rt, Value(this), "strftime", {make_text(rt, spec)});
}

std::size_t Date::hash(Runtime& rt) {
  return static_cast<void>(rt), static_cast<std::size_t>(days_of(date)) * 0x9E3779B97F4A7C15U;
}

Value Date::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* right = as<Date>(other);
  if (right != nullptr) return ordered(op, date <=> right->date);
  if (as<DateTime>(other) != nullptr && op != CompareOperator::Equal &&
      op != CompareOperator::NotEqual)
    not_ordered(rt, other, Value(this));
  return Value::not_implemented();
}

// ---- datetime ----------------------------------------------------------------------------------

namespace {

std::string zone_and_fold(Runtime& rt, const Value& tzinfo, int fold) {
  std::string text;
  if (!tzinfo.is_none()) text += ", tzinfo=" + repr(rt, tzinfo);
  if (fold != 0) text += ", fold=1";
  return text;
}

std::string clock_arguments(const ClockTime& time) {
  std::string text = fmt::format("{}, {}", time.hour, time.minute);
  if (time.second != 0 || time.microsecond != 0) text += fmt::format(", {}", time.second);
  if (time.microsecond != 0) text += fmt::format(", {}", time.microsecond);
  return text;
}

// Microseconds since the beginning of year 1, less what the zone is ahead: never beyond 64 bits.
std::int64_t instant(const CalendarDate& date, const ClockTime& time, const Duration& offset) {
  constexpr std::int64_t Second = 1'000'000;
  const std::int64_t days = days_of(date) - offset.days;
  return (days * 86'400 + time.seconds() - offset.seconds) * Second + time.microsecond -
         offset.microseconds;
}

}  // namespace

std::string DateTime::repr(Runtime& rt) {
  return fmt::format("{}({}, {}, {}, {}{})", cls->message_name(), date.year, date.month, date.day,
                     clock_arguments(time), zone_and_fold(rt, tzinfo, fold));
}

std::string DateTime::str(Runtime& rt) {
  return date_text(date) + " " + clock_text(time, TimeSpec::Auto) +
         offset_text(utc_offset(rt, tzinfo, Value(this)));
}

std::size_t DateTime::hash(Runtime& rt) {
  const auto offset = utc_offset(rt, tzinfo, Value(this));
  return static_cast<std::size_t>(instant(date, time, offset.value_or(Duration{}))) *
         0x9E3779B97F4A7C15U;
}

Value DateTime::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const bool equality = op == CompareOperator::Equal || op == CompareOperator::NotEqual;
  const auto* right = as<DateTime>(other);
  if (right == nullptr) {
    if (as<Date>(other) == nullptr || equality) return Value::not_implemented();
    not_ordered(rt, Value(this), other);
  }
  if (tzinfo.same(right->tzinfo)) {
    const auto days = date <=> right->date;
    return ordered(op, days != 0 ? days : time <=> right->time);
  }
  const auto left_offset = utc_offset(rt, tzinfo, Value(this));
  const auto right_offset = utc_offset(rt, right->tzinfo, other);
  if (left_offset.has_value() != right_offset.has_value()) {
    if (equality) return Value::boolean(op == CompareOperator::NotEqual);
    type_error(rt, "can't compare offset-naive and offset-aware datetimes");
  }
  return ordered(op, instant(date, time, left_offset.value_or(Duration{})) <=>
                         instant(right->date, right->time, right_offset.value_or(Duration{})));
}

// ---- time --------------------------------------------------------------------------------------

std::string Time::repr(Runtime& rt) {
  return fmt::format("{}({}{})", cls->message_name(), clock_arguments(time),
                     zone_and_fold(rt, tzinfo, fold));
}

std::string Time::str(Runtime& rt) {
  return clock_text(time, TimeSpec::Auto) + offset_text(utc_offset(rt, tzinfo, Value::none()));
}

Value Time::format(Runtime& rt, const std::string& spec) {
  if (spec.empty()) return make_text(rt, python::str(rt, Value(this)));
  return call_method(rt, Value(this), "strftime", {make_text(rt, spec)});
}

std::size_t Time::hash(Runtime& rt) {
  const auto offset = utc_offset(rt, tzinfo, Value::none());
  return static_cast<std::size_t>(instant({}, time, offset.value_or(Duration{}))) *
         0x9E3779B97F4A7C15U;
}

Value Time::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* right = as<Time>(other);
  if (right == nullptr) return Value::not_implemented();
  if (tzinfo.same(right->tzinfo)) return ordered(op, time <=> right->time);
  const auto left_offset = utc_offset(rt, tzinfo, Value::none());
  const auto right_offset = utc_offset(rt, right->tzinfo, Value::none());
  if (left_offset.has_value() != right_offset.has_value()) {
    if (op == CompareOperator::Equal || op == CompareOperator::NotEqual)
      return Value::boolean(op == CompareOperator::NotEqual);
    type_error(rt, "can't compare offset-naive and offset-aware times");
  }
  return ordered(op, instant({}, time, left_offset.value_or(Duration{})) <=>
                         instant({}, right->time, right_offset.value_or(Duration{})));
}

// ---- timedelta ---------------------------------------------------------------------------------

std::string TimeDelta::repr(Runtime& rt) {
  static_cast<void>(rt);
  std::string arguments;
  const auto add = [&arguments](const char* name, std::int64_t value) {
    if (value != 0) arguments += fmt::format("{}{}={}", arguments.empty() ? "" : ", ", name, value);
  };
  add("days", duration.days);
  add("seconds", duration.seconds);
  add("microseconds", duration.microseconds);
  return fmt::format("{}({})", cls->message_name(), arguments.empty() ? "0" : arguments);
}

std::string TimeDelta::str(Runtime& rt) { return static_cast<void>(rt), duration_text(duration); }

std::size_t TimeDelta::hash(Runtime& rt) {
  static_cast<void>(rt);
  return static_cast<std::size_t>(duration.days * 86'400 + duration.seconds) * 0x9E3779B97F4A7C15U +
         static_cast<std::size_t>(duration.microseconds);
}

Value TimeDelta::compare(Runtime& rt, CompareOperator op, const Value& other) {
  static_cast<void>(rt);
  const auto* right = as<TimeDelta>(other);
  if (right == nullptr) return Value::not_implemented();
  return ordered(op, duration <=> right->duration);
}

void TimeDelta::set_attribute(Runtime& rt, Str* name, const Value& value) {
  if (name->text == "days" || name->text == "seconds" || name->text == "microseconds")
    attribute_error(rt, "readonly attribute");
  Object::set_attribute(rt, name, value);
}

// ---- timezone ----------------------------------------------------------------------------------

std::string TimeZone::shown() const {
  if (const auto* text = as<Str>(name)) return text->text;
  return offset == Duration{} ? "UTC" : "UTC" + offset_text(offset);
}

std::string TimeZone::repr(Runtime& rt) {
  if (Value(this).same(utc_timezone(rt))) return cls->message_name() + ".utc";
  const Value delta = make_timedelta(rt, offset);
  return fmt::format("{}({}{})", cls->message_name(), python::repr(rt, delta),
                     name ? ", " + python::repr(rt, name) : "");
}

std::string TimeZone::str(Runtime& rt) { return static_cast<void>(rt), shown(); }

std::size_t TimeZone::hash(Runtime& rt) {
  static_cast<void>(rt);
  return static_cast<std::size_t>(offset.days * 86'400 + offset.seconds) * 31 +
         static_cast<std::size_t>(offset.microseconds);
}

Value TimeZone::compare(Runtime& rt, CompareOperator op, const Value& other) {
  static_cast<void>(rt);
  const auto* right = as<TimeZone>(other);
  if (right == nullptr || (op != CompareOperator::Equal && op != CompareOperator::NotEqual))
    return Value::not_implemented();
  return Value::boolean((offset == right->offset) == (op == CompareOperator::Equal));
}

// ---- makers ------------------------------------------------------------------------------------

const CalendarDate* date_part(const Value& value) {
  if (const auto* date = as<Date>(value)) return &date->date;
  if (const auto* datetime = as<DateTime>(value)) return &datetime->date;
  return nullptr;
}

Value make_date(Runtime& rt, const CalendarDate& date) {
  return Value(new Date(rt.types.date, date));
}

Value make_date(Runtime& rt, int year, int month, int day) {
  return make_date(rt, checked_date(rt, year, month, day));
}

Value make_time(Runtime& rt, int hour, int minute, int second, int microsecond) {
  return Value(
      new Time(rt.types.time, checked_time(rt, hour, minute, second, microsecond), Value::none()));
}

Value make_datetime(Runtime& rt, const CalendarDate& date, const ClockTime& time,
                    const Value& tzinfo) {
  return Value(new DateTime(rt.types.datetime, date, time, tzinfo));
}

Value make_datetime(Runtime& rt, int year, int month, int day, int hour, int minute, int second,
                    int microsecond, const Value& tzinfo) {
  return make_datetime(rt, checked_date(rt, year, month, day),
                       checked_time(rt, hour, minute, second, microsecond), tzinfo);
}

Value make_timedelta(Runtime& rt, const Duration& duration) {
  return Value(new TimeDelta(rt.types.timedelta, duration));
}

}  // namespace undumpy::python
