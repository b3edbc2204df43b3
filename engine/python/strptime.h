// strptime: reads a date and time by a format.
//
//     strptime("26.08.2015", "%d.%m.%Y")->date   // {2015, 8, 26}
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/python/calendar.h"
#include "engine/python/failure.h"

namespace undumpy::python {

// The second may be 60 or 61, and the date beyond the calendar's bounds.
struct ParsedTime {
  CalendarDate date{1900, 1, 1};
  ClockTime time;
  std::optional<Duration> offset;  // of %z
  std::string zone_name;           // of %Z
};

// ValueError as CPython words it.
Outcome<ParsedTime> strptime(std::string_view text, std::string_view format);

}  // namespace undumpy::python
