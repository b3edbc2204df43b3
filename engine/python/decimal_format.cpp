// format(Decimal, spec): the mini-language as decimal reads it, which is a little stricter than
// that of floats.

#include <algorithm>

#include "engine/python/character.h"
#include "engine/python/decimal.h"
#include "engine/python/decimal_context.h"
#include "engine/python/format_spec.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

[[noreturn]] void invalid(Runtime& rt) { value_error(rt, "invalid format string"); }

bool is_align(char c) { return c == '<' || c == '>' || c == '=' || c == '^'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t number_at(Runtime& rt, const std::string& spec, std::size_t& at) {
  std::size_t value = 0;
  while (at < spec.size() && is_digit(spec[at])) {
    value = value * 10 + static_cast<std::size_t>(spec[at++] - '0');
    if (value > INT32_MAX) invalid(rt);
  }
  rt.heap.require(value);
  return value;
}

FormatSpec parse(Runtime& rt, const std::string& spec) {
  FormatSpec result;
  result.align = '>';
  std::size_t at = 0;
  const auto next_is = [&](char c) { return at < spec.size() && spec[at] == c && ++at != 0; };
  bool aligned = false;
  if (!spec.empty()) {
    std::size_t behind = 0;
    character::next(spec, behind);
    if (behind < spec.size() && is_align(spec[behind])) {
      result.fill = spec.substr(0, behind);
      at = behind;
    }
    if (is_align(spec[at])) {
      result.align = spec[at++];
      aligned = true;
    }
  }
  if (at < spec.size() && (spec[at] == '+' || spec[at] == '-' || spec[at] == ' '))
    result.sign = spec[at++];
  result.no_negative_zero = next_is('z');
  if (next_is('0')) {
    if (aligned) invalid(rt);
    result.zero = true;
    result.fill = "0";
    result.align = '=';
  }
  if (at < spec.size() && is_digit(spec[at])) {
    if (spec[at] == '0') invalid(rt);
    result.width = number_at(rt, spec, at);
  }
  if (next_is(',')) result.grouping = ',';
  if (next_is('.')) {
    if (at >= spec.size() || !is_digit(spec[at])) invalid(rt);
    result.precision = number_at(rt, spec, at);
  }
  if (at < spec.size()) {
    result.type = spec[at++];
    if (std::string_view("eEfFgGn%").find(result.type) == std::string_view::npos) invalid(rt);
    if (result.type == 'n' && result.grouping != 0) invalid(rt);
  }
  if (at != spec.size()) invalid(rt);
  return result;
}

// The digits that the type and precision ask for.
DecimalNumber rounded(DecimalNumber number, const FormatSpec& spec, char notation,
                      const DecimalContext& context, DecimalStatus& status) {
  if (spec.precision) {
    const auto precision = static_cast<std::int64_t>(*spec.precision);
    switch (notation) {
      case 'e':
        if (number.zero()) break;
        number = rescaled(number, adjusted(number) - precision, context.rounding, status);
        number = shortened(number, precision + 1, context.rounding, status);  // 9.99 became 10.00
        break;
      case 'f':
        number = rescaled(number, -precision, context.rounding, status);
        break;
      default:
        if (!number.zero())
          number =
              shortened(number, std::max<std::int64_t>(precision, 1), context.rounding, status);
    }
  }
  if (number.zero() && number.exponent > 0 && notation == 'f')
    number = rescaled(number, 0, context.rounding, status);
  return number;
}

// Where the point stands, counted from before the first digit.
std::int64_t point_of(const DecimalNumber& number, const FormatSpec& spec, char notation) {
  const std::int64_t left = number.exponent + digits_of(number);
  if (notation == 'e')
    return number.zero() && spec.precision ? 1 - static_cast<std::int64_t>(*spec.precision) : 1;
  return notation == 'f' || (number.exponent <= 0 && left > -6) ? left : 1;
}

std::string finite_text(Runtime& rt, DecimalNumber number, FormatSpec spec,
                        const DecimalContext& context) {
  const char type = spec.type == 0 || spec.type == 'n' ? (context.capitals ? 'G' : 'g') : spec.type;
  const char shown_e = spec.type == 'n' || type == 'e' || type == 'g' ? 'e' : 'E';
  const char notation = type == '%' ? 'f' : static_cast<char>(type | 0x20);
  if (type == '%') number.exponent += 2;
  DecimalStatus status = decimal_status(rt);
  const bool was_zero = number.zero();
  number = rounded(std::move(number), spec, notation, context, status);
  // CPython forgets 'F' when a number becomes 0 by rounding.
  if (spec.no_negative_zero && number.zero() && (was_zero || type != 'F')) number.negative = false;

  const std::int64_t left = number.exponent + digits_of(number);
  const std::int64_t point = point_of(number, spec, notation);
  status.spend(digits_of(number));
  const std::string digits = number.coefficient.str();
  const auto count = static_cast<std::int64_t>(digits.size());
  rt.heap.require(static_cast<std::size_t>(std::max(point, -point)));
  std::string whole;
  std::string rest;
  if (point <= 0) {
    whole = "0";
    rest = std::string(static_cast<std::size_t>(-point), '0') + digits;
  } else if (point >= count) {
    whole = digits + std::string(static_cast<std::size_t>(point - count), '0');
  } else {
    whole = digits.substr(0, static_cast<std::size_t>(point));
    rest = digits.substr(static_cast<std::size_t>(point));
  }
  if (!rest.empty()) rest.insert(0, 1, '.');
  if (left != point || notation == 'e')
    rest += std::string(1, shown_e) + (left >= point ? "+" : "") + std::to_string(left - point);
  if (type == '%') rest += '%';
  if (spec.grouping != 0 && !spec.zero) {
    // Zeros that only fill are not grouped.
    FormatSpec digits_only;
    digits_only.grouping = spec.grouping;
    whole = lay_out_number(digits_only, false, "", whole, "");
    spec.grouping = 0;
  }
  return lay_out_number(spec, number.negative, "", whole, rest);
}

}  // namespace

Value Decimal::format(Runtime& rt, const std::string& spec_text) {
  if (spec_text.empty()) return make_text(rt, python::str(rt, Value(this)));
  FormatSpec spec = parse(rt, spec_text);
  if (number.finite())
    return make_text(rt, finite_text(rt, number, spec, current_context(rt).settings));
  DecimalNumber size = number;
  size.negative = false;
  spec.grouping = 0;
  if (spec.zero) {  // no zeros before a word
    spec.fill = " ";
    spec.align = '>';
  }
  return make_text(rt, lay_out_number(spec, number.negative, "", decimal_text(size),
                                      spec.type == '%' ? "%" : ""));
}

}  // namespace undumpy::python
