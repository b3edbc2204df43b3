// strftime as glibc does it in the C locale, with its flags ("%-d", "%_d", "%^a") and widths.

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/datetime_text.h"

namespace undumpy::python {

namespace {

// Between '%' and the letter.
struct Flags {
  char pad = 0;  // '-': nothing, '_': spaces, '0': zeros; 0: as the letter has it
  bool upper = false;
  bool swap = false;
  std::size_t width = 0;
};

std::string upper_case(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}
std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string number(std::int64_t value, std::size_t digits, const Flags& flags, char pad = '0') {
  if (flags.pad == '-') return std::to_string(value);
  if (flags.pad != 0) pad = flags.pad == '_' ? ' ' : '0';
  std::string text = std::to_string(value < 0 ? -value : value);
  const std::size_t width = std::max(flags.width, digits);
  const std::size_t sign = value < 0 ? 1 : 0;
  const std::string fill(width > text.size() + sign ? width - text.size() - sign : 0, pad);
  if (value >= 0) return fill + text;
  return pad == ' ' ? fill + "-" + text : "-" + fill + text;
}

std::string word(std::string text, const Flags& flags) {
  if (flags.upper) text = upper_case(std::move(text));
  if (text.size() >= flags.width) return text;
  return std::string(flags.width - text.size(), flags.pad == '0' ? '0' : ' ') + text;
}

int hour_of_twelve(int hour) { return hour % 12 == 0 ? 12 : hour % 12; }

// Of weeks that begin on `first` (Monday is 0): days before the first one are in week 0.
int week_of(const CalendarDate& date, int first) {
  const int weekday = (weekday_of(date) - first + 7) % 7;
  return (day_of_year(date) - 1 + 7 - weekday) / 7;
}

std::int64_t seconds_since_1970(const FormattedTime& time) {
  return (days_of(time.date) - days_of(CalendarDate{1970, 1, 1})) * 86'400 + time.time.seconds();
}

std::string composite(std::string_view format, const FormattedTime& time, const Flags& flags) {
  return word(strftime(format, time), flags);
}

std::string conversion(char letter, const FormattedTime& time, const Flags& flags) {
  const CalendarDate& date = time.date;
  const ClockTime& clock = time.time;
  const std::string day_name(DayNames[weekday_of(date)]);
  const std::string month_name(MonthNames[date.month - 1]);
  Flags swapped = flags;
  swapped.upper |= flags.swap;
  switch (letter) {
    case 'a':
      return word(day_name.substr(0, 3), swapped);
    case 'A':
      return word(day_name, swapped);
    case 'b':
    case 'h':
      return word(month_name.substr(0, 3), swapped);
    case 'B':
      return word(month_name, swapped);
    case 'c':
      return composite("%a %b %e %H:%M:%S %Y", time, flags);
    case 'C':
      return number(date.year / 100, 0, flags);
    case 'd':
      return number(date.day, 2, flags);
    case 'D':
    case 'x':
      return composite("%m/%d/%y", time, flags);
    case 'e':
      return number(date.day, 2, flags, ' ');
    case 'F':
      return composite("%Y-%m-%d", time, flags);
    case 'g':
      return number(week_date_of(date).year % 100, 2, flags);
    case 'G':
      return number(week_date_of(date).year, 0, flags);
    case 'H':
      return number(clock.hour, 2, flags);
    case 'I':
      return number(hour_of_twelve(clock.hour), 2, flags);
    case 'j':
      return number(day_of_year(date), 3, flags);
    case 'k':
      return number(clock.hour, 2, flags, ' ');
    case 'l':
      return number(hour_of_twelve(clock.hour), 2, flags, ' ');
    case 'm':
      return number(date.month, 2, flags);
    case 'M':
      return number(clock.minute, 2, flags);
    case 'n':
      return word("\n", flags);
    case 'p': {
      const std::string half = clock.hour < 12 ? "AM" : "PM";
      return word(flags.swap ? lower_case(half) : half, flags);
    }
    case 'P':
      return word(clock.hour < 12 ? "am" : "pm", flags);
    case 'r':
      return composite("%I:%M:%S %p", time, flags);
    case 'R':
      return composite("%H:%M", time, flags);
    case 's':
      return number(seconds_since_1970(time), 0, flags);
    case 'S':
      return number(clock.second, 2, flags);
    case 't':
      return word("\t", flags);
    case 'T':
    case 'X':
      return composite("%H:%M:%S", time, flags);
    case 'u':
      return number(weekday_of(date) + 1, 1, flags);
    case 'U':
      return number(week_of(date, 6), 2, flags);
    case 'V':
      return number(week_date_of(date).week, 2, flags);
    case 'w':
      return number((weekday_of(date) + 1) % 7, 1, flags);
    case 'W':
      return number(week_of(date, 0), 2, flags);
    case 'y':
      return number(date.year % 100, 2, flags);
    case 'Y':
      return number(date.year, 0, flags);
    case '%':
      return word("%", flags);
    default:
      return {};
  }
}

Flags read_flags(std::string_view format, std::size_t& at) {
  Flags flags;
  for (; at < format.size(); ++at) {
    const char c = format[at];
    if (c == '-' || c == '_' || c == '0')
      flags.pad = c;
    else if (c == '^')
      flags.upper = true;
    else if (c == '#')
      flags.swap = true;
    else
      break;
  }
  while (at < format.size() && format[at] >= '0' && format[at] <= '9') {
    constexpr std::size_t Most = 1 << 20;
    flags.width = std::min(flags.width * 10 + static_cast<std::size_t>(format[at++] - '0'), Most);
  }
  if (at < format.size() && (format[at] == 'E' || format[at] == 'O')) ++at;
  return flags;
}

}  // namespace

std::string strftime(std::string_view format, const FormattedTime& time) {
  std::string text;
  for (std::size_t at = 0; at < format.size();) {
    if (format[at] != '%') {
      text += format[at++];
      continue;
    }
    const std::size_t begin = at++;
    // Python's own three come without flags.
    const char own = at < format.size() ? format[at] : 0;
    if (own == 'f' || own == 'z' || own == 'Z') {
      ++at;
      text += own == 'f'   ? fmt::format("{:06}", time.time.microsecond)
              : own == 'z' ? offset_text(time.offset, "")
                           : time.zone_name;
      continue;
    }
    const Flags flags = read_flags(format, at);
    const char letter = at < format.size() ? format[at++] : 0;
    const std::string shown = conversion(letter, time, flags);
    if (shown.empty())
      text += format.substr(begin, at - begin);
    else
      text += shown;
  }
  return text;
}

}  // namespace undumpy::python
