// collections.Counter: a dict of counts, in which everything else is there zero times.

#include "engine/python/collections.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/sort.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

const Value Zero = Value::small(0);

Counter& counter(const Value& value) { return static_cast<Counter&>(*as<Dict>(value)); }

Ref<Counter> new_counter(Class& like) { return Ref<Counter>(new Counter(&built_in_base(like))); }

bool positive(Runtime& rt, const Value& count) { return less(rt, Zero, count); }

void change(Runtime& rt, Counter& self, BinaryOperator op, const Value& key, const Value& by) {
  const Value count = self.count(rt, key);
  const bool add = op == BinaryOperator::Add;
  self.set_item(rt, key, add ? binary(rt, op, by, count) : binary(rt, op, count, by));
}

// Adds or subtracts the counts of a mapping, or one for each item of an iterable.
void change_all(Runtime& rt, Counter& self, BinaryOperator op, const Value& other) {
  if (auto* mapping = as<Dict>(other)) {
    const Ref<Dict> keep(mapping);
    // What is added to nothing need not be numbers.
    if (op == BinaryOperator::Add && self.table.size() == 0) return update_dict(rt, self, other);
    std::size_t i = 0;
    while (const auto* entry = keep->table.next(i)) {
      rt.step();
      const HashTable::Entry copy = *entry;
      change(rt, self, op, copy.key, copy.value);
    }
    return;
  }
  const Ref<Iterator> iterator = iterate(rt, other);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    change(rt, self, op, item, Value::small(1));
  }
}

void change_by_arguments(Runtime& rt, Arguments& a, BinaryOperator op, const char* function) {
  Counter& self = counter(a[0]);
  if (a.count > 2)
    type_error(rt, "Counter.{}() takes from 1 to 2 positional arguments but {} were given",
               function, a.count);
  if (a.count == 2 && !a[1].is_none()) change_all(rt, self, op, a[1]);
  if (a.keywords == 0) return;
  const Ref<Dict> named = new_dict(rt);
  for (std::uint32_t i = 0; i < a.keywords; ++i) named->set(*a.names[i], a.keyword(i));
  change_all(rt, self, op, named);
}

Value make_counter(Runtime& rt, Class& cls, Arguments& arguments) {
  const Ref<Counter> made = allocate<Counter>(cls);
  if (cls.of_program) return made;
  std::vector<Value> values{made};
  values.insert(values.end(), arguments.values,
                arguments.values + arguments.count + arguments.keywords);
  Arguments with_self{values.data(), arguments.count + 1, arguments.keywords, arguments.names};
  change_by_arguments(rt, with_self, BinaryOperator::Add, "__init__");
  return made;
}

Value counter_init(Runtime& rt, Arguments& a) {
  change_by_arguments(rt, a, BinaryOperator::Add, "__init__");
  return Value::none();
}
Value counter_update(Runtime& rt, Arguments& a) {
  change_by_arguments(rt, a, BinaryOperator::Add, "update");
  return Value::none();
}
Value counter_subtract(Runtime& rt, Arguments& a) {
  change_by_arguments(rt, a, BinaryOperator::Subtract, "subtract");
  return Value::none();
}

Value second_of_pair(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), as<Tuple>(a[0])->items[1];
}

// Pairs of item and count, the greatest counts first.
std::vector<Value> most_common(Runtime& rt, const Counter& self) {
  std::vector<Value> pairs;
  rt.heap.require(self.table.size() * (sizeof(Tuple) + 3 * sizeof(Value)));
  std::size_t i = 0;
  while (const auto* entry = self.table.next(i))
    pairs.push_back(make_tuple(rt, {entry->key, entry->value}));
  sort_values(rt, pairs, rt.native("count", second_of_pair, 1, 1), true);
  return pairs;
}

Value counter_most_common(Runtime& rt, Arguments& a) {
  const auto [most] = read<1>(rt, a.after(1), {"most_common", {"n"}});
  std::vector<Value> pairs = most_common(rt, counter(a[0]));
  if (most && !most.is_none()) {
    const std::int64_t wanted = std::max<std::int64_t>(0, to_index(rt, most));
    if (static_cast<std::uint64_t>(wanted) < pairs.size())
      pairs.resize(static_cast<std::size_t>(wanted));
  }
  return make_list(rt, std::move(pairs));
}

Value counter_elements(Runtime& rt, Arguments& a) {
  return make_iterator(rt, "chain",
                       [entries = iterate(rt, call_method(rt, a[0], "items", {})), item = Value(),
                        left = std::int64_t{0}](Runtime& runtime, Value& out) mutable {
                         while (left <= 0) {
                           runtime.step();
                           Value pair;
                           if (!entries->next(runtime, pair)) return false;
                           item = as<Tuple>(pair)->items[0];
                           left = to_index(runtime, as<Tuple>(pair)->items[1]);
                         }
                         --left;
                         out = item;
                         return true;
                       });
}

Value counter_total(Runtime& rt, Arguments& a) {
  return call(rt, rt.builtins->get(*rt.intern("sum")), {call_method(rt, a[0], "values", {})});
}

Value counter_copy(Runtime& rt, Arguments& a) {
  return call(rt, Value(a[0].object()->cls), {a[0]});
}

Value counter_missing(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), static_cast<void>(a), Zero;
}

Value counter_fromkeys(Runtime& rt, Arguments& a) {
  static_cast<void>(a);
  raise(rt, "NotImplementedError",
        "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.");
}

// The count that an operator gives for one key.
Value combined(Runtime& rt, BinaryOperator op, const Value& left, const Value& right) {
  switch (op) {
    case BinaryOperator::BitOr:
      return less(rt, left, right) ? right : left;
    case BinaryOperator::BitAnd:
      return less(rt, left, right) ? left : right;
    default:
      return binary(rt, op, left, right);
  }
}

bool is_counter_operator(BinaryOperator op) {
  return op == BinaryOperator::Add || op == BinaryOperator::Subtract ||
         op == BinaryOperator::BitOr || op == BinaryOperator::BitAnd;
}

// Whether each count of both fulfils left op right.
bool all_counts(Runtime& rt, CompareOperator op, Counter& left, Counter& right) {
  for (Counter* each : {&left, &right}) {
    std::size_t i = 0;
    while (const auto* entry = each->table.next(i)) {
      rt.step();
      const Value key = entry->key;
      const Value own = left.count(rt, key);
      const Value theirs = right.count(rt, key);
      if (!truth(rt, compare(rt, op, own, theirs))) return false;
    }
  }
  return true;
}

}  // namespace

Value Counter::count(Runtime& rt, const Value& key) {
  const auto* entry = table.find(rt, key);
  return entry != nullptr ? entry->value : Zero;
}

Value Counter::missing(Runtime& rt, const Value& key) {
  return static_cast<void>(rt), static_cast<void>(key), Zero;
}

void Counter::delete_item(Runtime& rt, const Value& key) { table.remove(rt, key); }

std::string Counter::repr(Runtime& rt) {
  rt.check_stack();
  if (table.size() == 0) return cls->name + "()";
  // Counts that have no order keep that of their insertion.
  std::vector<Value> pairs;
  try {
    pairs = most_common(rt, *this);
  } catch (const Raised& raised) {
    if (!raised.exception->cls->derives_from(*exception_class(rt, "TypeError"))) throw;
  }
  if (pairs.empty()) return cls->name + "(" + Dict::repr(rt) + ")";
  const Ref<Dict> sorted = new_dict(rt);
  for (const Value& pair : pairs)
    sorted->table.set(rt, as<Tuple>(pair)->items[0], as<Tuple>(pair)->items[1]);
  return cls->name + "(" + sorted->repr(rt) + ")";
}

Value Counter::compare(Runtime& rt, CompareOperator op, const Value& other) {
  auto* twin = host<Counter>(other);
  if (twin == nullptr) return Dict::compare(rt, op, other);
  const Ref<Counter> keep(twin);
  switch (op) {
    case CompareOperator::Equal:
    case CompareOperator::LessEqual:
    case CompareOperator::GreaterEqual:
      return Value::boolean(all_counts(rt, op, *this, *twin));
    case CompareOperator::NotEqual:
      return Value::boolean(!all_counts(rt, CompareOperator::Equal, *this, *twin));
    case CompareOperator::Less:
      return Value::boolean(all_counts(rt, CompareOperator::LessEqual, *this, *twin) &&
                            !all_counts(rt, CompareOperator::Equal, *this, *twin));
    case CompareOperator::Greater:
      return Value::boolean(all_counts(rt, CompareOperator::GreaterEqual, *this, *twin) &&
                            !all_counts(rt, CompareOperator::Equal, *this, *twin));
    default:
      return Value::not_implemented();
  }
}

Value Counter::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  auto* twin = host<Counter>(other);
  if (twin == nullptr || !is_counter_operator(op)) return Dict::binary(rt, op, other, reflected);
  if (reflected) return twin->Counter::binary(rt, op, Value(this), false);
  const Ref<Counter> keep(twin);
  const Ref<Counter> result = new_counter(*cls);
  std::size_t i = 0;
  while (const auto* entry = table.next(i)) {
    rt.step();
    const HashTable::Entry copy = *entry;
    const Value count = combined(rt, op, copy.value, twin->count(rt, copy.key));
    if (positive(rt, count)) result->table.set(rt, copy.key, count, copy.hash);
  }
  if (op == BinaryOperator::BitAnd) return result;
  i = 0;
  while (const auto* entry = twin->table.next(i)) {
    rt.step();
    const HashTable::Entry copy = *entry;
    if (table.find(rt, copy.key, copy.hash) != nullptr) continue;
    const Value count =
        op == BinaryOperator::Subtract ? python::binary(rt, op, Zero, copy.value) : copy.value;
    if (positive(rt, count)) result->table.set(rt, copy.key, count, copy.hash);
  }
  return result;
}

Value Counter::in_place(Runtime& rt, BinaryOperator op, const Value& other) {
  auto* mapping = as<Dict>(other);
  if (mapping == nullptr || !is_counter_operator(op)) return {};
  const Ref<Dict> keep(mapping);
  const Ref<Dict> source = op == BinaryOperator::BitAnd ? Ref<Dict>(this) : keep;
  std::size_t i = 0;
  while (const auto* entry = source->table.next(i)) {
    rt.step();
    const Value key = entry->key;
    const Value own = count(rt, key);
    const auto* theirs = mapping->table.find(rt, key);
    set_item(rt, key, combined(rt, op, own, theirs != nullptr ? theirs->value : Zero));
  }
  std::vector<Value> gone;
  i = 0;
  while (const auto* entry = table.next(i)) {
    const HashTable::Entry copy = *entry;
    if (!positive(rt, copy.value)) gone.push_back(copy.key);
  }
  for (const Value& key : gone) table.remove(rt, key);
  return Value(this);
}

Value Counter::unary(Runtime& rt, UnaryOperator op) {
  if (op != UnaryOperator::Plus && op != UnaryOperator::Minus) return Dict::unary(rt, op);
  const Ref<Counter> none = new_counter(*cls);
  return op == UnaryOperator::Plus
             ? Counter::binary(rt, BinaryOperator::Add, none, false)
             : none->Counter::binary(rt, BinaryOperator::Subtract, Value(this), false);
}

void define_counter(Runtime& rt, Module& module) {
  Class* cls = rt.make_class("Counter", "collections", rt.types.dict);
  cls->maker = make_counter;
  cls->layout = cls;
  rt.method(cls, "__init__", counter_init, 0, -1);
  rt.method(cls, "__missing__", counter_missing, 1, 1);
  rt.method(cls, "update", counter_update, 0, -1);
  rt.method(cls, "subtract", counter_subtract, 0, -1);
  rt.method(cls, "most_common", counter_most_common, 0, -1);
  rt.method(cls, "elements", counter_elements, 0, 0);
  rt.method(cls, "total", counter_total, 0, 0);
  rt.method(cls, "copy", counter_copy, 0, 0);
  rt.method(cls, "__copy__", counter_copy, 0, 0);
  cls->dict->set(*rt.intern("fromkeys"),
                 Value(new MethodWrapper(Kind::ClassMethod, rt.types.class_method,
                                         rt.native("fromkeys", counter_fromkeys, 0, -1))));
  module.add(rt, "Counter", Value(cls));
}

}  // namespace undumpy::python
