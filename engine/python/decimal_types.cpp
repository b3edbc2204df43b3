// decimal.Decimal as a type: how it is made.

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/containers.h"
#include "engine/python/decimal.h"
#include "engine/python/decimal_context.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

// The digits of a tuple as text; `what` is the third of the tuple.
std::string digits_text(Runtime& rt, const Value& value) {
  const auto* digits = as<Tuple>(value);
  if (digits == nullptr) value_error(rt, "coefficient must be a tuple of digits");
  std::string text;
  for (const Value& digit : digits->items) {
    const auto number = is_integer(digit) ? int64_of(digit) : std::nullopt;
    if (!number || *number < 0 || *number > 9)
      value_error(rt, "coefficient must be a tuple of digits");
    text += static_cast<char>('0' + *number);
  }
  return text;
}

// (sign, digits, exponent): the text that means the same.
std::string tuple_text(Runtime& rt, const std::vector<Value>& items) {
  if (items.size() != 3) value_error(rt, "argument must be a sequence of length 3");
  const auto sign = is_integer(items[0]) ? int64_of(items[0]) : std::nullopt;
  if (!sign || (*sign != 0 && *sign != 1))
    value_error(rt, "sign must be an integer with the value 0 or 1");
  std::string text = *sign == 1 ? "-" : "";
  if (const auto* special = as<Str>(items[2])) {
    if (special->text == "F") return text + "Inf";
    if (special->text != "n" && special->text != "N")
      value_error(rt, "string argument in the third position must be 'F', 'n' or 'N'");
    return text + (special->text == "n" ? "NaN" : "sNaN") + digits_text(rt, items[1]);
  }
  if (!is_integer(items[2])) value_error(rt, "exponent must be an integer");
  const std::string digits = digits_text(rt, items[1]);
  return text + (digits.empty() ? "0" : digits) + "E" + integer_text(rt, integer_of(items[2]));
}

DecimalNumber number_of(Runtime& rt, const Value& value, DecimalStatus& status) {
  if (const auto* text = as<Str>(value)) return parse_decimal(text->text, status);
  if (const auto number = decimal_operand(rt, value)) return *number;
  if (const auto* real = as<Float>(value)) {
    status.raise(FloatOperation);
    return decimal_of(real->number);
  }
  if (const auto* tuple = as<Tuple>(value))
    return parse_decimal(tuple_text(rt, tuple->items), status);
  if (const auto* list = as<List>(value)) return parse_decimal(tuple_text(rt, list->items), status);
  type_error(rt, "conversion from {} to Decimal is not supported", type_name(rt, value));
}

Value make_decimal_object(Runtime& rt, Class& cls, Arguments& arguments) {
  const auto [value, context_value] = read<2>(rt, arguments, {"", {"value", "context"}});
  ContextObject* context = &current_context(rt);
  if (context_value && !context_value.is_none()) {
    context = host<ContextObject>(context_value);
    if (context == nullptr) type_error(rt, "optional argument must be a context");
  }
  if (!value) return allocate<Decimal>(cls, DecimalNumber{});
  if (as<Decimal>(value) != nullptr && &cls == rt.types.decimal && value.object()->cls == &cls)
    return value;
  DecimalStatus status = decimal_status(rt);
  DecimalNumber number = number_of(rt, value, status);
  settle(rt, *context, status);
  return allocate<Decimal>(cls, std::move(number));
}

}  // namespace

void define_decimals(Runtime& rt) {
  Class* decimal = rt.types.decimal = rt.make_class("Decimal", "decimal", rt.types.object);
  decimal->maker = make_decimal_object;
  decimal->layout = decimal;
  decimal->name_with_module = "decimal.Decimal";
  define_decimal_exceptions(rt);
  define_decimal_contexts(rt);
  define_decimal_methods(rt);
}

}  // namespace undumpy::python
