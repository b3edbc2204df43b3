// The operations of Python on any value, immediate or object.
#pragma once

#include <compare>
#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/python/arguments.h"
#include "engine/python/object.h"

namespace undumpy::python {

std::string repr(Runtime& rt, const Value& value);
std::string str(Runtime& rt, const Value& value);
std::string format(Runtime& rt, const Value& value, const std::string& spec);
std::size_t hash(Runtime& rt, const Value& value);
bool truth_of_object(Runtime& rt, const Value& value);
inline bool truth(Runtime& rt, const Value& value) {
  if (value.is_true()) return true;
  if (value.is_false() || value.is_none()) return false;
  if (value.is_small()) return value.small() != 0;
  return truth_of_object(rt, value);
}

Value compare(Runtime& rt, CompareOperator op, const Value& left, const Value& right);
// What == < … say of two values of which `order` is below, equal to or above 0; NotImplemented for
// other operators.
Value ordered(CompareOperator op, int order);
inline Value ordered(CompareOperator op, std::strong_ordering order) {
  return ordered(op, order < 0 ? -1 : order > 0 ? 1 : 0);
}
bool equal(Runtime& rt, const Value& left, const Value& right);
bool less(Runtime& rt, const Value& left, const Value& right);
Value binary(Runtime& rt, BinaryOperator op, const Value& left, const Value& right);
Value in_place(Runtime& rt, BinaryOperator op, const Value& left, const Value& right);
Value unary(Runtime& rt, UnaryOperator op, const Value& operand);

std::size_t length(Runtime& rt, const Value& value);
Ref<Iterator> iterate(Runtime& rt, const Value& value);
// Without iterating: built-in containers, iterators, and what has __iter__ or __getitem__.
bool is_iterable(Runtime& rt, const Value& value);
Value get_item(Runtime& rt, const Value& object, const Value& key);
void set_item(Runtime& rt, const Value& object, const Value& key, const Value& value);
void delete_item(Runtime& rt, const Value& object, const Value& key);
bool contains(Runtime& rt, const Value& container, const Value& item);
bool contains_by_iteration(Runtime& rt, const Value& container, const Value& item);

Value call(Runtime& rt, const Value& callee, Arguments& arguments);
Value call(Runtime& rt, const Value& callee, std::initializer_list<Value> values);
Value call_with_self(Runtime& rt, const Value& callee, const Value& self, Arguments& arguments);
// object.name(values…): raises AttributeError when there is no such method.
Value call_method(Runtime& rt, const Value& object, std::string_view name,
                  std::initializer_list<Value> values);
bool callable(const Value& value);

// Raises AttributeError.
Value get_attribute(Runtime& rt, const Value& object, Str* name);
// Absent when there is none.
Value find_attribute(Runtime& rt, const Value& object, Str* name);
Value find_attribute(Runtime& rt, const Value& object, std::string_view name);
// A special method: of the value's class, never of the value itself; bound. Absent when there is
// none.
Value find_special(Runtime& rt, const Value& value, std::string_view name);
void set_attribute(Runtime& rt, const Value& object, Str* name, const Value& value);
void delete_attribute(Runtime& rt, const Value& object, Str* name);
[[noreturn]] void no_attribute(Runtime& rt, const Value& object, const Str& name);

Class* type_of(Runtime& rt, const Value& value);
const std::string& type_name(Runtime& rt, const Value& value);
bool is_instance(Runtime& rt, const Value& value, const Class& cls);
// Raises TypeError when `classes` is list[int].
void refuse_alias(Runtime& rt, const Value& classes, const char* function);
// isinstance(): `classes` is a class or a tuple of classes.
bool is_instance_of(Runtime& rt, const Value& value, const Value& classes, const char* function);

// An integer index (int, bool, or __index__): raises TypeError("… cannot be interpreted as an
// integer"), IndexError when it does not fit 64 bits.
std::int64_t to_index(Runtime& rt, const Value& value);
// The same for sequence * count: OverflowError when it does not fit.
std::int64_t to_count(Runtime& rt, const Value& value);
// A count or width that may not be huge: raises OverflowError.
std::string text_argument(Runtime& rt, const Value& value, const char* what);

// Makers of the commonest objects.
Value make_text(Runtime& rt, std::string text);
Value make_bytes(Runtime& rt, std::string bytes);
Value make_float(Runtime& rt, double number);
Value make_int(Runtime& rt, std::int64_t number);
Value make_list(Runtime& rt, std::vector<Value> items);
Value make_tuple(Runtime& rt, std::vector<Value> items);
Ref<Dict> new_dict(Runtime& rt);

}  // namespace undumpy::python
