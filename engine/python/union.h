// int | str: a union of classes, as annotations write it and isinstance() takes it.
#pragma once

#include <string>
#include <vector>

#include "engine/python/class.h"

namespace undumpy::python {

class Union final : public Object {
 public:
  // A class, None or another union; the same class counts once. A union of one class is that class.
  static Value of(Runtime& rt, const Value& left, const Value& right);

  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value get_item(Runtime& rt, const Value& key) override;
  void clear() override { classes.clear(); }

  std::vector<Value> classes;  // and None

 private:
  using Object::Object;
  void add(const Value& value);
};

}  // namespace undumpy::python
