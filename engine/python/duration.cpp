#include "engine/python/duration.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/python/float_text.h"

namespace undumpy::python {

using boost::multiprecision::cpp_int;

cpp_int microseconds_of(const Duration& duration) {
  return (cpp_int(duration.days) * 86'400 + duration.seconds) * 1'000'000 + duration.microseconds;
}

Outcome<Duration> duration_of(const cpp_int& microseconds) {
  const cpp_int day = 86'400'000'000;
  cpp_int days;
  cpp_int rest;
  divide_qr(microseconds, day, days, rest);
  if (rest < 0) {
    rest += day;
    --days;
  }
  if (days > INT32_MAX || days < INT32_MIN)
    return Failure{"OverflowError", "Python int too large to convert to C int"};
  return checked_duration(
      Duration::of(static_cast<std::int64_t>(days), 0, static_cast<std::int64_t>(rest)));
}

Outcome<Duration> checked_duration(const Duration& duration) {
  if (duration.days > MostDays || duration.days < -MostDays)
    return Failure{"OverflowError",
                   fmt::format("days={}; must have magnitude <= {}", duration.days, MostDays)};
  return duration;
}

cpp_int divide_to_even(const cpp_int& dividend, const cpp_int& divisor) {
  cpp_int top = dividend;
  cpp_int bottom = divisor;
  if (bottom < 0) {
    top = -top;
    bottom = -bottom;
  }
  const bool negative = top < 0;
  cpp_int quotient;
  cpp_int rest;
  divide_qr(cpp_int(abs(top)), bottom, quotient, rest);
  const int half = cpp_int(rest * 2).compare(bottom);
  if (half > 0 || (half == 0 && (quotient & 1) != 0)) ++quotient;
  return negative ? cpp_int(-quotient) : quotient;
}

void DurationSum::add(const cpp_int& count, std::int64_t unit) { whole_ += count * unit; }

Outcome<bool> DurationSum::add(double count, std::int64_t unit) {
  double whole = 0;
  double part = std::modf(count, &whole);
  auto units = truncate_to_integer(count);
  if (!units) return units.error();
  whole_ += *units * unit;
  if (part == 0) return true;
  part = std::modf(static_cast<double>(unit) * part, &whole);
  whole_ += static_cast<std::int64_t>(whole);
  fraction_ += part;
  return true;
}

Outcome<Duration> DurationSum::total() const {
  cpp_int sum = whole_;
  if (fraction_ != 0) {
    double whole = std::round(fraction_);
    if (std::fabs(whole - fraction_) == 0.5) {
      const double odd = (sum & 1) != 0 ? 1 : 0;
      whole = 2.0 * std::round((fraction_ + odd) * 0.5) - odd;
    }
    sum += static_cast<std::int64_t>(whole);
  }
  return duration_of(sum);
}

}  // namespace undumpy::python
