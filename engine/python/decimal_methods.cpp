// The methods of Decimal, and those of Context that do the same in a given context.

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/containers.h"
#include "engine/python/decimal.h"
#include "engine/python/decimal_context.h"
#include "engine/python/float_text.h"
#include "engine/python/number.h"
#include "engine/python/record.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

using UnaryOperation = DecimalNumber (*)(const DecimalNumber&, const DecimalContext&,
                                         DecimalStatus&);
using BinaryOperation = DecimalNumber (*)(const DecimalNumber&, const DecimalNumber&,
                                          const DecimalContext&, DecimalStatus&);

const DecimalNumber& self(Runtime& rt, const Arguments& a) {
  return metered(rt, as<Decimal>(a[0])->number);
}

DecimalNumber operand(Runtime& rt, const Value& value) {
  if (auto number = decimal_operand(rt, value)) return *number;
  type_error(rt, "conversion from {} to Decimal is not supported", type_name(rt, value));
}

ContextObject& context_or_current(Runtime& rt, const Value& value) {
  if (!value || value.is_none()) return current_context(rt);
  auto* context = host<ContextObject>(value);
  if (context == nullptr) type_error(rt, "optional argument must be a context");
  return *context;
}

// Runs the operation in the context, and raises what it traps.
template <typename Operation>
Value computed(Runtime& rt, ContextObject& context, Operation operation) {
  DecimalStatus status = decimal_status(rt);
  DecimalNumber result = operation(context.settings, status);
  settle(rt, context, status);
  return make_decimal(rt, std::move(result));
}

template <UnaryOperation Operation>
Value unary_method(Runtime& rt, Arguments& a) {
  const auto [context] = read<1>(rt, a.after(1), {"", {"context"}});
  return computed(rt, context_or_current(rt, context), [&](const auto& settings, auto& status) {
    return Operation(self(rt, a), settings, status);
  });
}

template <BinaryOperation Operation>
Value binary_method(Runtime& rt, Arguments& a) {
  const auto [other, context] = read<2>(rt, a.after(1), {"", {"other", "context"}, 1});
  const DecimalNumber right = operand(rt, other);
  return computed(rt, context_or_current(rt, context), [&](const auto& settings, auto& status) {
    return Operation(self(rt, a), right, settings, status);
  });
}

template <UnaryOperation Operation>
Value unary_in_context(Runtime& rt, Arguments& a) {
  const DecimalNumber number = operand(rt, a[1]);
  return computed(rt, *host<ContextObject>(a[0]), [&](const auto& settings, auto& status) {
    return Operation(number, settings, status);
  });
}

template <BinaryOperation Operation>
Value binary_in_context(Runtime& rt, Arguments& a) {
  const DecimalNumber left = operand(rt, a[1]);
  const DecimalNumber right = operand(rt, a[2]);
  return computed(rt, *host<ContextObject>(a[0]), [&](const auto& settings, auto& status) {
    return Operation(left, right, settings, status);
  });
}

DecimalNumber total_order(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext&,
                          DecimalStatus&) {
  return DecimalNumber::of(compare_total(a, b));
}

DecimalNumber total_order_of_magnitudes(const DecimalNumber& a, const DecimalNumber& b,
                                        const DecimalContext&, DecimalStatus&) {
  DecimalNumber left = a;
  DecimalNumber right = b;
  left.negative = right.negative = false;
  return DecimalNumber::of(compare_total(left, right));
}

DecimalNumber with_sign_of(const DecimalNumber& a, const DecimalNumber& b, const DecimalContext&,
                           DecimalStatus&) {
  DecimalNumber result = a;
  result.negative = b.negative;
  return result;
}

DecimalNumber without_sign(const DecimalNumber& a, const DecimalContext&, DecimalStatus&) {
  DecimalNumber result = a;
  result.negative = false;
  return result;
}

DecimalNumber with_other_sign(const DecimalNumber& a, const DecimalContext&, DecimalStatus&) {
  DecimalNumber result = a;
  result.negative = !a.negative;
  return result;
}

struct UnaryEntry {
  const char* name;  // nullptr: of contexts only
  const char* in_context;
  NativeFunction method, context_method;
};
struct BinaryEntry {
  const char* name;
  const char* in_context;
  NativeFunction method, context_method;
};
template <UnaryOperation Operation>
constexpr UnaryEntry unary_entry(const char* name, const char* in_context) {
  return {name, in_context, unary_method<Operation>, unary_in_context<Operation>};
}
template <BinaryOperation Operation>
constexpr BinaryEntry binary_entry(const char* name, const char* in_context) {
  return {name, in_context, binary_method<Operation>, binary_in_context<Operation>};
}

constexpr UnaryEntry Unary[] = {
    unary_entry<square_root>("sqrt", "sqrt"),
    unary_entry<exponential>("exp", "exp"),
    unary_entry<natural_logarithm>("ln", "ln"),
    unary_entry<decimal_logarithm>("log10", "log10"),
    unary_entry<logb>("logb", "logb"),
    unary_entry<normalized>("normalize", "normalize"),
    unary_entry<next_minus>("next_minus", "next_minus"),
    unary_entry<next_plus>("next_plus", "next_plus"),
    unary_entry<to_integral_value>(nullptr, "to_integral_value"),
    unary_entry<to_integral_exact>(nullptr, "to_integral_exact"),
    unary_entry<plus>(nullptr, "plus"),
    unary_entry<minus>(nullptr, "minus"),
    unary_entry<absolute>(nullptr, "abs"),
    unary_entry<without_sign>(nullptr, "copy_abs"),
    unary_entry<with_other_sign>(nullptr, "copy_negate"),
};
constexpr BinaryEntry Binary[] = {
    binary_entry<compared>("compare", "compare"),
    binary_entry<compared_signal>("compare_signal", "compare_signal"),
    binary_entry<total_order>("compare_total", "compare_total"),
    binary_entry<total_order_of_magnitudes>("compare_total_mag", "compare_total_mag"),
    binary_entry<larger>("max", "max"),
    binary_entry<smaller>("min", "min"),
    binary_entry<larger_magnitude>("max_mag", "max_mag"),
    binary_entry<smaller_magnitude>("min_mag", "min_mag"),
    binary_entry<remainder_near>("remainder_near", "remainder_near"),
    binary_entry<scaleb>("scaleb", "scaleb"),
    binary_entry<next_toward>("next_toward", "next_toward"),
    binary_entry<with_sign_of>("copy_sign", "copy_sign"),
    binary_entry<add>(nullptr, "add"),
    binary_entry<subtract>(nullptr, "subtract"),
    binary_entry<multiply>(nullptr, "multiply"),
    binary_entry<divide>(nullptr, "divide"),
    binary_entry<divide_integer>(nullptr, "divide_int"),
    binary_entry<remainder>(nullptr, "remainder"),
    binary_entry<quantize>(nullptr, "quantize"),
};

// ---- with a rounding of their own --------------------------------------------------------------

Value quantize_method(Runtime& rt, Arguments& a) {
  const auto [exponent, rounding, context_value] =
      read<3>(rt, a.after(1), {"", {"exp", "rounding", "context"}, 1});
  ContextObject& context = context_or_current(rt, context_value);
  DecimalContext settings = context.settings;
  if (rounding && !rounding.is_none()) settings.rounding = rounding_of(rt, rounding);
  const DecimalNumber right = operand(rt, exponent);
  return computed(rt, context, [&](const auto&, auto& status) {
    return quantize(self(rt, a), right, settings, status);
  });
}

template <UnaryOperation Operation>
Value to_integral_method(Runtime& rt, Arguments& a) {
  const auto [rounding, context_value] = read<2>(rt, a.after(1), {"", {"rounding", "context"}});
  ContextObject& context = context_or_current(rt, context_value);
  DecimalContext settings = context.settings;
  if (rounding && !rounding.is_none()) settings.rounding = rounding_of(rt, rounding);
  return computed(rt, context, [&](const auto&, auto& status) {
    return Operation(self(rt, a), settings, status);
  });
}

Value fma_method(Runtime& rt, Arguments& a) {
  const auto [other, third, context] =
      read<3>(rt, a.after(1), {"", {"other", "third", "context"}, 2});
  const DecimalNumber factor = operand(rt, other);
  const DecimalNumber summand = operand(rt, third);
  return computed(rt, context_or_current(rt, context), [&](const auto& settings, auto& status) {
    return fused(self(rt, a), factor, summand, settings, status);
  });
}

Value fma_in_context(Runtime& rt, Arguments& a) {
  const DecimalNumber left = operand(rt, a[1]);
  const DecimalNumber right = operand(rt, a[2]);
  const DecimalNumber summand = operand(rt, a[3]);
  return computed(rt, *host<ContextObject>(a[0]), [&](const auto& settings, auto& status) {
    return fused(left, right, summand, settings, status);
  });
}

Value power_in_context(Runtime& rt, Arguments& a) {
  const auto [base, exponent, modulus] = read<3>(rt, a.after(1), {"", {"a", "b", "modulo"}, 2});
  const DecimalNumber left = operand(rt, base);
  const DecimalNumber right = operand(rt, exponent);
  const bool modular = modulus && !modulus.is_none();
  const DecimalNumber divisor = modular ? operand(rt, modulus) : DecimalNumber{};
  return computed(rt, *host<ContextObject>(a[0]), [&](const auto& settings, auto& status) {
    return modular ? power_modulo(left, right, divisor, settings, status)
                   : power(left, right, settings, status);
  });
}

Value divmod_values(Runtime& rt, ContextObject& context, const DecimalNumber& left,
                    const DecimalNumber& right) {
  DecimalStatus status = decimal_status(rt);
  auto [quotient, rest] = divide_with_remainder(left, right, context.settings, status);
  settle(rt, context, status);
  return make_tuple(rt, {make_decimal(rt, std::move(quotient)), make_decimal(rt, std::move(rest))});
}

Value divmod_in_context(Runtime& rt, Arguments& a) {
  return divmod_values(rt, *host<ContextObject>(a[0]), operand(rt, a[1]), operand(rt, a[2]));
}

template <bool Reflected>
Value divmod_method(Runtime& rt, Arguments& a) {
  const auto other = decimal_operand(rt, a[1]);
  if (!other) return Value::not_implemented();
  return divmod_values(rt, current_context(rt), Reflected ? *other : self(rt, a),
                       Reflected ? self(rt, a) : *other);
}

// ---- to other types ----------------------------------------------------------------------------

Integer to_whole(Runtime& rt, const DecimalNumber& number, DecimalRounding rounding) {
  if (number.nan()) value_error(rt, "cannot convert NaN to integer");
  if (number.infinite()) overflow_error(rt, "cannot convert Infinity to integer");
  DecimalStatus status = decimal_status(rt);
  const DecimalNumber whole = rescaled(number, 0, rounding, status);
  return whole.negative ? Integer(-whole.coefficient) : whole.coefficient;
}

template <DecimalRounding Rounding>
Value to_int(Runtime& rt, Arguments& a) {
  return make_integer(rt, to_whole(rt, self(rt, a), Rounding));
}

Value to_float(Runtime& rt, Arguments& a) {
  const DecimalNumber& number = self(rt, a);
  if (number.signaling()) value_error(rt, "cannot convert signaling NaN to float");
  DecimalNumber plain = number;
  if (plain.nan()) plain.coefficient = 0;
  decimal_status(rt).spend(digits_of(plain));
  auto real = parse_float(decimal_text(plain));
  if (!real) raise(rt, real.error());
  return make_float(rt, *real);
}

Value round_method(Runtime& rt, Arguments& a) {
  if (a.count < 2) return make_integer(rt, to_whole(rt, self(rt, a), DecimalRounding::HalfEven));
  if (!is_integer(a[1])) type_error(rt, "optional arg must be an integer");
  const auto places = int64_of(a[1]);
  if (!places) overflow_error(rt, "Python int too large to convert to C ssize_t");
  const std::int64_t exponent = std::clamp(-*places, DecimalTiniest, DecimalLargest);
  return computed(rt, current_context(rt), [&](const auto& settings, auto& status) {
    return quantize(self(rt, a), {.exponent = exponent, .coefficient = 1}, settings, status);
  });
}

Value abs_method(Runtime& rt, Arguments& a) {
  return computed(rt, current_context(rt), [&](const auto& settings, auto& status) {
    return absolute(self(rt, a), settings, status);
  });
}

Value as_integer_ratio(Runtime& rt, Arguments& a) {
  const DecimalNumber& number = self(rt, a);
  if (number.nan()) value_error(rt, "cannot convert NaN to integer ratio");
  if (number.infinite()) overflow_error(rt, "cannot convert Infinity to integer ratio");
  decimal_status(rt).spend(digits_of(number) + std::abs(number.exponent));
  Integer top = number.coefficient;
  Integer bottom = 1;
  if (number.exponent >= 0)
    top *= power_of_ten(number.zero() ? 0 : number.exponent);
  else
    bottom = power_of_ten(-number.exponent);
  const Integer common = gcd(top, bottom);
  top /= common;
  bottom /= common;
  if (number.negative) top = -top;
  return make_tuple(rt, {make_integer(rt, top), make_integer(rt, bottom)});
}

const RecordType& tuple_type() {
  static const RecordType Type{"DecimalTuple", {"sign", "digits", "exponent"}};
  return Type;
}

Value make_decimal_tuple(Runtime& rt, Class& cls, Arguments& a) {
  const auto values = read<3>(rt, a, {"DecimalTuple", {"sign", "digits", "exponent"}, 3});
  static_cast<void>(rt);
  return Value(new Record(&cls, tuple_type(), {values.begin(), values.end()}));
}

Value as_tuple(Runtime& rt, Arguments& a) {
  const DecimalNumber& number = self(rt, a);
  std::vector<Value> digits;
  decimal_status(rt).spend(digits_of(number));
  if (number.infinite())
    digits.push_back(Value::small(0));
  else if (!number.nan() || number.coefficient != 0)
    for (const char digit : number.coefficient.str()) digits.push_back(Value::small(digit - '0'));
  const Value exponent = number.infinite()    ? make_text(rt, "F")
                         : number.signaling() ? make_text(rt, "N")
                         : number.nan()       ? make_text(rt, "n")
                                              : make_int(rt, number.exponent);
  return Value(new Record(
      decimal_state(rt).tuple, tuple_type(),
      {Value::small(number.negative ? 1 : 0), make_tuple(rt, std::move(digits)), exponent}));
}

// ---- text and predicates -----------------------------------------------------------------------

template <DecimalNotation Notation>
Value to_text(Runtime& rt, const DecimalNumber& number, const ContextObject& context) {
  decimal_status(rt).spend(digits_of(number));
  return make_text(rt, decimal_text(number, Notation, !context.settings.capitals));
}

template <DecimalNotation Notation>
Value text_in_context(Runtime& rt, Arguments& a) {
  return to_text<Notation>(rt, operand(rt, a[1]), *host<ContextObject>(a[0]));
}

Value to_eng_string(Runtime& rt, Arguments& a) {
  const auto [context] = read<1>(rt, a.after(1), {"", {"context"}});
  return to_text<DecimalNotation::Engineering>(rt, self(rt, a), context_or_current(rt, context));
}

Value number_class_method(Runtime& rt, Arguments& a) {
  const auto [context] = read<1>(rt, a.after(1), {"", {"context"}});
  return make_text(rt, number_class(self(rt, a), context_or_current(rt, context).settings));
}

template <bool (*Predicate)(const DecimalNumber&)>
Value predicate(Runtime& rt, Arguments& a) {
  return Value::boolean(Predicate(self(rt, a)));
}
bool is_finite(const DecimalNumber& number) { return number.finite(); }
bool is_infinite(const DecimalNumber& number) { return number.infinite(); }
bool is_nan(const DecimalNumber& number) { return number.nan(); }
bool is_qnan(const DecimalNumber& number) { return number.nan() && !number.signaling(); }
bool is_snan(const DecimalNumber& number) { return number.signaling(); }
bool is_signed(const DecimalNumber& number) { return number.negative; }
bool is_zero(const DecimalNumber& number) { return number.zero(); }
bool is_canonical(const DecimalNumber& number) { return static_cast<void>(number), true; }

template <bool Normal>
Value normality(Runtime& rt, Arguments& a) {
  const auto [context] = read<1>(rt, a.after(1), {"", {"context"}});
  const DecimalNumber& number = self(rt, a);
  const std::int64_t smallest = context_or_current(rt, context).settings.smallest;
  return Value::boolean(number.finite() && !number.zero() &&
                        (adjusted(number) >= smallest) == Normal);
}

Value same_quantum_method(Runtime& rt, Arguments& a) {
  const auto [other, context] = read<2>(rt, a.after(1), {"", {"other", "context"}, 1});
  static_cast<void>(context);
  return Value::boolean(same_quantum(self(rt, a), operand(rt, other)));
}

Value adjusted_method(Runtime& rt, Arguments& a) {
  return make_int(rt, self(rt, a).finite() ? adjusted(self(rt, a)) : 0);
}

Value itself(Runtime& rt, Arguments& a) { return static_cast<void>(rt), a[0]; }
Value imaginary(Runtime& rt, Arguments& a) {
  return static_cast<void>(a), make_decimal(rt, DecimalNumber{});
}
Value radix(Runtime& rt, Arguments& a) {
  return static_cast<void>(a), make_decimal(rt, DecimalNumber::of(10));
}

template <UnaryOperation Operation>
Value plain_unary(Runtime& rt, Arguments& a) {
  DecimalStatus status;
  return make_decimal(rt, Operation(self(rt, a), current_context(rt).settings, status));
}

Value from_float(Runtime& rt, Arguments& a) {
  if (a.count != 2)
    type_error(rt, "from_float() takes exactly one argument ({} given)", a.count - 1);
  if (!is_number(a[1])) type_error(rt, "argument must be int or float");
  DecimalNumber number =
      is_integer(a[1]) ? DecimalNumber::of(integer_of(a[1])) : decimal_of(double_of(rt, a[1]));
  if (a[0].same(Value(rt.types.decimal))) return make_decimal(rt, std::move(number));
  return call(rt, a[0], {make_decimal(rt, std::move(number))});
}

void define_conversions(Runtime& rt, Class* decimal) {
  rt.method(decimal, "__int__", to_int<DecimalRounding::Down>, 0, 0);
  rt.method(decimal, "__trunc__", to_int<DecimalRounding::Down>, 0, 0);
  rt.method(decimal, "__floor__", to_int<DecimalRounding::Floor>, 0, 0);
  rt.method(decimal, "__ceil__", to_int<DecimalRounding::Ceiling>, 0, 0);
  rt.method(decimal, "__float__", to_float, 0, 0);
  rt.method(decimal, "__round__", round_method, 0, 1);
  rt.method(decimal, "__abs__", abs_method, 0, 0);
  rt.method(decimal, "__divmod__", divmod_method<false>, 1, 1);
  rt.method(decimal, "__rdivmod__", divmod_method<true>, 1, 1);
  rt.method(decimal, "as_integer_ratio", as_integer_ratio, 0, 0);
  rt.method(decimal, "as_tuple", as_tuple, 0, 0);
  rt.method(decimal, "to_eng_string", to_eng_string, 0, -1);
  decimal->dict->set(*rt.intern("from_float"),
                     Value(new MethodWrapper(Kind::ClassMethod, rt.types.class_method,
                                             rt.native("from_float", from_float, 1, 2))));
}

void define_predicates(Runtime& rt, Class* decimal) {
  rt.method(decimal, "is_finite", predicate<is_finite>, 0, 0);
  rt.method(decimal, "is_infinite", predicate<is_infinite>, 0, 0);
  rt.method(decimal, "is_nan", predicate<is_nan>, 0, 0);
  rt.method(decimal, "is_qnan", predicate<is_qnan>, 0, 0);
  rt.method(decimal, "is_snan", predicate<is_snan>, 0, 0);
  rt.method(decimal, "is_signed", predicate<is_signed>, 0, 0);
  rt.method(decimal, "is_zero", predicate<is_zero>, 0, 0);
  rt.method(decimal, "is_canonical", predicate<is_canonical>, 0, 0);
  rt.method(decimal, "is_normal", normality<true>, 0, -1);
  rt.method(decimal, "is_subnormal", normality<false>, 0, -1);
  rt.method(decimal, "same_quantum", same_quantum_method, 0, -1);
  rt.method(decimal, "number_class", number_class_method, 0, -1);
  rt.method(decimal, "adjusted", adjusted_method, 0, 0);
}

}  // namespace

Value decimal_power(Runtime& rt, const Value& base, const Value& exponent, const Value& modulus) {
  const auto left = decimal_operand(rt, base);
  const auto right = decimal_operand(rt, exponent);
  const auto divisor = decimal_operand(rt, modulus);
  if (!left || !right || !divisor) return {};
  return computed(rt, current_context(rt), [&](const auto& settings, auto& status) {
    return power_modulo(*left, *right, *divisor, settings, status);
  });
}

void define_decimal_methods(Runtime& rt) {
  Class* decimal = rt.types.decimal;
  Class* context = decimal_state(rt).context;
  for (const UnaryEntry& entry : Unary) {
    if (entry.name != nullptr) rt.method(decimal, entry.name, entry.method, 0, -1);
    rt.method(context, entry.in_context, entry.context_method, 1, 1);
  }
  for (const BinaryEntry& entry : Binary) {
    if (entry.name != nullptr) rt.method(decimal, entry.name, entry.method, 0, -1);
    rt.method(context, entry.in_context, entry.context_method, 2, 2);
  }
  define_conversions(rt, decimal);
  define_predicates(rt, decimal);
  rt.method(decimal, "quantize", quantize_method, 0, -1);
  rt.method(decimal, "fma", fma_method, 0, -1);
  rt.method(decimal, "to_integral_value", to_integral_method<to_integral_value>, 0, -1);
  rt.method(decimal, "to_integral", to_integral_method<to_integral_value>, 0, -1);
  rt.method(decimal, "to_integral_exact", to_integral_method<to_integral_exact>, 0, -1);
  rt.method(decimal, "copy_abs", plain_unary<without_sign>, 0, 0);
  rt.method(decimal, "copy_negate", plain_unary<with_other_sign>, 0, 0);
  rt.method(decimal, "conjugate", itself, 0, 0);
  rt.method(decimal, "canonical", itself, 0, 0);
  rt.method(decimal, "radix", radix, 0, 0);
  rt.getter(decimal, "real", itself);
  rt.getter(decimal, "imag", imaginary);
  rt.method(context, "fma", fma_in_context, 3, 3);
  rt.method(context, "power", power_in_context, 0, -1);
  rt.method(context, "divmod", divmod_in_context, 2, 2);
  rt.method(context, "to_sci_string", text_in_context<DecimalNotation::Scientific>, 1, 1);
  rt.method(context, "to_eng_string", text_in_context<DecimalNotation::Engineering>, 1, 1);
  Class* tuple = decimal_state(rt).tuple = define_record_class(rt, "DecimalTuple", "decimal");
  tuple->maker = make_decimal_tuple;
}

}  // namespace undumpy::python
