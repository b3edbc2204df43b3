// The arithmetic of timedelta: exact numbers of microseconds, halves rounded to even.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "engine/python/calendar.h"
#include "engine/python/failure.h"

namespace undumpy::python {

inline constexpr std::int64_t MostDays = 999'999'999;

boost::multiprecision::cpp_int microseconds_of(const Duration& duration);
// OverflowError when it is more than MostDays.
Outcome<Duration> duration_of(const boost::multiprecision::cpp_int& microseconds);
Outcome<Duration> checked_duration(const Duration& duration);
// REQUIRES: divisor is not 0.
boost::multiprecision::cpp_int divide_to_even(const boost::multiprecision::cpp_int& dividend,
                                              const boost::multiprecision::cpp_int& divisor);

// The arguments of timedelta() added up. Fractions of microseconds are added as doubles and rounded
// at the end.
class DurationSum {
 public:
  // `unit` in microseconds.
  void add(const boost::multiprecision::cpp_int& count, std::int64_t unit);
  // ValueError for nan, OverflowError for infinities.
  Outcome<bool> add(double count, std::int64_t unit);
  [[nodiscard]] Outcome<Duration> total() const;

 private:
  boost::multiprecision::cpp_int whole_ = 0;
  double fraction_ = 0;
};

}  // namespace undumpy::python
