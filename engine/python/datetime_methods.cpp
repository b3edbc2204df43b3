// datetime as a type.

#include "engine/python/character.h"
#include "engine/python/datetime_support.h"
#include "engine/python/duration.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/strptime.h"
#include "engine/python/text_repr.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

const DateTime& self(const Arguments& a) { return *as<DateTime>(a[0]); }
Class& own_class(const Arguments& a) { return *as<Class>(a[0]); }
std::optional<Duration> own_offset(Runtime& rt, const Arguments& a) {
  return utc_offset(rt, self(a).tzinfo, a[0]);
}

constexpr std::initializer_list<const char*> Names = {
    "year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"};

Value make_datetime_object(Runtime& rt, Class& cls, Arguments& a) {
  const auto v = read<9>(rt, a, {"", Names, 3, 8});
  std::array<std::int64_t, 7> part{};
  for (std::size_t i = 0; i < part.size(); ++i) part[i] = int_argument(rt, v[i]);
  const CalendarDate date = checked_date(rt, part[0], part[1], part[2]);
  const ClockTime time = checked_time(rt, part[3], part[4], part[5], part[6]);
  const int fold = checked_fold(rt, v[8], 0);
  return allocate<DateTime>(cls, date, time, tzinfo_argument(rt, v[7]), fold);
}

Value replace(Runtime& rt, Arguments& a) {
  const auto v = read<9>(rt, a.after(1), {"replace", Names, 0, 8});
  const DateTime& old = self(a);
  const std::array<int, 7> before = {old.date.year,       old.date.month,  old.date.day,
                                     old.time.hour,       old.time.minute, old.time.second,
                                     old.time.microsecond};
  std::array<std::int64_t, 7> part{};
  for (std::size_t i = 0; i < part.size(); ++i) part[i] = int_argument(rt, v[i], before[i]);
  const CalendarDate date = checked_date(rt, part[0], part[1], part[2]);
  const ClockTime time = checked_time(rt, part[3], part[4], part[5], part[6]);
  const Value zone = v[7] ? tzinfo_argument(rt, v[7]) : old.tzinfo;
  const int fold = checked_fold(rt, v[8], old.fold);
  if (old.cls->of_program) return datetime_of_class(rt, *old.cls, date, time, zone);
  return Value(new DateTime(old.cls, date, time, zone, fold));
}

template <int ClockTime::*Part>
Value get_part(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), Value::small(self(a).time.*Part);
}
Value get_tzinfo(Runtime& rt, Arguments& a) { return static_cast<void>(rt), self(a).tzinfo; }
Value get_fold(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), Value::small(self(a).fold);
}

Value date_method(Runtime& rt, Arguments& a) { return make_date(rt, self(a).date); }
Value time_method(Runtime& rt, Arguments& a) {
  return Value(new Time(rt.types.time, self(a).time, Value::none(), self(a).fold));
}
Value timetz_method(Runtime& rt, Arguments& a) {
  return Value(new Time(rt.types.time, self(a).time, self(a).tzinfo, self(a).fold));
}

Value isoformat(Runtime& rt, Arguments& a) {
  const auto [separator, spec] = read<2>(rt, a.after(1), {"isoformat", {"sep", "timespec"}});
  std::string between = "T";
  if (separator) {
    const auto* text = as<Str>(separator);
    if (text == nullptr || text->size() != 1)
      type_error(rt, "isoformat() argument 1 must be a unicode character, not {}",
                 type_name(rt, separator));
    between = text->text;
  }
  return make_text(rt, date_text(self(a).date) + between +
                           clock_text(self(a).time, time_spec(rt, spec)) +
                           offset_text(own_offset(rt, a)));
}

Value ctime(Runtime& rt, Arguments& a) {
  return make_text(rt, ctime_text(self(a).date, self(a).time));
}

Value format(Runtime& rt, Arguments& a) {
  const auto [format_value] = read<1>(rt, a.after(1), {"strftime", {"format"}, 1});
  const auto* text = as<Str>(format_value);
  if (text == nullptr)
    type_error(rt, "strftime() argument 1 must be str, not {}", type_name(rt, format_value));
  FormattedTime shown;
  shown.date = self(a).date;
  shown.time = self(a).time;
  shown.offset = own_offset(rt, a);
  shown.zone_name = zone_name(rt, self(a).tzinfo, a[0]).value_or("");
  return make_text(rt, strftime(text->text, shown));
}

Value utcoffset(Runtime& rt, Arguments& a) { return delta_or_none(rt, own_offset(rt, a)); }
Value dst(Runtime& rt, Arguments& a) {
  return delta_or_none(rt, dst_offset(rt, self(a).tzinfo, a[0]));
}
Value tzname(Runtime& rt, Arguments& a) {
  const auto name = zone_name(rt, self(a).tzinfo, a[0]);
  return name ? make_text(rt, *name) : Value::none();
}

// The same instant in UTC. There is no local zone here: naive times count as UTC.
Moment in_utc(Runtime& rt, const Arguments& a) {
  return moved(rt, self(a).date, self(a).time, -own_offset(rt, a).value_or(Duration{}));
}

Value astimezone(Runtime& rt, Arguments& a) {
  const auto [zone] = read<1>(rt, a.after(1), {"astimezone", {"tz"}});
  Value target = tzinfo_argument(rt, zone);
  if (target.is_none()) target = timezone_of(rt, Duration{}, make_text(rt, "UTC"));
  if (self(a).tzinfo.same(target)) return a[0];
  const Moment utc = in_utc(rt, a);
  return from_utc(rt, target, utc.date, utc.time);
}

Value timestamp(Runtime& rt, Arguments& a) {
  const Moment epoch{{1970, 1, 1}, {}};
  Duration since = between(epoch, {self(a).date, self(a).time});
  const auto offset = own_offset(rt, a);
  if (!offset) {
    const auto whole = static_cast<double>(since.days * 86'400 + since.seconds);
    return make_float(rt, whole + static_cast<double>(since.microseconds) / 1e6);
  }
  since = Duration::of(since.days - offset->days, std::int64_t{since.seconds} - offset->seconds,
                       std::int64_t{since.microseconds} - offset->microseconds);
  return number_binary(rt, BinaryOperator::Divide, make_integer(rt, microseconds_of(since)),
                       Value::small(1'000'000));
}

Value timetuple(Runtime& rt, Arguments& a) {
  const auto summer = dst_offset(rt, self(a).tzinfo, a[0]);
  const int is_dst = !summer ? -1 : *summer == Duration{} ? 0 : 1;
  return make_struct_time(rt, self(a).date, self(a).time, is_dst);
}

Value utctimetuple(Runtime& rt, Arguments& a) {
  const Moment utc = in_utc(rt, a);
  return make_struct_time(rt, utc.date, utc.time, 0);
}

// ---- class methods -----------------------------------------------------------------------------

// What a moment of UTC is in the zone, or as a naive datetime.
Value in_zone(Runtime& rt, Class& cls, const Moment& utc, const Value& zone) {
  if (zone.is_none()) return datetime_of_class(rt, cls, utc.date, utc.time, zone);
  return call_method(rt, zone, "fromutc", {datetime_of_class(rt, cls, utc.date, utc.time, zone)});
}

Value now(Runtime& rt, Arguments& a) {
  const auto [zone] = read<1>(rt, a.after(1), {"now", {"tz"}});
  const Value target = tzinfo_argument(rt, zone);
  return in_zone(rt, own_class(a), clock_now(rt), target);
}

Value utcnow(Runtime& rt, Arguments& a) {
  return in_zone(rt, own_class(a), clock_now(rt), Value::none());
}

Value fromtimestamp(Runtime& rt, Arguments& a) {
  const auto [stamp, zone] = read<2>(rt, a.after(1), {"fromtimestamp", {"timestamp", "tz"}, 1});
  const Value target = tzinfo_argument(rt, zone);
  return in_zone(rt, own_class(a), moment_of_timestamp(rt, stamp), target);
}

Value utcfromtimestamp(Runtime& rt, Arguments& a) {
  return in_zone(rt, own_class(a), moment_of_timestamp(rt, a[1]), Value::none());
}

Value combine(Runtime& rt, Arguments& a) {
  const auto [day, clock, zone] =
      read<3>(rt, a.after(1), {"combine", {"date", "time", "tzinfo"}, 2});
  const CalendarDate* date = date_part(day);
  if (date == nullptr)
    type_error(rt, "combine() argument 1 must be datetime.date, not {}", type_name(rt, day));
  const auto* time = as<Time>(clock);
  if (time == nullptr)
    type_error(rt, "combine() argument 2 must be datetime.time, not {}", type_name(rt, clock));
  const Value target = zone ? tzinfo_argument(rt, zone) : time->tzinfo;
  if (own_class(a).of_program)
    return datetime_of_class(rt, own_class(a), *date, time->time, target);
  return Value(new DateTime(&own_class(a), *date, time->time, target, time->fold));
}

Value fromisoformat(Runtime& rt, Arguments& a) {
  const auto* text = as<Str>(a[1]);
  if (text == nullptr) type_error(rt, "fromisoformat: argument must be str");
  const auto parsed = parse_iso_datetime(text->text);
  if (!parsed) value_error(rt, "Invalid isoformat string: {}", repr_text(text->text));
  const IsoTime& clock = parsed->time;
  const Value zone = timezone_of(rt, clock.offset);
  const CalendarDate date = checked_date(rt, parsed->year, parsed->month, parsed->day);
  return datetime_of_class(
      rt, own_class(a), date,
      checked_time(rt, clock.hour, clock.minute, clock.second, clock.microsecond), zone);
}

Value strptime_method(Runtime& rt, Arguments& a) {
  no_keywords(rt, a, "datetime.strptime");
  if (a.count != 3) type_error(rt, "strptime() takes exactly 2 arguments ({} given)", a.count - 1);
  for (std::uint32_t i = 1; i <= 2; ++i)
    if (as<Str>(a[i]) == nullptr)
      type_error(rt, "strptime() argument {} must be str, not {}", i, type_name(rt, a[i]));
  rt.steps(as<Str>(a[1])->text.size() + as<Str>(a[2])->text.size());
  const ParsedTime parsed = unwrap(rt, strptime(as<Str>(a[1])->text, as<Str>(a[2])->text));
  Value zone = Value::none();
  if (parsed.offset)
    zone = timezone_of(rt, *parsed.offset,
                       parsed.zone_name.empty() ? Value() : make_text(rt, parsed.zone_name));
  const ClockTime& time = parsed.time;
  return datetime_of_class(rt, own_class(a), parsed.date,
                           checked_time(rt, time.hour, time.minute, time.second, time.microsecond),
                           zone);
}

void define_parts(Runtime& rt, Class* datetime) {
  rt.getter(datetime, "hour", get_part<&ClockTime::hour>);
  rt.getter(datetime, "minute", get_part<&ClockTime::minute>);
  rt.getter(datetime, "second", get_part<&ClockTime::second>);
  rt.getter(datetime, "microsecond", get_part<&ClockTime::microsecond>);
  rt.getter(datetime, "tzinfo", get_tzinfo);
  rt.getter(datetime, "fold", get_fold);
  const auto constant = [&](const char* name, const Value& value) {
    datetime->dict->set(*rt.intern(name), value);
  };
  constant("min", make_datetime(rt, {MinYear, 1, 1}, {}));
  constant("max", make_datetime(rt, {MaxYear, 12, 31}, {23, 59, 59, 999'999}));
  constant("resolution", make_timedelta(rt, {0, 0, 1}));
}

}  // namespace

void define_datetime_methods(Runtime& rt) {
  Class* datetime = rt.types.datetime;
  datetime->maker = make_datetime_object;
  define_parts(rt, datetime);
  rt.method(datetime, "date", date_method, 0, 0);
  rt.method(datetime, "time", time_method, 0, 0);
  rt.method(datetime, "timetz", timetz_method, 0, 0);
  rt.method(datetime, "replace", replace, 0, -1);
  rt.method(datetime, "isoformat", isoformat, 0, -1);
  rt.method(datetime, "ctime", ctime, 0, 0);
  rt.method(datetime, "strftime", format, 0, -1);
  rt.method(datetime, "utcoffset", utcoffset, 0, 0);
  rt.method(datetime, "dst", dst, 0, 0);
  rt.method(datetime, "tzname", tzname, 0, 0);
  rt.method(datetime, "astimezone", astimezone, 0, -1);
  rt.method(datetime, "timestamp", timestamp, 0, 0);
  rt.method(datetime, "timetuple", timetuple, 0, 0);
  rt.method(datetime, "utctimetuple", utctimetuple, 0, 0);
  class_method(rt, datetime, "now", now, 0, -1);
  class_method(rt, datetime, "utcnow", utcnow, 0, 0);
  class_method(rt, datetime, "fromtimestamp", fromtimestamp, 0, -1);
  class_method(rt, datetime, "utcfromtimestamp", utcfromtimestamp, 1, 1);
  class_method(rt, datetime, "combine", combine, 0, -1);
  class_method(rt, datetime, "fromisoformat", fromisoformat, 1, 1);
  class_method(rt, datetime, "strptime", strptime_method, 0, -1);
}

}  // namespace undumpy::python
