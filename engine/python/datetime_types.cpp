// date, time, datetime, timedelta, tzinfo and timezone as types: how they are made.

#include <fmt/format.h>

#include "engine/python/datetime.h"
#include "engine/python/datetime_zone.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

Value make_date_object(Runtime& rt, Class& cls, Arguments& a) {
  const auto [year, month, day] = read<3>(rt, a, {"date", {"year", "month", "day"}, 3});
  return allocate<Date>(
      cls, checked_date(rt, to_index(rt, year), to_index(rt, month), to_index(rt, day)));
}

}  // namespace

void define_datetimes(Runtime& rt) {
  Types& t = rt.types;
  const auto make = [&rt](const char* name, Class* base, Class::Maker maker) {
    Class* cls = rt.make_class(name, "datetime", base);
    cls->maker = maker;
    cls->layout = cls;
    cls->name_with_module = std::string("datetime.") + name;
    return cls;
  };
  t.date = make("date", t.object, make_date_object);
  t.datetime = make("datetime", t.date, nullptr);
  t.time = make("time", t.object, nullptr);
  t.timedelta = make("timedelta", t.object, nullptr);
  t.tzinfo = make("tzinfo", t.object, nullptr);
  t.timezone = make("timezone", t.tzinfo, nullptr);
  t.timezone->sealed = true;
  t.timezone->dict->set(*rt.intern("utc"),
                        Value(new TimeZone(t.timezone, Duration{}, Value())));
}

Value utc_timezone(Runtime& rt) { return rt.types.timezone->dict->get(*rt.intern("utc")); }

}  // namespace undumpy::python
