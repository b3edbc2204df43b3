// What the tzinfo of a datetime says: asked of timezone objects and of classes of the program.
#pragma once

#include <optional>
#include <string>

#include "engine/python/datetime.h"

namespace undumpy::python {

// tzinfo.utcoffset(datetime); nothing for None or when it answers None. Raises TypeError,
// ValueError for answers that are no offsets.
std::optional<Duration> utc_offset(Runtime& rt, const Value& tzinfo, const Value& datetime);

// Raise ValueError ("day is out of range for month").
CalendarDate checked_date(Runtime& rt, std::int64_t year, std::int64_t month, std::int64_t day);
ClockTime checked_time(Runtime& rt, std::int64_t hour, std::int64_t minute, std::int64_t second,
                       std::int64_t microsecond);

}  // namespace undumpy::python
