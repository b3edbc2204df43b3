// Floats as text: repr, the e, f and g notations, float('…'), and what rests on decimal digits,
// round.
//
//     repr_float(1e16);            // "1e+16"
//     parse_float(" 1_000.5 ");    // 1000.5
//     round_float(2.675, 2);       // 2.67: the double is a little less than 2.675
//
// All roundings are of the exact value of the double, halves to even, as CPython's.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/python/failure.h"

namespace undumpy::python {

std::string repr_float(double value);
// float.hex(): "0x1.8000000000000p+1".
std::string hex_float(double value);

struct FloatNotation {
  char type = 'r';                // e E f F g G, or r: the shortest that reads back as the same
  std::size_t precision = 6;      // digits after the point, or significant ones for g; not for r
  bool alternate = false;         // '#': keep the point, and with g the zeros at the end
  bool always_point = false;      // "1.0", not "1", as repr() and format() without a type
  bool no_negative_zero = false;  // 'z': what rounds to -0.0 has no sign
};
// "-1.50", "inf", "NAN": without width, sign '+' or separators.
std::string float_text(double value, const FloatNotation& notation);

// Spaces around, underscores between digits, inf and nan in any case, digits of any script.
// ValueError: could not convert string to float: '…'
Outcome<double> parse_float(std::string_view text);
// `text` with decimal digits of any script as ASCII ones and spaces of any kind as ' ', without
// those at its ends: what float(), int() and complex() read.
std::string plain_number_text(std::string_view text);

// round(value, digits). OverflowError: rounded value too large to represent.
Outcome<double> round_float(double value, std::int64_t digits);
// round(value): to the nearest integer, halves to even. As int(), a ValueError for nan, an
// OverflowError for inf.
Outcome<boost::multiprecision::cpp_int> round_to_integer(double value);
// int(value): towards zero.
Outcome<boost::multiprecision::cpp_int> truncate_to_integer(double value);

// The double nearest to an integer, halves to even; nothing when all are too small.
std::optional<double> nearest_double(const boost::multiprecision::cpp_int& number);

}  // namespace undumpy::python
