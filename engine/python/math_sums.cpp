// math: fsum, prod, hypot and dist, of many numbers.

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/python/iterator.h"
#include "engine/python/math_functions.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

// A sum without loss: parts that do not overlap, the smallest first, whose exact sum it is.
class ExactSum {
 public:
  // False when a part grows beyond all doubles.
  bool add(double x) {
    std::size_t kept = 0;
    for (const double part : parts_) {
      double big = x;
      double small = part;
      if (std::fabs(big) < std::fabs(small)) std::swap(big, small);
      const double sum = big + small;
      const double rest = small - (sum - big);
      if (rest != 0) parts_[kept++] = rest;
      x = sum;
    }
    parts_.resize(kept);
    if (!std::isfinite(x)) return false;
    if (x != 0) parts_.push_back(x);
    return true;
  }

  // The nearest double, halves to even.
  [[nodiscard]] double total() const {
    if (parts_.empty()) return 0;
    std::size_t i = parts_.size() - 1;
    double sum = parts_[i];
    double rest = 0;
    while (i > 0 && rest == 0) {
      const double before = sum;
      const double part = parts_[--i];
      sum = before + part;
      rest = part - (sum - before);
    }
    // Exactly half a unit is left: what follows says to which side.
    if (i > 0 && rest != 0 && std::signbit(rest) == std::signbit(parts_[i - 1])) {
      const double twice = rest * 2;
      const double rounded = sum + twice;
      if (rounded - sum == twice) sum = rounded;
    }
    return sum;
  }

 private:
  std::vector<double> parts_;
};

Value math_fsum(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator = iterate(rt, a[0]);
  ExactSum exact;
  double special = 0;  // the sum of all that are no finite numbers
  bool any_special = false;
  double infinities = 0;
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    const double x = real_argument(rt, item);
    if (!std::isfinite(x)) {
      any_special = true;
      special += x;
      if (std::isinf(x)) infinities += x;
    } else if (!exact.add(x)) {
      overflow_error(rt, "intermediate overflow in fsum");
    }
  }
  if (!any_special) return make_float(rt, exact.total());
  if (std::isnan(infinities)) value_error(rt, "-inf + inf in fsum");
  return make_float(rt, special);
}

// The length of a vector. Squares of its parts, scaled to at most one, are added in extended
// precision.
double length_of(std::vector<double> parts) {
  double greatest = 0;
  bool any_nan = false;
  for (double& part : parts) {
    part = std::fabs(part);
    if (std::isinf(part)) return part;
    any_nan = any_nan || std::isnan(part);
    greatest = std::max(greatest, part);
  }
  if (any_nan) return std::nan("");
  if (greatest == 0 || parts.size() <= 1) return greatest;
  int exponent = 0;
  std::frexp(greatest, &exponent);
  long double sum = 0;
  for (const double part : parts) {
    const long double scaled = std::ldexp(static_cast<long double>(part), -exponent);
    sum += scaled * scaled;
  }
  return static_cast<double>(std::ldexp(std::sqrt(sum), exponent));
}

Value math_hypot(Runtime& rt, Arguments& a) {
  std::vector<double> parts;
  for (std::size_t i = 0; i < a.count; ++i) {
    rt.step();
    parts.push_back(real_argument(rt, a[i]));
  }
  return make_float(rt, length_of(std::move(parts)));
}

Value math_dist(Runtime& rt, Arguments& a) {
  const std::vector<Value> left = to_vector(rt, a[0]);
  const std::vector<Value> right = to_vector(rt, a[1]);
  if (left.size() != right.size())
    value_error(rt, "both points must have the same number of dimensions");
  std::vector<double> parts;
  for (std::size_t i = 0; i < left.size(); ++i)
    parts.push_back(real_argument(rt, left[i]) - real_argument(rt, right[i]));
  return make_float(rt, length_of(std::move(parts)));
}

Value math_prod(Runtime& rt, Arguments& a) {
  if (a.count != 1)
    type_error(rt, "prod() takes exactly 1 positional argument ({} given)", a.count);
  const auto [values, start] = read<2>(rt, a, {"prod", {"iterable", "start"}, 1, 1});
  Value result = start ? start : Value::small(1);
  const Ref<Iterator> iterator = iterate(rt, values);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    result = binary(rt, BinaryOperator::Multiply, result, item);
  }
  return result;
}

}  // namespace

void define_sum_functions(Runtime& rt, Module& module) {
  module.add(rt, "fsum", math_fsum, 1, 1);
  module.add(rt, "prod", math_prod, 0, -1);
  module.add(rt, "hypot", math_hypot, 0, 1000);
  module.add(rt, "dist", math_dist, 2, 2);
}

}  // namespace undumpy::python
