// What is different for programs that are Python 2 by their syntax: builtins that return lists, and
// some that Python 3 no longer has.

#include <fmt/format.h>

#include <cmath>

#include "engine/python/containers.h"
#include "engine/python/function.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/sort.h"

namespace undumpy::python {

bool Runtime::python2() const { return frame != nullptr && frame->code.python2; }

namespace {

Value builtin(Runtime& rt, const char* name) { return rt.builtins->get(*rt.intern(name)); }

Value as_list(Runtime& rt, const char* name, Arguments& a) {
  return make_list(rt, to_vector(rt, call(rt, builtin(rt, name), a)));
}

Value list_range(Runtime& rt, Arguments& a) { return as_list(rt, "range", a); }
Value list_zip(Runtime& rt, Arguments& a) { return as_list(rt, "zip", a); }

// map(None, a) is a; longer ones are filled up with None.
Value list_map(Runtime& rt, Arguments& a) {
  if (a.count < 2) type_error(rt, "map() requires at least two args");
  std::vector<Ref<Iterator>> iterators;
  for (std::size_t i = 1; i < a.count; ++i) iterators.push_back(iterate(rt, a[i]));
  const Ref<List> result(new List(rt.types.list));
  while (true) {
    rt.step();
    std::vector<Value> items(iterators.size(), Value::none());
    bool any = false;
    for (std::size_t i = 0; i < iterators.size(); ++i) any |= iterators[i]->next(rt, items[i]);
    if (!any) return result;
    Arguments all{items.data(), static_cast<std::uint32_t>(items.size()), 0, nullptr};
    if (!a[0].is_none())
      result->append(call(rt, a[0], all));
    else
      result->append(items.size() == 1 ? items[0] : make_tuple(rt, items));
  }
}

// Of a text or tuple, the result is one, too.
Value list_filter(Runtime& rt, Arguments& a) {
  const Value kept = as_list(rt, "filter", a);
  if (as<Str>(a[1]) != nullptr) return call_method(rt, make_text(rt, ""), "join", {kept});
  return as<Tuple>(a[1]) != nullptr ? call(rt, Value(rt.types.tuple), {kept}) : kept;
}

Value builtin_cmp(Runtime& rt, Arguments& a) {
  if (equal(rt, a[0], a[1])) return Value::small(0);
  return Value::small(less(rt, a[0], a[1]) ? -1 : 1);
}

Value sorted_by_cmp(Runtime& rt, Arguments& a) {
  const auto [values, cmp, key, reverse] =
      read<4>(rt, a, {"sorted", {"iterable", "cmp", "key", "reverse"}, 1});
  std::vector<Value> items = to_vector(rt, values);
  sort_values(rt, items, key, reverse && truth(rt, reverse), cmp);
  return make_list(rt, std::move(items));
}

// Half goes away from zero, and the result is a float.
Value builtin_round(Runtime& rt, Arguments& a) {
  const double number = double_of(rt, call(rt, Value(rt.types.float_), {a[0]}));
  const std::int64_t digits = a.count > 1 ? to_index(rt, a[1]) : 0;
  if (digits == 0) return make_float(rt, std::round(number));
  const double unit = std::pow(10.0, static_cast<double>(std::min<std::int64_t>(digits, 300)));
  const double rounded = std::round(number * unit) / unit;
  return make_float(rt, std::isfinite(rounded) ? rounded : number);
}

Value builtin_oct(Runtime& rt, Arguments& a) {
  std::string text = str(rt, call(rt, builtin(rt, "oct"), {a[0]}));
  if (const std::size_t mark = text.find('o'); mark != std::string::npos) text.erase(mark, 1);
  return make_text(rt, text == "00" ? "0" : text);
}

Value builtin_apply(Runtime& rt, Arguments& a) {
  std::vector<Value> values = a.count > 1 ? to_vector(rt, a[1]) : std::vector<Value>();
  Arguments all{values.data(), static_cast<std::uint32_t>(values.size()), 0, nullptr};
  return call(rt, a[0], all);
}

Value builtin_intern(Runtime& rt, Arguments& a) {
  return Value(rt.intern(text_argument(rt, a[0], "intern() argument 1")));
}

Value builtin_coerce(Runtime& rt, Arguments& a) {
  if (!is_number(a[0]) || !is_number(a[1])) type_error(rt, "number coercion failed");
  if (is_integer(a[0]) && is_integer(a[1])) return make_tuple(rt, {a[0], a[1]});
  return make_tuple(rt, {make_float(rt, double_of(rt, a[0])), make_float(rt, double_of(rt, a[1]))});
}

Value builtin_reduce(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator = iterate(rt, a[1]);
  Value result;
  if (a.count > 2)
    result = a[2];
  else if (!iterator->next(rt, result))
    type_error(rt, "reduce() of empty sequence with no initial value");
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    result = call(rt, a[0], {result, item});
  }
  return result;
}

}  // namespace

void define_python2(Runtime& rt) {
  rt.python2_builtins = new_dict(rt);
  const auto add = [&rt](const char* name, NativeFunction function, int minimum, int maximum) {
    rt.python2_builtins->set(*rt.intern(name), rt.native(name, function, minimum, maximum));
  };
  add("range", list_range, 1, 3);
  add("zip", list_zip, 0, -1);
  add("map", list_map, 0, -1);
  add("filter", list_filter, 2, 2);
  add("sorted", sorted_by_cmp, 0, -1);
  add("round", builtin_round, 1, 2);
  add("oct", builtin_oct, 1, 1);
  add("cmp", builtin_cmp, 2, 2);
  add("apply", builtin_apply, 1, 2);
  add("intern", builtin_intern, 1, 1);
  add("coerce", builtin_coerce, 2, 2);
  add("reduce", builtin_reduce, 2, 3);
}

}  // namespace undumpy::python
