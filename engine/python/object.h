// Object: the base of everything that is not immediate, and the operations of Python on it.
//
// Each C++ class implements a built-in type by overriding the operations that it supports; the
// defaults raise Python's TypeErrors. Classes written in Python are UserObject<Base>
// (user_object.h): they look for a method in the class first and fall back on Base. Free functions
// of the same names (operators.h) accept any Value, immediate ones too: callers use those.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/python/heap.h"
#include "engine/python/value.h"
#include "parser/syntax.h"

namespace undumpy::python {

class Runtime;
class Class;
class Dict;
class Iterator;
class Str;
struct Arguments;

enum class Kind : std::uint8_t {
  Instance,
  BigInteger,
  Float,
  Str,
  Bytes,
  List,
  Tuple,
  Dict,
  Set,
  Range,
  Slice,
  Decimal,
  Date,
  Time,
  DateTime,
  TimeDelta,
  TimeZone,
  Function,
  Native,
  BoundMethod,
  Class,
  Property,
  StaticMethod,
  ClassMethod,
  Super,
  Module,
  Exception,
  Generator,
  Iterator,
  ClosureCell,
  DictView,
  Host,  // objects of the host: regular expressions, models, querysets, …
};

using syntax::BinaryOperator;
using syntax::CompareOperator;
using syntax::UnaryOperator;

class Object {
 public:
  Object(Kind kind_of_object, Class* class_of_object)
      : kind(kind_of_object), cls(class_of_object) {}
  virtual ~Object();
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  static void* operator new(std::size_t size);
  static void operator delete(void* memory, std::size_t size);

  virtual std::string repr(Runtime& rt);
  virtual std::string str(Runtime& rt);
  virtual Value format(Runtime& rt, const std::string& spec);
  virtual std::size_t hash(Runtime& rt);
  virtual bool truth(Runtime& rt);
  // == < …: True, False or NotImplemented (any value for classes of the program).
  virtual Value compare(Runtime& rt, CompareOperator op, const Value& other);
  // self op other; `reflected`: other op self. NotImplemented when the operand is unknown.
  virtual Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected);
  // self op= other, in place; absent when the type has no such operation.
  virtual Value in_place(Runtime& rt, BinaryOperator op, const Value& other);
  virtual Value unary(Runtime& rt, UnaryOperator op);
  virtual std::size_t length(Runtime& rt);
  virtual bool has_length() const { return false; }
  virtual Ref<Iterator> iterate(Runtime& rt);
  virtual Value get_item(Runtime& rt, const Value& key);
  virtual void set_item(Runtime& rt, const Value& key, const Value& value);
  virtual void delete_item(Runtime& rt, const Value& key);
  virtual bool contains(Runtime& rt, const Value& item);
  virtual Value call(Runtime& rt, Arguments& arguments);
  virtual bool callable() const { return false; }
  // Absent when there is no such attribute.
  virtual Value find_attribute(Runtime& rt, Str* name);
  virtual void set_attribute(Runtime& rt, Str* name, const Value& value);
  virtual void delete_attribute(Runtime& rt, Str* name);
  // What the type computes under a name that neither the object nor its class has an attribute of;
  // and the way to set such a thing: false when the type has none of that name.
  virtual Value computed_attribute(Runtime& rt, const std::string& name);
  virtual bool set_computed(Runtime& rt, const std::string& name, const Value& value);
  // The object's own attributes, when it can have some.
  virtual Dict* attributes() { return nullptr; }
  virtual Ref<Dict> make_attributes(Runtime& rt);
  // What it becomes when it is found in a class: read through `self` (absent: through the class).
  // Functions become methods; host objects may do likewise.
  virtual Value bind(Runtime& rt, const Value& self, Class& cls);
  // Adds the names of attributes that stand neither in attributes() nor in its class: for dir() and
  // "did you mean".
  virtual void add_names(std::vector<std::string>& names) const { static_cast<void>(names); }
  // Lets go of everything it refers to: the end of the heap breaks circles so.
  virtual void clear() {}

  std::uint32_t references = 0;
  const Kind kind;
  bool in_repr = false;  // repr() of it is under way: [...] instead of endless recursion
  Class* cls;
};

// An object that may be part of a circle of references.
class TrackedObject : public Object {
 public:
  TrackedObject(Kind kind_of_object, Class* class_of_object);
  ~TrackedObject() override;

 private:
  std::size_t position_;
};

inline void retain(Object* object) noexcept { ++object->references; }
inline void release(Object* object) noexcept {
  if (--object->references == 0) Heap::current().destroy(object);
}

// nullptr when the value is of another kind.
template <typename T>
T* as(const Value& value) {
  return value.is_object() && value.object()->kind == T::TheKind ? static_cast<T*>(value.object())
                                                                 : nullptr;
}
// nullptr when `object` is of another C++ class: for kinds that several classes share.
template <typename T>
T* host(const Value& value) {
  return value.is_object() ? dynamic_cast<T*>(value.object()) : nullptr;
}

}  // namespace undumpy::python
