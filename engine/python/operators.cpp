#include "engine/python/operators.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/class.h"
#include "engine/python/generic_alias.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/union.h"

namespace undumpy::python {

std::string repr(Runtime& rt, const Value& value) {
  if (value.is_object()) {
    const DepthGuard guard(rt, " while getting the repr of an object");
    return value.object()->repr(rt);
  }
  if (value.is_small()) return std::to_string(value.small());
  if (value.is_none()) return "None";
  if (value.is_bool()) return value.is_true() ? "True" : "False";
  return value.is_ellipsis() ? "Ellipsis" : "NotImplemented";
}

std::string str(Runtime& rt, const Value& value) {
  if (!value.is_object()) return repr(rt, value);
  const DepthGuard guard(rt, " while getting the str of an object");
  return value.object()->str(rt);
}

std::size_t hash(Runtime& rt, const Value& value) {
  if (value.is_object()) {
    rt.check_stack();
    return value.object()->hash(rt);
  }
  if (value.is_small() || value.is_bool()) return number_hash(value);
  return value.bits();
}

bool truth_of_object(Runtime& rt, const Value& value) {
  return !value.is_object() || value.object()->truth(rt);
}

namespace {

CompareOperator mirrored(CompareOperator op) {
  switch (op) {
    case CompareOperator::Less:
      return CompareOperator::Greater;
    case CompareOperator::LessEqual:
      return CompareOperator::GreaterEqual;
    case CompareOperator::Greater:
      return CompareOperator::Less;
    case CompareOperator::GreaterEqual:
      return CompareOperator::LessEqual;
    default:
      return op;
  }
}

bool is_proper_subclass(Runtime& rt, const Value& right, const Value& left) {
  const Class* r = type_of(rt, right);
  const Class* l = type_of(rt, left);
  return r != l && r->derives_from(*l);
}

Value compare_one(Runtime& rt, CompareOperator op, const Value& left, const Value& right) {
  if (left.is_object()) return left.object()->compare(rt, op, right);
  return number_compare(rt, op, left, right);
}

// Python 2 orders everything: None first, then numbers, then by the name of the type.
Value compare_types(Runtime& rt, CompareOperator op, const Value& left, const Value& right) {
  const auto key = [&rt](const Value& value) {
    return value.is_none()    ? std::string("\0", 1)
           : is_number(value) ? std::string("\1")
                              : type_name(rt, value);
  };
  const int order = key(left).compare(key(right));
  return compare(rt, op, Value::small(order < 0 ? -1 : order > 0 ? 1 : 0), Value::small(0));
}

Value rich_compare(Runtime& rt, CompareOperator op, const Value& left, const Value& right) {
  const DepthGuard guard(rt, " in comparison");
  if (right.is_object() && right.object()->cls->of_program && is_proper_subclass(rt, right, left)) {
    Value result = compare_one(rt, mirrored(op), right, left);
    if (!result.is_not_implemented()) return result;
  }
  Value result = compare_one(rt, op, left, right);
  if (result.is_not_implemented()) result = compare_one(rt, mirrored(op), right, left);
  if (!result.is_not_implemented()) return result;
  if (op == CompareOperator::Equal) return Value::boolean(left.same(right));
  if (op == CompareOperator::NotEqual) return Value::boolean(!left.same(right));
  if (rt.python2()) return compare_types(rt, op, left, right);
  type_error(rt, "'{}' not supported between instances of '{}' and '{}'", to_string(op),
             type_name(rt, left), type_name(rt, right));
}

}  // namespace

Value compare(Runtime& rt, CompareOperator op, const Value& left, const Value& right) {
  if (left.is_small() && right.is_small()) {
    const std::int64_t l = left.small();
    const std::int64_t r = right.small();
    switch (op) {
      case CompareOperator::Equal:
        return Value::boolean(l == r);
      case CompareOperator::NotEqual:
        return Value::boolean(l != r);
      case CompareOperator::Less:
        return Value::boolean(l < r);
      case CompareOperator::LessEqual:
        return Value::boolean(l <= r);
      case CompareOperator::Greater:
        return Value::boolean(l > r);
      case CompareOperator::GreaterEqual:
        return Value::boolean(l >= r);
      default:
        break;
    }
  }
  switch (op) {
    case CompareOperator::Is:
      return Value::boolean(left.same(right));
    case CompareOperator::IsNot:
      return Value::boolean(!left.same(right));
    case CompareOperator::In:
      return Value::boolean(contains(rt, right, left));
    case CompareOperator::NotIn:
      return Value::boolean(!contains(rt, right, left));
    default:
      return rich_compare(rt, op, left, right);
  }
}

Value ordered(CompareOperator op, int order) {
  switch (op) {
    case CompareOperator::Equal:
      return Value::boolean(order == 0);
    case CompareOperator::NotEqual:
      return Value::boolean(order != 0);
    case CompareOperator::Less:
      return Value::boolean(order < 0);
    case CompareOperator::LessEqual:
      return Value::boolean(order <= 0);
    case CompareOperator::Greater:
      return Value::boolean(order > 0);
    case CompareOperator::GreaterEqual:
      return Value::boolean(order >= 0);
    default:
      return Value::not_implemented();
  }
}

bool equal(Runtime& rt, const Value& left, const Value& right) {
  if (left.same(right)) return true;
  if (left.is_small() && right.is_small()) return false;
  return truth(rt, compare(rt, CompareOperator::Equal, left, right));
}

bool less(Runtime& rt, const Value& left, const Value& right) {
  return truth(rt, compare(rt, CompareOperator::Less, left, right));
}

namespace {

Value binary_one(Runtime& rt, BinaryOperator op, const Value& self, const Value& other,
                 bool reflected) {
  return self.is_object() ? self.object()->binary(rt, op, other, reflected)
                          : Value::not_implemented();
}

std::string_view symbol(BinaryOperator op, bool assigned) {
  if (op == BinaryOperator::Power) return assigned ? "**=" : "** or pow()";
  return to_string(op);
}

Value try_binary(Runtime& rt, BinaryOperator op, const Value& left, const Value& right) {
  const bool left_of_program = left.is_object() && left.object()->cls->of_program;
  if (!left_of_program && (!right.is_object() || !right.object()->cls->of_program)) {
    Value result = number_binary(rt, op, left, right);
    if (!result.is_not_implemented()) return result;
    result = binary_one(rt, op, left, right, false);
    return result.is_not_implemented() ? binary_one(rt, op, right, left, true) : result;
  }
  // A subclass is asked first when it has its own idea of the operator.
  const Dunder reflected = dunder_at(Dunder::RAdd, static_cast<std::size_t>(op));
  const bool first_right =
      right.is_object() && right.object()->cls->of_program && is_proper_subclass(rt, right, left) &&
      !(left_of_program &&
        right.object()->cls->dunder(reflected).same(left.object()->cls->dunder(reflected)));
  if (first_right) {
    Value result = binary_one(rt, op, right, left, true);
    if (!result.is_not_implemented()) return result;
  }
  Value result = binary_one(rt, op, left, right, false);
  if (result.is_not_implemented() && !first_right) result = binary_one(rt, op, right, left, true);
  return result.is_not_implemented() ? number_binary(rt, op, left, right) : result;
}

// Whether a class of the program defines the method.
bool has_own(const Value& value, Dunder method) {
  return value.is_object() && value.object()->cls->dunder(method).present();
}

}  // namespace

Value binary(Runtime& rt, BinaryOperator op, const Value& left, const Value& right) {
  rt.check_stack();
  Value result = try_binary(rt, op, left, right);
  if (!result.is_not_implemented()) return result;
  // str + int has a wording of its own, unless a class of the program has its own +.
  const bool own_add = has_own(left, Dunder::Add);
  if (op == BinaryOperator::Add && !own_add) {
    if (as<Str>(left) != nullptr)
      type_error(rt, "can only concatenate str (not \"{}\") to str", type_name(rt, right));
    if (as<List>(left) != nullptr)
      type_error(rt, "can only concatenate list (not \"{}\") to list", type_name(rt, right));
    if (as<Tuple>(left) != nullptr)
      type_error(rt, "can only concatenate tuple (not \"{}\") to tuple", type_name(rt, right));
    if (as<Bytes>(left) != nullptr)
      type_error(rt, "can't concat {} to bytes", type_name(rt, right));
  }
  if (op == BinaryOperator::Multiply) {
    const auto is_sequence = [](const Value& v) {
      return !has_own(v, Dunder::Mul) && (as<Str>(v) != nullptr || as<List>(v) != nullptr ||
                                          as<Tuple>(v) != nullptr || as<Bytes>(v) != nullptr);
    };
    if (is_sequence(left))
      type_error(rt, "can't multiply sequence by non-int of type '{}'", type_name(rt, right));
    if (is_sequence(right))
      type_error(rt, "can't multiply sequence by non-int of type '{}'", type_name(rt, left));
  }
  type_error(rt, "unsupported operand type(s) for {}: '{}' and '{}'", symbol(op, false),
             type_name(rt, left), type_name(rt, right));
}

Value in_place(Runtime& rt, BinaryOperator op, const Value& left, const Value& right) {
  if (left.is_object()) {
    Value result = left.object()->in_place(rt, op, right);
    if (result.present() && !result.is_not_implemented()) return result;
    result = try_binary(rt, op, left, right);
    if (!result.is_not_implemented()) return result;
    const bool worded = (op == BinaryOperator::Add && !has_own(left, Dunder::Add)) ||
                        (op == BinaryOperator::Multiply && !has_own(left, Dunder::Mul));
    if (worded &&
        (as<Str>(left) != nullptr || as<Tuple>(left) != nullptr || as<Bytes>(left) != nullptr))
      return binary(rt, op, left, right);
  } else {
    Value result = try_binary(rt, op, left, right);
    if (!result.is_not_implemented()) return result;
  }
  // CPython's rule: what is a container of another kind does not look at the right side.
  const bool container =
      left.is_object() &&
      (left.object()->cls->of_program || as<Dict>(left) != nullptr || as<Set>(left) != nullptr ||
       as<DictView>(left) != nullptr || as<Range>(left) != nullptr);
  if (op == BinaryOperator::Multiply && (as<List>(left) != nullptr || !container)) {
    if (as<List>(left) != nullptr || as<Str>(right) != nullptr || as<List>(right) != nullptr ||
        as<Tuple>(right) != nullptr || as<Bytes>(right) != nullptr)
      return binary(rt, op, left, right);
  }
  type_error(rt, "unsupported operand type(s) for {}=: '{}' and '{}'", to_string(op),
             type_name(rt, left), type_name(rt, right));
}

Value unary(Runtime& rt, UnaryOperator op, const Value& operand) {
  if (op == UnaryOperator::Not) return Value::boolean(!truth(rt, operand));
  if (operand.is_small() || operand.is_bool()) return number_unary(rt, op, operand);
  if (operand.is_object()) return operand.object()->unary(rt, op);
  const char* sign = op == UnaryOperator::Minus ? "-" : op == UnaryOperator::Plus ? "+" : "~";
  type_error(rt, "bad operand type for unary {}: '{}'", sign, type_name(rt, operand));
}

std::size_t length(Runtime& rt, const Value& value) {
  if (value.is_object()) return value.object()->length(rt);
  type_error(rt, "object of type '{}' has no len()", type_name(rt, value));
}

Ref<Iterator> iterate(Runtime& rt, const Value& value) {
  if (value.is_object()) return value.object()->iterate(rt);
  type_error(rt, "'{}' object is not iterable", type_name(rt, value));
}

bool is_iterable(Runtime& rt, const Value& value) {
  if (!value.is_object()) return false;
  switch (value.object()->kind) {
    case Kind::Str:
    case Kind::Bytes:
    case Kind::List:
    case Kind::Tuple:
    case Kind::Dict:
    case Kind::Set:
    case Kind::Range:
    case Kind::DictView:
    case Kind::Generator:
    case Kind::Iterator:
      return true;
    default:
      return type_of(rt, value)->lookup(rt.intern("__iter__")).present() ||
             type_of(rt, value)->lookup(rt.intern("__getitem__")).present() ||
             host<GenericAlias>(value) != nullptr;
  }
}

Value get_item(Runtime& rt, const Value& object, const Value& key) {
  if (object.is_object()) return object.object()->get_item(rt, key);
  type_error(rt, "'{}' object is not subscriptable", type_name(rt, object));
}

void set_item(Runtime& rt, const Value& object, const Value& key, const Value& value) {
  if (object.is_object()) return object.object()->set_item(rt, key, value);
  type_error(rt, "'{}' object does not support item assignment", type_name(rt, object));
}

void delete_item(Runtime& rt, const Value& object, const Value& key) {
  if (object.is_object()) return object.object()->delete_item(rt, key);
  type_error(rt, "'{}' object doesn't support item deletion", type_name(rt, object));
}

bool contains(Runtime& rt, const Value& container, const Value& item) {
  if (container.is_object()) return container.object()->contains(rt, item);
  type_error(rt, "argument of type '{}' is not iterable", type_name(rt, container));
}

bool contains_by_iteration(Runtime& rt, const Value& container, const Value& item) {
  Ref<Iterator> iterator;
  try {
    iterator = iterate(rt, container);
  } catch (const Raised& raised) {
    if (!raised.exception->cls->derives_from(*exception_class(rt, "TypeError"))) throw;
  }
  if (!iterator) type_error(rt, "argument of type '{}' is not iterable", type_name(rt, container));
  Value value;
  while (iterator->next(rt, value)) {
    rt.step();
    if (equal(rt, value, item)) return true;
  }
  return false;
}

Value call(Runtime& rt, const Value& callee, Arguments& arguments) {
  rt.check_stack();
  if (callee.is_object()) return callee.object()->call(rt, arguments);
  type_error(rt, "'{}' object is not callable", type_name(rt, callee));
}

Value call(Runtime& rt, const Value& callee, std::initializer_list<Value> values) {
  std::array<Value, 4> copies;
  std::size_t count = 0;
  for (const Value& value : values) copies.at(count++) = value;
  Arguments arguments{copies.data(), static_cast<std::uint32_t>(count), 0, nullptr};
  return call(rt, callee, arguments);
}

Value call_with_self(Runtime& rt, const Value& callee, const Value& self, Arguments& arguments) {
  const std::size_t total = arguments.count + arguments.keywords;
  constexpr std::size_t Few = 12;
  std::array<Value, Few> few;
  std::vector<Value> many;
  Value* values = few.data();
  if (total + 1 > Few) {
    many.resize(total + 1);
    values = many.data();
  }
  values[0] = self;
  for (std::size_t i = 0; i < total; ++i) values[i + 1] = std::move(arguments.values[i]);
  Arguments all{values, arguments.count + 1, arguments.keywords, arguments.names};
  return call(rt, callee, all);
}

Value call_method(Runtime& rt, const Value& object, std::string_view name,
                  std::initializer_list<Value> values) {
  return call(rt, get_attribute(rt, object, rt.intern(name)), values);
}

bool callable(const Value& value) { return value.is_object() && value.object()->callable(); }

Value find_attribute(Runtime& rt, const Value& object, Str* name) {
  if (object.is_object()) return object.object()->find_attribute(rt, name);
  Class* cls = type_of(rt, object);
  const Value found = cls->lookup(name);
  return found ? bind_attribute(rt, found, object, *cls) : Value();
}

Value find_attribute(Runtime& rt, const Value& object, std::string_view name) {
  return find_attribute(rt, object, rt.intern(name));
}

Value find_special(Runtime& rt, const Value& value, std::string_view name) {
  Class* cls = type_of(rt, value);
  const Value found = cls->lookup(rt.intern(name));
  return found ? bind_attribute(rt, found, value, *cls) : Value();
}

Value get_attribute(Runtime& rt, const Value& object, Str* name) {
  Value value = find_attribute(rt, object, name);
  if (value.present()) return value;
  no_attribute(rt, object, *name);
}

void set_attribute(Runtime& rt, const Value& object, Str* name, const Value& value) {
  if (object.is_object()) return object.object()->set_attribute(rt, name, value);
  attribute_error(rt, "'{}' object has no attribute '{}'", type_name(rt, object), name->text);
}

void delete_attribute(Runtime& rt, const Value& object, Str* name) {
  if (object.is_object()) return object.object()->delete_attribute(rt, name);
  attribute_error(rt, "'{}' object has no attribute '{}'", type_name(rt, object), name->text);
}

Class* type_of(Runtime& rt, const Value& value) {
  if (value.is_object()) return value.object()->cls;
  if (value.is_small()) return rt.types.int_;
  if (value.is_bool()) return rt.types.bool_;
  if (value.is_none()) return rt.types.none;
  return value.is_ellipsis() ? rt.types.ellipsis : rt.types.not_implemented;
}

const std::string& type_name(Runtime& rt, const Value& value) {
  return type_of(rt, value)->message_name();
}

bool is_instance(Runtime& rt, const Value& value, const Class& cls) {
  Class* type = type_of(rt, value);
  return type->derives_from(cls) || (cls.accepts != nullptr && cls.accepts(rt, *type));
}

void refuse_alias(Runtime& rt, const Value& classes, const char* function) {
  if (host<GenericAlias>(classes) != nullptr)
    type_error(rt, "{}() argument 2 cannot be a parameterized generic", function);
}

bool is_instance_of(Runtime& rt, const Value& value, const Value& classes, const char* function) {
  if (const auto* cls = as<Class>(classes)) return is_instance(rt, value, *cls);
  if (classes.is_none()) return value.is_none();
  const auto* tuple = as<Tuple>(classes);
  const auto* united = host<Union>(classes);
  refuse_alias(rt, classes, function);
  if (tuple != nullptr || united != nullptr) {
    rt.check_stack();
    return std::ranges::any_of(
        tuple != nullptr ? tuple->items : united->classes,
        [&](const Value& item) { return is_instance_of(rt, value, item, function); });
  }
  type_error(rt, "{}() arg 2 must be a type, a tuple of types, or a union", function);
}

Integer index_value(Runtime& rt, const Value& value) {
  if (is_integer(value)) return integer_of(value);
  if (value.is_object())
    if (const Value& method = value.object()->cls->dunder(Dunder::Index)) {
      const Value result = call(rt, method, {value});
      if (is_integer(result)) return integer_of(result);
      type_error(rt, "__index__ returned non-int (type {})", type_name(rt, result));
    }
  type_error(rt, "'{}' object cannot be interpreted as an integer", type_name(rt, value));
}

std::int64_t to_index(Runtime& rt, const Value& value) {
  if (value.is_small()) return value.small();
  const Integer number = index_value(rt, value);
  if (number > INT64_MAX || number < INT64_MIN)
    raise(rt, "IndexError", "cannot fit 'int' into an index-sized integer");
  return static_cast<std::int64_t>(number);
}

std::int64_t to_count(Runtime& rt, const Value& value) {
  const Integer number = index_value(rt, value);
  if (number > INT64_MAX || number < INT64_MIN)
    overflow_error(rt, "cannot fit 'int' into an index-sized integer");
  return static_cast<std::int64_t>(number);
}

std::string text_argument(Runtime& rt, const Value& value, const char* what) {
  if (const auto* text = as<Str>(value)) return text->text;
  type_error(rt, "{} must be str, not {}", what,
             value && !value.is_none() ? type_name(rt, value) : "None");
}

Value make_text(Runtime& rt, std::string text) {
  return Value(new Str(rt.types.str, std::move(text)));
}
Value make_bytes(Runtime& rt, std::string bytes) {
  return Value(new Bytes(rt.types.bytes, std::move(bytes)));
}
Value make_float(Runtime& rt, double number) { return Value(new Float(rt.types.float_, number)); }
Value make_int(Runtime& rt, std::int64_t number) {
  return Value::fits(number) ? Value::small(number) : make_integer(rt, number);
}
Value make_list(Runtime& rt, std::vector<Value> items) {
  return Value(new List(rt.types.list, std::move(items)));
}
Value make_tuple(Runtime& rt, std::vector<Value> items) {
  if (items.empty() && rt.empty_tuple) return rt.empty_tuple;
  return Value(new Tuple(rt.types.tuple, std::move(items)));
}
Ref<Dict> new_dict(Runtime& rt) { return Ref<Dict>(new Dict(rt.types.dict)); }

}  // namespace undumpy::python
