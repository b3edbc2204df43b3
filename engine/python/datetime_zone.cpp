// tzinfo and timezone: what a datetime asks its zone, and the methods of the two types.

#include <fmt/format.h>

#include "engine/python/datetime_support.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

bool within_a_day(const Duration& offset) {
  return offset > Duration{-1, 0, 0} && offset < Duration{1, 0, 0};
}

// What a zone of the program answers: None or a timedelta of less than a day.
std::optional<Duration> asked(Runtime& rt, const Value& tzinfo, const char* method,
                              const Value& datetime) {
  const Value answer = call_method(rt, tzinfo, method, {datetime});
  if (answer.is_none()) return std::nullopt;
  const auto* delta = as<TimeDelta>(answer);
  if (delta == nullptr)
    type_error(rt, "tzinfo.{}() must return None or timedelta, not '{}'", method,
               type_name(rt, answer));
  if (!within_a_day(delta->duration))
    value_error(rt,
                "offset must be a timedelta strictly between -timedelta(hours=24) and "
                "timedelta(hours=24).");
  return delta->duration;
}

}  // namespace

std::optional<Duration> utc_offset(Runtime& rt, const Value& tzinfo, const Value& datetime) {
  if (tzinfo.is_none()) return std::nullopt;
  if (const auto* zone = as<TimeZone>(tzinfo)) return zone->offset;
  return asked(rt, tzinfo, "utcoffset", datetime);
}

std::optional<Duration> dst_offset(Runtime& rt, const Value& tzinfo, const Value& datetime) {
  if (tzinfo.is_none() || as<TimeZone>(tzinfo) != nullptr) return std::nullopt;
  return asked(rt, tzinfo, "dst", datetime);
}

std::optional<std::string> zone_name(Runtime& rt, const Value& tzinfo, const Value& datetime) {
  if (tzinfo.is_none()) return std::nullopt;
  if (const auto* zone = as<TimeZone>(tzinfo)) return zone->shown();
  const Value answer = call_method(rt, tzinfo, "tzname", {datetime});
  if (answer.is_none()) return std::nullopt;
  if (const auto* text = as<Str>(answer)) return text->text;
  type_error(rt, "tzinfo.tzname() must return None or a string, not '{}'", type_name(rt, answer));
}

Value from_utc(Runtime& rt, const Value& tzinfo, const CalendarDate& date, const ClockTime& time) {
  return call_method(rt, tzinfo, "fromutc", {make_datetime(rt, date, time, tzinfo)});
}

Value timezone_of(Runtime& rt, const Duration& offset, const Value& name) {
  if (!within_a_day(offset))
    value_error(rt,
                "offset must be a timedelta strictly between -timedelta(hours=24) and "
                "timedelta(hours=24), not {}.",
                repr(rt, make_timedelta(rt, offset)));
  if (!name && offset == Duration{}) return utc_timezone(rt);
  return Value(new TimeZone(rt.types.timezone, offset, name));
}

Value timezone_of(Runtime& rt, const std::optional<Duration>& offset) {
  return offset ? timezone_of(rt, *offset) : Value::none();
}

Value utc_timezone(Runtime& rt) { return rt.types.timezone->dict->get(*rt.intern("utc")); }

namespace {

Value make_tzinfo_object(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(rt), static_cast<void>(a);
  return allocate<TzInfo>(cls);
}

Value make_timezone_object(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  const auto [offset, name] = read<2>(rt, a, {"timezone", {"offset", "name"}, 1});
  const auto* delta = as<TimeDelta>(offset);
  if (delta == nullptr)
    type_error(rt, "timezone() argument 1 must be datetime.timedelta, not {}",
               type_name(rt, offset));
  if (name && as<Str>(name) == nullptr)
    type_error(rt, "timezone() argument 2 must be str, not {}", type_name(rt, name));
  return timezone_of(rt, delta->duration, name);
}

const TimeZone& self(const Arguments& a) { return *as<TimeZone>(a[0]); }

void check_datetime(Runtime& rt, const char* method, const Value& value) {
  if (!value.is_none() && as<DateTime>(value) == nullptr)
    type_error(rt, "{}(dt) argument must be a datetime instance or None, not {}", method,
               type_name(rt, value));
}

Value zone_utcoffset(Runtime& rt, Arguments& a) {
  check_datetime(rt, "utcoffset", a[1]);
  return make_timedelta(rt, self(a).offset);
}
Value zone_dst(Runtime& rt, Arguments& a) {
  check_datetime(rt, "dst", a[1]);
  return Value::none();
}
Value zone_tzname(Runtime& rt, Arguments& a) {
  check_datetime(rt, "tzname", a[1]);
  return make_text(rt, self(a).shown());
}

const DateTime& own_datetime(Runtime& rt, const Value& zone, const Value& value) {
  const auto* datetime = as<DateTime>(value);
  if (datetime == nullptr) type_error(rt, "fromutc: argument must be a datetime");
  if (!datetime->tzinfo.same(zone)) value_error(rt, "fromutc: dt.tzinfo is not self");
  return *datetime;
}

Value zone_fromutc(Runtime& rt, Arguments& a) {
  const DateTime& datetime = own_datetime(rt, a[0], a[1]);
  const Moment local = moved(rt, datetime.date, datetime.time, self(a).offset);
  return make_datetime(rt, local.date, local.time, a[0]);
}

// The zone's standard offset brings us near; its summer time there decides.
Value tzinfo_fromutc(Runtime& rt, Arguments& a) {
  const DateTime& datetime = own_datetime(rt, a[0], a[1]);
  const auto offset = utc_offset(rt, a[0], a[1]);
  if (!offset) value_error(rt, "fromutc: non-None utcoffset() result required");
  const auto summer = dst_offset(rt, a[0], a[1]);
  if (!summer) value_error(rt, "fromutc: non-None dst() result required");
  const Moment standard = moved(
      rt, datetime.date, datetime.time,
      Duration::of(offset->days - summer->days, std::int64_t{offset->seconds} - summer->seconds,
                   std::int64_t{offset->microseconds} - summer->microseconds));
  const auto there = dst_offset(rt, a[0], make_datetime(rt, standard.date, standard.time, a[0]));
  if (!there) value_error(rt, "fromutc: tz.dst() gave inconsistent results; cannot convert");
  const Moment local = moved(rt, standard.date, standard.time, *there);
  return make_datetime(rt, local.date, local.time, a[0]);
}

template <int Which>
Value not_implemented(Runtime& rt, Arguments& a) {
  static_cast<void>(a);
  constexpr const char* Names[] = {"utcoffset", "tzname", "dst"};
  raise(rt, "NotImplementedError",
        fmt::format("a tzinfo subclass must implement {}()", Names[Which]));
}

}  // namespace

void define_zone_methods(Runtime& rt) {
  Class* tzinfo = rt.types.tzinfo;
  tzinfo->maker = make_tzinfo_object;
  rt.method(tzinfo, "utcoffset", not_implemented<0>, 1, 1);
  rt.method(tzinfo, "tzname", not_implemented<1>, 1, 1);
  rt.method(tzinfo, "dst", not_implemented<2>, 1, 1);
  rt.method(tzinfo, "fromutc", tzinfo_fromutc, 1, 1);
  Class* timezone = rt.types.timezone;
  timezone->maker = make_timezone_object;
  timezone->sealed = true;
  rt.method(timezone, "utcoffset", zone_utcoffset, 1, 1);
  rt.method(timezone, "tzname", zone_tzname, 1, 1);
  rt.method(timezone, "dst", zone_dst, 1, 1);
  rt.method(timezone, "fromutc", zone_fromutc, 1, 1);
  const auto add = [&](const char* name, const Duration& offset) {
    timezone->dict->set(*rt.intern(name), Value(new TimeZone(timezone, offset, Value())));
  };
  add("utc", Duration{});
  add("min", Duration::of(0, -86'340, 0));
  add("max", Duration::of(0, 86'340, 0));
}

}  // namespace undumpy::python
