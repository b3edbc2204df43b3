// What the types of the module datetime share: arguments, zones, making objects of subclasses.
#pragma once

#include <optional>
#include <string>

#include "engine/python/arguments.h"
#include "engine/python/class.h"
#include "engine/python/datetime.h"
#include "engine/python/datetime_text.h"
#include "engine/python/exception.h"

namespace undumpy::python {

// The value, or the exception.
template <typename T>
T unwrap(Runtime& rt, Outcome<T> outcome) {
  if (!outcome) raise(rt, outcome.error());
  return *std::move(outcome);
}

// An argument that is a C int: raises TypeError, OverflowError.
std::int64_t int_argument(Runtime& rt, const Value& value, std::int64_t fallback = 0);
// None (also when it was not given) or an instance of tzinfo: raises TypeError.
Value tzinfo_argument(Runtime& rt, const Value& value);
// Raise ValueError ("day is out of range for month").
CalendarDate checked_date(Runtime& rt, std::int64_t year, std::int64_t month, std::int64_t day);
ClockTime checked_time(Runtime& rt, std::int64_t hour, std::int64_t minute, std::int64_t second,
                       std::int64_t microsecond);
int checked_fold(Runtime& rt, const Value& value, int fallback);

// An object of `cls`: of a class of the program, by calling it.
Value date_of_class(Runtime& rt, Class& cls, const CalendarDate& date);
Value datetime_of_class(Runtime& rt, Class& cls, const CalendarDate& date, const ClockTime& time,
                        const Value& tzinfo);
Value timezone_of(Runtime& rt, const Duration& offset, const Value& name = Value());
// The zone that an ISO text names, or None.
Value timezone_of(Runtime& rt, const std::optional<Duration>& offset);

// tzinfo.utcoffset(datetime), .dst() and .tzname(); nothing for None or when it answers None. Raise
// TypeError, ValueError for answers that are none.
std::optional<Duration> utc_offset(Runtime& rt, const Value& tzinfo, const Value& datetime);
std::optional<Duration> dst_offset(Runtime& rt, const Value& tzinfo, const Value& datetime);
std::optional<std::string> zone_name(Runtime& rt, const Value& tzinfo, const Value& datetime);
// tzinfo.fromutc(…): the local time of an instant of UTC.
Value from_utc(Runtime& rt, const Value& tzinfo, const CalendarDate& date, const ClockTime& time);

// The instant `duration` later: raises OverflowError("date value out of range").
struct Moment {
  CalendarDate date;
  ClockTime time;
};
Moment moved(Runtime& rt, const CalendarDate& date, const ClockTime& time,
             const Duration& duration);
// The length from one to the other.
Duration between(const Moment& from, const Moment& to);

Value delta_or_none(Runtime& rt, const std::optional<Duration>& duration);
// "auto", "minutes", …: raises ValueError.
TimeSpec time_spec(Runtime& rt, const Value& value);

// What the host's clock says: raises RuntimeError when there is none.
Moment clock_now(Runtime& rt);
// Seconds since 1970, an int or float, as an instant of UTC.
Moment moment_of_timestamp(Runtime& rt, const Value& timestamp);

Value make_struct_time(Runtime& rt, const CalendarDate& date, const ClockTime& time, int is_dst);
Value make_iso_calendar(Runtime& rt, const CalendarDate& date);

// Parts of define_datetimes().
void class_method(Runtime& rt, Class* cls, const char* name, NativeFunction function, int minimum,
                  int maximum);
void define_date_methods(Runtime& rt);
void define_datetime_methods(Runtime& rt);
void define_time_methods(Runtime& rt);
void define_timedelta_methods(Runtime& rt);
void define_zone_methods(Runtime& rt);

}  // namespace undumpy::python
