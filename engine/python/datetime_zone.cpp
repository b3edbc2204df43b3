#include "engine/python/datetime_zone.h"

#include "engine/python/runtime.h"

namespace undumpy::python {

std::optional<Duration> utc_offset(Runtime& rt, const Value& tzinfo, const Value& datetime) {
  if (tzinfo.is_none()) return std::nullopt;
  if (const auto* zone = as<TimeZone>(tzinfo)) return zone->offset;
  const Value offset = call_method(rt, tzinfo, "utcoffset", {datetime});
  if (offset.is_none()) return std::nullopt;
  const auto* delta = as<TimeDelta>(offset);
  if (delta == nullptr)
    type_error(rt, "tzinfo.utcoffset() must return None or a timedelta, not '{}'",
               type_name(rt, offset));
  if (delta->duration <= Duration{-1, 0, 0} || delta->duration >= Duration{1, 0, 0})
    value_error(rt,
                "offset must be a timedelta strictly between -timedelta(hours=24) and "
                "timedelta(hours=24).");
  return delta->duration;
}

}  // namespace undumpy::python
