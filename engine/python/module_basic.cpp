// os, os.path, math and functools.

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "engine/python/containers.h"
#include "engine/python/float_text.h"
#include "engine/python/function.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Value make_os(Runtime& rt);
Value make_os_path(Runtime& rt);
Value make_math(Runtime& rt);
Value make_functools(Runtime& rt);

namespace {

std::string path_of(Runtime& rt, const Value& value) {
  if (const auto* text = as<Str>(value)) return text->text;
  type_error(rt, "expected str, bytes or os.PathLike object, not {}", type_name(rt, value));
}

Value path_join(Runtime& rt, Arguments& a) {
  std::string path = path_of(rt, a[0]);
  for (std::size_t i = 1; i < a.count; ++i) {
    const std::string part = path_of(rt, a[i]);
    if (part.starts_with('/'))
      path = part;
    else if (path.empty() || path.ends_with('/'))
      path += part;
    else
      path += "/" + part;
  }
  return make_text(rt, path);
}

Value path_basename(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  return make_text(rt, path.substr(path.rfind('/') + 1));
}

Value path_dirname(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  std::string head = path.substr(0, path.rfind('/') + 1);
  const std::size_t last = head.find_last_not_of('/');
  if (last != std::string::npos) head.erase(last + 1);
  return make_text(rt, head);
}

Value path_exists(Runtime& rt, Arguments& a) {
  return Value::boolean(rt.host.file_exists(path_of(rt, a[0])));
}
Value path_isfile(Runtime& rt, Arguments& a) {
  return Value::boolean(rt.host.is_file(path_of(rt, a[0])));
}

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

Value math_log(Runtime& rt, Arguments& a) {
  const double x = argument(rt, a[0]);
  if (x <= 0) value_error(rt, "math domain error");
  return make_float(rt, a.count > 1 ? std::log(x) / std::log(argument(rt, a[1])) : std::log(x));
}

Value math_pow(Runtime& rt, Arguments& a) {
  return make_float(rt, std::pow(argument(rt, a[0]), argument(rt, a[1])));
}
Value math_fmod(Runtime& rt, Arguments& a) {
  const double y = argument(rt, a[1]);
  if (y == 0) value_error(rt, "math domain error");
  return make_float(rt, std::fmod(argument(rt, a[0]), y));
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
Value math_copysign(Runtime& rt, Arguments& a) {
  return make_float(rt, std::copysign(argument(rt, a[0]), argument(rt, a[1])));
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
  if (number > 20000) throw LimitExceeded{Limit::Steps, rt.limits.steps};
  Integer result = 1;
  for (int i = 2; i <= static_cast<int>(number); ++i) {
    rt.step();
    result *= i;
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

Value functools_reduce(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator = iterate(rt, a[1]);
  Value result;
  if (a.count > 2)
    result = a[2];
  else if (!iterator->next(rt, result))
    type_error(rt, "reduce() of empty iterable with no initial value");
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    result = call(rt, a[0], {result, item});
  }
  return result;
}

// partial(function, …): remembers arguments.
class Partial final : public TrackedObject {
 public:
  Partial(Class* its_class, Value called)
      : TrackedObject(Kind::Host, its_class), function(std::move(called)) {}
  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& a) override {
    std::vector<Value> values = positional;
    values.insert(values.end(), a.values, a.values + a.count);
    const auto count = static_cast<std::uint32_t>(values.size());
    std::vector<Str*> all_names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      bool replaced = false;
      for (std::uint32_t k = 0; k < a.keywords; ++k) replaced |= a.names[k] == names[i];
      if (replaced) continue;
      all_names.push_back(names[i]);
      values.push_back(keywords[i]);
    }
    for (std::uint32_t k = 0; k < a.keywords; ++k) {
      all_names.push_back(a.names[k]);
      values.push_back(a.keyword(k));
    }
    Arguments all{values.data(), count, static_cast<std::uint32_t>(all_names.size()),
                  all_names.data()};
    return python::call(rt, function, all);
  }
  Value find_attribute(Runtime& rt, Str* name) override {
    if (name->text == "func") return function;
    if (name->text == "args") return make_tuple(rt, positional);
    return Object::find_attribute(rt, name);
  }
  void clear() override {
    function = Value();
    positional.clear();
    keywords.clear();
  }
  Value function;
  std::vector<Value> positional, keywords;
  std::vector<Str*> names;
};

Value make_partial(Runtime& rt, Class& cls, Arguments& a) {
  if (a.count == 0 || !callable(a[0])) type_error(rt, "the first argument must be callable");
  const Ref<Partial> partial(new Partial(&cls, a[0]));
  partial->positional.assign(a.values + 1, a.values + a.count);
  for (std::uint32_t k = 0; k < a.keywords; ++k) {
    partial->names.push_back(a.names[k]);
    partial->keywords.push_back(a.keyword(k));
  }
  return partial;
}

// Copies what names a function onto its wrapper.
Value update_wrapper(Runtime& rt, Arguments& a) {
  for (const char* name : {"__name__", "__qualname__", "__doc__", "__module__"})
    if (const Value value = find_attribute(rt, a[1], name))
      set_attribute(rt, a[0], rt.intern(name), value);
  set_attribute(rt, a[0], rt.intern("__wrapped__"), a[1]);
  return a[0];
}

Value wraps_apply(Runtime& rt, Arguments& a) {
  Value values[] = {a[1], a[0]};
  Arguments swapped{values, 2, 0, nullptr};
  return update_wrapper(rt, swapped);
}

Value functools_wraps(Runtime& rt, Arguments& a) {
  Class* partial = as<Class>(find_attribute(rt, rt.import_module("functools"), "partial"));
  const Ref<Partial> made(new Partial(partial, rt.native("wraps", wraps_apply, 2, 2)));
  made->positional.push_back(a[0]);
  return made;
}

}  // namespace

Value make_os_path(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "os.path"));
  module->add(rt, "join", path_join, 1, 100);
  module->add(rt, "basename", path_basename, 1, 1);
  module->add(rt, "dirname", path_dirname, 1, 1);
  module->add(rt, "exists", path_exists, 1, 1);
  module->add(rt, "isfile", path_isfile, 1, 1);
  module->add(rt, "sep", make_text(rt, "/"));
  return module;
}

Value make_os(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "os"));
  module->add(rt, "path", rt.import_module("os.path"));
  return module;
}

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
  module->add(rt, "log10", real_function<std::log10>, 1, 1);
  module->add(rt, "log2", real_function<std::log2>, 1, 1);
  module->add(rt, "log", math_log, 1, 2);
  module->add(rt, "pow", math_pow, 2, 2);
  module->add(rt, "fmod", math_fmod, 2, 2);
  module->add(rt, "hypot", math_hypot, 0, 100);
  module->add(rt, "copysign", math_copysign, 2, 2);
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

Value make_functools(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "functools"));
  Class* partial = rt.make_class("partial", "functools", rt.types.object);
  partial->maker = make_partial;
  partial->sealed = true;
  module->add(rt, "partial", Value(partial));
  module->add(rt, "reduce", functools_reduce, 2, 3);
  module->add(rt, "wraps", functools_wraps, 1, 1);
  module->add(rt, "update_wrapper", update_wrapper, 2, 2);
  return module;
}

}  // namespace undumpy::python
