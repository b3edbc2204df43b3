// The proleptic Gregorian calendar: days, weeks and months of the years 1 to 9999.
//
//     days_of({2015, 8, 26})   // 735836, as date.toordinal()
//     weekday_of({2015, 8, 26})  // 2, Wednesday
#pragma once

#include <compare>
#include <cstdint>

namespace undumpy::python {

inline constexpr int MinYear = 1;
inline constexpr int MaxYear = 9999;
inline constexpr std::int64_t LastDay = 3'652'059;  // of the year 9999

struct CalendarDate {
  int year = 1;
  int month = 1;
  int day = 1;
  auto operator<=>(const CalendarDate&) const = default;
};

struct ClockTime {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
  auto operator<=>(const ClockTime&) const = default;
  [[nodiscard]] int seconds() const { return (hour * 60 + minute) * 60 + second; }
};

// A length of time, as timedelta normalises it.
struct Duration {
  std::int64_t days = 0;  // within ±999 999 999
  int seconds = 0;        // 0 to 86 399
  int microseconds = 0;   // 0 to 999 999
  auto operator<=>(const Duration&) const = default;
  // Normalised; days may be beyond the bounds.
  static Duration of(std::int64_t days, std::int64_t seconds, std::int64_t microseconds);
  Duration operator-() const { return of(-days, -seconds, -microseconds); }
};

struct WeekDate {
  int year = 1;
  int week = 1;
  int weekday = 1;  // Monday is 1
};

bool is_leap(int year);
int days_in_month(int year, int month);
// 1 for the first of January of year 1.
std::int64_t days_of(const CalendarDate& date);
// REQUIRES: 1 <= days <= LastDay.
CalendarDate date_of(std::int64_t days);
// The year of any day, also beyond the calendar's bounds.
std::int64_t year_of(std::int64_t days);
// Monday is 0.
int weekday_of(const CalendarDate& date);
// 1 for the first of January.
int day_of_year(const CalendarDate& date);
WeekDate week_date_of(const CalendarDate& date);
int weeks_in_year(int year);
// REQUIRES: week and weekday exist in that year. May be beyond LastDay.
std::int64_t days_of(const WeekDate& date);

}  // namespace undumpy::python
