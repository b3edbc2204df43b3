#include "engine/python/calendar.h"

#include <array>

namespace undumpy::python {

namespace {

constexpr std::array<int, 13> DaysBefore = {0,   0,   31,  59,  90,  120, 151,
                                            181, 212, 243, 273, 304, 334};

std::int64_t days_before_year(int year) {
  const std::int64_t y = year - 1;
  return y * 365 + y / 4 - y / 100 + y / 400;
}

}  // namespace

Duration Duration::of(std::int64_t days, std::int64_t seconds, std::int64_t microseconds) {
  const auto carry = [](std::int64_t& part, std::int64_t size) {
    std::int64_t whole = part / size;
    part -= whole * size;
    if (part < 0) {
      part += size;
      --whole;
    }
    return whole;
  };
  seconds += carry(microseconds, 1'000'000);
  days += carry(seconds, 86'400);
  return {days, static_cast<int>(seconds), static_cast<int>(microseconds)};
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int day_of_year(const CalendarDate& date) {
  const int leap_day = date.month > 2 && is_leap(date.year) ? 1 : 0;
  return DaysBefore[static_cast<std::size_t>(date.month)] + leap_day + date.day;
}

std::int64_t days_of(const CalendarDate& date) {
  return days_before_year(date.year) + day_of_year(date);
}

CalendarDate date_of(std::int64_t days) {
  // Years have at most 366 days: the first guess is at most some years too early.
  int year = static_cast<int>((days - 1) / 366) + 1;
  while (year < MaxYear && days_before_year(year + 1) < days) {
    const std::int64_t missing = days - days_before_year(year + 1);
    year += static_cast<int>((missing - 1) / 366) + 1;
  }
  auto rest = static_cast<int>(days - days_before_year(year));
  int month = 1;
  for (; rest > days_in_month(year, month); ++month) rest -= days_in_month(year, month);
  return {year, month, rest};
}

std::int64_t year_of(std::int64_t days) {
  constexpr std::int64_t Cycle = 146'097;  // days of 400 years
  std::int64_t cycles = (days - 1) / Cycle;
  if ((days - 1) % Cycle < 0) --cycles;
  return date_of(days - cycles * Cycle).year + 400 * cycles;
}

int weekday_of(const CalendarDate& date) { return static_cast<int>((days_of(date) + 6) % 7); }

namespace {

// The Monday of week 1, which holds the year's first Thursday.
std::int64_t first_monday(int year) {
  const std::int64_t first = days_before_year(year) + 1;
  const std::int64_t weekday = (first + 6) % 7;
  return first - weekday + (weekday > 3 ? 7 : 0);
}

}  // namespace

WeekDate week_date_of(const CalendarDate& date) {
  const std::int64_t days = days_of(date);
  int year = date.year;
  if (days < first_monday(year))
    --year;
  else if (days >= first_monday(year + 1))
    ++year;
  const std::int64_t since = days - first_monday(year);
  return {year, static_cast<int>(since / 7) + 1, static_cast<int>(since % 7) + 1};
}

int weeks_in_year(int year) {
  return static_cast<int>((first_monday(year + 1) - first_monday(year)) / 7);
}

std::int64_t days_of(const WeekDate& date) {
  return first_monday(date.year) + std::int64_t{7} * (date.week - 1) + date.weekday - 1;
}

}  // namespace undumpy::python
