#include "engine/python/datetime_support.h"

#include <cmath>

#include "engine/python/duration.h"
#include "engine/python/number.h"
#include "engine/python/record.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

std::int64_t int_argument(Runtime& rt, const Value& value, std::int64_t fallback) {
  if (!value) return fallback;
  Value whole = value;
  if (!is_integer(value)) whole = make_int(rt, to_index(rt, value));
  const auto number = int64_of(whole);
  if (!number) overflow_error(rt, "Python int too large to convert to C long");
  if (*number > INT32_MAX) overflow_error(rt, "signed integer is greater than maximum");
  if (*number < INT32_MIN) overflow_error(rt, "signed integer is less than minimum");
  return *number;
}

Value tzinfo_argument(Runtime& rt, const Value& value) {
  if (!value || value.is_none()) return Value::none();
  if (!is_instance(rt, value, *rt.types.tzinfo))
    type_error(rt, "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
               type_name(rt, value));
  return value;
}

CalendarDate checked_date(Runtime& rt, std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < MinYear || year > MaxYear) value_error(rt, "year {} is out of range", year);
  if (month < 1 || month > 12) value_error(rt, "month must be in 1..12");
  if (day < 1 || day > days_in_month(static_cast<int>(year), static_cast<int>(month)))
    value_error(rt, "day is out of range for month");
  return {static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
}

ClockTime checked_time(Runtime& rt, std::int64_t hour, std::int64_t minute, std::int64_t second,
                       std::int64_t microsecond) {
  if (hour < 0 || hour > 23) value_error(rt, "hour must be in 0..23");
  if (minute < 0 || minute > 59) value_error(rt, "minute must be in 0..59");
  if (second < 0 || second > 59) value_error(rt, "second must be in 0..59");
  if (microsecond < 0 || microsecond > 999'999) value_error(rt, "microsecond must be in 0..999999");
  return {static_cast<int>(hour), static_cast<int>(minute), static_cast<int>(second),
          static_cast<int>(microsecond)};
}

int checked_fold(Runtime& rt, const Value& value, int fallback) {
  const std::int64_t fold = int_argument(rt, value, fallback);
  if (fold != 0 && fold != 1) value_error(rt, "fold must be either 0 or 1");
  return static_cast<int>(fold);
}

Value date_of_class(Runtime& rt, Class& cls, const CalendarDate& date) {
  if (!cls.of_program) return make_date(rt, date);
  return call(rt, Value(&cls),
              {Value::small(date.year), Value::small(date.month), Value::small(date.day)});
}

Value datetime_of_class(Runtime& rt, Class& cls, const CalendarDate& date, const ClockTime& time,
                        const Value& tzinfo) {
  if (!cls.of_program) return make_datetime(rt, date, time, tzinfo);
  Value values[] = {Value::small(date.year),        Value::small(date.month),
                    Value::small(date.day),         Value::small(time.hour),
                    Value::small(time.minute),      Value::small(time.second),
                    Value::small(time.microsecond), tzinfo};
  Arguments arguments{values, 8, 0, nullptr};
  return call(rt, Value(&cls), arguments);
}

Moment moved(Runtime& rt, const CalendarDate& date, const ClockTime& time,
             const Duration& duration) {
  const Duration sum =
      Duration::of(days_of(date) + duration.days, std::int64_t{time.seconds()} + duration.seconds,
                   std::int64_t{time.microsecond} + duration.microseconds);
  if (sum.days < 1 || sum.days > LastDay) overflow_error(rt, "date value out of range");
  return {date_of(sum.days),
          {sum.seconds / 3600, sum.seconds / 60 % 60, sum.seconds % 60, sum.microseconds}};
}

Duration between(const Moment& from, const Moment& to) {
  return Duration::of(days_of(to.date) - days_of(from.date),
                      std::int64_t{to.time.seconds()} - from.time.seconds(),
                      std::int64_t{to.time.microsecond} - from.time.microsecond);
}

Value delta_or_none(Runtime& rt, const std::optional<Duration>& duration) {
  return duration ? make_timedelta(rt, *duration) : Value::none();
}

TimeSpec time_spec(Runtime& rt, const Value& value) {
  if (!value) return TimeSpec::Auto;
  constexpr std::string_view Names[] = {"auto",    "hours",        "minutes",
                                        "seconds", "milliseconds", "microseconds"};
  const std::string name = text_argument(rt, value, "isoformat() argument 'timespec'");
  for (std::size_t i = 0; i < std::size(Names); ++i)
    if (Names[i] == name) return static_cast<TimeSpec>(i);
  value_error(rt, "Unknown timespec value");
}

Moment clock_now(Runtime& rt) {
  const auto text = rt.host.now();
  if (!text) runtime_error(rt, "there is no clock here, give one with --now YYYY-MM-DDTHH:MM:SS");
  const auto now = parse_iso_datetime(*text);
  if (!now) value_error(rt, "Invalid isoformat string: '{}'", *text);
  return {
      checked_date(rt, now->year, now->month, now->day),
      checked_time(rt, now->time.hour, now->time.minute, now->time.second, now->time.microsecond)};
}

Moment moment_of_timestamp(Runtime& rt, const Value& timestamp) {
  constexpr double Most = 9'223'372'036'854'775'807.0;
  std::int64_t seconds = 0;
  std::int64_t microseconds = 0;
  if (const auto* real = as<Float>(timestamp)) {
    if (std::isnan(real->number)) value_error(rt, "Invalid value NaN (not a number)");
    double whole = 0;
    const double part = std::modf(real->number, &whole);
    if (std::fabs(whole) >= Most) overflow_error(rt, "timestamp out of range for platform time_t");
    seconds = static_cast<std::int64_t>(whole);
    microseconds = static_cast<std::int64_t>(std::nearbyint(part * 1e6));
  } else {
    const Value whole = is_integer(timestamp) ? timestamp : make_int(rt, to_index(rt, timestamp));
    const auto number = int64_of(whole);
    if (!number) overflow_error(rt, "timestamp out of range for platform time_t");
    seconds = *number;
  }
  const Duration since = Duration::of(0, seconds, microseconds);
  const std::int64_t days = days_of(CalendarDate{1970, 1, 1}) + since.days;
  if (days < 1 || days > LastDay) value_error(rt, "year {} is out of range", year_of(days));
  return moved(rt, {1970, 1, 1}, {}, since);
}

namespace {

const RecordType& struct_time_type() {
  static const RecordType Type{"time.struct_time",
                               {"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec",
                                "tm_wday", "tm_yday", "tm_isdst"}};
  return Type;
}

const RecordType& iso_calendar_type() {
  static const RecordType Type{"datetime.IsoCalendarDate", {"year", "week", "weekday"}};
  return Type;
}

// The class of such records, made when it is first needed.
Class& record_class(Runtime& rt, const char* name, const char* module) {
  auto& kept = rt.extensions[std::string(module) + "." + name];
  if (!kept) kept = std::make_shared<Ref<Class>>(define_record_class(rt, name, module));
  return **static_cast<Ref<Class>*>(kept.get());
}

}  // namespace

Value make_struct_time(Runtime& rt, const CalendarDate& date, const ClockTime& time, int is_dst) {
  std::vector<Value> values;
  for (const int part : {date.year, date.month, date.day, time.hour, time.minute, time.second,
                         weekday_of(date), day_of_year(date), is_dst})
    values.push_back(Value::small(part));
  return Value(
      new Record(&record_class(rt, "struct_time", "time"), struct_time_type(), std::move(values)));
}

Value make_iso_calendar(Runtime& rt, const CalendarDate& date) {
  const WeekDate week = week_date_of(date);
  return Value(
      new Record(&record_class(rt, "IsoCalendarDate", "datetime"), iso_calendar_type(),
                 {Value::small(week.year), Value::small(week.week), Value::small(week.weekday)}));
}

void class_method(Runtime& rt, Class* cls, const char* name, NativeFunction function, int minimum,
                  int maximum) {
  // The class is the first argument.
  const int most = maximum < 0 ? -1 : maximum + 1;
  cls->dict->set(*rt.intern(name),
                 Value(new MethodWrapper(Kind::ClassMethod, rt.types.class_method,
                                         rt.native(name, function, minimum + 1, most))));
}

}  // namespace undumpy::python
