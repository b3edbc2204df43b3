#include "engine/python/datetime_text.h"

#include <fmt/format.h>

namespace undumpy::python {

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

}  // namespace undumpy::python
