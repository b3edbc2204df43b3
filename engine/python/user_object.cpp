#include "engine/python/user_object.h"

#include <fmt/format.h>

#include <algorithm>

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
  if (const Value& cmp = cls.dunder(Dunder::Cmp)) {
    const Value order = python::call(rt, cmp, {self, other});
    return order.is_not_implemented() ? order : python::compare(rt, op, order, Value::small(0));
  }
  if (op != CompareOperator::NotEqual) return {};
  // Classes that derive from a built-in one have inherited its __ne__.
  const Value inherited = self.object()->cls->lookup(rt.intern("__ne__"));
  const auto* native = as<Native>(inherited);
  if (native != nullptr && native->owner != rt.types.object) return {};
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

Ref<Iterator> iterate_items(Runtime& rt, const Value& self) {
  return make_iterator(rt, "iterator",
                       [object = self, i = std::int64_t{0}](Runtime& runtime, Value& out) mutable {
                         if (!object) return false;
                         bool ended = false;
                         try {
                           out = get_item(runtime, object, Value::small(i++));
                         } catch (const Raised& raised) {
                           const Class& cls = *raised.exception->cls;
                           ended = cls.derives_from(*exception_class(runtime, "IndexError")) ||
                                   cls.derives_from(*runtime.types.stop_iteration);
                           if (!ended) throw;
                         }
                         if (ended) object = Value();
                         return !ended;
                       });
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

CallDepth::CallDepth(Runtime& rt) : rt_(rt) {
  rt.check_stack();
  if (++rt.depth <= rt.limits.depth) return;
  --rt.depth;
  raise(rt, "RecursionError", "maximum recursion depth exceeded while calling a Python object");
}
CallDepth::~CallDepth() { --rt_.depth; }

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
  const auto fits = int64_of(result);
  if (!fits) return number_hash(result);
  return static_cast<std::size_t>(*fits == -1 ? -2 : *fits);
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
  return self.computed_attribute(rt, name->text);
}

namespace {

bool is_attribute_error(Runtime& rt, const Raised& raised) {
  return raised.exception->cls->derives_from(*exception_class(rt, "AttributeError"));
}

}  // namespace

Value find_attribute_with_hooks(Runtime& rt, Object& self, Str* name) {
  const Class& cls = *self.cls;
  const Value& whole = cls.dunder(Dunder::GetAttribute);
  const Value& hook = cls.dunder(Dunder::GetAttr);
  if (!whole && !hook) return find_attribute(rt, self, name);
  rt.check_stack();
  Value value;
  Ref<Exception> missing;
  try {
    value = whole ? call(rt, whole, {Value(&self), Value(name)}) : find_attribute(rt, self, name);
  } catch (const Raised& raised) {
    if (!hook || !is_attribute_error(rt, raised)) throw;
    missing = raised.exception;
  }
  if (value || !hook) return value;
  return call(rt, hook, {Value(&self), Value(name)});
}

void set_attribute(Runtime& rt, Object& self, Str* name, const Value& value) {
  if (const Value& hook = self.cls->dunder(Dunder::SetAttr)) {
    call(rt, hook, {Value(&self), Value(name), value});
    return;
  }
  set_plain_attribute(rt, self, name, value);
}

void set_plain_attribute(Runtime& rt, Object& self, Str* name, const Value& value) {
  Class& cls = *self.cls;
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
  set_own_attribute(rt, self, name, value);
}

void set_own_attribute(Runtime& rt, Object& self, Str* name, const Value& value) {
  if (self.set_computed(rt, name->text, value)) return;
  const bool allowed = !self.cls->restricted ||
                       std::ranges::any_of(self.cls->slot_names,
                                           [&](const auto& slot) { return slot == name->text; });
  const Ref<Dict> own = allowed ? self.make_attributes(rt) : Ref<Dict>();
  if (!own) attribute_error(rt, "'{}' object has no attribute '{}'", self.cls->name, name->text);
  own->set(*name, value);
}

void delete_attribute(Runtime& rt, Object& self, Str* name) {
  if (const Value& hook = self.cls->dunder(Dunder::DelAttr)) {
    call(rt, hook, {Value(&self), Value(name)});
    return;
  }
  delete_plain_attribute(rt, self, name);
}

void delete_plain_attribute(Runtime& rt, Object& self, Str* name) {
  const Class& cls = *self.cls;
  const Value found = self.cls->lookup(name);
  if (const auto* property = as<Property>(found)) {
    if (!property->deleter)
      attribute_error(rt, "property '{}' of '{}' object has no deleter", name->text, cls.name);
    call(rt, property->deleter, {Value(&self)});
    return;
  }
  Dict* own = self.attributes();
  if (own == nullptr || !own->table.remove(rt, Value(name))) no_attribute(rt, Value(&self), *name);
}

}  // namespace undumpy::python::user
