// The types of the module collections: OrderedDict, defaultdict, Counter, deque, and the classes
// that namedtuple() makes.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "engine/python/containers.h"

namespace undumpy::python {

class Module;

class OrderedDict : public Dict {
 public:
  using Dict::Dict;
  std::string repr(Runtime& rt) override;
  // Two of them are equal when their order is, too.
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
};

class DefaultDict : public Dict {
 public:
  using Dict::Dict;
  std::string repr(Runtime& rt) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value missing(Runtime& rt, const Value& key) override;
  void clear() override;

  Value factory = Value::none();
};

class Counter : public Dict {
 public:
  using Dict::Dict;
  std::string repr(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value in_place(Runtime& rt, BinaryOperator op, const Value& other) override;
  Value unary(Runtime& rt, UnaryOperator op) override;
  void delete_item(Runtime& rt, const Value& key) override;
  Value missing(Runtime& rt, const Value& key) override;
  // Zero when it is not there.
  Value count(Runtime& rt, const Value& key);
};

class Deque : public TrackedObject {
 public:
  explicit Deque(Class* its_class) : TrackedObject(Kind::Host, its_class) {}

  // At the right or left end; what is beyond `maximum` falls out at the other one.
  void append(Value value);
  void append_left(Value value);
  void extend(Runtime& rt, const Value& iterable);
  void set_items(std::deque<Value> values);

  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override { return static_cast<void>(rt), !items.empty(); }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value in_place(Runtime& rt, BinaryOperator op, const Value& other) override;
  std::size_t length(Runtime& rt) override { return static_cast<void>(rt), items.size(); }
  bool has_length() const override { return true; }
  Ref<Iterator> iterate(Runtime& rt) override;
  Value get_item(Runtime& rt, const Value& key) override;
  void set_item(Runtime& rt, const Value& key, const Value& value) override;
  void delete_item(Runtime& rt, const Value& key) override;
  bool contains(Runtime& rt, const Value& item) override;
  void clear() override;

  std::deque<Value> items;
  std::optional<std::size_t> maximum;
  std::uint64_t changes = 0;  // iterators notice it

 private:
  void charge(std::size_t count) { charge_.set(count * sizeof(Value)); }
  Charge charge_;
};

// The built-in class that instances of `cls` are made of: itself, or what it derives from.
Class& built_in_base(Class& cls);

// A class of tuples with named fields. The last fields have `defaults`.
// REQUIRES: the names are good (namedtuple() looks at what programs hand over).
Ref<Class> make_named_tuple(Runtime& rt, const std::string& name,
                            const std::vector<std::string>& fields,
                            std::vector<Value> defaults = {});

void define_ordered_dict(Runtime& rt, Module& module);
void define_default_dict(Runtime& rt, Module& module);
void define_counter(Runtime& rt, Module& module);
void define_deque(Runtime& rt, Module& module);
void define_named_tuple(Runtime& rt, Module& module);

}  // namespace undumpy::python
