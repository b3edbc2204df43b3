// math: functions of one or two real numbers.

#include <cmath>
#include <numbers>

#include "engine/python/float_text.h"
#include "engine/python/math_functions.h"
#include "engine/python/modules.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

double real_argument(Runtime& rt, const Value& value) {
  if (is_number(value)) return double_of(rt, value);
  const bool has_text = as<Str>(value) != nullptr || as<Bytes>(value) != nullptr;
  if (value.is_object() && !has_text) {
    if (const Value method = find_special(rt, value, "__float__"))
      return double_of(rt, call(rt, method, {}));
    if (const Value& method = value.object()->cls->dunder(Dunder::Index))
      return double_of(rt, call(rt, method, {value}));
  }
  type_error(rt, "must be real number, not {}", type_name(rt, value));
}

namespace {

// The result, or the error that a result means that is no number. `may_overflow`: an infinite one
// is too large; else the argument was a pole.
Value checked(Runtime& rt, double result, bool nan_given, bool finite_given, bool may_overflow) {
  if (std::isnan(result) && !nan_given) value_error(rt, "math domain error");
  if (std::isinf(result) && finite_given) {
    if (may_overflow) overflow_error(rt, "math range error");
    value_error(rt, "math domain error");
  }
  return make_float(rt, result);
}

template <double (*Function)(double), bool MayOverflow = false>
Value real_function(Runtime& rt, Arguments& a) {
  const double x = real_argument(rt, a[0]);
  return checked(rt, Function(x), std::isnan(x), std::isfinite(x), MayOverflow);
}

template <double (*Function)(double, double)>
Value binary_function(Runtime& rt, Arguments& a) {
  const double x = real_argument(rt, a[0]);
  const double y = real_argument(rt, a[1]);
  return checked(rt, Function(x, y), std::isnan(x) || std::isnan(y),
                 std::isfinite(x) && std::isfinite(y), true);
}

Value math_pow(Runtime& rt, Arguments& a) {
  const double x = real_argument(rt, a[0]);
  const double y = real_argument(rt, a[1]);
  // A negative power of zero is no overflow.
  return checked(rt, std::pow(x, y), std::isnan(x) || std::isnan(y),
                 std::isfinite(x) && std::isfinite(y), x != 0);
}

double degrees(double x) { return x * (180 / std::numbers::pi); }
double radians(double x) { return x * (std::numbers::pi / 180); }
double ulp(double x) {
  x = std::fabs(x);
  if (!std::isfinite(x)) return x;
  const double above = std::nextafter(x, HUGE_VAL);
  return std::isinf(above) ? x - std::nextafter(x, -HUGE_VAL) : above - x;
}

// Of any positive number. Integers beyond all doubles are m * 2 ** e with m < 1: their logarithm is
// that of m and e times that of two.
template <double (*Function)(double)>
double logarithm(Runtime& rt, const Value& value) {
  if (is_integer(value)) {
    const Integer number = integer_of(value);
    if (number <= 0) value_error(rt, "math domain error");
    if (const auto near = nearest_double(number)) return Function(*near);
    const auto bits = static_cast<unsigned>(msb(number)) + 1;
    constexpr unsigned Kept = 64;
    Integer high = number >> (bits - Kept);
    if (lsb(number) < bits - Kept) high |= 1;  // what was cut off decides a tie
    const double mantissa = std::ldexp(nearest_double(high).value_or(0), -static_cast<int>(Kept));
    return Function(mantissa) + Function(2.0) * bits;
  }
  const double x = real_argument(rt, value);
  if (x <= 0) value_error(rt, "math domain error");
  return Function(x);
}

Value math_log(Runtime& rt, Arguments& a) {
  const double number = logarithm<std::log>(rt, a[0]);
  if (a.count == 1) return make_float(rt, number);
  const double base = logarithm<std::log>(rt, a[1]);
  if (base == 0) zero_division_error(rt, "float division by zero");
  return make_float(rt, number / base);
}
template <double (*Function)(double)>
Value math_log_of(Runtime& rt, Arguments& a) {
  return make_float(rt, logarithm<Function>(rt, a[0]));
}

template <bool Up>
Value to_whole(Runtime& rt, Arguments& a) {
  if (is_integer(a[0])) return make_integer(rt, integer_of(a[0]));
  if (a[0].is_object() && as<Float>(a[0]) == nullptr)
    if (const Value method = find_special(rt, a[0], Up ? "__ceil__" : "__floor__"))
      return call(rt, method, {});
  const double x = real_argument(rt, a[0]);
  auto whole = truncate_to_integer(Up ? std::ceil(x) : std::floor(x));
  if (!whole) raise(rt, whole.error());
  return make_integer(rt, *whole);
}

Value math_trunc(Runtime& rt, Arguments& a) {
  if (is_number(a[0])) return call(rt, Value(rt.types.int_), {a[0]});
  if (const Value method = find_special(rt, a[0], "__trunc__")) return call(rt, method, {});
  type_error(rt, "type {} doesn't define __trunc__ method", type_name(rt, a[0]));
}

Value math_fmod(Runtime& rt, Arguments& a) {
  const double x = real_argument(rt, a[0]);
  const double y = real_argument(rt, a[1]);
  return checked(rt, std::fmod(x, y), std::isnan(x) || std::isnan(y), true, false);
}

Value math_modf(Runtime& rt, Arguments& a) {
  double whole = 0;
  const double part = std::modf(real_argument(rt, a[0]), &whole);
  return make_tuple(rt, {make_float(rt, part), make_float(rt, whole)});
}

Value math_frexp(Runtime& rt, Arguments& a) {
  int exponent = 0;
  const double x = real_argument(rt, a[0]);
  const double mantissa = std::frexp(x, &exponent);
  return make_tuple(rt, {make_float(rt, mantissa), Value::small(std::isfinite(x) ? exponent : 0)});
}

Value math_ldexp(Runtime& rt, Arguments& a) {
  const double x = real_argument(rt, a[0]);
  if (!is_integer(a[1])) type_error(rt, "Expected an int as second argument to ldexp.");
  constexpr std::int64_t Most = 1 << 20;  // beyond all exponents
  const bool negative = integer_of(a[1]) < 0;
  const std::int64_t by = int64_of(a[1]).value_or(negative ? -Most : Most);
  const auto exponent = static_cast<int>(std::clamp<std::int64_t>(by, -Most, Most));
  return checked(rt, std::ldexp(x, exponent), std::isnan(x), std::isfinite(x), true);
}

template <bool (*Test)(double)>
Value test(Runtime& rt, Arguments& a) {
  return Value::boolean(Test(real_argument(rt, a[0])));
}
bool is_nan(double x) { return std::isnan(x); }
bool is_infinite(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }

Value math_isclose(Runtime& rt, Arguments& a) {
  const auto [left, right, relative_value, absolute_value] =
      read<4>(rt, a, {"isclose", {"a", "b", "rel_tol", "abs_tol"}, 2, 2});
  const double x = real_argument(rt, left);
  const double y = real_argument(rt, right);
  const double relative = relative_value ? real_argument(rt, relative_value) : 1e-9;
  const double absolute = absolute_value ? real_argument(rt, absolute_value) : 0;
  if (relative < 0 || absolute < 0) value_error(rt, "tolerances must be non-negative");
  if (x == y) return Value::boolean(true);
  if (std::isinf(x) || std::isinf(y)) return Value::boolean(false);
  const double difference = std::fabs(x - y);
  return Value::boolean(difference <= std::fabs(relative * y) ||
                        difference <= std::fabs(relative * x) || difference <= absolute);
}

struct Entry {
  const char* name;
  NativeFunction function;
  int count;
};
constexpr Entry Entries[] = {
    {"sqrt", real_function<std::sqrt>, 1},
    {"cbrt", real_function<std::cbrt>, 1},
    {"exp", real_function<std::exp, true>, 1},
    {"exp2", real_function<std::exp2, true>, 1},
    {"expm1", real_function<std::expm1, true>, 1},
    {"log1p", real_function<std::log1p>, 1},
    {"log2", math_log_of<std::log2>, 1},
    {"log10", math_log_of<std::log10>, 1},
    {"sin", real_function<std::sin>, 1},
    {"cos", real_function<std::cos>, 1},
    {"tan", real_function<std::tan>, 1},
    {"asin", real_function<std::asin>, 1},
    {"acos", real_function<std::acos>, 1},
    {"atan", real_function<std::atan>, 1},
    {"sinh", real_function<std::sinh, true>, 1},
    {"cosh", real_function<std::cosh, true>, 1},
    {"tanh", real_function<std::tanh>, 1},
    {"asinh", real_function<std::asinh>, 1},
    {"acosh", real_function<std::acosh>, 1},
    {"atanh", real_function<std::atanh>, 1},
    {"fabs", real_function<std::fabs>, 1},
    {"erf", real_function<std::erf>, 1},
    {"erfc", real_function<std::erfc>, 1},
    {"degrees", real_function<degrees, true>, 1},
    {"radians", real_function<radians>, 1},
    {"ulp", real_function<ulp>, 1},
    {"pow", math_pow, 2},
    {"atan2", binary_function<std::atan2>, 2},
    {"copysign", binary_function<std::copysign>, 2},
    {"remainder", binary_function<std::remainder>, 2},
    {"fmod", math_fmod, 2},
    {"modf", math_modf, 1},
    {"frexp", math_frexp, 1},
    {"ldexp", math_ldexp, 2},
    {"floor", to_whole<false>, 1},
    {"ceil", to_whole<true>, 1},
    {"trunc", math_trunc, 1},
    {"isnan", test<is_nan>, 1},
    {"isinf", test<is_infinite>, 1},
    {"isfinite", test<is_finite>, 1},
};

// Infinity is a good answer here.
Value math_nextafter(Runtime& rt, Arguments& a) {
  return make_float(rt, std::nextafter(real_argument(rt, a[0]), real_argument(rt, a[1])));
}

}  // namespace

Value make_math(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "math"));
  module->add(rt, "pi", make_float(rt, std::numbers::pi));
  module->add(rt, "e", make_float(rt, std::numbers::e));
  module->add(rt, "tau", make_float(rt, 2 * std::numbers::pi));
  module->add(rt, "inf", make_float(rt, HUGE_VAL));
  module->add(rt, "nan", make_float(rt, std::nan("")));
  for (const Entry& entry : Entries)
    module->add(rt, entry.name, entry.function, entry.count, entry.count);
  module->add(rt, "log", math_log, 1, 2);
  module->add(rt, "nextafter", math_nextafter, 2, 2);
  module->add(rt, "isclose", math_isclose, 0, -1);
  define_integer_functions(rt, *module);
  define_sum_functions(rt, *module);
  return module;
}

}  // namespace undumpy::python
