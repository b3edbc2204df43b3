// property, staticmethod, classmethod, super, functions and generators as types.

#include <fmt/format.h>

#include "engine/python/function.h"
#include "engine/python/generator.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

Value make_property(Runtime& rt, Class& cls, Arguments& arguments) {
  const auto [get, set, del, doc] =
      read<4>(rt, arguments, {"property", {"fget", "fset", "fdel", "doc"}});
  const auto given = [](const Value& value) { return value.is_none() ? Value() : value; };
  const Ref<Property> made(new Property(&cls, given(get), given(set), given(del)));
  if (!doc.is_none()) made->doc = doc;
  return made;
}

template <Value Property::*Part>
Value property_with(Runtime& rt, Arguments& arguments) {
  const auto* old = as<Property>(arguments[0]);
  const Ref<Property> made(new Property(rt.types.property, old->getter, old->setter, old->deleter));
  made->doc = old->doc;
  made.get()->*Part = arguments[1];
  return made;
}

template <Kind Which>
Value make_wrapper(Runtime& rt, Class& cls, Arguments& arguments) {
  if (arguments.count != 1)
    type_error(rt, "{} expected 1 argument, got {}", cls.name, arguments.count);
  return Value(new MethodWrapper(Which, &cls, arguments[0]));
}

// super() finds class and object in the frame that calls it.
Value make_super(Runtime& rt, Class& cls, Arguments& arguments) {
  if (arguments.count == 0) {
    const Frame* frame = rt.frame;
    if (frame == nullptr || frame->code.class_cell < 0 || frame->code.positional.empty())
      runtime_error(rt, "super(): no arguments");
    const Value& start = frame->closure[frame->code.class_cell]->value;
    if (!start) runtime_error(rt, "super(): empty __class__ cell");
    Value self = frame->slots[frame->code.positional[0].slot];
    if (const auto* cell = as<ClosureCell>(self)) self = cell->value;
    return Value(new Super(&cls, Ref<Class>(as<Class>(start)), self));
  }
  auto* start = as<Class>(arguments[0]);
  if (start == nullptr) type_error(rt, "super() argument 1 must be a type");
  if (arguments.count == 1) runtime_error(rt, "super() with one argument is not supported here");
  const auto* of = as<Class>(arguments[1]);
  if (!(of != nullptr && of->derives_from(*start)) && !is_instance(rt, arguments[1], *start))
    type_error(rt, "super(type, obj): obj must be an instance or subtype of type");
  return Value(new Super(&cls, Ref<Class>(start), arguments[1]));
}

// type(None)() is None.
template <Value (*Single)()>
Value make_single(Runtime& rt, Class& cls, Arguments& arguments) {
  if (arguments.count + arguments.keywords != 0) type_error(rt, "{} takes no arguments", cls.name);
  return Single();
}

Generator& generator_of(const Arguments& arguments) { return *as<Generator>(arguments[0]); }

[[noreturn]] void stop(Runtime& rt, const Value& value) {
  std::vector<Value> arguments;
  if (!value.is_none()) arguments.push_back(value);
  raise(rt, rt.types.stop_iteration, std::move(arguments));
}

Value generator_send(Runtime& rt, Arguments& arguments) {
  Value out;
  if (!generator_of(arguments).resume(rt, arguments[1], {}, out)) stop(rt, out);
  return out;
}

Value generator_next(Runtime& rt, Arguments& arguments) {
  Value out = Value::none();
  if (!host<Iterator>(arguments[0])->next(rt, out))
    stop(rt, as<Generator>(arguments[0]) != nullptr ? out : Value::none());
  return out;
}

Value generator_throw(Runtime& rt, Arguments& arguments) {
  Value exception = arguments[1];
  if (as<Class>(exception) != nullptr)
    exception = arguments.count > 2 ? call(rt, exception, {arguments[2]}) : call(rt, exception, {});
  if (as<Exception>(exception) == nullptr)
    type_error(rt, "exceptions must be classes or instances deriving from BaseException, not {}",
               type_name(rt, exception));
  Value out;
  if (!generator_of(arguments).resume(rt, Value::none(), Ref<Exception>(as<Exception>(exception)),
                                      out))
    stop(rt, out);
  return out;
}

Value generator_close(Runtime& rt, Arguments& arguments) {
  generator_of(arguments).close(rt);
  return Value::none();
}

}  // namespace

void define_functions(Runtime& rt) {
  Types& t = rt.types;
  t.property->maker = make_property;
  t.static_method->maker = make_wrapper<Kind::StaticMethod>;
  t.class_method->maker = make_wrapper<Kind::ClassMethod>;
  t.super->maker = make_super;
  for (Class* cls : {t.property, t.static_method, t.class_method, t.super}) {
    cls->sealed = true;
    rt.add_builtin(cls->name, Value(cls));
  }
  for (Class* cls : {t.function, t.native, t.method, t.module, t.generator, t.cell, t.traceback,
                     t.dict_keys, t.dict_values, t.dict_items})
    cls->maker = nullptr;
  t.none->maker = make_single<&Value::none>;
  t.ellipsis->maker = make_single<&Value::ellipsis>;
  t.not_implemented->maker = make_single<&Value::not_implemented>;
  rt.method(t.property, "getter", property_with<&Property::getter>, 1, 1);
  rt.method(t.property, "setter", property_with<&Property::setter>, 1, 1);
  rt.method(t.property, "deleter", property_with<&Property::deleter>, 1, 1);
}

void define_generators(Runtime& rt) {
  Class* generator = rt.types.generator;
  rt.method(generator, "send", generator_send, 1, 1);
  rt.method(generator, "throw", generator_throw, 1, 3);
  rt.method(generator, "close", generator_close, 0, 0);
  rt.method(generator, "__next__", generator_next, 0, 0);
  rt.method(generator, "next", generator_next, 0, 0);
}

}  // namespace undumpy::python
