// The module datetime.

#include "engine/python/datetime.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Value make_datetime_module(Runtime& rt);

Value make_datetime_module(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "datetime"));
  for (Class* cls : {rt.types.date, rt.types.datetime, rt.types.time, rt.types.timedelta,
                     rt.types.tzinfo, rt.types.timezone})
    module->add(rt, cls->name, Value(cls));
  module->add(rt, "MINYEAR", Value::small(MinYear));
  module->add(rt, "MAXYEAR", Value::small(MaxYear));
  module->add(rt, "UTC", utc_timezone(rt));
  return module;
}

}  // namespace undumpy::python
