// date as a type, and the methods that datetime has from it.

#include "engine/python/datetime_support.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/text_repr.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

const Date& self(const Arguments& a) { return *static_cast<Date*>(a[0].object()); }
Class& own_class(const Arguments& a) { return *as<Class>(a[0]); }

Value make_date_object(Runtime& rt, Class& cls, Arguments& a) {
  const auto [year, month, day] = read<3>(rt, a, {"", {"year", "month", "day"}, 3});
  const std::int64_t y = int_argument(rt, year);
  const std::int64_t m = int_argument(rt, month);
  return allocate<Date>(cls, checked_date(rt, y, m, int_argument(rt, day)));
}

template <int CalendarDate::*Part>
Value get_part(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), Value::small(self(a).date.*Part);
}

Value replace(Runtime& rt, Arguments& a) {
  const auto [year, month, day] = read<3>(rt, a.after(1), {"replace", {"year", "month", "day"}});
  const CalendarDate& date = self(a).date;
  const std::int64_t y = int_argument(rt, year, date.year);
  const std::int64_t m = int_argument(rt, month, date.month);
  return date_of_class(rt, *self(a).cls, checked_date(rt, y, m, int_argument(rt, day, date.day)));
}

Value isoformat(Runtime& rt, Arguments& a) { return make_text(rt, date_text(self(a).date)); }
Value ctime(Runtime& rt, Arguments& a) { return make_text(rt, ctime_text(self(a).date, {})); }
Value weekday(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), Value::small(weekday_of(self(a).date));
}
Value isoweekday(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), Value::small(weekday_of(self(a).date) + 1);
}
Value isocalendar(Runtime& rt, Arguments& a) { return make_iso_calendar(rt, self(a).date); }
Value toordinal(Runtime& rt, Arguments& a) { return make_int(rt, days_of(self(a).date)); }
Value timetuple(Runtime& rt, Arguments& a) { return make_struct_time(rt, self(a).date, {}, -1); }

Value format(Runtime& rt, Arguments& a) {
  const auto [format_value] = read<1>(rt, a.after(1), {"strftime", {"format"}, 1});
  const auto* text = as<Str>(format_value);
  if (text == nullptr)
    type_error(rt, "strftime() argument 1 must be str, not {}", type_name(rt, format_value));
  FormattedTime shown;
  shown.date = self(a).date;
  return make_text(rt, strftime(text->text, shown));
}

Value special_format(Runtime& rt, Arguments& a) {
  const std::string spec = text_argument(rt, a[1], "__format__() argument 1");
  return a[0].object()->format(rt, spec);
}

// date.today(): also that of datetime.
Value today(Runtime& rt, Arguments& a) {
  const Moment now = clock_now(rt);
  Class& cls = own_class(a);
  return cls.derives_from(*rt.types.datetime)
             ? datetime_of_class(rt, cls, now.date, now.time, Value::none())
             : date_of_class(rt, cls, now.date);
}

// A date of the class, or a datetime at midnight.
Value at_midnight(Runtime& rt, Class& cls, const CalendarDate& date) {
  return cls.derives_from(*rt.types.datetime) ? datetime_of_class(rt, cls, date, {}, Value::none())
                                              : date_of_class(rt, cls, date);
}

Value fromordinal(Runtime& rt, Arguments& a) {
  return at_midnight(rt, own_class(a), unwrap(rt, date_of_ordinal(int_argument(rt, a[1]))));
}

Value fromtimestamp(Runtime& rt, Arguments& a) {
  return date_of_class(rt, own_class(a), moment_of_timestamp(rt, a[1]).date);
}

Value fromisoformat(Runtime& rt, Arguments& a) {
  const auto* text = as<Str>(a[1]);
  if (text == nullptr) type_error(rt, "fromisoformat: argument must be str");
  const auto date = parse_iso_date(text->text);
  if (!date) value_error(rt, "Invalid isoformat string: {}", repr_text(text->text));
  return date_of_class(rt, own_class(a), checked_date(rt, date->year, date->month, date->day));
}

Value fromisocalendar(Runtime& rt, Arguments& a) {
  const auto [year, week, day] =
      read<3>(rt, a.after(1), {"fromisocalendar", {"year", "week", "day"}, 3});
  const std::int64_t y = int_argument(rt, year);
  const std::int64_t w = int_argument(rt, week);
  return at_midnight(rt, own_class(a), unwrap(rt, date_of_week(y, w, int_argument(rt, day))));
}

}  // namespace

void define_date_methods(Runtime& rt) {
  Class* date = rt.types.date;
  date->maker = make_date_object;
  rt.getter(date, "year", get_part<&CalendarDate::year>);
  rt.getter(date, "month", get_part<&CalendarDate::month>);
  rt.getter(date, "day", get_part<&CalendarDate::day>);
  rt.method(date, "replace", replace, 0, -1);
  rt.method(date, "isoformat", isoformat, 0, 0);
  rt.method(date, "ctime", ctime, 0, 0);
  rt.method(date, "weekday", weekday, 0, 0);
  rt.method(date, "isoweekday", isoweekday, 0, 0);
  rt.method(date, "isocalendar", isocalendar, 0, 0);
  rt.method(date, "toordinal", toordinal, 0, 0);
  rt.method(date, "timetuple", timetuple, 0, 0);
  rt.method(date, "strftime", format, 0, -1);
  rt.method(date, "__format__", special_format, 1, 1);
  class_method(rt, date, "today", today, 0, 0);
  class_method(rt, date, "fromordinal", fromordinal, 1, 1);
  class_method(rt, date, "fromtimestamp", fromtimestamp, 1, 1);
  class_method(rt, date, "fromisoformat", fromisoformat, 1, 1);
  class_method(rt, date, "fromisocalendar", fromisocalendar, 0, -1);
  const auto constant = [&](const char* name, const Value& value) {
    date->dict->set(*rt.intern(name), value);
  };
  constant("min", make_date(rt, {MinYear, 1, 1}));
  constant("max", make_date(rt, {MaxYear, 12, 31}));
  constant("resolution", make_timedelta(rt, {1, 0, 0}));
}

}  // namespace undumpy::python
