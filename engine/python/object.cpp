#include "engine/python/object.h"

#include <fmt/format.h>

#include "engine/python/class.h"
#include "engine/python/operators.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

Object::~Object() = default;

std::string Object::repr(Runtime& rt) {
  static_cast<void>(rt);
  // No address: output is the same in every run.
  if (cls->module.empty() || cls->module == "builtins")
    return fmt::format("<{} object>", cls->name);
  return fmt::format("<{}.{} object>", cls->module, cls->qualified_name);
}

std::string Object::str(Runtime& rt) {
  // What __repr__ gives is checked as the result of __str__.
  const Value method = cls->dunder(Dunder::Repr);
  return method ? user::text_of(rt, method, Value(this), "__str__") : repr(rt);
}

Value Object::format(Runtime& rt, const std::string& spec) {
  if (!spec.empty())
    type_error(rt, "unsupported format string passed to {}.__format__", cls->message_name());
  return make_text(rt, str(rt));
}

std::size_t Object::hash(Runtime& rt) {
  static_cast<void>(rt);
  return reinterpret_cast<std::uintptr_t>(this) >> 4;
}

bool Object::truth(Runtime& rt) { return !has_length() || length(rt) != 0; }

Value Object::compare(Runtime& rt, CompareOperator op, const Value& other) {
  static_cast<void>(rt);
  if (op == CompareOperator::Equal && other.is_object() && other.object() == this)
    return Value::boolean(true);
  return Value::not_implemented();
}

Value Object::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  static_cast<void>(rt), static_cast<void>(op), static_cast<void>(other);
  static_cast<void>(reflected);
  return Value::not_implemented();
}

Value Object::in_place(Runtime& rt, BinaryOperator op, const Value& other) {
  static_cast<void>(rt), static_cast<void>(op), static_cast<void>(other);
  return {};
}

Value Object::unary(Runtime& rt, UnaryOperator op) {
  const char* sign = op == UnaryOperator::Minus ? "-" : op == UnaryOperator::Plus ? "+" : "~";
  type_error(rt, "bad operand type for unary {}: '{}'", sign, cls->message_name());
}

std::size_t Object::length(Runtime& rt) {
  type_error(rt, "object of type '{}' has no len()", cls->message_name());
}

Ref<Iterator> Object::iterate(Runtime& rt) {
  type_error(rt, "'{}' object is not iterable", cls->message_name());
}

Value Object::get_item(Runtime& rt, const Value& key) {
  static_cast<void>(key);
  type_error(rt, "'{}' object is not subscriptable", cls->message_name());
}

void Object::set_item(Runtime& rt, const Value& key, const Value& value) {
  static_cast<void>(key), static_cast<void>(value);
  type_error(rt, "'{}' object does not support item assignment", cls->message_name());
}

void Object::delete_item(Runtime& rt, const Value& key) {
  static_cast<void>(key);
  // CPython says "doesn't" for sequences that are immutable and "does not" in other places.
  type_error(rt, "'{}' object doesn't support item deletion", cls->message_name());
}

bool Object::contains(Runtime& rt, const Value& item) {
  static_cast<void>(item);
  type_error(rt, "argument of type '{}' is not iterable", cls->message_name());
}

Value Object::call(Runtime& rt, Arguments& arguments) {
  static_cast<void>(arguments);
  type_error(rt, "'{}' object is not callable", cls->message_name());
}

Value Object::find_attribute(Runtime& rt, Str* name) {
  const Value found = cls->lookup(name);
  if (Dict* own = attributes()) {
    if (found && as<Property>(found) != nullptr)
      return bind_attribute(rt, found, Value(this), *cls);
    if (Value value = own->get(*name)) return value;
  }
  return found ? bind_attribute(rt, found, Value(this), *cls) : computed_attribute(rt, name->text);
}

Value Object::computed_attribute(Runtime& rt, const std::string& name) {
  return static_cast<void>(rt), static_cast<void>(name), Value();
}

bool Object::set_computed(Runtime& rt, const std::string& name, const Value& value) {
  return static_cast<void>(rt), static_cast<void>(name), static_cast<void>(value), false;
}

void Object::set_attribute(Runtime& rt, Str* name, const Value& value) {
  const Value found = cls->lookup(name);
  if (const auto* property = as<Property>(found); property != nullptr) {
    if (!property->setter)
      attribute_error(rt, "attribute '{}' of '{}' objects is not writable", name->text,
                      cls->message_name());
    python::call(rt, property->setter, {Value(this), value});
    return;
  }
  if (found)
    attribute_error(rt, "'{}' object attribute '{}' is read-only", cls->message_name(), name->text);
  attribute_error(rt, "'{}' object has no attribute '{}'", cls->message_name(), name->text);
}

void Object::delete_attribute(Runtime& rt, Str* name) {
  attribute_error(rt, "'{}' object has no attribute '{}'", cls->message_name(), name->text);
}

Value Object::bind(Runtime& rt, const Value& self, Class& cls_of_self) {
  return static_cast<void>(rt), static_cast<void>(self), static_cast<void>(cls_of_self),
         Value(this);
}

Ref<Dict> Object::make_attributes(Runtime& rt) {
  static_cast<void>(rt);
  return Ref<Dict>(attributes());
}

}  // namespace undumpy::python
