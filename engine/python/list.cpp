// list and tuple.

#include <algorithm>

#include "engine/python/containers.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/sort.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

std::string repr_items(Runtime& rt, Object& self, const std::vector<Value>& items, char open,
                       char close) {
  std::string dots = std::string(1, open) + "..." + close;
  if (self.in_repr) return dots;
  self.in_repr = true;
  struct Leave {
    Object& object;
    ~Leave() { object.in_repr = false; }
  } const leave{self};
  std::string text(1, open);
  for (std::size_t i = 0; i < items.size(); ++i) {
    rt.step();
    if (i != 0) text += ", ";
    const Value item = items[i];
    text += repr(rt, item);
    rt.heap.require(text.size());
  }
  if (open == '(' && items.size() == 1) text += ',';
  return text + close;
}

// __index__ of the program may change the list that the bounds are for.
Slice::Bounds stable_bounds(Runtime& rt, const Slice& slice, const std::vector<Value>& items) {
  while (true) {
    rt.step();
    const std::size_t size = items.size();
    const Slice::Bounds bounds = slice.bounds(rt, size);
    if (items.size() == size) return bounds;
  }
}

std::vector<Value> sliced(Runtime& rt, const std::vector<Value>& items, const Slice& slice) {
  const auto bounds = stable_bounds(rt, slice, items);
  rt.heap.require(bounds.count * sizeof(Value));
  rt.steps(bounds.count / 16);
  std::vector<Value> values;
  values.reserve(bounds.count);
  for (std::size_t i = 0; i < bounds.count; ++i)
    values.push_back(
        items[static_cast<std::size_t>(bounds.start + static_cast<std::int64_t>(i) * bounds.step)]);
  return values;
}

std::vector<Value> repeated(Runtime& rt, const std::vector<Value>& items, const Value& times) {
  const std::int64_t count = std::max<std::int64_t>(0, to_count(rt, times));
  if (items.empty()) return {};
  std::size_t total = 0;
  if (__builtin_mul_overflow(items.size(), static_cast<std::size_t>(count), &total) ||
      total > SIZE_MAX / sizeof(Value) / 2)
    rt.heap.exceeded();
  rt.heap.require(total * sizeof(Value));
  rt.steps(total / 16);
  std::vector<Value> values;
  values.reserve(total);
  for (std::int64_t i = 0; i < count; ++i) values.insert(values.end(), items.begin(), items.end());
  return values;
}

bool contains_item(Runtime& rt, const std::vector<Value>& items, const Value& wanted) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    rt.step();
    const Value item = items[i];
    if (equal(rt, item, wanted)) return true;
  }
  return false;
}

bool is_index(const Value& value) {
  return is_integer(value) ||
         (value.is_object() && value.object()->cls->dunder(Dunder::Index).present());
}

}  // namespace

List::List(Class* list_class, std::vector<Value> values)
    : TrackedObject(TheKind, list_class), items(std::move(values)) {
  charge_items();
}

void List::append(Value value) {
  if (items.size() == items.capacity()) {
    const std::size_t more = std::max<std::size_t>(4, items.capacity() * 2);
    charge_.set(more * sizeof(Value));
    items.reserve(more);
  }
  items.push_back(std::move(value));
}

std::string List::repr(Runtime& rt) { return repr_items(rt, *this, items, '[', ']'); }
std::size_t List::hash(Runtime& rt) {
  type_error(rt, "unhashable type: '{}'", cls->message_name());
}

Value List::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* list = as<List>(other);
  if (list == nullptr) return Value::not_implemented();
  const Value keep = other;
  if (items.size() != list->items.size()) {
    if (op == CompareOperator::Equal) return Value::boolean(false);
    if (op == CompareOperator::NotEqual) return Value::boolean(true);
  }
  // __eq__ of the items may change both lists.
  for (std::size_t i = 0; i < items.size() && i < list->items.size(); ++i) {
    rt.step();
    const Value left = items[i];
    const Value right = list->items[i];
    if (equal(rt, left, right)) continue;
    if (op == CompareOperator::Equal) return Value::boolean(false);
    if (op == CompareOperator::NotEqual) return Value::boolean(true);
    return python::compare(rt, op, left, right);
  }
  return python::compare(rt, op, Value::small(static_cast<std::int64_t>(items.size())),
                         Value::small(static_cast<std::int64_t>(list->items.size())));
}

Value List::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (op == BinaryOperator::Add && !reflected) {
    if (const auto* list = as<List>(other)) {
      rt.heap.require((items.size() + list->items.size()) * sizeof(Value));
      rt.steps((items.size() + list->items.size()) / 16);
      std::vector<Value> values = items;
      values.insert(values.end(), list->items.begin(), list->items.end());
      return make_list(rt, std::move(values));
    }
  }
  if (op == BinaryOperator::Multiply && is_index(other))
    return make_list(rt, repeated(rt, items, other));
  return Value::not_implemented();
}

Value List::in_place(Runtime& rt, BinaryOperator op, const Value& other) {
  if (op == BinaryOperator::Add) {
    for (Value& value : to_vector(rt, other)) append(std::move(value));
    return Value(this);
  }
  if (op == BinaryOperator::Multiply && is_index(other)) {
    items = repeated(rt, items, other);
    charge_items();
    return Value(this);
  }
  return {};
}

Ref<Iterator> List::iterate(Runtime& rt) {
  return make_iterator(rt, "list_iterator",
                       [keep = Ref<List>(this), i = std::size_t{0}](Runtime&, Value& out) mutable {
                         if (!keep || i >= keep->items.size()) {
                           keep = {};
                           return false;
                         }
                         out = keep->items[i++];
                         return true;
                       });
}

Value List::get_item(Runtime& rt, const Value& key) {
  if (const auto* slice = as<Slice>(key)) return make_list(rt, sliced(rt, items, *slice));
  // __index__ comes first: it may change the list.
  const Value index = is_index(key) ? make_int(rt, to_index(rt, key)) : key;
  return items[position_of(rt, index, items.size(), "list")];
}

void List::set_item(Runtime& rt, const Value& key, const Value& value) {
  const auto* slice = as<Slice>(key);
  if (slice == nullptr) {
    std::size_t position = 0;
    if (is_index(key)) {
      std::int64_t at = to_index(rt, key);
      if (at < 0) at += static_cast<std::int64_t>(items.size());
      if (at < 0 || static_cast<std::size_t>(at) >= items.size())
        index_error(rt, "list assignment index out of range");
      position = static_cast<std::size_t>(at);
    } else {
      position = position_of(rt, key, items.size(), "list");
    }
    const Value old = std::exchange(items[position], value);
    return;
  }
  if (!is_iterable(rt, value)) type_error(rt, "can only assign an iterable");
  std::vector<Value> values = to_vector(rt, value);
  const auto bounds = stable_bounds(rt, *slice, items);
  if (bounds.step == 1) {
    const auto first = items.begin() + bounds.start;
    const auto last = first + static_cast<std::ptrdiff_t>(bounds.count);
    std::vector<Value> made(items.begin(), first);
    made.insert(made.end(), values.begin(), values.end());
    made.insert(made.end(), last, items.end());
    items.swap(made);
    charge_items();
    return;
  }
  if (values.size() != bounds.count)
    value_error(rt, "attempt to assign sequence of size {} to extended slice of size {}",
                values.size(), bounds.count);
  for (std::size_t i = 0; i < bounds.count; ++i)
    items[static_cast<std::size_t>(bounds.start + static_cast<std::int64_t>(i) * bounds.step)] =
        std::move(values[i]);
}

void List::delete_item(Runtime& rt, const Value& key) {
  const auto* slice = as<Slice>(key);
  if (slice == nullptr) {
    std::int64_t at = to_index(rt, key);
    if (at < 0) at += static_cast<std::int64_t>(items.size());
    if (at < 0 || static_cast<std::size_t>(at) >= items.size())
      index_error(rt, "list assignment index out of range");
    const Value old = items[static_cast<std::size_t>(at)];
    items.erase(items.begin() + at);
    return;
  }
  const auto bounds = stable_bounds(rt, *slice, items);
  std::vector<bool> gone(items.size());
  for (std::size_t i = 0; i < bounds.count; ++i)
    gone[static_cast<std::size_t>(bounds.start + static_cast<std::int64_t>(i) * bounds.step)] =
        true;
  std::vector<Value> kept;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!gone[i]) kept.push_back(items[i]);
  items.swap(kept);
}

bool List::contains(Runtime& rt, const Value& item) { return contains_item(rt, items, item); }

Tuple::Tuple(Class* tuple_class, std::vector<Value> values)
    : TrackedObject(TheKind, tuple_class), items(std::move(values)) {
  charge_.set(items.capacity() * sizeof(Value));
}

std::string Tuple::repr(Runtime& rt) { return repr_items(rt, *this, items, '(', ')'); }

std::size_t Tuple::hash(Runtime& rt) {
  const DepthGuard guard(rt, "");
  rt.steps(items.size() / 4);
  std::size_t result = 0x345678;
  for (const Value& item : items) result = (result ^ python::hash(rt, item)) * 1000003 + 97;
  return result;
}

Value Tuple::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* tuple = as<Tuple>(other);
  return tuple != nullptr ? compare_items(rt, op, items, tuple->items) : Value::not_implemented();
}

Value Tuple::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (op == BinaryOperator::Add && !reflected) {
    if (const auto* tuple = as<Tuple>(other)) {
      rt.heap.require((items.size() + tuple->items.size()) * sizeof(Value));
      rt.steps((items.size() + tuple->items.size()) / 16);
      std::vector<Value> values = items;
      values.insert(values.end(), tuple->items.begin(), tuple->items.end());
      return make_tuple(rt, std::move(values));
    }
  }
  if (op == BinaryOperator::Multiply && is_index(other))
    return make_tuple(rt, repeated(rt, items, other));
  return Value::not_implemented();
}

Ref<Iterator> Tuple::iterate(Runtime& rt) {
  return make_iterator(rt, "tuple_iterator",
                       [keep = Ref<Tuple>(this), i = std::size_t{0}](Runtime&, Value& out) mutable {
                         if (i >= keep->items.size()) return false;
                         out = keep->items[i++];
                         return true;
                       });
}

Value Tuple::get_item(Runtime& rt, const Value& key) {
  if (const auto* slice = as<Slice>(key)) return make_tuple(rt, sliced(rt, items, *slice));
  return items[position_of(rt, key, items.size(), "tuple")];
}

bool Tuple::contains(Runtime& rt, const Value& item) { return contains_item(rt, items, item); }

namespace {

List& list_of(const Arguments& arguments) { return *as<List>(arguments[0]); }

Value make_list_object(Runtime& rt, Class& cls, Arguments& arguments) {
  const Ref<List> list = allocate<List>(cls);
  if (cls.of_program) return list;  // filled by __init__
  no_keywords(rt, arguments, "list");
  if (arguments.count > 1)
    type_error(rt, "list expected at most 1 argument, got {}", arguments.count);
  if (arguments.count == 1) list->items = to_vector(rt, arguments[0]);
  list->charge_items();
  return list;
}

Value list_init(Runtime& rt, Arguments& arguments) {
  List& list = list_of(arguments);
  list.items = arguments.count > 1 ? to_vector(rt, arguments[1]) : std::vector<Value>();
  list.charge_items();
  return Value::none();
}

Value list_append(Runtime& rt, Arguments& arguments) {
  static_cast<void>(rt);
  list_of(arguments).append(std::move(arguments[1]));
  return Value::none();
}

Value list_extend(Runtime& rt, Arguments& arguments) {
  List& list = list_of(arguments);
  for (Value& value : to_vector(rt, arguments[1])) list.append(std::move(value));
  return Value::none();
}

Value list_insert(Runtime& rt, Arguments& arguments) {
  List& list = list_of(arguments);
  std::int64_t at = to_index(rt, arguments[1]);
  const auto size = static_cast<std::int64_t>(list.items.size());
  if (at < 0) at = std::max<std::int64_t>(0, at + size);
  at = std::min(at, size);
  rt.steps((list.items.size() - static_cast<std::size_t>(at)) / 128);
  list.append(Value::none());
  list.items.insert(list.items.begin() + at, arguments[2]);
  list.items.pop_back();
  return Value::none();
}

Value list_pop(Runtime& rt, Arguments& arguments) {
  List& list = list_of(arguments);
  // First: __index__ is code of the program, which may change the list.
  std::int64_t at = arguments.count > 1 ? to_index(rt, arguments[1]) : -1;
  if (list.items.empty()) index_error(rt, "pop from empty list");
  if (at < 0) at += static_cast<std::int64_t>(list.items.size());
  if (at < 0 || static_cast<std::size_t>(at) >= list.items.size())
    index_error(rt, "pop index out of range");
  rt.steps((list.items.size() - static_cast<std::size_t>(at)) / 128);
  Value value = list.items[static_cast<std::size_t>(at)];
  list.items.erase(list.items.begin() + at);
  return value;
}

// Index of the first equal item in [start, stop), or -1.
std::int64_t find_item(Runtime& rt, const std::vector<Value>& items, const Arguments& arguments) {
  const auto size = static_cast<std::int64_t>(items.size());
  const auto bound = [&](std::size_t i, std::int64_t fallback) {
    if (arguments.count <= i) return fallback;
    const std::int64_t at = to_index(rt, arguments[i]);
    return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  };
  const std::int64_t stop = bound(3, size);
  for (std::int64_t i = bound(2, 0); i < stop && i < static_cast<std::int64_t>(items.size()); ++i) {
    rt.step();
    const Value item = items[static_cast<std::size_t>(i)];
    if (equal(rt, item, arguments[1])) return i;
  }
  return -1;
}

Value list_remove(Runtime& rt, Arguments& arguments) {
  List& list = list_of(arguments);
  const Arguments without_bounds{arguments.values, 2, 0, nullptr};
  const std::int64_t at = find_item(rt, list.items, without_bounds);
  if (at < 0) value_error(rt, "list.remove(x): x not in list");
  const Value old = list.items[static_cast<std::size_t>(at)];
  list.items.erase(list.items.begin() + at);
  return Value::none();
}

Value list_index(Runtime& rt, Arguments& arguments) {
  const std::int64_t at = find_item(rt, list_of(arguments).items, arguments);
  if (at < 0) value_error(rt, "{} is not in list", repr(rt, arguments[1]));
  return Value::small(at);
}

std::int64_t count_item(Runtime& rt, const std::vector<Value>& items, const Value& wanted) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    rt.step();
    const Value item = items[i];
    count += equal(rt, item, wanted) ? 1 : 0;
  }
  return count;
}

Value list_count(Runtime& rt, Arguments& arguments) {
  return Value::small(count_item(rt, list_of(arguments).items, arguments[1]));
}

Value list_reverse(Runtime& rt, Arguments& arguments) {
  rt.steps(list_of(arguments).items.size() / 64);
  std::ranges::reverse(list_of(arguments).items);
  return Value::none();
}

Value list_clear(Runtime& rt, Arguments& arguments) {
  static_cast<void>(rt);
  const std::vector<Value> old = std::exchange(list_of(arguments).items, {});
  return Value::none();
}

Value list_copy(Runtime& rt, Arguments& arguments) {
  const std::vector<Value>& items = list_of(arguments).items;
  rt.heap.require(items.size() * sizeof(Value));
  rt.steps(items.size() / 16);
  return make_list(rt, items);
}

Value list_sort(Runtime& rt, Arguments& arguments) {
  Value cmp;
  if (rt.python2() && arguments.count == 2) {
    cmp = arguments[1];
  } else if (arguments.count > 1) {
    type_error(rt, "sort() takes no positional arguments");
  }
  const Arguments options{arguments.values + arguments.count, 0, arguments.keywords,
                          arguments.names};
  const auto [key, reverse, by] = read<3>(rt, options, {"sort", {"key", "reverse", "cmp"}, 0, 0});
  if (by && !rt.python2()) type_error(rt, "'cmp' is an invalid keyword argument for sort()");
  if (by) cmp = by;
  List& list = list_of(arguments);
  std::vector<Value> items = std::exchange(list.items, {});
  // The list is empty while it is sorted, as CPython does it, and whole again if that fails.
  struct PutBack {
    List& list;
    std::vector<Value>& items;
    ~PutBack() { list.items = std::move(items); }
  } const put_back{list, items};
  sort_values(rt, items, key, reverse && truth(rt, reverse), cmp);
  if (!list.items.empty()) value_error(rt, "list modified during sort");
  return Value::none();
}

Value list_reversed(Runtime& rt, Arguments& arguments) {
  return make_iterator(rt, "list_reverseiterator",
                       [keep = Ref<List>(&list_of(arguments)), i = list_of(arguments).items.size()](
                           Runtime&, Value& out) mutable {
                         if (i == 0 || i > keep->items.size()) return false;
                         out = keep->items[--i];
                         return true;
                       });
}

Value make_tuple_object(Runtime& rt, Class& cls, Arguments& arguments) {
  no_keywords(rt, arguments, "tuple");
  if (arguments.count > 1)
    type_error(rt, "tuple expected at most 1 argument, got {}", arguments.count);
  if (arguments.count == 1 && !cls.of_program)
    if (const auto* tuple = as<Tuple>(arguments[0]); tuple != nullptr && tuple->cls == &cls)
      return arguments[0];
  if (arguments.count == 0 && !cls.of_program) return rt.empty_tuple;
  return allocate<Tuple>(cls,
                         arguments.count == 1 ? to_vector(rt, arguments[0]) : std::vector<Value>());
}

Value tuple_index(Runtime& rt, Arguments& arguments) {
  const std::int64_t at = find_item(rt, as<Tuple>(arguments[0])->items, arguments);
  if (at < 0) value_error(rt, "tuple.index(x): x not in tuple");
  return Value::small(at);
}

Value tuple_count(Runtime& rt, Arguments& arguments) {
  return Value::small(count_item(rt, as<Tuple>(arguments[0])->items, arguments[1]));
}

}  // namespace

void define_lists(Runtime& rt) {
  Class* list = rt.types.list;
  list->maker = make_list_object;
  list->layout = list;
  rt.method(list, "__init__", list_init, 0, 1);
  rt.method(list, "append", list_append, 1, 1);
  rt.method(list, "extend", list_extend, 1, 1);
  rt.method(list, "insert", list_insert, 2, 2);
  rt.method(list, "pop", list_pop, 0, 1);
  rt.method(list, "remove", list_remove, 1, 1);
  rt.method(list, "index", list_index, 1, 3);
  rt.method(list, "count", list_count, 1, 1);
  rt.method(list, "reverse", list_reverse, 0, 0);
  rt.method(list, "clear", list_clear, 0, 0);
  rt.method(list, "copy", list_copy, 0, 0);
  rt.method(list, "sort", list_sort, 0, -1);
  rt.method(list, "__reversed__", list_reversed, 0, 0);
  Class* tuple = rt.types.tuple;
  tuple->maker = make_tuple_object;
  tuple->layout = tuple;
  rt.method(tuple, "index", tuple_index, 1, 3);
  rt.method(tuple, "count", tuple_count, 1, 1);
}

}  // namespace undumpy::python
