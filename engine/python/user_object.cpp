#include "engine/python/user_object.h"

#include <fmt/format.h>

#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python::user {

std::string text_of(Runtime& rt, const Value& method, const Value& self, const char* name) {
  const Value text = call(rt, method, {self});
  if (const auto* str = as<Str>(text)) return str->text;
  type_error(rt, "{} returned non-string (type {})", name, type_name(rt, text));
}

Value compare(Runtime& rt, CompareOperator op, const Value& self, const Value& other) {
  const Class& cls = *self.object()->cls;
  const auto offset =
      static_cast<std::size_t>(op) - static_cast<std::size_t>(CompareOperator::Equal);
  if (const Value& method = cls.dunder(dunder_at(Dunder::Eq, offset)))
    return python::call(rt, method, {self, other});
  if (op != CompareOperator::NotEqual) return {};
  // != is what == says, turned around.
  const Value& method = cls.dunder(Dunder::Eq);
  if (!method) return {};
  const Value result = python::call(rt, method, {self, other});
  return result.is_not_implemented() ? result : Value::boolean(!truth(rt, result));
}

bool has_binary(const Class& cls, BinaryOperator op, bool reflected) {
  // BinaryOperator's order is that of Dunder::Add …; Power stands before MatrixMultiply in both.
  return cls.dunder(dunder_at(reflected ? Dunder::RAdd : Dunder::Add, static_cast<std::size_t>(op)))
      .present();
}

Value binary(Runtime& rt, BinaryOperator op, const Value& self, const Value& other,
             bool reflected) {
  const Value& method = self.object()->cls->dunder(
      dunder_at(reflected ? Dunder::RAdd : Dunder::Add, static_cast<std::size_t>(op)));
  return python::call(rt, method, {self, other});
}

Value in_place(Runtime& rt, BinaryOperator op, const Value& self, const Value& other) {
  const Value& method =
      self.object()->cls->dunder(dunder_at(Dunder::IAdd, static_cast<std::size_t>(op)));
  return method ? python::call(rt, method, {self, other}) : Value();
}

namespace {

// The iterator of the program behind a native face.
class WrappedIterator final : public Iterator {
 public:
  WrappedIterator(Class* its_class, Value wrapped)
      : Iterator(its_class), iterator_(std::move(wrapped)) {}
  bool next(Runtime& rt, Value& out) override { return next_of(rt, iterator_, out); }
  void clear() override { iterator_ = Value(); }

 private:
  Value iterator_;
};

}  // namespace

Ref<Iterator> iterate(Runtime& rt, const Value& method, const Value& self) {
  if (method.is_none()) type_error(rt, "'{}' object is not iterable", type_name(rt, self));
  const Value result = python::call(rt, method, {self});
  if (auto* native = host<Iterator>(result)) return Ref<Iterator>(native);
  if (!result.is_object() || !result.object()->cls->dunder(Dunder::Next))
    type_error(rt, "iter() returned non-iterator of type '{}'", type_name(rt, result));
  return Ref<Iterator>(new WrappedIterator(iterator_class(rt, "iterator"), result));
}

std::size_t length(Runtime& rt, const Value& method, const Value& self) {
  const Value result = python::call(rt, method, {self});
  if (!is_integer(result))
    type_error(rt, "'{}' object cannot be interpreted as an integer", type_name(rt, result));
  const auto number = int64_of(result);
  if (!number) overflow_error(rt, "cannot fit 'int' into an index-sized integer");
  if (*number < 0) value_error(rt, "__len__() should return >= 0");
  return static_cast<std::size_t>(*number);
}

bool truth(Runtime& rt, const Value& method, const Value& self) {
  const Value result = python::call(rt, method, {self});
  if (!result.is_bool())
    type_error(rt, "__bool__ should return bool, returned {}", type_name(rt, result));
  return result.is_true();
}

std::size_t hash(Runtime& rt, const Value& method, const Value& self) {
  if (method.is_none()) type_error(rt, "unhashable type: '{}'", type_name(rt, self));
  const Value result = python::call(rt, method, {self});
  if (!is_integer(result)) type_error(rt, "__hash__ method should return an integer");
  return number_hash(result);
}

Value find_attribute(Runtime& rt, Object& self, Str* name) {
  Class& cls = *self.cls;
  const Value found = cls.lookup(name);
  if (found.is_object() &&
      (found.object()->kind == Kind::Property || found.object()->cls->dunder(Dunder::Set)))
    return bind_attribute(rt, found, Value(&self), cls);
  if (Dict* own = self.attributes())
    if (Value value = own->get(*name)) return value;
  if (found) return bind_attribute(rt, found, Value(&self), cls);
  if (const Value& hook = cls.dunder(Dunder::GetAttr))
    return call(rt, hook, {Value(&self), Value(name)});
  return {};
}

void set_attribute(Runtime& rt, Object& self, Str* name, const Value& value) {
  Class& cls = *self.cls;
  if (const Value& hook = cls.dunder(Dunder::SetAttr)) {
    call(rt, hook, {Value(&self), Value(name), value});
    return;
  }
  const Value found = cls.lookup(name);
  if (const auto* property = as<Property>(found)) {
    if (!property->setter)
      attribute_error(rt, "property '{}' of '{}' object has no setter", name->text, cls.name);
    call(rt, property->setter, {Value(&self), value});
    return;
  }
  if (found.is_object())
    if (const Value& set = found.object()->cls->dunder(Dunder::Set)) {
      call(rt, set, {found, Value(&self), value});
      return;
    }
  if (name->text == "__class__" || name->text == "__dict__")
    type_error(rt, "'{}' can not be assigned here", name->text);
  self.make_attributes(rt)->set(*name, value);
}

void delete_attribute(Runtime& rt, Object& self, Str* name) {
  Class& cls = *self.cls;
  if (const Value& hook = cls.dunder(Dunder::DelAttr)) {
    call(rt, hook, {Value(&self), Value(name)});
    return;
  }
  const Value found = cls.lookup(name);
  if (const auto* property = as<Property>(found)) {
    if (!property->deleter)
      attribute_error(rt, "property '{}' of '{}' object has no deleter", name->text, cls.name);
    call(rt, property->deleter, {Value(&self)});
    return;
  }
  Dict* own = self.attributes();
  if (own == nullptr || !own->table.remove(rt, Value(name)))
    attribute_error(rt, "'{}' object has no attribute '{}'", cls.name, name->text);
}

}  // namespace undumpy::python::user
