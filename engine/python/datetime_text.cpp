#include "engine/python/datetime_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/character.h"

namespace undumpy::python {

const std::string_view MonthNames[12] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
const std::string_view DayNames[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};

std::string date_text(const CalendarDate& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string clock_text(const ClockTime& time, TimeSpec spec) {
  if (spec == TimeSpec::Auto)
    spec = time.microsecond == 0 ? TimeSpec::Seconds : TimeSpec::Microseconds;
  std::string text = fmt::format("{:02}", time.hour);
  if (spec >= TimeSpec::Minutes) text += fmt::format(":{:02}", time.minute);
  if (spec >= TimeSpec::Seconds) text += fmt::format(":{:02}", time.second);
  if (spec == TimeSpec::Milliseconds) text += fmt::format(".{:03}", time.microsecond / 1000);
  if (spec == TimeSpec::Microseconds) text += fmt::format(".{:06}", time.microsecond);
  return text;
}

std::string offset_text(const std::optional<Duration>& offset, std::string_view separator) {
  if (!offset) return "";
  const Duration size = offset->days < 0 ? -*offset : *offset;
  std::string text = fmt::format("{}{:02}{}{:02}", offset->days < 0 ? "-" : "+",
                                 size.seconds / 3600, separator, size.seconds / 60 % 60);
  if (size.seconds % 60 != 0 || size.microseconds != 0)
    text += fmt::format("{}{:02}", separator, size.seconds % 60);
  if (size.microseconds != 0) text += fmt::format(".{:06}", size.microseconds);
  return text;
}

std::string duration_text(const Duration& duration) {
  std::string text;
  if (duration.days != 0)
    text = fmt::format("{} day{}, ", duration.days,
                       duration.days == 1 || duration.days == -1 ? "" : "s");
  text += fmt::format("{}:{:02}:{:02}", duration.seconds / 3600, duration.seconds / 60 % 60,
                      duration.seconds % 60);
  if (duration.microseconds != 0) text += fmt::format(".{:06}", duration.microseconds);
  return text;
}

std::string ctime_text(const CalendarDate& date, const ClockTime& time) {
  return fmt::format("{} {} {:>2} {} {:04}", DayNames[weekday_of(date)].substr(0, 3),
                     MonthNames[date.month - 1].substr(0, 3), date.day,
                     clock_text(time, TimeSpec::Seconds), date.year);
}

// ---- reading ISO forms -------------------------------------------------------------------------

namespace {

// Reads a text; behind its end there are zeros.
class IsoReader {
 public:
  explicit IsoReader(std::string_view text) : text_(text) {}
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : 0; }
  char take() {
    const char c = peek();
    ++at_;
    return c;
  }
  bool skip(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  void back() { --at_; }
  bool number(int& value, std::size_t digits) {
    value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!is_digit(peek())) return false;
      value = value * 10 + (take() - '0');
    }
    return true;
  }
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t left() const { return at_end() ? 0 : text_.size() - at_; }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

struct Clock {
  int parts[3] = {0, 0, 0};
  int microsecond = 0;
  bool rest = false;  // something stands behind it
};

// HH[:MM[:SS[.ffffff]]], with or without colons. `at_end`: the text ends there.
std::optional<Clock> read_clock(std::string_view text, bool at_end) {
  IsoReader reader(text);
  Clock clock;
  bool separated = true;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!reader.number(clock.parts[i], 2)) return std::nullopt;
    if (reader.at_end()) {
      clock.rest = !at_end;
      return clock;
    }
    const char c = reader.take();
    if (i == 0) separated = c == ':';
    if (reader.at_end()) {
      clock.rest = true;
      return clock;
    }
    if (separated && c == ':') {
      if (i == 2) return std::nullopt;
    } else if (c == '.' || c == ',') {
      break;
    } else if (!separated) {
      reader.back();
    } else {
      return std::nullopt;
    }
  }
  const std::size_t digits = std::min<std::size_t>(reader.left(), 6);
  if (!reader.number(clock.microsecond, digits)) return std::nullopt;
  for (std::size_t i = digits; i < 6; ++i) clock.microsecond *= 10;
  while (IsoReader::is_digit(reader.peek())) reader.take();
  clock.rest = !reader.at_end() || !at_end;
  return clock;
}

// Where the date ends. REQUIRES: at least 7 characters.
std::size_t date_size(std::string_view text) {
  if (text.size() == 7) return 7;
  const auto digit_at = [text](std::size_t i) {
    return i < text.size() && IsoReader::is_digit(text[i]);
  };
  if (text[4] == '-') {
    if (text[5] != 'W') return 10;
    if (text.size() > 8 && text[8] == '-') {
      if (text.size() == 9) return std::string_view::npos;
      // YYYY-Www-HH…, or YYYY-Www-D.
      return text.size() > 10 && digit_at(10) ? 8 : 10;
    }
    return 8;
  }
  if (text[4] != 'W') return 8;
  std::size_t end = 7;
  while (digit_at(end)) ++end;
  if (end < 9) return end;
  return end % 2 == 0 ? 7 : 8;
}

std::optional<CalendarDate> read_date(std::string_view text) {
  IsoReader reader(text);
  CalendarDate date;
  if (!reader.number(date.year, 4)) return std::nullopt;
  const bool separated = reader.skip('-');
  if (reader.skip('W')) {
    int week = 0;
    int weekday = 1;
    if (!reader.number(week, 2)) return std::nullopt;
    if (!reader.at_end()) {
      if (separated && !reader.skip('-')) return std::nullopt;
      if (!reader.number(weekday, 1)) return std::nullopt;
    }
    const auto found = date_of_week(date.year, week, weekday);
    if (!found) return std::nullopt;
    return *found;
  }
  if (!reader.number(date.month, 2)) return std::nullopt;
  if (separated && !reader.skip('-')) return std::nullopt;
  // What stands behind it is ignored, as CPython does.
  if (!reader.number(date.day, 2)) return std::nullopt;
  return date;
}

}  // namespace

std::optional<CalendarDate> parse_iso_date(std::string_view text) {
  if (text.size() != 7 && text.size() != 8 && text.size() != 10) return std::nullopt;
  return read_date(text);
}

std::optional<IsoTime> parse_iso_time(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::size_t zone = std::min(text.find_first_of("+-Z"), text.size());
  const auto clock = read_clock(text.substr(0, zone), zone == text.size());
  if (!clock) return std::nullopt;
  IsoTime time{clock->parts[0], clock->parts[1], clock->parts[2], clock->microsecond, {}};
  if (zone == text.size()) {
    if (clock->rest) return std::nullopt;
    return time;
  }
  if (text[zone] == 'Z') {
    if (zone + 1 != text.size()) return std::nullopt;
    time.offset = Duration{};
    return time;
  }
  const auto offset = read_clock(text.substr(zone + 1), true);
  if (!offset || offset->rest) return std::nullopt;
  const int sign = text[zone] == '-' ? -1 : 1;
  time.offset =
      Duration::of(0, sign * ((offset->parts[0] * 60 + offset->parts[1]) * 60 + offset->parts[2]),
                   sign * offset->microsecond);
  return time;
}

std::optional<IsoDateTime> parse_iso_datetime(std::string_view text) {
  if (text.size() < 7) return std::nullopt;
  const std::size_t size = date_size(text);
  if (size > text.size()) return std::nullopt;
  const auto date = read_date(text.substr(0, size));
  if (!date) return std::nullopt;
  IsoDateTime result{date->year, date->month, date->day, {}};
  if (text.size() == size) return result;
  // Any character separates.
  std::size_t begin = size;
  character::next(text, begin);
  const auto time = parse_iso_time(text.substr(begin));
  if (!time) return std::nullopt;
  result.time = *time;
  return result;
}

Outcome<CalendarDate> date_of_ordinal(std::int64_t days) {
  if (days < 1) return Failure{"ValueError", "ordinal must be >= 1"};
  if (days > LastDay)
    return Failure{"ValueError", fmt::format("year {} is out of range", year_of(days))};
  return date_of(days);
}

Outcome<CalendarDate> date_of_week(std::int64_t year, std::int64_t week, std::int64_t weekday) {
  if (year < MinYear || year > MaxYear)
    return Failure{"ValueError", fmt::format("Year is out of range: {}", year)};
  if (week < 1 || week > weeks_in_year(static_cast<int>(year)))
    return Failure{"ValueError", fmt::format("Invalid week: {}", week)};
  if (weekday < 1 || weekday > 7)
    return Failure{"ValueError", fmt::format("Invalid day: {} (range is [1, 7])", weekday)};
  const std::int64_t days =
      days_of(WeekDate{static_cast<int>(year), static_cast<int>(week), static_cast<int>(weekday)});
  return date_of_ordinal(days);
}

}  // namespace undumpy::python
