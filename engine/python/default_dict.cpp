// collections.defaultdict: a dict that makes the values of keys that are not there.

#include "engine/python/collections.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

std::string DefaultDict::repr(Runtime& rt) {
  const std::string entries = Dict::repr(rt);
  return cls->name + "(" + python::repr(rt, factory) + ", " + entries + ")";
}

Value DefaultDict::missing(Runtime& rt, const Value& key) {
  if (factory.is_none()) key_error(rt, key);
  const Value made_by = factory;
  Value value = python::call(rt, made_by, {});
  set_item(rt, key, value);
  return value;
}

Value DefaultDict::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (op != BinaryOperator::BitOr || as<Dict>(other) == nullptr) return Value::not_implemented();
  const Value merged = python::call(rt, Value(cls), {factory});
  update_dict(rt, *as<Dict>(merged), reflected ? other : Value(this));
  update_dict(rt, *as<Dict>(merged), reflected ? Value(this) : other);
  return merged;
}

void DefaultDict::clear() {
  factory = Value::none();
  Dict::clear();
}

namespace {

DefaultDict& default_dict(const Value& value) {
  return static_cast<DefaultDict&>(*as<Dict>(value));
}

void fill(Runtime& rt, DefaultDict& dict, const Arguments& arguments) {
  Arguments rest = arguments;
  if (arguments.count > 0) {
    if (!arguments[0].is_none() && !callable(arguments[0]))
      type_error(rt, "first argument must be callable or None");
    dict.factory = arguments[0];
    rest = arguments.after(1);
  }
  if (rest.count > 1) type_error(rt, "dict expected at most 1 argument, got {}", rest.count);
  if (rest.count == 1) update_dict(rt, dict, rest[0]);
  for (std::uint32_t i = 0; i < rest.keywords; ++i) dict.set(*rest.names[i], rest.keyword(i));
}

Value make_default_dict(Runtime& rt, Class& cls, Arguments& arguments) {
  const Ref<DefaultDict> dict = allocate<DefaultDict>(cls);
  if (!cls.of_program) fill(rt, *dict, arguments);
  return dict;
}

Value default_init(Runtime& rt, Arguments& a) {
  fill(rt, default_dict(a[0]), a.after(1));
  return Value::none();
}

Value default_missing(Runtime& rt, Arguments& a) {
  return default_dict(a[0]).DefaultDict::missing(rt, a[1]);
}

Value default_copy(Runtime& rt, Arguments& a) {
  return call(rt, Value(a[0].object()->cls), {default_dict(a[0]).factory, a[0]});
}

Value default_factory(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), default_dict(a[0]).factory;
}

Value set_default_factory(Runtime& rt, Arguments& a) {
  default_dict(a[0]).factory = a[1];
  return static_cast<void>(rt), Value::none();
}

}  // namespace

void define_default_dict(Runtime& rt, Module& module) {
  Class* cls = rt.make_class("defaultdict", "collections", rt.types.dict);
  cls->name_with_module = "collections.defaultdict";
  cls->maker = make_default_dict;
  cls->layout = cls;
  rt.method(cls, "__init__", default_init, 0, -1);
  rt.method(cls, "__missing__", default_missing, 1, 1);
  rt.method(cls, "copy", default_copy, 0, 0);
  rt.method(cls, "__copy__", default_copy, 0, 0);
  const Value getter = rt.native("default_factory", default_factory, 0, 0, cls);
  const Value setter = rt.native("default_factory", set_default_factory, 1, 1, cls);
  cls->dict->set(*rt.intern("default_factory"),
                 Value(new Property(rt.types.property, getter, setter, Value())));
  module.add(rt, "defaultdict", Value(cls));
}

}  // namespace undumpy::python
