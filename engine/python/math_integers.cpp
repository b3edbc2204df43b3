// math: gcd, lcm, isqrt, factorial, perm and comb, of integers of any size.

#include <algorithm>

#include "engine/python/math_functions.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

Integer whole_argument(Runtime& rt, const Value& value) {
  if (is_integer(value)) return integer_of(value);
  return to_index(rt, value);
}

Integer positive(Integer number) { return number < 0 ? Integer(-number) : number; }

std::size_t bits_of(const Integer& number) { return number == 0 ? 1 : msb(number) + 1; }

// Long numbers take time and memory: says so before they are multiplied.
void charge_product(Runtime& rt, const Integer& left, const Integer& right) {
  const std::size_t bits = bits_of(left) + bits_of(right);
  rt.heap.require(bits / 8);
  rt.steps(1 + bits / 512);
}

Value math_gcd(Runtime& rt, Arguments& a) {
  Integer result = 0;
  for (std::size_t i = 0; i < a.count; ++i) {
    rt.step();
    result = gcd(result, positive(whole_argument(rt, a[i])));
  }
  return make_integer(rt, result);
}

Value math_lcm(Runtime& rt, Arguments& a) {
  Integer result = 1;
  for (std::size_t i = 0; i < a.count; ++i) {
    const Integer number = positive(whole_argument(rt, a[i]));
    charge_product(rt, result, number);
    result = number == 0 ? Integer(0) : Integer(lcm(result, number));
  }
  return make_integer(rt, result);
}

Value math_isqrt(Runtime& rt, Arguments& a) {
  const Integer number = whole_argument(rt, a[0]);
  if (number < 0) value_error(rt, "isqrt() argument must be nonnegative");
  return make_integer(rt, Integer(sqrt(number)));
}

// first * (first + 1) * … * last
Integer product_of_range(Runtime& rt, const Integer& first, const Integer& last) {
  Integer product = 1;
  for (Integer factor = first; factor <= last; ++factor) {
    charge_product(rt, product, factor);
    product *= factor;
  }
  return product;
}

Value math_factorial(Runtime& rt, Arguments& a) {
  const Integer number = whole_argument(rt, a[0]);
  if (number < 0) value_error(rt, "factorial() not defined for negative values");
  return make_integer(rt, product_of_range(rt, 1, number));
}

void require_counts(Runtime& rt, const Integer& n, const Integer& k) {
  if (n < 0) value_error(rt, "n must be a non-negative integer");
  if (k < 0) value_error(rt, "k must be a non-negative integer");
}

Value math_perm(Runtime& rt, Arguments& a) {
  if (a.count == 1 || a[1].is_none()) return math_factorial(rt, a);
  const Integer n = whole_argument(rt, a[0]);
  const Integer k = whole_argument(rt, a[1]);
  require_counts(rt, n, k);
  if (k > n) return Value::small(0);
  return make_integer(rt, product_of_range(rt, n - k + 1, n));
}

Value math_comb(Runtime& rt, Arguments& a) {
  const Integer n = whole_argument(rt, a[0]);
  Integer k = whole_argument(rt, a[1]);
  require_counts(rt, n, k);
  if (k > n) return Value::small(0);
  k = std::min(k, Integer(n - k));
  Integer result = 1;
  for (Integer i = 1; i <= k; ++i) {
    charge_product(rt, result, n);
    result = result * (n - k + i) / i;
  }
  return make_integer(rt, result);
}

}  // namespace

void define_integer_functions(Runtime& rt, Module& module) {
  module.add(rt, "gcd", math_gcd, 0, 1000);
  module.add(rt, "lcm", math_lcm, 0, 1000);
  module.add(rt, "isqrt", math_isqrt, 1, 1);
  module.add(rt, "factorial", math_factorial, 1, 1);
  module.add(rt, "perm", math_perm, 1, 2);
  module.add(rt, "comb", math_comb, 2, 2);
}

}  // namespace undumpy::python
