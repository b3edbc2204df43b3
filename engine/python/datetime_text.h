// Dates and times as text: ISO forms, strftime, strptime.
//
//     date_text({2015, 8, 26});                                  // "2015-08-26"
//     clock_text({9, 5, 7}, TimeSpec::Minutes);                  // "09:05"
//     parse_iso_datetime("2015-08-26T09:05:07+02:00")->offset;   // 2 hours
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/python/calendar.h"
#include "engine/python/failure.h"

namespace undumpy::python {

enum class TimeSpec : std::uint8_t { Auto, Hours, Minutes, Seconds, Milliseconds, Microseconds };

std::string date_text(const CalendarDate& date);
// "09:05:07" or "09:05:07.000123": Auto shows microseconds unless they are 0.
std::string clock_text(const ClockTime& time, TimeSpec spec);
// "+02:00", "-00:30:15"; nothing for a naive time. Without the separator: strftime's %z.
std::string offset_text(const std::optional<Duration>& offset, std::string_view separator = ":");
// As str() of a timedelta: "-1 day, 23:00:00".
std::string duration_text(const Duration& duration);

}  // namespace undumpy::python
