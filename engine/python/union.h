// int | str: a union of classes, as annotations write it and isinstance() takes it.
#pragma once

#include <string>
#include <vector>

#include "engine/python/class.h"

namespace undumpy::python {

class Union final : public Object {
 public:
  // Classes, None, list[int] and other unions; the same thing counts once. A union of one thing is
  // that thing.
  static Value of(Runtime& rt, const Value& left, const Value& right);

  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value get_item(Runtime& rt, const Value& key) override;
  void clear() override { classes.clear(); }

  std::vector<Value> classes;  // and None, and aliases

 private:
  using Object::Object;
  void add(Runtime& rt, const Value& value);
};

}  // namespace undumpy::python
