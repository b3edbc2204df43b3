// Dates and times from text, as Django's parse_date() and its kin read them.

#include "engine/orm/conversion.h"

namespace undumpy::orm {

namespace {

// Up to `most` digits at `at`, which moves behind them; -1 when there are less than `least`.
int digits(std::string_view text, std::size_t& at, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t count = 0;
  while (count < most && at < text.size() && text[at] >= '0' && text[at] <= '9') {
    value = value * 10 + (text[at] - '0');
    ++at;
    ++count;
  }
  return count < least ? -1 : value;
}

bool take(std::string_view text, std::size_t& at, char c) {
  if (at >= text.size() || text[at] != c) return false;
  ++at;
  return true;
}

struct Parts {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, microsecond = 0;
};

bool date_at(std::string_view text, std::size_t& at, Parts& parts) {
  parts.year = digits(text, at, 4, 4);
  if (parts.year < 0 || !take(text, at, '-')) return false;
  parts.month = digits(text, at, 1, 2);
  if (parts.month < 0 || !take(text, at, '-')) return false;
  parts.day = digits(text, at, 1, 2);
  return parts.day >= 0;
}

bool time_at(std::string_view text, std::size_t& at, Parts& parts) {
  parts.hour = digits(text, at, 1, 2);
  if (parts.hour < 0 || !take(text, at, ':')) return false;
  parts.minute = digits(text, at, 1, 2);
  if (parts.minute < 0) return false;
  if (!take(text, at, ':')) return true;
  parts.second = digits(text, at, 1, 2);
  if (parts.second < 0) return false;
  if (!take(text, at, '.') && !take(text, at, ',')) return true;
  const std::size_t begin = at;
  parts.microsecond = digits(text, at, 1, 6);
  if (parts.microsecond < 0) return false;
  for (std::size_t i = at - begin; i < 6; ++i) parts.microsecond *= 10;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return true;
}

ReadMoment moment_of(const Parts& p, bool date, bool time) {
  ReadMoment result;
  result.valid = (!date || is_valid_date(p.year, p.month, p.day)) &&
                 (!time || is_valid_time(p.hour, p.minute, p.second, p.microsecond));
  if (!result.valid) return result;
  Moment& m = result.moment;
  m.year = static_cast<unsigned>(p.year) & 0x3FFFU;
  m.month = static_cast<unsigned>(p.month) & 0xFU;
  m.day = static_cast<unsigned>(p.day) & 0x1FU;
  m.hour = static_cast<unsigned>(p.hour) & 0x1FU;
  m.minute = static_cast<unsigned>(p.minute) & 0x3FU;
  m.second = static_cast<unsigned>(p.second) & 0x3FU;
  m.microsecond = static_cast<unsigned>(p.microsecond) & 0xFFFFFU;
  return result;
}

}  // namespace

std::optional<ReadMoment> read_date(std::string_view text) {
  std::size_t at = 0;
  Parts parts;
  if (!date_at(text, at, parts) || at != text.size()) return std::nullopt;
  return moment_of(parts, true, false);
}

std::optional<ReadMoment> read_time(std::string_view text) {
  std::size_t at = 0;
  Parts parts;
  if (!time_at(text, at, parts) || at != text.size()) return std::nullopt;
  return moment_of(parts, false, true);
}

std::optional<ReadMoment> read_datetime(std::string_view text) {
  std::size_t at = 0;
  Parts parts;
  if (!date_at(text, at, parts)) return std::nullopt;
  if (!take(text, at, ' ') && !take(text, at, 'T')) return std::nullopt;
  if (!time_at(text, at, parts)) return std::nullopt;
  if (text.substr(at) == "Z" || text.substr(at) == "+00:00") at = text.size();
  if (at != text.size()) return std::nullopt;
  return moment_of(parts, true, true);
}

}  // namespace undumpy::orm
