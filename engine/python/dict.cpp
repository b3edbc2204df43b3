// dict and its views.

#include <algorithm>

#include "engine/python/containers.h"
#include "engine/python/iterator.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

std::string Dict::repr(Runtime& rt) {
  if (in_repr) return "{...}";
  in_repr = true;
  struct Leave {
    Object& object;
    ~Leave() { object.in_repr = false; }
  } const leave{*this};
  std::string text = "{";
  std::size_t i = 0;
  while (const auto* entry = table.next(i)) {
    rt.step();
    const Value key = entry->key;
    const Value value = entry->value;
    if (text.size() > 1) text += ", ";
    text += python::repr(rt, key) + ": " + python::repr(rt, value);
    rt.heap.require(text.size());
  }
  return text + "}";
}

std::size_t Dict::hash(Runtime& rt) {
  type_error(rt, "unhashable type: '{}'", cls->message_name());
}

Value Dict::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* dict = as<Dict>(other);
  if (dict == nullptr || (op != CompareOperator::Equal && op != CompareOperator::NotEqual))
    return Value::not_implemented();
  bool same = table.size() == dict->table.size();
  const Ref<Dict> keep(as<Dict>(other));
  std::size_t i = 0;
  while (const auto* entry = same ? table.next(i) : nullptr) {
    rt.step();
    const Value value = entry->value;
    const auto* twin = keep->table.find(rt, entry->key, entry->hash);
    const Value theirs = twin != nullptr ? twin->value : Value();
    same = theirs.present() && equal(rt, value, theirs);
  }
  return Value::boolean(same == (op == CompareOperator::Equal));
}

Value Dict::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  auto* dict = as<Dict>(other);
  if (op != BinaryOperator::BitOr || dict == nullptr) return Value::not_implemented();
  // A derived type (OrderedDict) says what its unions are.
  if (!reflected && dict->cls != cls && dict->cls->derives_from(*cls))
    return Value::not_implemented();
  const Ref<Dict> merged = new_dict(rt);
  merged->table.copy_from(reflected ? dict->table : table);
  update_dict(rt, *merged, reflected ? Value(this) : other);
  return merged;
}

Value Dict::in_place(Runtime& rt, BinaryOperator op, const Value& other) {
  if (op != BinaryOperator::BitOr) return {};
  update_dict(rt, *this, other);
  return Value(this);
}

namespace {

// Runs over the entries; raises when the dict grows or shrinks meanwhile.
template <typename Pick>
Ref<Iterator> entries_of(Runtime& rt, Ref<Dict> dict, const char* type, Pick pick) {
  const std::size_t size = dict->table.size();
  return make_iterator(rt, type,
                       [keep = std::move(dict), size, pick, i = std::size_t{0}](
                           Runtime& runtime, Value& out) mutable {
                         if (!keep) return false;
                         if (keep->table.size() != size)
                           runtime_error(runtime, "dictionary changed size during iteration");
                         const auto* entry = keep->table.next(i);
                         if (entry == nullptr) {
                           keep = {};
                           return false;
                         }
                         out = pick(runtime, *entry);
                         return true;
                       });
}

}  // namespace

Ref<Iterator> Dict::iterate(Runtime& rt) {
  return entries_of(rt, Ref<Dict>(this), "dict_keyiterator",
                    [](Runtime&, const HashTable::Entry& entry) { return entry.key; });
}

Value Dict::get_item(Runtime& rt, const Value& key) {
  if (const auto* entry = table.find(rt, key)) return entry->value;
  if (cls->of_program)
    if (const Value& method = cls->dunder(Dunder::Missing))
      return python::call(rt, method, {Value(this), key});
  return missing(rt, key);
}

Value Dict::missing(Runtime& rt, const Value& key) { key_error(rt, key); }

void Dict::set_item(Runtime& rt, const Value& key, const Value& value) {
  table.set(rt, key, value);
}

void Dict::delete_item(Runtime& rt, const Value& key) {
  if (!table.remove(rt, key)) key_error(rt, key);
}

bool Dict::contains(Runtime& rt, const Value& item) { return table.find(rt, item) != nullptr; }

namespace {

// A TypeError on the way, wherever it comes from, has the words of dict().
std::vector<Value> pair_of(Runtime& rt, const Value& item, std::size_t position) {
  try {
    return to_vector(rt, item);
  } catch (const Raised& raised) {
    if (!raised.exception->cls->derives_from(*exception_class(rt, "TypeError"))) throw;
  }
  type_error(rt, "cannot convert dictionary update sequence element #{} to a sequence", position);
}

}  // namespace

void update_dict(Runtime& rt, Dict& dict, const Value& other) {
  if (const auto* source = as<Dict>(other); source != nullptr) {
    const Ref<Dict> keep(as<Dict>(other));
    std::size_t i = 0;
    while (const auto* entry = keep->table.next(i)) {
      rt.step();
      const HashTable::Entry copy = *entry;
      dict.table.set(rt, copy.key, copy.value, copy.hash);
    }
    return;
  }
  if (const Value keys = find_attribute(rt, other, "keys")) {
    for (const Value& key : to_vector(rt, call(rt, keys, {})))
      dict.table.set(rt, key, get_item(rt, other, key));
    return;
  }
  std::size_t position = 0;
  const Ref<Iterator> iterator = iterate(rt, other);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    const std::vector<Value> pair = pair_of(rt, item, position);
    if (pair.size() != 2)
      value_error(rt, "dictionary update sequence element #{} has length {}; 2 is required",
                  position, pair.size());
    dict.table.set(rt, pair[0], pair[1]);
    ++position;
  }
}

Value DictView::at(Runtime& rt, const HashTable::Entry& entry) const {
  switch (what) {
    case What::Keys:
      return entry.key;
    case What::Values:
      return entry.value;
    case What::Items:
      return make_tuple(rt, {entry.key, entry.value});
  }
  return {};
}

std::string DictView::repr(Runtime& rt) {
  const char* name = what == What::Keys     ? "dict_keys("
                     : what == What::Values ? "dict_values("
                                            : "dict_items(";
  return name + python::repr(rt, make_list(rt, to_vector(rt, Value(this)))) + ")";
}

std::size_t DictView::hash(Runtime& rt) {
  if (what != What::Values) type_error(rt, "unhashable type: '{}'", cls->name);
  return Object::hash(rt);
}

Ref<Iterator> DictView::iterate(Runtime& rt) {
  const char* type = what == What::Keys     ? "dict_keyiterator"
                     : what == What::Values ? "dict_valueiterator"
                                            : "dict_itemiterator";
  return entries_of(rt, dict, type,
                    [view = Ref<DictView>(this)](Runtime& runtime, const HashTable::Entry& entry) {
                      return view->at(runtime, entry);
                    });
}

bool DictView::contains(Runtime& rt, const Value& item) {
  if (what == What::Keys) return dict->table.find(rt, item) != nullptr;
  if (what == What::Values) return contains_by_iteration(rt, Value(this), item);
  const auto* pair = as<Tuple>(item);
  if (pair == nullptr || pair->items.size() != 2) return false;
  const auto* entry = dict->table.find(rt, pair->items[0]);
  const Value value = entry != nullptr ? entry->value : Value();
  return value.present() && equal(rt, value, pair->items[1]);
}

namespace {

Ref<Set> to_set(Runtime& rt, const Value& iterable) {
  const Ref<Set> set(new Set(rt.types.set, false));
  for (const Value& item : to_vector(rt, iterable)) set->add(rt, item);
  return set;
}

bool is_set_like(const Value& value) {
  const auto* view = as<DictView>(value);
  return as<Set>(value) != nullptr || (view != nullptr && view->what != DictView::What::Values);
}

bool all_contained(Runtime& rt, const Value& items, const Value& container) {
  const Ref<Iterator> iterator = iterate(rt, items);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    if (!contains(rt, container, item)) return false;
  }
  return true;
}

// As CPython does it, which shows when an item has no hash: the smaller one is walked, and its
// items are looked up in the larger one.
Value intersection(Runtime& rt, DictView& view, const Value& other) {
  const auto* set = as<Set>(other);
  if (set != nullptr && view.length(rt) <= set->table.size())
    return python::binary(rt, BinaryOperator::BitAnd, other, to_set(rt, Value(&view)));
  Value walked = other;
  Value searched(&view);
  if (as<DictView>(other) != nullptr && is_set_like(other) && length(rt, other) > view.length(rt))
    std::swap(walked, searched);
  const Ref<Set> result(new Set(rt.types.set, false));
  const Ref<Iterator> items = iterate(rt, walked);
  Value item;
  while (items->next(rt, item))
    if (contains(rt, searched, item)) result->add(rt, item);
  return result;
}

}  // namespace

Value DictView::compare(Runtime& rt, CompareOperator op, const Value& other) {
  if (what == What::Values || !is_set_like(other)) return Object::compare(rt, op, other);
  // As CPython does it: sizes first, so that what has no hash matters only where it is looked up.
  const Value self(this);
  const std::size_t mine = length(rt);
  const std::size_t theirs = python::length(rt, other);
  switch (op) {
    case CompareOperator::Equal:
      return Value::boolean(mine == theirs && all_contained(rt, self, other));
    case CompareOperator::NotEqual:
      return Value::boolean(mine != theirs || !all_contained(rt, self, other));
    case CompareOperator::Less:
      return Value::boolean(mine < theirs && all_contained(rt, self, other));
    case CompareOperator::LessEqual:
      return Value::boolean(mine <= theirs && all_contained(rt, self, other));
    case CompareOperator::Greater:
      return Value::boolean(mine > theirs && all_contained(rt, other, self));
    default:
      return Value::boolean(mine >= theirs && all_contained(rt, other, self));
  }
}

Value DictView::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (what == What::Values) return Value::not_implemented();
  if (op != BinaryOperator::BitAnd && op != BinaryOperator::BitOr && op != BinaryOperator::BitXor &&
      op != BinaryOperator::Subtract)
    return Value::not_implemented();
  if (op == BinaryOperator::BitAnd) return intersection(rt, *this, other);
  // The left operand is hashed whole before the right one is looked at.
  const Ref<Set> left = to_set(rt, reflected ? other : Value(this));
  const Ref<Set> right = to_set(rt, reflected ? Value(this) : other);
  return python::binary(rt, op, left, right);
}

namespace {

Dict& dict_of(const Arguments& arguments) { return *as<Dict>(arguments[0]); }

void fill(Runtime& rt, Dict& dict, const Arguments& arguments, const char* function) {
  if (arguments.count > 1)
    type_error(rt, "{} expected at most 1 argument, got {}", function, arguments.count);
  if (arguments.count == 1) update_dict(rt, dict, arguments[0]);
  for (std::uint32_t i = 0; i < arguments.keywords; ++i)
    dict.set(*arguments.names[i], arguments.keyword(i));
}

Value make_dict_object(Runtime& rt, Class& cls, Arguments& arguments) {
  const Ref<Dict> dict = allocate<Dict>(cls);
  if (!cls.of_program) fill(rt, *dict, arguments, "dict");
  return dict;
}

Value dict_init(Runtime& rt, Arguments& arguments) {
  fill(rt, dict_of(arguments), arguments.after(1), "dict");
  return Value::none();
}

Value dict_update(Runtime& rt, Arguments& arguments) {
  fill(rt, dict_of(arguments), arguments.after(1), "update");
  return Value::none();
}

Value dict_get(Runtime& rt, Arguments& arguments) {
  const auto* entry = dict_of(arguments).table.find(rt, arguments[1]);
  if (entry != nullptr) return entry->value;
  return arguments.count > 2 ? arguments[2] : Value::none();
}

Value dict_setdefault(Runtime& rt, Arguments& arguments) {
  Dict& dict = dict_of(arguments);
  if (const auto* entry = dict.table.find(rt, arguments[1])) return entry->value;
  const Value value = arguments.count > 2 ? arguments[2] : Value::none();
  dict.table.set(rt, arguments[1], value);
  return value;
}

Value dict_pop(Runtime& rt, Arguments& arguments) {
  Dict& dict = dict_of(arguments);
  auto* entry = dict.table.find(rt, arguments[1]);
  if (entry == nullptr) {
    if (arguments.count > 2) return arguments[2];
    key_error(rt, arguments[1]);
  }
  const Value value = entry->value;
  dict.table.remove(entry);
  return value;
}

Value dict_popitem(Runtime& rt, Arguments& arguments) {
  auto& entries = dict_of(arguments).table.entries();
  for (std::size_t i = entries.size(); i-- > 0;) {
    if (entries[i].key.absent()) continue;
    const Value pair = make_tuple(rt, {entries[i].key, entries[i].value});
    dict_of(arguments).table.remove(&entries[i]);
    return pair;
  }
  raise(rt, exception_class(rt, "KeyError"), {make_text(rt, "popitem(): dictionary is empty")});
}

Value dict_clear(Runtime& rt, Arguments& arguments) {
  static_cast<void>(rt);
  dict_of(arguments).table.clear();
  return Value::none();
}

Value dict_copy(Runtime& rt, Arguments& arguments) {
  const Ref<Dict> copy = new_dict(rt);
  copy->table.copy_from(dict_of(arguments).table);
  return copy;
}

Value view(const Arguments& arguments, Class* cls, DictView::What what) {
  return Value(new DictView(cls, Ref<Dict>(&dict_of(arguments)), what));
}
Value dict_keys(Runtime& rt, Arguments& arguments) {
  return view(arguments, rt.types.dict_keys, DictView::What::Keys);
}
Value dict_values(Runtime& rt, Arguments& arguments) {
  return view(arguments, rt.types.dict_values, DictView::What::Values);
}
Value dict_items(Runtime& rt, Arguments& arguments) {
  return view(arguments, rt.types.dict_items, DictView::What::Items);
}

// In Python 2, keys(), values() and items() are lists.
template <Value (*View)(Runtime&, Arguments&)>
Value listed(Runtime& rt, Arguments& arguments) {
  const Value view = View(rt, arguments);
  return rt.python2() ? make_list(rt, to_vector(rt, view)) : view;
}

Value reversed_entries(Runtime& rt, const Value& iterable) {
  std::vector<Value> items = to_vector(rt, iterable);
  return make_iterator(rt, "dict_reversekeyiterator",
                       [values = std::move(items)](Runtime&, Value& out) mutable {
                         if (values.empty()) return false;
                         out = std::move(values.back());
                         values.pop_back();
                         return true;
                       });
}

Value dict_reversed(Runtime& rt, Arguments& arguments) {
  return reversed_entries(rt, arguments[0]);
}

// dict.has_key(k) of Python 2.
Value dict_has_key(Runtime& rt, Arguments& arguments) {
  return Value::boolean(dict_of(arguments).table.find(rt, arguments[1]) != nullptr);
}

Value dict_fromkeys(Runtime& rt, Arguments& arguments) {
  const Value value = arguments.count > 2 ? arguments[2] : Value::none();
  if (arguments.count < 2) type_error(rt, "fromkeys expected at least 1 argument, got 0");
  const Value made = call(rt, arguments[0], {});
  for (const Value& key : to_vector(rt, arguments[1])) set_item(rt, made, key, value);
  return made;
}

Value view_isdisjoint(Runtime& rt, Arguments& arguments) {
  for (const Value& item : to_vector(rt, arguments[1]))
    if (contains(rt, arguments[0], item)) return Value::boolean(false);
  return Value::boolean(true);
}

}  // namespace

void define_dicts(Runtime& rt) {
  Class* dict = rt.types.dict;
  dict->maker = make_dict_object;
  dict->layout = dict;
  rt.method(dict, "__init__", dict_init, 0, -1);
  rt.method(dict, "update", dict_update, 0, -1);
  rt.method(dict, "get", dict_get, 1, 2);
  rt.method(dict, "setdefault", dict_setdefault, 1, 2);
  rt.method(dict, "pop", dict_pop, 1, 2);
  rt.method(dict, "popitem", dict_popitem, 0, 0);
  rt.method(dict, "clear", dict_clear, 0, 0);
  rt.method(dict, "copy", dict_copy, 0, 0);
  rt.method(dict, "keys", listed<dict_keys>, 0, 0);
  rt.method(dict, "values", listed<dict_values>, 0, 0);
  rt.method(dict, "items", listed<dict_items>, 0, 0);
  rt.method(dict, "iterkeys", dict_keys, 0, 0);
  rt.method(dict, "itervalues", dict_values, 0, 0);
  rt.method(dict, "iteritems", dict_items, 0, 0);
  rt.method(dict, "has_key", dict_has_key, 1, 1);
  rt.method(dict, "__reversed__", dict_reversed, 0, 0);
  dict->dict->set(*rt.intern("fromkeys"),
                  Value(new MethodWrapper(Kind::ClassMethod, rt.types.class_method,
                                          rt.native("fromkeys", dict_fromkeys, 0, -1))));
  for (Class* cls : {rt.types.dict_keys, rt.types.dict_items}) {
    rt.method(cls, "isdisjoint", view_isdisjoint, 1, 1);
    cls->sealed = true;
  }
  for (Class* cls : {rt.types.dict_keys, rt.types.dict_items, rt.types.dict_values})
    rt.method(cls, "__reversed__", dict_reversed, 0, 0);
}

}  // namespace undumpy::python
