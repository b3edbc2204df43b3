// operator: the operators as functions; itemgetter, attrgetter and methodcaller.

#include "engine/python/class.h"
#include "engine/python/iterator.h"
#include "engine/python/modules.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

template <BinaryOperator Op>
Value apply(Runtime& rt, Arguments& a) {
  return binary(rt, Op, a[0], a[1]);
}
template <BinaryOperator Op>
Value apply_in_place(Runtime& rt, Arguments& a) {
  return in_place(rt, Op, a[0], a[1]);
}
template <CompareOperator Op>
Value apply_compare(Runtime& rt, Arguments& a) {
  return compare(rt, Op, a[0], a[1]);
}
template <UnaryOperator Op>
Value apply_unary(Runtime& rt, Arguments& a) {
  return unary(rt, Op, a[0]);
}

Value operator_truth(Runtime& rt, Arguments& a) { return Value::boolean(truth(rt, a[0])); }
Value operator_contains(Runtime& rt, Arguments& a) {
  return Value::boolean(contains(rt, a[0], a[1]));
}
Value operator_getitem(Runtime& rt, Arguments& a) { return get_item(rt, a[0], a[1]); }
Value operator_setitem(Runtime& rt, Arguments& a) {
  set_item(rt, a[0], a[1], a[2]);
  return Value::none();
}
Value operator_delitem(Runtime& rt, Arguments& a) {
  delete_item(rt, a[0], a[1]);
  return Value::none();
}
Value operator_index(Runtime& rt, Arguments& a) {
  return is_integer(a[0]) ? make_integer(rt, integer_of(a[0])) : make_int(rt, to_index(rt, a[0]));
}
Value operator_abs(Runtime& rt, Arguments& a) {
  return call(rt, rt.builtins->get(*rt.intern("abs")), {a[0]});
}
Value operator_call(Runtime& rt, Arguments& a) {
  if (a.count == 0) type_error(rt, "call expected at least 1 argument, got 0");
  Arguments rest = a.after(1);
  return call(rt, a[0], rest);
}

template <bool InPlace>
Value operator_concat(Runtime& rt, Arguments& a) {
  if (!a[0].is_object() || is_number(a[0]) || as<Dict>(a[0]) != nullptr)
    type_error(rt, "'{}' object can't be concatenated", type_name(rt, a[0]));
  return InPlace ? in_place(rt, BinaryOperator::Add, a[0], a[1])
                 : binary(rt, BinaryOperator::Add, a[0], a[1]);
}

Ref<Iterator> iterate_container(Runtime& rt, const Value& container) {
  if (is_iterable(rt, container)) return iterate(rt, container);
  type_error(rt, "argument of type '{}' is not iterable", type_name(rt, container));
}

Value operator_count_of(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator = iterate_container(rt, a[0]);
  std::int64_t count = 0;
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    count += equal(rt, item, a[1]) ? 1 : 0;
  }
  return Value::small(count);
}

Value operator_index_of(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator = iterate_container(rt, a[0]);
  Value item;
  for (std::int64_t i = 0; iterator->next(rt, item); ++i) {
    rt.step();
    if (equal(rt, item, a[1])) return Value::small(i);
  }
  value_error(rt, "sequence.index(x): x not in sequence");
}

// itemgetter, attrgetter and methodcaller: callables of one object that remember what to do.
class Getter : public TrackedObject {
 public:
  Getter(Class* its_class, std::vector<Value> values)
      : TrackedObject(Kind::Host, its_class), values_(std::move(values)) {}
  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& a) override {
    if (a.keywords != 0) type_error(rt, "{}() takes no keyword arguments", cls->name);
    if (a.count != 1) type_error(rt, "{} expected 1 argument, got {}", cls->name, a.count);
    return get(rt, a[0]);
  }
  std::string repr(Runtime& rt) override {
    std::string text;
    for (const Value& value : values_) text += (text.empty() ? "" : ", ") + python::repr(rt, value);
    return "operator." + cls->name + "(" + text + ")";
  }
  void clear() override { values_.clear(); }

 protected:
  virtual Value get(Runtime& rt, const Value& object) {
    if (values_.size() == 1) return get_one(rt, object, values_[0]);
    std::vector<Value> found;
    for (const Value& value : values_) found.push_back(get_one(rt, object, value));
    return make_tuple(rt, std::move(found));
  }
  virtual Value get_one(Runtime& rt, const Value& object, const Value& what) = 0;

  std::vector<Value> values_;
};

class ItemGetter final : public Getter {
  using Getter::Getter;
  Value get_one(Runtime& rt, const Value& object, const Value& key) override {
    return python::get_item(rt, object, key);
  }
};

class AttributeGetter final : public Getter {
  using Getter::Getter;
  Value get_one(Runtime& rt, const Value& object, const Value& path) override {
    const std::string& names = as<Str>(path)->text;
    Value value = object;
    for (std::size_t at = 0; at <= names.size();) {
      rt.step();
      const std::size_t end = std::min(names.find('.', at), names.size());
      value = get_attribute(rt, value, rt.intern(names.substr(at, end - at)));
      at = end + 1;
    }
    return value;
  }
};

class MethodCaller final : public Getter {
 public:
  // The name comes first, then positional values, then those of the keywords.
  MethodCaller(Class* its_class, std::vector<Value> values, std::vector<Str*> keyword_names)
      : Getter(its_class, std::move(values)), names_(std::move(keyword_names)) {}
  std::string repr(Runtime& rt) override {
    std::string text = "operator.methodcaller(" + python::repr(rt, values_[0]);
    const std::size_t positional = values_.size() - names_.size();
    for (std::size_t i = 1; i < values_.size(); ++i) {
      text += ", ";
      if (i >= positional) text += names_[i - positional]->text + "=";
      text += python::repr(rt, values_[i]);
    }
    return text + ")";
  }

 protected:
  Value get(Runtime& rt, const Value& object) override { return get_one(rt, object, values_[0]); }
  Value get_one(Runtime& rt, const Value& object, const Value& name) override {
    const Value method = get_attribute(rt, object, as<Str>(name));
    std::vector<Value> copies(values_.begin() + 1, values_.end());
    Arguments all{copies.data(), static_cast<std::uint32_t>(copies.size() - names_.size()),
                  static_cast<std::uint32_t>(names_.size()), names_.data()};
    return python::call(rt, method, all);
  }

 private:
  std::vector<Str*> names_;  // interned
};

std::vector<Value> all_values(Runtime& rt, const Class& cls, const Arguments& a) {
  no_keywords(rt, a, cls.name.c_str());
  if (a.count == 0) type_error(rt, "{} expected 1 argument, got 0", cls.name);
  return {a.values, a.values + a.count};
}

Value make_itemgetter(Runtime& rt, Class& cls, Arguments& a) {
  return Value(new ItemGetter(&cls, all_values(rt, cls, a)));
}

Value make_attrgetter(Runtime& rt, Class& cls, Arguments& a) {
  std::vector<Value> names = all_values(rt, cls, a);
  for (const Value& name : names)
    if (as<Str>(name) == nullptr) type_error(rt, "attribute name must be a string");
  return Value(new AttributeGetter(&cls, std::move(names)));
}

Value make_methodcaller(Runtime& rt, Class& cls, Arguments& a) {
  if (a.count == 0) type_error(rt, "methodcaller needs at least one argument, the method name");
  auto* name = as<Str>(a[0]);
  if (name == nullptr) type_error(rt, "method name must be a string");
  std::vector<Value> values{Value(rt.intern(*name))};
  values.insert(values.end(), a.values + 1, a.values + a.count + a.keywords);
  std::vector<Str*> names;
  for (std::uint32_t k = 0; k < a.keywords; ++k) names.push_back(rt.intern(*a.names[k]));
  return Value(new MethodCaller(&cls, std::move(values), std::move(names)));
}

struct Entry {
  const char* name;
  NativeFunction function;
  int count;
};
constexpr Entry Entries[] = {
    {"add", apply<BinaryOperator::Add>, 2},
    {"sub", apply<BinaryOperator::Subtract>, 2},
    {"mul", apply<BinaryOperator::Multiply>, 2},
    {"truediv", apply<BinaryOperator::Divide>, 2},
    {"floordiv", apply<BinaryOperator::FloorDivide>, 2},
    {"mod", apply<BinaryOperator::Modulo>, 2},
    {"pow", apply<BinaryOperator::Power>, 2},
    {"matmul", apply<BinaryOperator::MatrixMultiply>, 2},
    {"lshift", apply<BinaryOperator::LeftShift>, 2},
    {"rshift", apply<BinaryOperator::RightShift>, 2},
    {"and_", apply<BinaryOperator::BitAnd>, 2},
    {"or_", apply<BinaryOperator::BitOr>, 2},
    {"xor", apply<BinaryOperator::BitXor>, 2},
    {"iadd", apply_in_place<BinaryOperator::Add>, 2},
    {"isub", apply_in_place<BinaryOperator::Subtract>, 2},
    {"imul", apply_in_place<BinaryOperator::Multiply>, 2},
    {"itruediv", apply_in_place<BinaryOperator::Divide>, 2},
    {"ifloordiv", apply_in_place<BinaryOperator::FloorDivide>, 2},
    {"imod", apply_in_place<BinaryOperator::Modulo>, 2},
    {"ipow", apply_in_place<BinaryOperator::Power>, 2},
    {"imatmul", apply_in_place<BinaryOperator::MatrixMultiply>, 2},
    {"ilshift", apply_in_place<BinaryOperator::LeftShift>, 2},
    {"irshift", apply_in_place<BinaryOperator::RightShift>, 2},
    {"iand", apply_in_place<BinaryOperator::BitAnd>, 2},
    {"ior", apply_in_place<BinaryOperator::BitOr>, 2},
    {"ixor", apply_in_place<BinaryOperator::BitXor>, 2},
    {"lt", apply_compare<CompareOperator::Less>, 2},
    {"le", apply_compare<CompareOperator::LessEqual>, 2},
    {"eq", apply_compare<CompareOperator::Equal>, 2},
    {"ne", apply_compare<CompareOperator::NotEqual>, 2},
    {"gt", apply_compare<CompareOperator::Greater>, 2},
    {"ge", apply_compare<CompareOperator::GreaterEqual>, 2},
    {"is_", apply_compare<CompareOperator::Is>, 2},
    {"is_not", apply_compare<CompareOperator::IsNot>, 2},
    {"neg", apply_unary<UnaryOperator::Minus>, 1},
    {"pos", apply_unary<UnaryOperator::Plus>, 1},
    {"inv", apply_unary<UnaryOperator::Invert>, 1},
    {"invert", apply_unary<UnaryOperator::Invert>, 1},
    {"not_", apply_unary<UnaryOperator::Not>, 1},
    {"truth", operator_truth, 1},
    {"abs", operator_abs, 1},
    {"index", operator_index, 1},
    {"contains", operator_contains, 2},
    {"getitem", operator_getitem, 2},
    {"setitem", operator_setitem, 3},
    {"delitem", operator_delitem, 2},
    {"concat", operator_concat<false>, 2},
    {"iconcat", operator_concat<true>, 2},
    {"countOf", operator_count_of, 2},
    {"indexOf", operator_index_of, 2},
};

}  // namespace

Value make_operator(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "operator"));
  for (const Entry& entry : Entries)
    module->add(rt, entry.name, entry.function, entry.count, entry.count);
  module->add(rt, "call", operator_call, 0, -1);
  const std::pair<const char*, Class::Maker> classes[] = {{"itemgetter", make_itemgetter},
                                                          {"attrgetter", make_attrgetter},
                                                          {"methodcaller", make_methodcaller}};
  for (const auto& [name, maker] : classes) {
    Class* cls = rt.make_class(name, "operator", rt.types.object);
    cls->name_with_module = "operator." + cls->name;
    cls->maker = maker;
    cls->sealed = true;
    module->add(rt, name, Value(cls));
  }
  return module;
}

}  // namespace undumpy::python
