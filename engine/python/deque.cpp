// collections.deque: a list with two cheap ends.

#include <algorithm>

#include "engine/python/collections.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

void Deque::append(Value value) {
  ++changes;
  if (maximum == 0) return;
  Value old;
  if (maximum && items.size() == *maximum) {
    old = std::move(items.front());
    items.pop_front();
  }
  charge(items.size() + 1);
  items.push_back(std::move(value));
}

void Deque::append_left(Value value) {
  ++changes;
  if (maximum == 0) return;
  Value old;
  if (maximum && items.size() == *maximum) {
    old = std::move(items.back());
    items.pop_back();
  }
  charge(items.size() + 1);
  items.push_front(std::move(value));
}

void Deque::extend(Runtime& rt, const Value& iterable) {
  // Of itself: what it has now.
  const Value source =
      host<Deque>(iterable) == this ? make_list(rt, to_vector(rt, iterable)) : iterable;
  const Ref<Iterator> iterator = python::iterate(rt, source);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    append(item);
  }
}

void Deque::set_items(std::deque<Value> values) {
  ++changes;
  charge(values.size());
  items.swap(values);
}

void Deque::clear() {
  std::deque<Value> old;
  items.swap(old);
}

std::string Deque::repr(Runtime& rt) {
  if (in_repr) return "[...]";
  in_repr = true;
  struct Leave {
    Object& object;
    ~Leave() { object.in_repr = false; }
  } const leave{*this};
  std::string text = cls->name + "([";
  for (std::size_t i = 0; i < items.size(); ++i) {
    rt.step();
    if (i != 0) text += ", ";
    const Value item = items[i];
    text += python::repr(rt, item);
    rt.heap.require(text.size());
  }
  text += "]";
  if (maximum) text += ", maxlen=" + std::to_string(*maximum);
  return text + ")";
}

std::size_t Deque::hash(Runtime& rt) {
  type_error(rt, "unhashable type: '{}'", cls->message_name());
}

Value Deque::compare(Runtime& rt, CompareOperator op, const Value& other) {
  auto* deque = host<Deque>(other);
  if (deque == nullptr) return Value::not_implemented();
  const std::vector<Value> own(items.begin(), items.end());
  const std::vector<Value> theirs(deque->items.begin(), deque->items.end());
  return compare_items(rt, op, own, theirs);
}

namespace {

Deque& deque_of(const Arguments& a) { return *host<Deque>(a[0]); }

// An empty one of the same class and length.
Ref<Deque> empty_copy(Runtime& rt, const Deque& like) {
  Value made;
  if (like.maximum)
    made = call(rt, Value(like.cls),
                {make_tuple(rt, {}), make_int(rt, static_cast<std::int64_t>(*like.maximum))});
  else
    made = call(rt, Value(like.cls), {});
  auto* deque = host<Deque>(made);
  if (deque == nullptr) type_error(rt, "copies of deques must be deques");
  return Ref<Deque>(deque);
}

std::size_t position(Runtime& rt, const Value& key, const Deque& deque) {
  if (as<Slice>(key) != nullptr) type_error(rt, "sequence index must be integer, not 'slice'");
  const auto size = static_cast<std::int64_t>(deque.items.size());
  std::int64_t at = to_index(rt, key);
  if (at < 0) at += size;
  if (at < 0 || at >= size) index_error(rt, "deque index out of range");
  return static_cast<std::size_t>(at);
}

void repeat(Runtime& rt, Deque& deque, const Value& times) {
  const std::int64_t count = to_index(rt, times);
  if (count <= 0) {
    deque.set_items({});
    return;
  }
  const std::vector<Value> once(deque.items.begin(), deque.items.end());
  std::size_t total = 0;
  if (__builtin_mul_overflow(once.size(), static_cast<std::size_t>(count), &total))
    raise(rt, "MemoryError", "");
  rt.heap.require(deque.maximum ? 0 : std::min(total, SIZE_MAX / sizeof(Value)) * sizeof(Value));
  for (std::int64_t i = 1; i < count && !once.empty(); ++i) {
    rt.steps(once.size());
    for (const Value& item : once) deque.append(item);
  }
}

// Raises when the deque changes meanwhile.
Ref<Iterator> items_of(Runtime& rt, Deque& deque, bool reversed) {
  return make_iterator(rt, reversed ? "_deque_reverse_iterator" : "_deque_iterator",
                       [keep = Ref<Deque>(&deque), changes = deque.changes, reversed,
                        i = std::size_t{0}](Runtime& runtime, Value& out) mutable {
                         if (!keep) return false;
                         if (keep->changes != changes)
                           runtime_error(runtime, "deque mutated during iteration");
                         const std::size_t size = keep->items.size();
                         if (i >= size) {
                           keep = {};
                           return false;
                         }
                         out = keep->items[reversed ? size - 1 - i : i];
                         ++i;
                         return true;
                       });
}

void fill(Runtime& rt, Deque& deque, const Arguments& a) {
  const auto [iterable, maximum] = read<2>(rt, a, {"deque", {"iterable", "maxlen"}});
  deque.maximum.reset();
  if (maximum && !maximum.is_none()) {
    if (!is_integer(maximum)) type_error(rt, "an integer is required");
    const std::int64_t most = to_index(rt, maximum);
    if (most < 0) value_error(rt, "maxlen must be non-negative");
    deque.maximum = static_cast<std::size_t>(most);
  }
  deque.set_items({});
  if (iterable) deque.extend(rt, iterable);
}

Value make_deque(Runtime& rt, Class& cls, Arguments& arguments) {
  const Ref<Deque> deque = allocate<Deque>(cls);
  if (!cls.of_program) fill(rt, *deque, arguments);
  return deque;
}

Value deque_init(Runtime& rt, Arguments& a) {
  fill(rt, deque_of(a), a.after(1));
  return Value::none();
}

Value deque_append(Runtime& rt, Arguments& a) {
  deque_of(a).append(a[1]);
  return static_cast<void>(rt), Value::none();
}
Value deque_appendleft(Runtime& rt, Arguments& a) {
  deque_of(a).append_left(a[1]);
  return static_cast<void>(rt), Value::none();
}

template <bool Left>
Value deque_pop(Runtime& rt, Arguments& a) {
  Deque& deque = deque_of(a);
  if (deque.items.empty()) index_error(rt, "pop from an empty deque");
  ++deque.changes;
  Value item = Left ? std::move(deque.items.front()) : std::move(deque.items.back());
  Left ? deque.items.pop_front() : deque.items.pop_back();
  return item;
}

Value deque_extend(Runtime& rt, Arguments& a) {
  deque_of(a).extend(rt, a[1]);
  return Value::none();
}
Value deque_extendleft(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator =
      iterate(rt, host<Deque>(a[1]) == &deque_of(a) ? make_list(rt, to_vector(rt, a[1])) : a[1]);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    deque_of(a).append_left(item);
  }
  return Value::none();
}

Value deque_clear(Runtime& rt, Arguments& a) {
  deque_of(a).set_items({});
  return static_cast<void>(rt), Value::none();
}

Value deque_copy(Runtime& rt, Arguments& a) {
  const Ref<Deque> copy = empty_copy(rt, deque_of(a));
  copy->extend(rt, a[0]);
  return copy;
}

Value deque_count(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator = items_of(rt, deque_of(a), false);
  std::int64_t count = 0;
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    count += equal(rt, item, a[1]) ? 1 : 0;
  }
  return Value::small(count);
}

// Where the item stands in [start, stop), or -1.
std::int64_t find(Runtime& rt, Deque& deque, const Value& wanted, std::int64_t start,
                  std::int64_t stop) {
  const std::uint64_t changes = deque.changes;
  for (std::int64_t i = start; i < stop; ++i) {
    rt.step();
    const Value item = deque.items[static_cast<std::size_t>(i)];
    if (equal(rt, item, wanted)) return i;
    if (deque.changes != changes) runtime_error(rt, "deque mutated during iteration");
  }
  return -1;
}

Value deque_index(Runtime& rt, Arguments& a) {
  Deque& deque = deque_of(a);
  const auto size = static_cast<std::int64_t>(deque.items.size());
  const auto bound = [&](std::size_t i, std::int64_t fallback) {
    if (a.count <= i) return fallback;
    const std::int64_t at = to_index(rt, a[i]);
    return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  };
  const std::int64_t at = find(rt, deque, a[1], bound(2, 0), bound(3, size));
  if (at < 0) value_error(rt, "{} is not in deque", repr(rt, a[1]));
  return Value::small(at);
}

Value deque_remove(Runtime& rt, Arguments& a) {
  Deque& deque = deque_of(a);
  const std::int64_t at = find(rt, deque, a[1], 0, static_cast<std::int64_t>(deque.items.size()));
  if (at < 0) value_error(rt, "{} is not in deque", repr(rt, a[1]));
  deque.delete_item(rt, Value::small(at));
  return Value::none();
}

Value deque_insert(Runtime& rt, Arguments& a) {
  Deque& deque = deque_of(a);
  if (deque.maximum && deque.items.size() >= *deque.maximum)
    index_error(rt, "deque already at its maximum size");
  const auto size = static_cast<std::int64_t>(deque.items.size());
  std::int64_t at = to_index(rt, a[1]);
  if (at < 0) at = std::max<std::int64_t>(0, at + size);
  at = std::min(at, size);
  deque.append(a[2]);
  rt.steps(deque.items.size());
  std::rotate(deque.items.begin() + at, deque.items.end() - 1, deque.items.end());
  return Value::none();
}

Value deque_reverse(Runtime& rt, Arguments& a) {
  Deque& deque = deque_of(a);
  ++deque.changes;
  rt.steps(deque.items.size());
  std::ranges::reverse(deque.items);
  return Value::none();
}

Value deque_rotate(Runtime& rt, Arguments& a) {
  Deque& deque = deque_of(a);
  const std::int64_t by = a.count > 1 ? to_index(rt, a[1]) : 1;
  const auto size = static_cast<std::int64_t>(deque.items.size());
  if (size < 2) return Value::none();
  ++deque.changes;
  const std::int64_t left = ((-by) % size + size) % size;
  rt.steps(deque.items.size());
  std::rotate(deque.items.begin(), deque.items.begin() + left, deque.items.end());
  return Value::none();
}

Value deque_iter(Runtime& rt, Arguments& a) { return items_of(rt, deque_of(a), false); }
Value deque_reversed(Runtime& rt, Arguments& a) { return items_of(rt, deque_of(a), true); }

Value deque_maxlen(Runtime& rt, Arguments& a) {
  const Deque& deque = deque_of(a);
  return deque.maximum ? make_int(rt, static_cast<std::int64_t>(*deque.maximum)) : Value::none();
}

}  // namespace

Value Deque::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  const Ref<Deque> keep(this);
  if (op == BinaryOperator::Add && !reflected) {
    if (host<Deque>(other) == nullptr)
      type_error(rt, "can only concatenate deque (not \"{}\") to deque", type_name(rt, other));
    const Ref<Deque> sum = empty_copy(rt, *this);
    sum->extend(rt, Value(this));
    sum->extend(rt, other);
    return sum;
  }
  if (op == BinaryOperator::Multiply && is_integer(other)) {
    const Ref<Deque> product = empty_copy(rt, *this);
    product->extend(rt, Value(this));
    repeat(rt, *product, other);
    return product;
  }
  if (op == BinaryOperator::Multiply && !reflected && !type_of(rt, other)->of_program)
    type_error(rt, "can't multiply sequence by non-int of type '{}'", type_name(rt, other));
  return Value::not_implemented();
}

Value Deque::in_place(Runtime& rt, BinaryOperator op, const Value& other) {
  if (op == BinaryOperator::Add) {
    extend(rt, other);
    return Value(this);
  }
  if (op == BinaryOperator::Multiply && is_integer(other)) {
    repeat(rt, *this, other);
    return Value(this);
  }
  return {};
}

Ref<Iterator> Deque::iterate(Runtime& rt) { return items_of(rt, *this, false); }

Value Deque::get_item(Runtime& rt, const Value& key) { return items[position(rt, key, *this)]; }

void Deque::set_item(Runtime& rt, const Value& key, const Value& value) {
  const Value old = std::exchange(items[position(rt, key, *this)], value);
}

void Deque::delete_item(Runtime& rt, const Value& key) {
  const std::size_t at = position(rt, key, *this);
  ++changes;
  rt.steps(1 + std::min(at, items.size() - at));
  const Value old = items[at];
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
}

bool Deque::contains(Runtime& rt, const Value& item) {
  return find(rt, *this, item, 0, static_cast<std::int64_t>(items.size())) >= 0;
}

void define_deque(Runtime& rt, Module& module) {
  Class* cls = rt.make_class("deque", "collections", rt.types.object);
  cls->name_with_module = "collections.deque";
  cls->maker = make_deque;
  cls->layout = cls;
  rt.method(cls, "__init__", deque_init, 0, -1);
  rt.method(cls, "append", deque_append, 1, 1);
  rt.method(cls, "appendleft", deque_appendleft, 1, 1);
  rt.method(cls, "pop", deque_pop<false>, 0, 0);
  rt.method(cls, "popleft", deque_pop<true>, 0, 0);
  rt.method(cls, "extend", deque_extend, 1, 1);
  rt.method(cls, "extendleft", deque_extendleft, 1, 1);
  rt.method(cls, "clear", deque_clear, 0, 0);
  rt.method(cls, "copy", deque_copy, 0, 0);
  rt.method(cls, "__copy__", deque_copy, 0, 0);
  rt.method(cls, "count", deque_count, 1, 1);
  rt.method(cls, "index", deque_index, 1, 3);
  rt.method(cls, "remove", deque_remove, 1, 1);
  rt.method(cls, "insert", deque_insert, 2, 2);
  rt.method(cls, "reverse", deque_reverse, 0, 0);
  rt.method(cls, "rotate", deque_rotate, 0, 1);
  rt.method(cls, "__iter__", deque_iter, 0, 0);
  rt.method(cls, "__reversed__", deque_reversed, 0, 0);
  rt.getter(cls, "maxlen", deque_maxlen);
  module.add(rt, "deque", Value(cls));
}

}  // namespace undumpy::python
