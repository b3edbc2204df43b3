#include "engine/python/union.h"

#include <algorithm>

#include "engine/python/generic_alias.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

bool may_join(const Value& value) {
  return value.is_none() || as<Class>(value) != nullptr || host<Union>(value) != nullptr ||
         host<GenericAlias>(value) != nullptr;
}

}  // namespace

void Union::add(Runtime& rt, const Value& value) {
  if (const auto* other = host<Union>(value)) {
    for (const Value& each : other->classes) add(rt, each);
    return;
  }
  const bool known =
      std::ranges::any_of(classes, [&](const Value& each) { return equal(rt, each, value); });
  if (!known) classes.push_back(value);
}

Value Union::of(Runtime& rt, const Value& left, const Value& right) {
  if (!may_join(left) || !may_join(right)) return Value::not_implemented();
  const Ref<Union> made(new Union(Kind::Host, rt.types.union_));
  made->add(rt, left);
  made->add(rt, right);
  return made->classes.size() == 1 ? made->classes.front() : Value(made.get());
}

std::string Union::repr(Runtime& rt) {
  std::string text;
  for (const Value& each : classes)
    text += (text.empty() ? "" : " | ") + repr_in_annotation(rt, each);
  return text;
}

Value Union::get_item(Runtime& rt, const Value& key) {
  static_cast<void>(key);
  type_error(rt, "{} is not a generic class", repr(rt));
}

std::size_t Union::hash(Runtime& rt) {
  std::size_t sum = 0;  // in any order
  for (const Value& each : classes) sum += python::hash(rt, each);
  return sum;
}

Value Union::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* united = host<Union>(other);
  const bool about_equality = op == CompareOperator::Equal || op == CompareOperator::NotEqual;
  if (united == nullptr || !about_equality) return Object::compare(rt, op, other);
  const bool equal =
      united->classes.size() == classes.size() && std::ranges::all_of(classes, [&](const Value& v) {
        return std::ranges::any_of(united->classes,
                                   [&](const Value& w) { return python::equal(rt, v, w); });
      });
  return Value::boolean(equal == (op == CompareOperator::Equal));
}

Value Union::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (op != BinaryOperator::BitOr) return Value::not_implemented();
  return reflected ? of(rt, other, Value(this)) : of(rt, Value(this), other);
}

}  // namespace undumpy::python
