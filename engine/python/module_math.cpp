// The module math.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/python/containers.h"
#include "engine/python/float_text.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Value make_math(Runtime& rt);

namespace {

double argument(Runtime& rt, const Value& value) {
  if (is_number(value)) return double_of(rt, value);
  if (const Value method = value.is_object() ? find_attribute(rt, value, "__float__") : Value())
    return double_of(rt, call(rt, method, {}));
  type_error(rt, "must be real number, not {}", type_name(rt, value));
}

template <double (*Function)(double)>
Value real_function(Runtime& rt, Arguments& a) {
  const double x = argument(rt, a[0]);
  const double result = Function(x);
  if (std::isnan(result) && !std::isnan(x)) value_error(rt, "math domain error");
  if (std::isinf(result) && std::isfinite(x)) overflow_error(rt, "math range error");
  return make_float(rt, result);
}

template <bool Up>
Value to_whole(Runtime& rt, Arguments& a) {
  if (is_integer(a[0])) return make_integer(rt, integer_of(a[0]));
  if (a[0].is_object() && as<Float>(a[0]) == nullptr)
    if (const Value method = find_attribute(rt, a[0], Up ? "__ceil__" : "__floor__"))
      return call(rt, method, {});
  auto whole =
      truncate_to_integer(Up ? std::ceil(argument(rt, a[0])) : std::floor(argument(rt, a[0])));
  if (!whole) raise(rt, whole.error());
  return make_integer(rt, *whole);
}

Value math_trunc(Runtime& rt, Arguments& a) { return call(rt, Value(rt.types.int_), {a[0]}); }

// Also of integers beyond a double.
template <double (*Function)(double)>
double logarithm(Runtime& rt, const Value& value) {
  if (is_integer(value)) {
    const Integer number = integer_of(value);
    if (number <= 0) value_error(rt, "math domain error");
    const auto bits = static_cast<std::int64_t>(msb(number));
    constexpr std::int64_t Exact = 1000;
    if (bits > Exact) {
      const auto shift = static_cast<unsigned>(bits - Exact);
      return Function(static_cast<double>(Integer(number >> shift))) + shift * Function(2.0);
    }
  }
  const double x = argument(rt, value);
  if (x <= 0) value_error(rt, "math domain error");
  return Function(x);
}

Value math_log(Runtime& rt, Arguments& a) {
  const double result = logarithm<std::log>(rt, a[0]);
  if (a.count < 2) return make_float(rt, result);
  const double base = logarithm<std::log>(rt, a[1]);
  if (base == 0) zero_division_error(rt, "float division by zero");
  return make_float(rt, result / base);
}
Value math_log2(Runtime& rt, Arguments& a) {
  return make_float(rt, logarithm<std::log2>(rt, a[0]));
}
Value math_log10(Runtime& rt, Arguments& a) {
  return make_float(rt, logarithm<std::log10>(rt, a[0]));
}

template <double (*Function)(double, double)>
Value real_pair(Runtime& rt, Arguments& a) {
  const double x = argument(rt, a[0]);
  const double y = argument(rt, a[1]);
  const double result = Function(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) value_error(rt, "math domain error");
  if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) {
    if (x == 0) value_error(rt, "math domain error");
    overflow_error(rt, "math range error");
  }
  return make_float(rt, result);
}

Value math_modf(Runtime& rt, Arguments& a) {
  double whole = 0;
  const double part = std::modf(argument(rt, a[0]), &whole);
  return make_tuple(rt, {make_float(rt, part), make_float(rt, whole)});
}
Value math_frexp(Runtime& rt, Arguments& a) {
  int exponent = 0;
  const double mantissa = std::frexp(argument(rt, a[0]), &exponent);
  return make_tuple(rt, {make_float(rt, mantissa), Value::small(exponent)});
}
Value math_ldexp(Runtime& rt, Arguments& a) {
  if (!is_integer(a[1])) type_error(rt, "Expected an int as second argument to ldexp.");
  const auto exponent = static_cast<int>(std::clamp<std::int64_t>(to_index(rt, a[1]), -5000, 5000));
  const double x = argument(rt, a[0]);
  const double result = std::ldexp(x, exponent);
  if (std::isinf(result) && std::isfinite(x)) overflow_error(rt, "math range error");
  return make_float(rt, result);
}
Value math_degrees(Runtime& rt, Arguments& a) {
  return make_float(rt, argument(rt, a[0]) * (180.0 / std::numbers::pi));
}
Value math_radians(Runtime& rt, Arguments& a) {
  return make_float(rt, argument(rt, a[0]) * (std::numbers::pi / 180.0));
}

Value math_isclose(Runtime& rt, Arguments& a) {
  const auto [left, right, relative, absolute] =
      read<4>(rt, a, {"isclose", {"a", "b", "rel_tol", "abs_tol"}, 2, 2});
  const double x = argument(rt, left);
  const double y = argument(rt, right);
  const double near = relative ? argument(rt, relative) : 1e-9;
  const double least = absolute ? argument(rt, absolute) : 0.0;
  if (near < 0 || least < 0) value_error(rt, "tolerances must be non-negative");
  if (x == y) return Value::boolean(true);
  if (std::isinf(x) || std::isinf(y)) return Value::boolean(false);
  const double distance = std::fabs(y - x);
  return Value::boolean(distance <= std::fabs(near * y) || distance <= std::fabs(near * x) ||
                        distance <= least);
}

// The exact sum, rounded once: partial sums that do not overlap are kept.
Value math_fsum(Runtime& rt, Arguments& a) {
  std::vector<double> partials;
  double special = 0;
  for (const Value& value : to_vector(rt, a[0])) {
    rt.step();
    double x = argument(rt, value);
    if (!std::isfinite(x)) {
      special += x;
      continue;
    }
    std::size_t kept = 0;
    for (double y : partials) {
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      const double high = x + y;
      const double low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials.resize(kept);
    partials.push_back(x);
  }
  if (special != 0 || std::isnan(special)) {
    if (std::isnan(special)) value_error(rt, "-inf + inf in fsum");
    return make_float(rt, special);
  }
  std::size_t n = partials.size();
  double high = 0;
  double low = 0;
  while (n > 0) {
    const double x = high;
    const double y = partials[--n];
    if (n + 1 == partials.size()) {
      high = y;
      continue;
    }
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  // Half of the last place is rounded to even, as the parts below decide.
  if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
    const double y = low * 2;
    const double x = high + y;
    if (y == x - high) high = x;
  }
  return make_float(rt, high);
}

Value math_dist(Runtime& rt, Arguments& a) {
  const std::vector<Value> from = to_vector(rt, a[0]);
  const std::vector<Value> to = to_vector(rt, a[1]);
  if (from.size() != to.size())
    value_error(rt, "both points must have the same number of dimensions");
  double sum = 0;
  for (std::size_t i = 0; i < from.size(); ++i)
    sum = std::hypot(sum, argument(rt, from[i]) - argument(rt, to[i]));
  return make_float(rt, sum);
}
Value math_isnan(Runtime& rt, Arguments& a) {
  return Value::boolean(std::isnan(argument(rt, a[0])));
}
Value math_isinf(Runtime& rt, Arguments& a) {
  return Value::boolean(std::isinf(argument(rt, a[0])));
}
Value math_isfinite(Runtime& rt, Arguments& a) {
  return Value::boolean(std::isfinite(argument(rt, a[0])));
}
Value math_hypot(Runtime& rt, Arguments& a) {
  double sum = 0;
  for (std::size_t i = 0; i < a.count; ++i) sum = std::hypot(sum, argument(rt, a[i]));
  return make_float(rt, sum);
}

Integer whole_argument(Runtime& rt, const Value& value) {
  if (is_integer(value)) return integer_of(value);
  type_error(rt, "'{}' object cannot be interpreted as an integer", type_name(rt, value));
}

Value math_gcd(Runtime& rt, Arguments& a) {
  Integer result = 0;
  for (std::size_t i = 0; i < a.count; ++i) result = gcd(result, whole_argument(rt, a[i]));
  return make_integer(rt, result < 0 ? Integer(-result) : result);
}

Value math_lcm(Runtime& rt, Arguments& a) {
  Integer result = 1;
  for (std::size_t i = 0; i < a.count; ++i) result = lcm(result, whole_argument(rt, a[i]));
  return make_integer(rt, result < 0 ? Integer(-result) : result);
}

Value math_isqrt(Runtime& rt, Arguments& a) {
  const Integer number = whole_argument(rt, a[0]);
  if (number < 0) value_error(rt, "isqrt() argument must be nonnegative");
  return make_integer(rt, Integer(sqrt(number)));
}

Value math_factorial(Runtime& rt, Arguments& a) {
  const Integer number = whole_argument(rt, a[0]);
  if (number < 0) value_error(rt, "factorial() not defined for negative values");
  if (number > 20000) rt.steps_exhausted();
  Integer result = 1;
  for (int i = 2; i <= static_cast<int>(number); ++i) {
    rt.step();
    result *= i;
  }
  return make_integer(rt, result);
}

// n (n - 1) … (n - k + 1), divided by k! for combinations.
template <bool Combinations>
Value arrangements(Runtime& rt, Arguments& a) {
  const Integer n = whole_argument(rt, a[0]);
  const Integer chosen = a.count > 1 && !a[1].is_none() ? whole_argument(rt, a[1]) : n;
  if (n < 0) value_error(rt, "n must be a non-negative integer");
  if (chosen < 0) value_error(rt, "k must be a non-negative integer");
  if (chosen > n) return Value::small(0);
  const Integer other = n - chosen;
  const Integer k = Combinations && other < chosen ? other : chosen;
  if (k > 100000) rt.steps_exhausted();
  Integer result = 1;
  for (Integer i = 0; i < k; ++i) {
    rt.steps(1 + (result == 0 ? 0 : msb(result) / 64));
    result *= n - i;
    if (Combinations) result /= i + 1;
  }
  return make_integer(rt, result);
}

Value math_prod(Runtime& rt, Arguments& a) {
  const auto [values, start] = read<2>(rt, a, {"prod", {"iterable", "start"}, 1});
  Value result = start ? start : Value::small(1);
  for (const Value& value : to_vector(rt, values))
    result = binary(rt, BinaryOperator::Multiply, result, value);
  return result;
}

}  // namespace

Value make_math(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "math"));
  module->add(rt, "pi", make_float(rt, std::numbers::pi));
  module->add(rt, "e", make_float(rt, std::numbers::e));
  module->add(rt, "tau", make_float(rt, 2 * std::numbers::pi));
  module->add(rt, "inf", make_float(rt, HUGE_VAL));
  module->add(rt, "nan", make_float(rt, std::nan("")));
  module->add(rt, "sqrt", real_function<std::sqrt>, 1, 1);
  module->add(rt, "exp", real_function<std::exp>, 1, 1);
  module->add(rt, "sin", real_function<std::sin>, 1, 1);
  module->add(rt, "cos", real_function<std::cos>, 1, 1);
  module->add(rt, "tan", real_function<std::tan>, 1, 1);
  module->add(rt, "atan", real_function<std::atan>, 1, 1);
  module->add(rt, "asin", real_function<std::asin>, 1, 1);
  module->add(rt, "acos", real_function<std::acos>, 1, 1);
  module->add(rt, "fabs", real_function<std::fabs>, 1, 1);
  module->add(rt, "log10", math_log10, 1, 1);
  module->add(rt, "log2", math_log2, 1, 1);
  module->add(rt, "log", math_log, 1, 2);
  module->add(rt, "pow", real_pair<std::pow>, 2, 2);
  module->add(rt, "fmod", real_pair<std::fmod>, 2, 2);
  module->add(rt, "hypot", math_hypot, 0, 100);
  module->add(rt, "copysign", real_pair<std::copysign>, 2, 2);
  module->add(rt, "remainder", real_pair<std::remainder>, 2, 2);
  module->add(rt, "atan2", real_pair<std::atan2>, 2, 2);
  module->add(rt, "cbrt", real_function<std::cbrt>, 1, 1);
  module->add(rt, "sinh", real_function<std::sinh>, 1, 1);
  module->add(rt, "cosh", real_function<std::cosh>, 1, 1);
  module->add(rt, "tanh", real_function<std::tanh>, 1, 1);
  module->add(rt, "exp2", real_function<std::exp2>, 1, 1);
  module->add(rt, "expm1", real_function<std::expm1>, 1, 1);
  module->add(rt, "log1p", real_function<std::log1p>, 1, 1);
  module->add(rt, "degrees", math_degrees, 1, 1);
  module->add(rt, "radians", math_radians, 1, 1);
  module->add(rt, "modf", math_modf, 1, 1);
  module->add(rt, "frexp", math_frexp, 1, 1);
  module->add(rt, "ldexp", math_ldexp, 2, 2);
  module->add(rt, "isclose", math_isclose, 0, -1);
  module->add(rt, "fsum", math_fsum, 1, 1);
  module->add(rt, "dist", math_dist, 2, 2);
  module->add(rt, "comb", arrangements<true>, 2, 2);
  module->add(rt, "perm", arrangements<false>, 1, 2);
  module->add(rt, "floor", to_whole<false>, 1, 1);
  module->add(rt, "ceil", to_whole<true>, 1, 1);
  module->add(rt, "trunc", math_trunc, 1, 1);
  module->add(rt, "isnan", math_isnan, 1, 1);
  module->add(rt, "isinf", math_isinf, 1, 1);
  module->add(rt, "isfinite", math_isfinite, 1, 1);
  module->add(rt, "gcd", math_gcd, 0, 100);
  module->add(rt, "lcm", math_lcm, 0, 100);
  module->add(rt, "isqrt", math_isqrt, 1, 1);
  module->add(rt, "factorial", math_factorial, 1, 1);
  module->add(rt, "prod", math_prod, 0, -1);
  return module;
}

}  // namespace undumpy::python
