// Class: a Python class, built in or of the program; and the descriptors that live in classes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/python/arguments.h"
#include "engine/python/containers.h"
#include "engine/python/dunder.h"
#include "engine/python/object.h"

namespace undumpy::python {

class Class : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Class;
  // How instances are made: `cls` is the class called, this one or one derived from it.
  using Maker = Value (*)(Runtime& rt, Class& cls, Arguments& arguments);

  // A built-in class. Its method resolution order is itself and that of its base.
  Class(Class* type, std::string class_name, std::string class_module, Class* base);

  ~Class() override;

  [[nodiscard]] bool derives_from(const Class& other) const;
  // Looks through the method resolution order; absent when nobody has it.
  [[nodiscard]] Value lookup(Str* name);
  // As lookup(), behind `start` in the order (super()).
  [[nodiscard]] Value lookup_after(const Class& start, Str* name);
  [[nodiscard]] const Value& dunder(Dunder which) const {
    static const Value none;
    return dunders_ ? (*dunders_)[static_cast<std::size_t>(which)] : none;
  }
  // For classes of the program: fills mro and special methods. Raises TypeError.
  void set_bases(Runtime& rt, std::vector<Ref<Class>> new_bases);
  void find_dunders(Runtime& rt);

  std::string repr(Runtime& rt) override;
  Value call(Runtime& rt, Arguments& arguments) override;
  bool callable() const override { return true; }
  Value find_attribute(Runtime& rt, Str* attribute) override;
  void set_attribute(Runtime& rt, Str* attribute, const Value& value) override;
  void delete_attribute(Runtime& rt, Str* attribute) override;
  Dict* attributes() override { return dict.get(); }
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value get_item(Runtime& rt, const Value& key) override;
  void clear() override;

  // How messages name it: as CPython, some built-in classes with their module ("decimal.Decimal").
  [[nodiscard]] const std::string& message_name() const {
    return name_with_module.empty() ? name : name_with_module;
  }

  std::string name;
  std::string name_with_module;  // of those classes
  std::string qualified_name;
  std::string module;
  std::vector<Ref<Class>> bases;
  std::vector<Class*> mro;  // itself first
  Ref<Dict> dict;
  Maker maker = nullptr;
  bool of_program = false;  // defined in Python
  bool python2 = false;     // by code that is Python 2
  bool sealed = false;      // can not be derived from
  // Its instances have only the attributes that __slots__ names.
  bool restricted = false;
  std::vector<std::string> slot_names;
  // The C++ class of instances needs another layout than a plain object: at most one of the bases.
  Class* layout = nullptr;
  // Of an abstract class (collections.abc): whether `cls` has what it asks for.
  bool (*accepts)(Runtime& rt, Class& cls) = nullptr;
  // For host classes: called with the new class when a program derives one.
  void (*derived)(Runtime& rt, Class& cls) = nullptr;

 private:
  Value call_maker(Runtime& rt, Arguments& arguments);
  Value own_attribute(Runtime& rt, const std::string& text);
  // The last answers of lookup(), by name.
  struct Cached {
    const Str* name = nullptr;
    std::uint64_t epoch = 0;
    Value value;
  };
  static constexpr std::size_t CacheSize = 64;
  Value search(Str* name) const;
  std::unique_ptr<std::array<Value, DunderCount>> dunders_;
  std::unique_ptr<std::array<Cached, CacheSize>> cache_;
  std::vector<Class*> subclasses_;
  Charge charge_;
};

// A function of the host.
using NativeFunction = Value (*)(Runtime& rt, Arguments& arguments);
class Native : public Object {
 public:
  static constexpr Kind TheKind = Kind::Native;
  Native(Class* its_class, const char* native_name, NativeFunction native, int least, int most,
         Class* owner_class = nullptr)
      : Object(TheKind, its_class),
        name(native_name),
        function(native),
        minimum(least),
        maximum(most),
        owner(owner_class) {}
  std::string repr(Runtime& rt) override;
  Value call(Runtime& rt, Arguments& arguments) override;
  bool callable() const override { return true; }
  Value find_attribute(Runtime& rt, Str* attribute) override;

  const char* const name;
  const NativeFunction function;
  // Positional arguments, without self; `maximum` < 0: any, and keywords too.
  const int minimum, maximum;
  // Of a method: what self must be an instance of.
  Class* const owner;
};

class BoundMethod : public Object {
 public:
  static constexpr Kind TheKind = Kind::BoundMethod;
  BoundMethod(Class* its_class, Value bound_self, Value bound_function)
      : Object(TheKind, its_class),
        self(std::move(bound_self)),
        function(std::move(bound_function)) {}
  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value call(Runtime& rt, Arguments& arguments) override;
  bool callable() const override { return true; }
  Value find_attribute(Runtime& rt, Str* attribute) override;

  Value self, function;
};

class Property : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Property;
  Property(Class* its_class, Value get, Value set, Value del)
      : TrackedObject(TheKind, its_class),
        getter(std::move(get)),
        setter(std::move(set)),
        deleter(std::move(del)) {}
  std::string repr(Runtime& rt) override;
  Value find_attribute(Runtime& rt, Str* attribute) override;
  void clear() override { getter = setter = deleter = doc = Value(); }
  Value getter, setter, deleter;  // absent when not given
  Value doc;
};

// @staticmethod and @classmethod.
class MethodWrapper : public TrackedObject {
 public:
  MethodWrapper(Kind kind_of_object, Class* its_class, Value wrapped)
      : TrackedObject(kind_of_object, its_class), function(std::move(wrapped)) {}
  Value find_attribute(Runtime& rt, Str* attribute) override;
  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& arguments) override;
  void clear() override { function = Value(); }
  Value function;
};

class Super : public Object {
 public:
  static constexpr Kind TheKind = Kind::Super;
  Super(Class* its_class, Ref<Class> start_class, Value object_or_class)
      : Object(TheKind, its_class),
        start(std::move(start_class)),
        self(std::move(object_or_class)) {}
  std::string repr(Runtime& rt) override;
  Value find_attribute(Runtime& rt, Str* attribute) override;
  Ref<Class> start;
  Value self;
};

// What a class attribute becomes when it is read through `self` (absent: through the class).
Value bind_attribute(Runtime& rt, const Value& attribute, const Value& self, Class& cls);
// An attribute of the class of `object`, not of the object itself; absent when there is none.
Value class_attribute(Runtime& rt, const Value& object, Str* name);

}  // namespace undumpy::python
