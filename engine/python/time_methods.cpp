// time as a type.

#include "engine/python/datetime_support.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/text_repr.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

const Time& self(const Arguments& a) { return *as<Time>(a[0]); }

// hour, minute, second, microsecond, tzinfo, fold; `old` has what is not given.
Value build(Runtime& rt, Class& cls, std::span<const Value> values, const ClockTime& old,
            const Value& old_zone, int old_fold) {
  const std::int64_t hour = int_argument(rt, values[0], old.hour);
  const std::int64_t minute = int_argument(rt, values[1], old.minute);
  const std::int64_t second = int_argument(rt, values[2], old.second);
  const std::int64_t microsecond = int_argument(rt, values[3], old.microsecond);
  const Value zone = values[4] ? tzinfo_argument(rt, values[4]) : old_zone;
  const ClockTime time = checked_time(rt, hour, minute, second, microsecond);
  return allocate<Time>(cls, time, zone, checked_fold(rt, values[5], old_fold));
}

Value make_time_object(Runtime& rt, Class& cls, Arguments& a) {
  const auto values =
      read<6>(rt, a, {"", {"hour", "minute", "second", "microsecond", "tzinfo", "fold"}, 0, 5});
  return build(rt, cls, values, {}, Value::none(), 0);
}

Value replace(Runtime& rt, Arguments& a) {
  const auto values =
      read<6>(rt, a.after(1),
              {"replace", {"hour", "minute", "second", "microsecond", "tzinfo", "fold"}, 0, 5});
  return build(rt, *self(a).cls, values, self(a).time, self(a).tzinfo, self(a).fold);
}

template <int ClockTime::*Part>
Value get_part(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), Value::small(self(a).time.*Part);
}
Value get_tzinfo(Runtime& rt, Arguments& a) { return static_cast<void>(rt), self(a).tzinfo; }
Value get_fold(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), Value::small(self(a).fold);
}

Value isoformat(Runtime& rt, Arguments& a) {
  const auto [spec] = read<1>(rt, a.after(1), {"isoformat", {"timespec"}});
  return make_text(rt, clock_text(self(a).time, time_spec(rt, spec)) +
                           offset_text(utc_offset(rt, self(a).tzinfo, Value::none())));
}

Value format(Runtime& rt, Arguments& a) {
  const auto [format_value] = read<1>(rt, a.after(1), {"strftime", {"format"}, 1});
  const auto* text = as<Str>(format_value);
  if (text == nullptr)
    type_error(rt, "strftime() argument 1 must be str, not {}", type_name(rt, format_value));
  FormattedTime shown;
  shown.time = self(a).time;
  shown.offset = utc_offset(rt, self(a).tzinfo, Value::none());
  shown.zone_name = zone_name(rt, self(a).tzinfo, Value::none()).value_or("");
  return make_text(rt, strftime(text->text, shown));
}

Value special_format(Runtime& rt, Arguments& a) {
  const std::string spec = text_argument(rt, a[1], "__format__() argument 1");
  return a[0].object()->format(rt, spec);
}

Value utcoffset(Runtime& rt, Arguments& a) {
  return delta_or_none(rt, utc_offset(rt, self(a).tzinfo, Value::none()));
}
Value dst(Runtime& rt, Arguments& a) {
  return delta_or_none(rt, dst_offset(rt, self(a).tzinfo, Value::none()));
}
Value tzname(Runtime& rt, Arguments& a) {
  const auto name = zone_name(rt, self(a).tzinfo, Value::none());
  return name ? make_text(rt, *name) : Value::none();
}

Value fromisoformat(Runtime& rt, Arguments& a) {
  const auto* text = as<Str>(a[1]);
  if (text == nullptr) type_error(rt, "fromisoformat: argument must be str");
  std::string_view form = text->text;
  if (form.starts_with('T')) form.remove_prefix(1);
  const auto time = parse_iso_time(form);
  if (!time) value_error(rt, "Invalid isoformat string: {}", repr_text(text->text));
  const Value zone = timezone_of(rt, time->offset);
  const ClockTime clock =
      checked_time(rt, time->hour, time->minute, time->second, time->microsecond);
  Class& cls = *as<Class>(a[0]);
  if (!cls.of_program) return Value(new Time(&cls, clock, zone));
  Value values[] = {Value::small(clock.hour), Value::small(clock.minute),
                    Value::small(clock.second), Value::small(clock.microsecond), zone};
  Arguments arguments{values, 5, 0, nullptr};
  return call(rt, a[0], arguments);
}

}  // namespace

void define_time_methods(Runtime& rt) {
  Class* time = rt.types.time;
  time->maker = make_time_object;
  rt.getter(time, "hour", get_part<&ClockTime::hour>);
  rt.getter(time, "minute", get_part<&ClockTime::minute>);
  rt.getter(time, "second", get_part<&ClockTime::second>);
  rt.getter(time, "microsecond", get_part<&ClockTime::microsecond>);
  rt.getter(time, "tzinfo", get_tzinfo);
  rt.getter(time, "fold", get_fold);
  rt.method(time, "replace", replace, 0, -1);
  rt.method(time, "isoformat", isoformat, 0, -1);
  rt.method(time, "strftime", format, 0, -1);
  rt.method(time, "__format__", special_format, 1, 1);
  rt.method(time, "utcoffset", utcoffset, 0, 0);
  rt.method(time, "dst", dst, 0, 0);
  rt.method(time, "tzname", tzname, 0, 0);
  class_method(rt, time, "fromisoformat", fromisoformat, 1, 1);
  const auto constant = [&](const char* name, const Value& value) {
    time->dict->set(*rt.intern(name), value);
  };
  constant("min", make_time(rt, 0, 0, 0, 0));
  constant("max", make_time(rt, 23, 59, 59, 999'999));
  constant("resolution", make_timedelta(rt, {0, 0, 1}));
}

}  // namespace undumpy::python
