// date, time, datetime, timedelta, tzinfo and timezone: the objects, and how C++ code makes them.
//
//     const Value day = make_date(rt, 2015, 8, 26);
//     as<Date>(day)->date.month     // 8; nullptr for a datetime
//     date_part(day)->month         // 8; of a date or a datetime
#pragma once

#include <cstdint>
#include <string>

#include "engine/python/calendar.h"
#include "engine/python/object.h"

namespace undumpy::python {

class Date : public Object {
 public:
  static constexpr Kind TheKind = Kind::Date;
  Date(Class* its_class, CalendarDate value) : Date(TheKind, its_class, value) {}

  std::string repr(Runtime& rt) override;
  std::string str(Runtime& rt) override;
  Value format(Runtime& rt, const std::string& spec) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override { return static_cast<void>(rt), true; }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;

  const CalendarDate date;

 protected:
  Date(Kind kind_of_object, Class* its_class, CalendarDate value)
      : Object(kind_of_object, its_class), date(value) {}
};

class DateTime : public Date {
 public:
  static constexpr Kind TheKind = Kind::DateTime;
  DateTime(Class* its_class, CalendarDate day, ClockTime clock, Value zone, int is_fold = 0)
      : Date(TheKind, its_class, day), time(clock), tzinfo(std::move(zone)), fold(is_fold) {}

  std::string repr(Runtime& rt) override;
  std::string str(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;

  const ClockTime time;
  const Value tzinfo;  // None when naive
  const int fold;
};

class Time : public Object {
 public:
  static constexpr Kind TheKind = Kind::Time;
  Time(Class* its_class, ClockTime clock, Value zone, int is_fold = 0)
      : Object(TheKind, its_class), time(clock), tzinfo(std::move(zone)), fold(is_fold) {}

  std::string repr(Runtime& rt) override;
  std::string str(Runtime& rt) override;
  Value format(Runtime& rt, const std::string& spec) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override { return static_cast<void>(rt), true; }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;

  const ClockTime time;
  const Value tzinfo;  // None when naive
  const int fold;
};

class TimeDelta : public Object {
 public:
  static constexpr Kind TheKind = Kind::TimeDelta;
  TimeDelta(Class* its_class, Duration length) : Object(TheKind, its_class), duration(length) {}

  std::string repr(Runtime& rt) override;
  std::string str(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override { return static_cast<void>(rt), duration != Duration{}; }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value unary(Runtime& rt, UnaryOperator op) override;
  void set_attribute(Runtime& rt, Str* name, const Value& value) override;

  const Duration duration;
};

// datetime.tzinfo: what classes of the program derive from.
class TzInfo : public Object {
 public:
  explicit TzInfo(Class* its_class) : Object(Kind::Instance, its_class) {}

 protected:
  TzInfo(Kind kind_of_object, Class* its_class) : Object(kind_of_object, its_class) {}
};

class TimeZone : public TzInfo {
 public:
  static constexpr Kind TheKind = Kind::TimeZone;
  TimeZone(Class* its_class, Duration utc_offset, Value zone_name)
      : TzInfo(TheKind, its_class), offset(utc_offset), name(std::move(zone_name)) {}

  std::string repr(Runtime& rt) override;
  std::string str(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  // What tzname() says: the name given, or "UTC+02:00".
  [[nodiscard]] std::string shown() const;

  const Duration offset;
  const Value name;  // a str, or absent
};

// All raise ValueError for what does not exist ("day is out of range for month").
Value make_date(Runtime& rt, int year, int month, int day);
Value make_time(Runtime& rt, int hour, int minute, int second, int microsecond);
Value make_datetime(Runtime& rt, int year, int month, int day, int hour, int minute, int second,
                    int microsecond, const Value& tzinfo = Value::none());
Value make_date(Runtime& rt, const CalendarDate& date);
Value make_datetime(Runtime& rt, const CalendarDate& date, const ClockTime& time,
                    const Value& tzinfo = Value::none());
Value make_timedelta(Runtime& rt, const Duration& duration);
// datetime.timezone.utc
Value utc_timezone(Runtime& rt);
// The date of a date or datetime; nullptr for other values.
const CalendarDate* date_part(const Value& value);

}  // namespace undumpy::python
