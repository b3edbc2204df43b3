// The format mini-language: [[fill]align][sign][z][#][0][width][,_][.precision][type]
#pragma once

#include <optional>
#include <string>

#include "engine/python/number.h"

namespace undumpy::python {

struct FormatSpec {
  std::string fill = " ";  // one character
  char align = 0;          // < > = ^, or 0: by type
  char sign = '-';
  bool sign_given = false;
  bool no_negative_zero = false;
  bool alternate = false;
  bool zero = false;
  std::size_t width = 0;
  char grouping = 0;  // ',' or '_'
  std::optional<std::size_t> precision;
  char type = 0;
};

// Raises ValueError("Invalid format specifier …").
FormatSpec parse_format_spec(Runtime& rt, const std::string& spec, const std::string& type_name);
std::string format_text(Runtime& rt, const std::string& text, const std::string& spec);
std::string format_integer(Runtime& rt, const Integer& number, const std::string& spec,
                           const char* type = "int");
std::string format_float(Runtime& rt, double number, const std::string& spec);
// Digits (no sign) with grouping, sign, prefix, fill and width.
std::string lay_out_number(const FormatSpec& spec, bool negative, const std::string& prefix,
                           std::string digits, const std::string& rest);
// What `%` formatting and str.format() do with values: text.cpp's methods use them.
std::string percent_format(Runtime& rt, const std::string& format, const Value& values, bool bytes);
std::string format_string(Runtime& rt, const std::string& format, const Arguments& arguments);

}  // namespace undumpy::python
