// list, tuple, dict, set, frozenset, range, slice: what holds other values.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/python/hash_table.h"
#include "engine/python/number.h"
#include "engine/python/object.h"

namespace undumpy::python {

class List : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::List;
  explicit List(Class* its_class, std::vector<Value> values = {});

  void append(Value value);
  void charge_items() { charge_.set(items.capacity() * sizeof(Value)); }

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
  void clear() override { items.clear(); }

  std::vector<Value> items;

 private:
  Charge charge_;
};

class Tuple : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Tuple;
  explicit Tuple(Class* its_class, std::vector<Value> values = {});

  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override { return static_cast<void>(rt), !items.empty(); }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  std::size_t length(Runtime& rt) override { return static_cast<void>(rt), items.size(); }
  bool has_length() const override { return true; }
  Ref<Iterator> iterate(Runtime& rt) override;
  Value get_item(Runtime& rt, const Value& key) override;
  bool contains(Runtime& rt, const Value& item) override;
  void clear() override { items.clear(); }

  std::vector<Value> items;

 private:
  Charge charge_;
};

class Dict : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Dict;
  explicit Dict(Class* its_class) : TrackedObject(TheKind, its_class) {}

  // By name, for namespaces and attributes.
  [[nodiscard]] Value get(const Str& name) const {
    const auto* entry = table.find(name);
    return entry != nullptr ? entry->value : Value();
  }
  void set(Str& name, const Value& value) { table.set(name, value); }
  [[nodiscard]] Value get(Runtime& rt, const Value& key) {
    const auto* entry = table.find(rt, key);
    return entry != nullptr ? entry->value : Value();
  }

  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override { return static_cast<void>(rt), table.size() != 0; }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value in_place(Runtime& rt, BinaryOperator op, const Value& other) override;
  std::size_t length(Runtime& rt) override { return static_cast<void>(rt), table.size(); }
  bool has_length() const override { return true; }
  Ref<Iterator> iterate(Runtime& rt) override;
  Value get_item(Runtime& rt, const Value& key) override;
  void set_item(Runtime& rt, const Value& key, const Value& value) override;
  void delete_item(Runtime& rt, const Value& key) override;
  bool contains(Runtime& rt, const Value& item) override;
  void clear() override { table.clear(); }
  // What d[key] gives for a key that is not there: raises KeyError (defaultdict does not).
  virtual Value missing(Runtime& rt, const Value& key);

  HashTable table;
};

// dict.keys(), .values(), .items()
class DictView : public Object {
 public:
  static constexpr Kind TheKind = Kind::DictView;
  enum class What : std::uint8_t { Keys, Values, Items };
  DictView(Class* its_class, Ref<Dict> viewed, What part)
      : Object(TheKind, its_class), dict(std::move(viewed)), what(part) {}
  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  std::size_t length(Runtime& rt) override { return static_cast<void>(rt), dict->table.size(); }
  bool has_length() const override { return true; }
  bool truth(Runtime& rt) override { return length(rt) != 0; }
  Ref<Iterator> iterate(Runtime& rt) override;
  bool contains(Runtime& rt, const Value& item) override;
  Value at(Runtime& rt, const HashTable::Entry& entry) const;

  Ref<Dict> dict;
  What what;
};

// set and frozenset.
class Set : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Set;
  Set(Class* its_class, bool is_frozen) : TrackedObject(TheKind, its_class), frozen(is_frozen) {}

  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override { return static_cast<void>(rt), table.size() != 0; }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value in_place(Runtime& rt, BinaryOperator op, const Value& other) override;
  std::size_t length(Runtime& rt) override { return static_cast<void>(rt), table.size(); }
  bool has_length() const override { return true; }
  Ref<Iterator> iterate(Runtime& rt) override;
  bool contains(Runtime& rt, const Value& item) override;
  void clear() override { table.clear(); }
  void add(Runtime& rt, const Value& item) { table.set(rt, item, Value::none()); }

  const bool frozen;
  HashTable table;
};

class Range : public Object {
 public:
  static constexpr Kind TheKind = Kind::Range;
  // REQUIRES: step_width != 0.
  Range(Class* its_class, Integer first, Integer end, Integer step_width);

  [[nodiscard]] const Integer& size() const { return size_; }
  [[nodiscard]] Integer at(const Integer& i) const { return start + i * step; }
  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override { return static_cast<void>(rt), size_ != 0; }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  std::size_t length(Runtime& rt) override;
  bool has_length() const override { return true; }
  Ref<Iterator> iterate(Runtime& rt) override;
  // From the last to the first.
  Ref<Iterator> iterate_back(Runtime& rt);
  Value get_item(Runtime& rt, const Value& key) override;
  bool contains(Runtime& rt, const Value& item) override;
  bool has(const Integer& number) const;
  Value find_attribute(Runtime& rt, Str* name) override;

  const Integer start, stop, step;

 private:
  Ref<Iterator> run(Runtime& rt, const Integer& first, const Integer& width) const;
  Integer size_;
};

class Slice : public Object {
 public:
  static constexpr Kind TheKind = Kind::Slice;
  Slice(Class* its_class, Value first, Value end, Value step_width)
      : Object(TheKind, its_class),
        start(std::move(first)),
        stop(std::move(end)),
        step(std::move(step_width)) {}
  struct Bounds {
    std::int64_t start, stop, step;
    std::size_t count;
  };
  // For a sequence of that length, as slice.indices(): raises ValueError for step 0.
  Bounds bounds(Runtime& rt, std::size_t length) const;
  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value find_attribute(Runtime& rt, Str* name) override;

  Value start, stop, step;
};

// The position that an index means in a sequence: raises IndexError("<type> index out of range").
std::size_t position_of(Runtime& rt, const Value& index, std::size_t length, const char* type);
// == < … of two sequences, item by item.
Value compare_items(Runtime& rt, CompareOperator op, std::span<const Value> left,
                    std::span<const Value> right);
// All values of an iterable.
std::vector<Value> to_vector(Runtime& rt, const Value& iterable);
// dict.update(mapping or pairs).
void update_dict(Runtime& rt, Dict& dict, const Value& other);

}  // namespace undumpy::python
