#include "engine/python/format_spec.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/python/character.h"
#include "engine/python/float_text.h"
#include "engine/python/runtime.h"
#include "engine/python/text.h"

namespace undumpy::python {

namespace {

bool is_align(char c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

std::size_t number_at(Runtime& rt, const std::string& spec, std::size_t& at) {
  std::size_t value = 0;
  while (at < spec.size() && spec[at] >= '0' && spec[at] <= '9') {
    value = value * 10 + static_cast<std::size_t>(spec[at++] - '0');
    if (value > INT32_MAX) value_error(rt, "Too many decimal digits in format string");
  }
  return value;
}

std::string grouped(const std::string& digits, char separator, std::size_t group) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % group == 0) text += separator;
    text += digits[i];
  }
  return text;
}

std::size_t group_of(const FormatSpec& spec) {
  return spec.type == 'x' || spec.type == 'X' || spec.type == 'o' || spec.type == 'b' ? 4 : 3;
}

}  // namespace

FormatSpec parse_format_spec(Runtime& rt, const std::string& spec, const std::string& type_name) {
  FormatSpec result;
  const auto invalid = [&] {
    value_error(rt, "Invalid format specifier '{}' for object of type '{}'", spec, type_name);
  };
  std::size_t at = 0;
  if (!spec.empty()) {
    std::size_t behind = 0;
    character::next(spec, behind);
    if (behind < spec.size() && is_align(spec[behind])) {
      result.fill = spec.substr(0, behind);
      result.align = spec[behind];
      at = behind + 1;
    } else if (is_align(spec[0])) {
      result.align = spec[0];
      at = 1;
    }
  }
  if (at < spec.size() && (spec[at] == '+' || spec[at] == '-' || spec[at] == ' '))
    result.sign = spec[at++], result.sign_given = true;
  if (at < spec.size() && spec[at] == 'z') result.no_negative_zero = true, ++at;
  if (at < spec.size() && spec[at] == '#') result.alternate = true, ++at;
  if (at < spec.size() && spec[at] == '0') {
    result.zero = true;
    ++at;
    if (result.align == 0) {
      result.align = type_name == "str" ? '<' : '=';
      result.fill = "0";
    }
  }
  result.width = number_at(rt, spec, at);
  rt.heap.require(result.width);
  if (at < spec.size() && (spec[at] == ',' || spec[at] == '_')) {
    result.grouping = spec[at++];
    if (at < spec.size() && (spec[at] == ',' || spec[at] == '_')) {
      if (spec[at] == result.grouping)
        value_error(rt, "Cannot specify '{}' with '{}'.", spec[at], spec[at]);
      value_error(rt, "Cannot specify both ',' and '_'.");
    }
  }
  if (at < spec.size() && spec[at] == '.') {
    ++at;
    if (at >= spec.size() || spec[at] < '0' || spec[at] > '9')
      value_error(rt, "Format specifier missing precision");
    result.precision = number_at(rt, spec, at);
    rt.heap.require(*result.precision);
  }
  if (at < spec.size()) {
    result.type = spec[at];
    const char32_t code = character::next(spec, at);
    if (at != spec.size()) invalid();
    // No type has such a code; NUL is what floats have without one.
    const bool is_float = std::string_view(type_name) == "float";
    if (code > 0x7F || (code == 0 && !is_float))
      value_error(rt, "Unknown format code '\\x{:x}' for object of type '{}'",
                  static_cast<std::uint32_t>(code), type_name);
  }
  return result;
}

namespace {

std::string padded(const FormatSpec& spec, const std::string& text, char default_align) {
  const std::size_t size = Text(text).size();
  if (size >= spec.width) return text;
  const std::size_t missing = spec.width - size;
  const char align = spec.align == 0 ? default_align : spec.align;
  const std::size_t before = align == '>' || align == '=' ? missing
                             : align == '^'               ? missing / 2
                                                          : 0;
  std::string result;
  for (std::size_t i = 0; i < before; ++i) result += spec.fill;
  result += text;
  for (std::size_t i = before; i < missing; ++i) result += spec.fill;
  return result;
}

[[noreturn]] void unknown_code(Runtime& rt, char type, const char* type_name) {
  const bool shown = type > ' ';  // DEL too: as CPython has it
  value_error(
      rt, "Unknown format code '{}' for object of type '{}'",
      shown ? std::string(1, type) : fmt::format("\\x{:x}", static_cast<unsigned char>(type)),
      type_name);
}

}  // namespace

std::string format_text(Runtime& rt, const std::string& text, const std::string& spec_text) {
  if (spec_text.empty()) return text;
  const FormatSpec spec = parse_format_spec(rt, spec_text, "str");
  if (spec.type != 0 && spec.type != 's') unknown_code(rt, spec.type, "str");
  if (spec.sign_given)
    value_error(rt, "{} not allowed in string format specifier",
                spec.sign == ' ' ? "Space" : "Sign");
  if (spec.alternate) value_error(rt, "Alternate form (#) not allowed in string format specifier");
  if (spec.grouping != 0) value_error(rt, "Cannot specify '{}' with 's'.", spec.grouping);
  if (spec.align == '=') value_error(rt, "'=' alignment not allowed in string format specifier");
  return padded(
      spec, spec.precision ? std::string(substring(Text(text), 0, *spec.precision)) : text, '<');
}

std::string lay_out_number(const FormatSpec& spec, bool negative, const std::string& prefix,
                           std::string digits, const std::string& rest) {
  const std::string sign = negative ? "-" : spec.sign == '-' ? "" : std::string(1, spec.sign);
  const std::size_t group = group_of(spec);
  if (spec.grouping != 0) {
    // Leading zeros are grouped too.
    if (spec.fill == "0" && spec.align == '=') {
      const std::size_t taken = sign.size() + prefix.size() + rest.size();
      while (taken + digits.size() + (digits.size() - 1) / group < spec.width) {
        if ((digits.size() + 1 - 1) % group == 0 &&
            taken + digits.size() + digits.size() / group + 1 > spec.width + 1)
          break;
        digits.insert(digits.begin(), '0');
      }
    }
    digits = grouped(digits, spec.grouping, group);
  }
  const std::string body = digits + rest;
  if (spec.align == '=') {
    std::string text = sign + prefix;
    const std::size_t size = text.size() + body.size();
    for (std::size_t i = size; i < spec.width; ++i) text += spec.fill;
    return text + body;
  }
  return padded(spec, sign + prefix + body, '>');
}

std::string format_integer(Runtime& rt, const Integer& number, const std::string& spec_text,
                           const char* type) {
  if (spec_text.empty()) return integer_text(rt, number);
  const FormatSpec spec = parse_format_spec(rt, spec_text, type);
  if (spec.type != 0 &&
      std::string_view("bcdoxXneEfFgG%").find(spec.type) == std::string_view::npos)
    unknown_code(rt, spec.type, type);
  const Integer positive = number < 0 ? Integer(-number) : number;
  if (spec.type != 0 && std::string_view("eEfFgG%").find(spec.type) != std::string_view::npos)
    return format_float(rt, double_of(rt, make_integer(rt, number)), spec_text);
  if (spec.precision) value_error(rt, "Precision not allowed in integer format specifier");
  if (spec.type == 'c') {
    if (spec.sign_given) value_error(rt, "Sign not allowed with integer format specifier 'c'");
    if (number < INT64_MIN || number > INT64_MAX)
      overflow_error(rt, "Python int too large to convert to C long");
    if (number < 0 || number > 0x10FFFF) overflow_error(rt, "%c arg not in range(0x110000)");
    std::string text;
    Text("\xC3\xA9").append(static_cast<char32_t>(static_cast<std::uint32_t>(number)), text);
    return padded(spec, text, '<');
  }
  std::string digits;
  std::string prefix;
  switch (spec.type) {
    case 0:
    case 'd':
    case 'n':
      digits = integer_text(rt, positive);
      break;
    case 'x':
    case 'X':
      digits = positive.str(0, std::ios_base::hex);
      for (char& c : digits)
        c = static_cast<char>(spec.type == 'x' ? std::tolower(c) : std::toupper(c));
      prefix = spec.type == 'x' ? "0x" : "0X";
      break;
    case 'o':
      digits = positive.str(0, std::ios_base::oct);
      prefix = "0o";
      break;
    case 'b': {
      Integer rest = positive;
      if (rest == 0) digits = "0";
      for (std::size_t i = rest == 0 ? 0 : msb(rest) + 1; i-- > 0;)
        digits += bit_test(positive, static_cast<unsigned>(i)) ? '1' : '0';
      prefix = "0b";
      break;
    }
    default:
      unknown_code(rt, spec.type, type);
  }
  if (spec.grouping == ',' && group_of(spec) == 4)
    value_error(rt, "Cannot specify ',' with '{}'.", spec.type);
  return lay_out_number(spec, number < 0, spec.alternate ? prefix : "", digits, "");
}

std::string format_float(Runtime& rt, double number, const std::string& spec_text) {
  if (spec_text.empty()) return repr_float(number);
  const FormatSpec spec = parse_format_spec(rt, spec_text, "float");
  FloatNotation notation;
  notation.alternate = spec.alternate;
  notation.no_negative_zero = spec.no_negative_zero;
  std::string tail;
  double shown = number;
  switch (spec.type) {
    case 0:
      notation.type = spec.precision ? 'g' : 'r';
      notation.always_point = true;
      if (spec.precision) notation.precision = *spec.precision;
      break;
    case 'n':
      notation.type = 'g';
      break;
    case '%':
      notation.type = 'f';
      shown = number * 100;
      tail = "%";
      break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      notation.type = spec.type;
      break;
    default:
      unknown_code(rt, spec.type, "float");
  }
  if (spec.precision) notation.precision = *spec.precision;
  std::string text = float_text(shown, notation) + tail;
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  std::size_t whole = 0;
  while (whole < text.size() && text[whole] >= '0' && text[whole] <= '9') ++whole;
  if (whole == 0) {  // inf, nan
    FormatSpec plain = spec;
    plain.grouping = 0;
    return lay_out_number(plain, negative, "", text, "");
  }
  return lay_out_number(spec, negative, "", text.substr(0, whole), text.substr(whole));
}

}  // namespace undumpy::python
