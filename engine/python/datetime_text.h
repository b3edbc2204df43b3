// Dates and times as text: ISO forms and strftime.
//
//     date_text({2015, 8, 26});                                  // "2015-08-26"
//     clock_text({9, 5, 7}, TimeSpec::Minutes);                  // "09:05"
//     parse_iso_datetime("2015-08-26T09:05:07+02:00")->offset;   // 2 hours
//     strftime("%d %b", {.date = {2015, 8, 26}});                // "26 Aug"
#pragma once

#include <cstdint>
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
// "+02:00", "-00:30:15"; nothing for a naive time.
std::string offset_text(const std::optional<Duration>& offset, std::string_view separator = ":");
// As str() of a timedelta: "-1 day, 23:00:00".
std::string duration_text(const Duration& duration);
// "Wed Aug 26 09:05:07 2015", as ctime().
std::string ctime_text(const CalendarDate& date, const ClockTime& time);

// Numbers as they stand in a text: they may not exist (month 13).
struct IsoTime {
  int hour = 0, minute = 0, second = 0, microsecond = 0;
  std::optional<Duration> offset;
};
struct IsoDateTime {
  int year = 1, month = 1, day = 1;
  IsoTime time;
};
// What fromisoformat() reads; nothing when the text has none of the ISO forms.
std::optional<CalendarDate> parse_iso_date(std::string_view text);
std::optional<IsoTime> parse_iso_time(std::string_view text);
std::optional<IsoDateTime> parse_iso_datetime(std::string_view text);
// The date that is so many days from the beginning, as date.fromordinal(): ValueError.
Outcome<CalendarDate> date_of_ordinal(std::int64_t days);
// The date of a week date; ValueError as date.fromisocalendar() words it.
Outcome<CalendarDate> date_of_week(std::int64_t year, std::int64_t week, std::int64_t weekday);

// What strftime() can show.
struct FormattedTime {
  CalendarDate date{1900, 1, 1};
  ClockTime time;
  std::optional<Duration> offset;
  std::string zone_name;
};
// As the C library does it on Linux, in the C locale.
std::string strftime(std::string_view format, const FormattedTime& time);

extern const std::string_view MonthNames[12];
extern const std::string_view DayNames[7];  // Monday first

}  // namespace undumpy::python
