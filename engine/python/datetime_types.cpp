// date, time, datetime, timedelta, tzinfo and timezone as classes.

#include "engine/python/datetime_support.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

void define_datetimes(Runtime& rt) {
  Types& t = rt.types;
  const auto make = [&rt](const char* name, Class* base) {
    Class* cls = rt.make_class(name, "datetime", base);
    cls->layout = cls;
    cls->name_with_module = std::string("datetime.") + name;
    return cls;
  };
  t.date = make("date", t.object);
  t.datetime = make("datetime", t.date);
  t.time = make("time", t.object);
  t.timedelta = make("timedelta", t.object);
  t.tzinfo = make("tzinfo", t.object);
  t.timezone = make("timezone", t.tzinfo);
  define_timedelta_methods(rt);
  define_zone_methods(rt);
  define_date_methods(rt);
  define_datetime_methods(rt);
  define_time_methods(rt);
}

}  // namespace undumpy::python
