// collections.OrderedDict. Every dict keeps its order; this one can change it, and compares it.

#include "engine/python/collections.h"
#include "engine/python/iterator.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

std::string OrderedDict::repr(Runtime& rt) {
  if (in_repr) return "...";
  if (table.size() == 0) return cls->name + "()";
  in_repr = true;
  struct Leave {
    Object& object;
    ~Leave() { object.in_repr = false; }
  } const leave{*this};
  std::string text;
  std::size_t i = 0;
  while (const auto* entry = table.next(i)) {
    rt.step();
    const Value key = entry->key;
    const Value value = entry->value;
    text += text.empty() ? "(" : ", (";
    text += python::repr(rt, key) + ", " + python::repr(rt, value) + ")";
    rt.heap.require(text.size());
  }
  return cls->name + "([" + text + "])";
}

Value OrderedDict::compare(Runtime& rt, CompareOperator op, const Value& other) {
  auto* twin = host<OrderedDict>(other);
  const bool about_equality = op == CompareOperator::Equal || op == CompareOperator::NotEqual;
  if (twin == nullptr || !about_equality) return Dict::compare(rt, op, other);
  const bool same = table.size() == twin->table.size() &&
                    Dict::compare(rt, CompareOperator::Equal, other).is_true();
  std::size_t own = 0;
  std::size_t theirs = 0;
  bool same_order = same;
  while (same_order) {
    rt.step();
    const auto* left = table.next(own);
    const auto* right = twin->table.next(theirs);
    if (left == nullptr || right == nullptr) break;
    const Value key = left->key;
    same_order = equal(rt, key, Value(right->key));
  }
  return Value::boolean(same_order == (op == CompareOperator::Equal));
}

namespace {

OrderedDict& ordered(const Value& value) { return static_cast<OrderedDict&>(*as<Dict>(value)); }

// As update_dict(); what is no pair fails in other words.
void update_ordered(Runtime& rt, OrderedDict& dict, const Value& other) {
  if (as<Dict>(other) != nullptr || find_attribute(rt, other, "keys"))
    return update_dict(rt, dict, other);
  const Ref<Iterator> iterator = iterate(rt, other);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    const std::vector<Value> pair = to_vector(rt, item);
    if (pair.size() < 2)
      value_error(rt, "need more than {} value{} to unpack", pair.size(),
                  pair.size() == 1 ? "" : "s");
    if (pair.size() > 2) value_error(rt, "too many values to unpack (expected 2)");
    dict.set_item(rt, pair[0], pair[1]);
  }
}

void fill(Runtime& rt, OrderedDict& dict, const Arguments& arguments) {
  if (arguments.count > 1) type_error(rt, "expected at most 1 arguments, got {}", arguments.count);
  if (arguments.count == 1) update_ordered(rt, dict, arguments[0]);
  for (std::uint32_t i = 0; i < arguments.keywords; ++i)
    dict.set_item(rt, Value(arguments.names[i]), arguments.keyword(i));
}

Value make_ordered_dict(Runtime& rt, Class& cls, Arguments& arguments) {
  const Ref<OrderedDict> dict = allocate<OrderedDict>(cls);
  if (!cls.of_program) fill(rt, *dict, arguments);
  return dict;
}

// __init__ and update().
Value ordered_update(Runtime& rt, Arguments& a) {
  fill(rt, ordered(a[0]), a.after(1));
  return Value::none();
}

// A new one of the same class with the same entries.
Value ordered_copy(Runtime& rt, Arguments& a) {
  const Value copy = call(rt, Value(a[0].object()->cls), {});
  update_dict(rt, *as<Dict>(copy), a[0]);
  return copy;
}

Value ordered_popitem(Runtime& rt, Arguments& a) {
  const auto [last_value] = read<1>(rt, a.after(1), {"popitem", {"last"}});
  const bool last = !last_value || truth(rt, last_value);
  HashTable& table = ordered(a[0]).table;
  if (table.size() == 0)
    raise(rt, exception_class(rt, "KeyError"), {make_text(rt, "dictionary is empty")});
  auto& entries = table.entries();
  std::size_t at = last ? entries.size() - 1 : 0;
  while (entries[at].key.absent()) last ? --at : ++at;
  const Value pair = make_tuple(rt, {entries[at].key, entries[at].value});
  table.remove(&entries[at]);
  return pair;
}

Value ordered_move_to_end(Runtime& rt, Arguments& a) {
  const auto [key, last] = read<2>(rt, a.after(1), {"move_to_end", {"key", "last"}, 1});
  const bool to_back = !last || truth(rt, last);
  HashTable& table = ordered(a[0]).table;
  auto* entry = table.find(rt, key);
  if (entry == nullptr) key_error(rt, key);
  if (to_back) {
    table.move_to_back(entry);
  } else {
    rt.steps(table.size());
    table.move_to_front(entry);
  }
  return Value::none();
}

}  // namespace

Value OrderedDict::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (op != BinaryOperator::BitOr || as<Dict>(other) == nullptr) return Value::not_implemented();
  const Value merged = python::call(rt, Value(cls), {});
  update_dict(rt, *as<Dict>(merged), reflected ? other : Value(this));
  update_dict(rt, *as<Dict>(merged), reflected ? Value(this) : other);
  return merged;
}

void define_ordered_dict(Runtime& rt, Module& module) {
  Class* cls = rt.make_class("OrderedDict", "collections", rt.types.dict);
  cls->name_with_module = "collections.OrderedDict";
  cls->maker = make_ordered_dict;
  cls->layout = cls;
  rt.method(cls, "__init__", ordered_update, 0, -1);
  rt.method(cls, "update", ordered_update, 0, -1);
  rt.method(cls, "copy", ordered_copy, 0, 0);
  rt.method(cls, "popitem", ordered_popitem, 0, -1);
  rt.method(cls, "move_to_end", ordered_move_to_end, 0, -1);
  module.add(rt, "OrderedDict", Value(cls));
}

}  // namespace undumpy::python
