#include "engine/python/generic_alias.h"

#include <algorithm>

#include "engine/python/exception.h"
#include "engine/python/iterator.h"
#include "engine/python/runtime.h"
#include "engine/python/union.h"

namespace undumpy::python {

namespace {

// Besides the classes that every program has by name.
bool is_generic_of_module(const Class& cls) {
  const auto is = [&](std::string_view module, std::string_view name) {
    return cls.module == module && cls.name == name;
  };
  return is("collections", "deque") || is("itertools", "chain") || is("functools", "partial");
}

bool takes_brackets(Runtime& rt, const Class& cls) {
  const Types& t = rt.types;
  if (&cls == t.type) return true;
  return std::ranges::any_of(cls.mro, [&](const Class* each) {
    for (const Class* generic : {t.list, t.tuple, t.dict, t.set, t.frozenset})
      if (each == generic) return true;
    return is_generic_of_module(*each);
  });
}

std::string name_of(const Class& cls) {
  return cls.module == "builtins" ? cls.qualified_name : cls.module + "." + cls.qualified_name;
}

}  // namespace

std::string repr_in_annotation(Runtime& rt, const Value& value) {
  if (value.is_ellipsis()) return "...";
  if (const auto* cls = as<Class>(value)) return name_of(*cls);
  if (const auto* native = as<Native>(value); native != nullptr && native->owner == nullptr)
    return native->name;
  const Value name = find_attribute(rt, value, "__qualname__");
  const Value module = find_attribute(rt, value, "__module__");
  if (host<GenericAlias>(value) != nullptr || !name || !module || module.is_none())
    return repr(rt, value);
  const std::string text = str(rt, module);
  return text == "builtins" ? str(rt, name) : text + "." + str(rt, name);
}

Value GenericAlias::of(Runtime& rt, Class& origin, const Value& key) {
  if (!takes_brackets(rt, origin)) return {};
  auto* several = as<Tuple>(key);
  const Value arguments = several != nullptr ? key : make_tuple(rt, {key});
  return Value(
      new GenericAlias(rt.types.generic_alias, origin, Ref<Tuple>(as<Tuple>(arguments)), false));
}

std::string GenericAlias::repr(Runtime& rt) {
  std::string text = (unpacked_ ? "*" : "") + name_of(*origin_) + "[";
  for (std::size_t i = 0; i < arguments_->items.size(); ++i)
    text += (i == 0 ? "" : ", ") + repr_in_annotation(rt, arguments_->items[i]);
  return text + (arguments_->items.empty() ? "()]" : "]");
}

std::size_t GenericAlias::hash(Runtime& rt) {
  return python::hash(rt, Value(origin_)) ^ python::hash(rt, Value(arguments_));
}

Value GenericAlias::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* alias = host<GenericAlias>(other);
  const bool about_equality = op == CompareOperator::Equal || op == CompareOperator::NotEqual;
  if (alias == nullptr || !about_equality) return Object::compare(rt, op, other);
  const bool same = alias->unpacked_ == unpacked_ && alias->origin_.get() == origin_.get() &&
                    equal(rt, Value(arguments_), Value(alias->arguments_));
  return Value::boolean(same == (op == CompareOperator::Equal));
}

Value GenericAlias::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (op != BinaryOperator::BitOr) return Value::not_implemented();
  return reflected ? Union::of(rt, other, Value(this)) : Union::of(rt, Value(this), other);
}

Value GenericAlias::get_item(Runtime& rt, const Value& key) {
  static_cast<void>(key);
  type_error(rt, "{} is not a generic class", repr(rt));
}

// f(*list[int]) stands for one thing.
Ref<Iterator> GenericAlias::iterate(Runtime& rt) {
  Value one(new GenericAlias(cls, *origin_, arguments_, true));
  return make_iterator(rt, "generic_alias_iterator", [one](Runtime&, Value& out) mutable {
    if (!one) return false;
    out = std::move(one);
    one = Value();
    return true;
  });
}

Value GenericAlias::call(Runtime& rt, Arguments& arguments) {
  Value made = origin_->call(rt, arguments);
  try {
    python::set_attribute(rt, made, rt.intern("__orig_class__"), Value(this));
  } catch (const Raised& raised) {
    const Class& type = *raised.exception->cls;
    if (!type.derives_from(*exception_class(rt, "AttributeError")) &&
        !type.derives_from(*exception_class(rt, "TypeError")))
      throw;
  }
  return made;
}

Value GenericAlias::find_attribute(Runtime& rt, Str* name) {
  const std::string& text = name->text;
  if (text == "__class__") return Value(cls);
  if (text == "__origin__") return Value(origin_);
  if (text == "__args__") return Value(arguments_);
  if (text == "__parameters__") return make_tuple(rt, {});
  if (text == "__unpacked__") return Value::boolean(unpacked_);
  if (Value of_class = origin_->find_attribute(rt, name)) return of_class;
  attribute_error(rt, "type object '{}' has no attribute '{}'", origin_->name, text);
}

}  // namespace undumpy::python
