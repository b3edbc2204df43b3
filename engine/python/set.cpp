// set and frozenset.

#include <algorithm>

#include "engine/python/containers.h"
#include "engine/python/iterator.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

std::string Set::repr(Runtime& rt) {
  const bool plain = cls == rt.types.set;
  if (table.size() == 0) return cls->name + "()";
  if (in_repr) return cls->name + "(...)";
  in_repr = true;
  struct Leave {
    Object& object;
    ~Leave() { object.in_repr = false; }
  } const leave{*this};
  std::string text = plain ? "{" : cls->name + "({";
  bool first = true;
  std::size_t i = 0;
  while (const auto* entry = table.next(i)) {
    rt.step();
    if (!first) text += ", ";
    first = false;
    const Value item = entry->key;
    text += python::repr(rt, item);
    rt.heap.require(text.size());
  }
  return text + (plain ? "}" : "})");
}

std::size_t Set::hash(Runtime& rt) {
  if (!frozen) type_error(rt, "unhashable type: '{}'", cls->name);
  std::size_t result = 1927868237;
  std::size_t i = 0;
  while (const auto* entry = table.next(i)) result ^= (entry->hash ^ 89869747) * 3644798167;
  return result;
}

namespace {

bool is_subset(Runtime& rt, Set& small, Set& big) {
  if (small.table.size() > big.table.size()) return false;
  std::size_t i = 0;
  while (const auto* entry = small.table.next(i)) {
    rt.step();
    if (big.table.find(rt, entry->key, entry->hash) == nullptr) return false;
  }
  return true;
}

Ref<Set> new_set(Runtime& rt, bool frozen) {
  return Ref<Set>(new Set(frozen ? rt.types.frozenset : rt.types.set, frozen));
}

Ref<Set> as_set(Runtime& rt, const Value& iterable) {
  if (auto* set = as<Set>(iterable)) return Ref<Set>(set);
  const Ref<Set> set = new_set(rt, false);
  const Ref<Iterator> iterator = iterate(rt, iterable);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    set->add(rt, item);
  }
  return set;
}

Ref<Set> combined(Runtime& rt, BinaryOperator op, Set& left, Set& right) {
  const Ref<Set> result = new_set(rt, left.frozen);
  const auto take = [&](Set& from, Set& other, bool wanted) {
    std::size_t i = 0;
    while (const auto* entry = from.table.next(i)) {
      rt.step();
      const HashTable::Entry copy = *entry;
      if ((other.table.find(rt, copy.key, copy.hash) != nullptr) == wanted)
        result->table.set(rt, copy.key, Value::none(), copy.hash);
    }
  };
  switch (op) {
    case BinaryOperator::BitAnd:
      take(left, right, true);
      break;
    case BinaryOperator::Subtract:
      take(left, right, false);
      break;
    case BinaryOperator::BitXor:
      take(left, right, false);
      take(right, left, false);
      break;
    default:
      result->table.copy_from(left.table);
      take(right, left, false);
      break;
  }
  return result;
}

bool is_set_operator(BinaryOperator op) {
  return op == BinaryOperator::BitAnd || op == BinaryOperator::BitOr ||
         op == BinaryOperator::BitXor || op == BinaryOperator::Subtract;
}

}  // namespace

Value Set::compare(Runtime& rt, CompareOperator op, const Value& other) {
  auto* set = as<Set>(other);
  if (set == nullptr) return Value::not_implemented();
  const std::size_t own = table.size();
  const std::size_t theirs = set->table.size();
  switch (op) {
    case CompareOperator::Equal:
      return Value::boolean(own == theirs && is_subset(rt, *this, *set));
    case CompareOperator::NotEqual:
      return Value::boolean(own != theirs || !is_subset(rt, *this, *set));
    case CompareOperator::Less:
      return Value::boolean(own < theirs && is_subset(rt, *this, *set));
    case CompareOperator::LessEqual:
      return Value::boolean(is_subset(rt, *this, *set));
    case CompareOperator::Greater:
      return Value::boolean(own > theirs && is_subset(rt, *set, *this));
    case CompareOperator::GreaterEqual:
      return Value::boolean(is_subset(rt, *set, *this));
    default:
      return Value::not_implemented();
  }
}

Value Set::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  auto* set = as<Set>(other);
  if (set == nullptr || !is_set_operator(op)) return Value::not_implemented();
  return reflected ? combined(rt, op, *set, *this) : combined(rt, op, *this, *set);
}

Value Set::in_place(Runtime& rt, BinaryOperator op, const Value& other) {
  auto* set = as<Set>(other);
  if (frozen || set == nullptr || !is_set_operator(op)) return {};
  if (op == BinaryOperator::BitOr) {
    const Ref<Set> keep(set);
    for (const Value& item : to_vector(rt, other)) add(rt, item);
    return Value(this);
  }
  const Ref<Set> result = combined(rt, op, *this, *set);
  table.copy_from(result->table);
  return Value(this);
}

Ref<Iterator> Set::iterate(Runtime& rt) {
  return make_iterator(rt, "set_iterator",
                       [keep = Ref<Set>(this), size = table.size(), i = std::size_t{0}](
                           Runtime& runtime, Value& out) mutable {
                         if (!keep) return false;
                         if (keep->table.size() != size)
                           runtime_error(runtime, "Set changed size during iteration");
                         const auto* entry = keep->table.next(i);
                         if (entry == nullptr) {
                           keep = {};
                           return false;
                         }
                         out = entry->key;
                         return true;
                       });
}

bool Set::contains(Runtime& rt, const Value& item) {
  if (const auto* set = as<Set>(item); set != nullptr && !set->frozen)
    return table.find(rt, combined(rt, BinaryOperator::BitOr, *new_set(rt, true),
                                   *as<Set>(item))) != nullptr;
  return table.find(rt, item) != nullptr;
}

namespace {

Set& set_of(const Arguments& arguments) { return *as<Set>(arguments[0]); }

Value make_set_object(Runtime& rt, Class& cls, Arguments& arguments) {
  const bool frozen = cls.derives_from(*rt.types.frozenset);
  if (frozen && !cls.of_program && arguments.count == 1)
    if (auto* set = as<Set>(arguments[0]); set != nullptr && set->cls == &cls) return arguments[0];
  const Ref<Set> set = allocate<Set>(cls, frozen);
  if (cls.of_program && !frozen) return set;
  no_keywords(rt, arguments, cls.name.c_str());
  if (arguments.count > 1)
    type_error(rt, "{} expected at most 1 argument, got {}", cls.name, arguments.count);
  if (arguments.count == 1) set->table.copy_from(as_set(rt, arguments[0])->table);
  return set;
}

Value set_init(Runtime& rt, Arguments& arguments) {
  if (arguments.count > 1) set_of(arguments).table.copy_from(as_set(rt, arguments[1])->table);
  return Value::none();
}

Value set_add(Runtime& rt, Arguments& arguments) {
  set_of(arguments).add(rt, arguments[1]);
  return Value::none();
}

Value set_discard(Runtime& rt, Arguments& arguments) {
  set_of(arguments).table.remove(rt, arguments[1]);
  return Value::none();
}

Value set_remove(Runtime& rt, Arguments& arguments) {
  if (!set_of(arguments).table.remove(rt, arguments[1])) key_error(rt, arguments[1]);
  return Value::none();
}

Value set_pop(Runtime& rt, Arguments& arguments) {
  std::size_t i = 0;
  const auto* entry = set_of(arguments).table.next(i);
  if (entry == nullptr)
    raise(rt, exception_class(rt, "KeyError"), {make_text(rt, "pop from an empty set")});
  const Value item = entry->key;
  set_of(arguments).table.remove(rt, item);
  return item;
}

Value set_clear(Runtime& rt, Arguments& arguments) {
  static_cast<void>(rt);
  set_of(arguments).table.clear();
  return Value::none();
}

Value set_copy(Runtime& rt, Arguments& arguments) {
  const Ref<Set> copy = new_set(rt, set_of(arguments).frozen);
  copy->table.copy_from(set_of(arguments).table);
  return copy;
}

template <BinaryOperator Op>
Value set_combine(Runtime& rt, Arguments& arguments) {
  Ref<Set> result = new_set(rt, set_of(arguments).frozen);
  result->table.copy_from(set_of(arguments).table);
  for (std::size_t i = 1; i < arguments.count; ++i)
    result = combined(rt, Op, *result, *as_set(rt, arguments[i]));
  return result;
}

Value set_update(Runtime& rt, Arguments& arguments) {
  for (std::size_t i = 1; i < arguments.count; ++i)
    for (const Value& item : to_vector(rt, arguments[i])) set_of(arguments).add(rt, item);
  return Value::none();
}

template <BinaryOperator Op>
Value set_change(Runtime& rt, Arguments& arguments) {
  const Value result = set_combine<Op>(rt, arguments);
  set_of(arguments).table.copy_from(as<Set>(result)->table);
  return Value::none();
}

Value set_issubset(Runtime& rt, Arguments& arguments) {
  return Value::boolean(is_subset(rt, set_of(arguments), *as_set(rt, arguments[1])));
}

Value set_issuperset(Runtime& rt, Arguments& arguments) {
  return Value::boolean(is_subset(rt, *as_set(rt, arguments[1]), set_of(arguments)));
}

Value set_isdisjoint(Runtime& rt, Arguments& arguments) {
  const Ref<Set> both =
      combined(rt, BinaryOperator::BitAnd, set_of(arguments), *as_set(rt, arguments[1]));
  return Value::boolean(both->table.size() == 0);
}

}  // namespace

void define_sets(Runtime& rt) {
  for (Class* cls : {rt.types.set, rt.types.frozenset}) {
    cls->maker = make_set_object;
    cls->layout = cls;
    rt.method(cls, "copy", set_copy, 0, 0);
    rt.method(cls, "union", set_combine<BinaryOperator::BitOr>, 0, 1000);
    rt.method(cls, "intersection", set_combine<BinaryOperator::BitAnd>, 0, 1000);
    rt.method(cls, "difference", set_combine<BinaryOperator::Subtract>, 0, 1000);
    rt.method(cls, "symmetric_difference", set_combine<BinaryOperator::BitXor>, 1, 1);
    rt.method(cls, "issubset", set_issubset, 1, 1);
    rt.method(cls, "issuperset", set_issuperset, 1, 1);
    rt.method(cls, "isdisjoint", set_isdisjoint, 1, 1);
  }
  Class* set = rt.types.set;
  rt.method(set, "__init__", set_init, 0, 1);
  rt.method(set, "add", set_add, 1, 1);
  rt.method(set, "discard", set_discard, 1, 1);
  rt.method(set, "remove", set_remove, 1, 1);
  rt.method(set, "pop", set_pop, 0, 0);
  rt.method(set, "clear", set_clear, 0, 0);
  rt.method(set, "update", set_update, 0, 1000);
  rt.method(set, "intersection_update", set_change<BinaryOperator::BitAnd>, 0, 1000);
  rt.method(set, "difference_update", set_change<BinaryOperator::Subtract>, 0, 1000);
  rt.method(set, "symmetric_difference_update", set_change<BinaryOperator::BitXor>, 1, 1);
}

}  // namespace undumpy::python
