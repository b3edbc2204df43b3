// The special methods of built-in types as attributes: 'a'.__len__(), super().__getitem__(i),
// list.__eq__(a, b). Each is the operation of the built-in type itself, not what a class of the
// program made of it.

#include <fmt/format.h>

#include "engine/python/containers.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

template <class T>
T& self_of(const Arguments& a) {
  return *static_cast<T*>(a[0].object());
}

template <class T>
Value special_repr(Runtime& rt, Arguments& a) {
  return make_text(rt, self_of<T>(a).T::repr(rt));
}
template <class T>
Value special_str(Runtime& rt, Arguments& a) {
  return make_text(rt, self_of<T>(a).T::str(rt));
}
template <class T>
Value special_hash(Runtime& rt, Arguments& a) {
  return make_integer(rt, static_cast<std::int64_t>(self_of<T>(a).T::hash(rt)));
}
template <class T>
Value special_format(Runtime& rt, Arguments& a) {
  return self_of<T>(a).T::format(rt, text_argument(rt, a[1], "format()"));
}
template <class T, CompareOperator Op>
Value special_compare(Runtime& rt, Arguments& a) {
  const Value result = self_of<T>(a).T::compare(rt, Op, a[1]);
  if (!result.is_not_implemented() || Op != CompareOperator::NotEqual) return result;
  // != is what == says, turned around.
  const Value same = self_of<T>(a).T::compare(rt, CompareOperator::Equal, a[1]);
  return same.is_not_implemented() ? same : Value::boolean(!truth(rt, same));
}
template <class T, BinaryOperator Op, bool Reflected>
Value special_binary(Runtime& rt, Arguments& a) {
  return self_of<T>(a).T::binary(rt, Op, a[1], Reflected);
}
// list.__add__(a, b) fails where a number's operator is NotImplemented.
template <class T>
Value special_add(Runtime& rt, Arguments& a) {
  Value result = self_of<T>(a).T::binary(rt, BinaryOperator::Add, a[1], false);
  if (!result.is_not_implemented()) return result;
  if (T::TheKind == Kind::Bytes) type_error(rt, "can't concat {} to bytes", type_name(rt, a[1]));
  const char* type = T::TheKind == Kind::Str ? "str" : T::TheKind == Kind::List ? "list" : "tuple";
  type_error(rt, "can only concatenate {} (not \"{}\") to {}", type, type_name(rt, a[1]), type);
}
template <class T>
Value special_repeat(Runtime& rt, Arguments& a) {
  const Value count = make_int(rt, to_count(rt, a[1]));
  return self_of<T>(a).T::binary(rt, BinaryOperator::Multiply, count, false);
}
template <class T, BinaryOperator Op>
Value special_in_place(Runtime& rt, Arguments& a) {
  return self_of<T>(a).T::in_place(rt, Op, a[1]);
}
template <class T>
Value special_len(Runtime& rt, Arguments& a) {
  return make_int(rt, static_cast<std::int64_t>(self_of<T>(a).T::length(rt)));
}
template <class T>
Value special_iter(Runtime& rt, Arguments& a) {
  return self_of<T>(a).T::iterate(rt);
}
template <class T>
Value special_contains(Runtime& rt, Arguments& a) {
  return Value::boolean(self_of<T>(a).T::contains(rt, a[1]));
}
template <class T>
Value special_getitem(Runtime& rt, Arguments& a) {
  return self_of<T>(a).T::get_item(rt, a[1]);
}
template <class T>
Value special_setitem(Runtime& rt, Arguments& a) {
  self_of<T>(a).T::set_item(rt, a[1], a[2]);
  return Value::none();
}
template <class T>
Value special_delitem(Runtime& rt, Arguments& a) {
  self_of<T>(a).T::delete_item(rt, a[1]);
  return Value::none();
}

template <class T>
void define_basics(Runtime& rt, Class* cls) {
  rt.method(cls, "__repr__", special_repr<T>, 0, 0);
  rt.method(cls, "__hash__", special_hash<T>, 0, 0);
  rt.method(cls, "__eq__", special_compare<T, CompareOperator::Equal>, 1, 1);
  rt.method(cls, "__ne__", special_compare<T, CompareOperator::NotEqual>, 1, 1);
}
template <class T>
void define_order(Runtime& rt, Class* cls) {
  rt.method(cls, "__lt__", special_compare<T, CompareOperator::Less>, 1, 1);
  rt.method(cls, "__le__", special_compare<T, CompareOperator::LessEqual>, 1, 1);
  rt.method(cls, "__gt__", special_compare<T, CompareOperator::Greater>, 1, 1);
  rt.method(cls, "__ge__", special_compare<T, CompareOperator::GreaterEqual>, 1, 1);
}
template <class T>
void define_container(Runtime& rt, Class* cls) {
  rt.method(cls, "__len__", special_len<T>, 0, 0);
  rt.method(cls, "__iter__", special_iter<T>, 0, 0);
  rt.method(cls, "__contains__", special_contains<T>, 1, 1);
}
template <class T>
void define_sequence(Runtime& rt, Class* cls) {
  define_basics<T>(rt, cls);
  define_order<T>(rt, cls);
  define_container<T>(rt, cls);
  rt.method(cls, "__getitem__", special_getitem<T>, 1, 1);
  rt.method(cls, "__add__", special_add<T>, 1, 1);
  rt.method(cls, "__mul__", special_repeat<T>, 1, 1);
  rt.method(cls, "__rmul__", special_repeat<T>, 1, 1);
}
template <class T>
void define_items(Runtime& rt, Class* cls) {
  rt.method(cls, "__setitem__", special_setitem<T>, 2, 2);
  rt.method(cls, "__delitem__", special_delitem<T>, 1, 1);
  // What can change can not be hashed.
  cls->dict->set(*rt.intern("__hash__"), Value::none());
}
template <class T>
void define_set_operators(Runtime& rt, Class* cls) {
  rt.method(cls, "__or__", special_binary<T, BinaryOperator::BitOr, false>, 1, 1);
  rt.method(cls, "__and__", special_binary<T, BinaryOperator::BitAnd, false>, 1, 1);
  rt.method(cls, "__xor__", special_binary<T, BinaryOperator::BitXor, false>, 1, 1);
  rt.method(cls, "__sub__", special_binary<T, BinaryOperator::Subtract, false>, 1, 1);
}

// ---- numbers, which may be immediate ----------------------------------------------------------

template <BinaryOperator Op, bool Reflected>
Value number_operator(Runtime& rt, Arguments& a) {
  // int.__add__(1, 2.0) is NotImplemented: the float does it.
  const bool integers = is_integer(a[0]);
  if (integers && !is_integer(a[1])) return Value::not_implemented();
  return Reflected ? number_binary(rt, Op, a[1], a[0]) : number_binary(rt, Op, a[0], a[1]);
}
template <CompareOperator Op>
Value number_comparison(Runtime& rt, Arguments& a) {
  if (is_integer(a[0]) && !is_integer(a[1])) return Value::not_implemented();
  return number_compare(rt, Op, a[0], a[1]);
}
template <UnaryOperator Op>
Value number_sign(Runtime& rt, Arguments& a) {
  return number_unary(rt, Op, a[0]);
}
Value number_hash_method(Runtime& rt, Arguments& a) {
  return make_integer(rt, static_cast<std::int64_t>(number_hash(a[0])));
}
Value number_repr(Runtime& rt, Arguments& a) {
  if (const auto* real = as<Float>(a[0]))
    return make_text(rt, const_cast<Float*>(real)->Float::repr(rt));
  return make_text(rt, a[0].is_bool() ? repr(rt, a[0]) : integer_text(rt, integer_of(a[0])));
}
Value number_truth(Runtime& rt, Arguments& a) {
  if (const auto* real = as<Float>(a[0])) return Value::boolean(real->number != 0);
  return static_cast<void>(rt), Value::boolean(integer_of(a[0]) != 0);
}
Value number_float(Runtime& rt, Arguments& a) { return make_float(rt, double_of(rt, a[0])); }
Value number_int(Runtime& rt, Arguments& a) { return call(rt, Value(rt.types.int_), {a[0]}); }
template <bool Reflected>
Value number_divmod(Runtime& rt, Arguments& a) {
  if (!is_number(a[1]) || (is_integer(a[0]) && !is_integer(a[1]))) return Value::not_implemented();
  const Value left = Reflected ? a[1] : a[0];
  const Value right = Reflected ? a[0] : a[1];
  if (!is_integer(left) || !is_integer(right)) {
    static_cast<void>(double_of(rt, left));  // may be too large: that is told first
    if (double_of(rt, right) == 0) zero_division_error(rt, "float divmod()");
  }
  return make_tuple(rt, {number_binary(rt, BinaryOperator::FloorDivide, left, right),
                         number_binary(rt, BinaryOperator::Modulo, left, right)});
}
template <const char* const& Function>
Value by_builtin(Runtime& rt, Arguments& a) {
  const Value function = rt.builtins->get(*rt.intern(Function));
  return a.count > 1 ? call(rt, function, {a[0], a[1]}) : call(rt, function, {a[0]});
}
constexpr const char* Abs = "abs";
constexpr const char* Round = "round";
constexpr const char* Format = "format";

void define_number(Runtime& rt, Class* cls) {
  rt.method(cls, "__repr__", number_repr, 0, 0);
  rt.method(cls, "__hash__", number_hash_method, 0, 0);
  rt.method(cls, "__eq__", number_comparison<CompareOperator::Equal>, 1, 1);
  rt.method(cls, "__ne__", number_comparison<CompareOperator::NotEqual>, 1, 1);
  rt.method(cls, "__lt__", number_comparison<CompareOperator::Less>, 1, 1);
  rt.method(cls, "__le__", number_comparison<CompareOperator::LessEqual>, 1, 1);
  rt.method(cls, "__gt__", number_comparison<CompareOperator::Greater>, 1, 1);
  rt.method(cls, "__ge__", number_comparison<CompareOperator::GreaterEqual>, 1, 1);
  rt.method(cls, "__bool__", number_truth, 0, 0);
  rt.method(cls, "__neg__", number_sign<UnaryOperator::Minus>, 0, 0);
  rt.method(cls, "__pos__", number_sign<UnaryOperator::Plus>, 0, 0);
  rt.method(cls, "__abs__", by_builtin<Abs>, 0, 0);
  rt.method(cls, "__round__", by_builtin<Round>, 0, 1);
  rt.method(cls, "__format__", by_builtin<Format>, 1, 1);
  rt.method(cls, "__int__", number_int, 0, 0);
  rt.method(cls, "__trunc__", number_int, 0, 0);
  rt.method(cls, "__float__", number_float, 0, 0);
  rt.method(cls, "__divmod__", number_divmod<false>, 1, 1);
  rt.method(cls, "__rdivmod__", number_divmod<true>, 1, 1);
#define UNDUMPY_NUMBER(name, op)                                                    \
  rt.method(cls, "__" name "__", number_operator<BinaryOperator::op, false>, 1, 1); \
  rt.method(cls, "__r" name "__", number_operator<BinaryOperator::op, true>, 1, 1);
  UNDUMPY_NUMBER("add", Add)
  UNDUMPY_NUMBER("sub", Subtract)
  UNDUMPY_NUMBER("mul", Multiply)
  UNDUMPY_NUMBER("truediv", Divide)
  UNDUMPY_NUMBER("floordiv", FloorDivide)
  UNDUMPY_NUMBER("mod", Modulo)
  UNDUMPY_NUMBER("pow", Power)
  if (cls != rt.types.int_) return;
  UNDUMPY_NUMBER("lshift", LeftShift)
  UNDUMPY_NUMBER("rshift", RightShift)
  UNDUMPY_NUMBER("and", BitAnd)
  UNDUMPY_NUMBER("or", BitOr)
  UNDUMPY_NUMBER("xor", BitXor)
#undef UNDUMPY_NUMBER
  rt.method(cls, "__invert__", number_sign<UnaryOperator::Invert>, 0, 0);
  rt.method(cls, "__index__", number_int, 0, 0);
}

// ---- object -----------------------------------------------------------------------------------

// Any value is an object, immediate ones too.
Value object_repr(Runtime& rt, Arguments& a) {
  if (!a[0].is_object()) return make_text(rt, repr(rt, a[0]));
  return make_text(rt, a[0].object()->Object::repr(rt));
}
Value object_str(Runtime& rt, Arguments& a) { return make_text(rt, repr(rt, a[0])); }
Value object_hash(Runtime& rt, Arguments& a) {
  if (!a[0].is_object()) return make_integer(rt, static_cast<std::int64_t>(hash(rt, a[0])));
  return make_integer(rt, static_cast<std::int64_t>(a[0].object()->Object::hash(rt)));
}
Value object_format(Runtime& rt, Arguments& a) {
  if (!text_argument(rt, a[1], "format()").empty())
    type_error(rt, "unsupported format string passed to {}.__format__", type_name(rt, a[0]));
  return make_text(rt, str(rt, a[0]));
}
template <CompareOperator Op>
Value object_compare(Runtime& rt, Arguments& a) {
  if (Op == CompareOperator::Equal)
    return a[0].same(a[1]) ? Value::boolean(true) : Value::not_implemented();
  if (Op != CompareOperator::NotEqual) return Value::not_implemented();
  const Value result = call_method(rt, a[0], "__eq__", {a[1]});
  return result.is_not_implemented() ? result : Value::boolean(!truth(rt, result));
}

Str* name_argument(Runtime& rt, const Value& value) {
  if (const auto* name = as<Str>(value)) return rt.intern(*name);
  type_error(rt, "attribute name must be string, not '{}'", type_name(rt, value));
}
Object& instance_argument(Runtime& rt, const Value& value) {
  if (value.is_object() && as<Class>(value) == nullptr) return *value.object();
  type_error(rt, "can't apply this to {} object", type_name(rt, value));
}
Value object_getattribute(Runtime& rt, Arguments& a) {
  Str* name = name_argument(rt, a[1]);
  const Value found = a[0].is_object() && a[0].object()->cls->of_program
                          ? user::find_attribute(rt, *a[0].object(), name)
                          : find_attribute(rt, a[0], name);
  if (!found) no_attribute(rt, a[0], *name);
  return found;
}
Value object_setattr(Runtime& rt, Arguments& a) {
  Object& object = instance_argument(rt, a[0]);
  if (object.cls->of_program)
    user::set_plain_attribute(rt, object, name_argument(rt, a[1]), a[2]);
  else
    object.set_attribute(rt, name_argument(rt, a[1]), a[2]);
  return Value::none();
}
Value object_delattr(Runtime& rt, Arguments& a) {
  Object& object = instance_argument(rt, a[0]);
  if (object.cls->of_program)
    user::delete_plain_attribute(rt, object, name_argument(rt, a[1]));
  else
    object.delete_attribute(rt, name_argument(rt, a[1]));
  return Value::none();
}

void define_object_methods(Runtime& rt) {
  Class* object = rt.types.object;
  rt.method(object, "__repr__", object_repr, 0, 0);
  rt.method(object, "__str__", object_str, 0, 0);
  rt.method(object, "__hash__", object_hash, 0, 0);
  rt.method(object, "__format__", object_format, 1, 1);
  rt.method(object, "__eq__", object_compare<CompareOperator::Equal>, 1, 1);
  rt.method(object, "__ne__", object_compare<CompareOperator::NotEqual>, 1, 1);
  rt.method(object, "__lt__", object_compare<CompareOperator::Less>, 1, 1);
  rt.method(object, "__le__", object_compare<CompareOperator::LessEqual>, 1, 1);
  rt.method(object, "__gt__", object_compare<CompareOperator::Greater>, 1, 1);
  rt.method(object, "__ge__", object_compare<CompareOperator::GreaterEqual>, 1, 1);
  rt.method(object, "__getattribute__", object_getattribute, 1, 1);
  rt.method(object, "__setattr__", object_setattr, 2, 2);
  rt.method(object, "__delattr__", object_delattr, 1, 1);
}

}  // namespace

void define_special_methods(Runtime& rt) {
  const Types& t = rt.types;
  define_object_methods(rt);
  define_number(rt, t.int_);
  define_number(rt, t.float_);
  define_sequence<Str>(rt, t.str);
  rt.method(t.str, "__str__", special_str<Str>, 0, 0);
  rt.method(t.str, "__format__", special_format<Str>, 1, 1);
  rt.method(t.str, "__mod__", special_binary<Str, BinaryOperator::Modulo, false>, 1, 1);
  define_sequence<Bytes>(rt, t.bytes);
  define_sequence<Tuple>(rt, t.tuple);
  define_sequence<List>(rt, t.list);
  define_items<List>(rt, t.list);
  rt.method(t.list, "__iadd__", special_in_place<List, BinaryOperator::Add>, 1, 1);
  rt.method(t.list, "__imul__", special_in_place<List, BinaryOperator::Multiply>, 1, 1);
  define_basics<Dict>(rt, t.dict);
  define_container<Dict>(rt, t.dict);
  rt.method(t.dict, "__getitem__", special_getitem<Dict>, 1, 1);
  rt.method(t.dict, "__or__", special_binary<Dict, BinaryOperator::BitOr, false>, 1, 1);
  define_items<Dict>(rt, t.dict);
  for (Class* cls : {t.set, t.frozenset}) {
    define_basics<Set>(rt, cls);
    define_order<Set>(rt, cls);
    define_container<Set>(rt, cls);
    define_set_operators<Set>(rt, cls);
  }
  t.set->dict->set(*rt.intern("__hash__"), Value::none());
  define_basics<Range>(rt, t.range);
  define_container<Range>(rt, t.range);
  rt.method(t.range, "__getitem__", special_getitem<Range>, 1, 1);
  for (Class* cls : {t.dict_keys, t.dict_values, t.dict_items}) define_container<DictView>(rt, cls);
}

}  // namespace undumpy::python
