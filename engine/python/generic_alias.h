// list[int]: a built-in class with what it holds, as annotations write it. It calls, and has the
// attributes of, its class; isinstance() refuses it.
#pragma once

#include <string>

#include "engine/python/class.h"
#include "engine/python/containers.h"

namespace undumpy::python {

class GenericAlias final : public Object {
 public:
  // Absent when the class takes nothing in brackets.
  static Value of(Runtime& rt, Class& origin, const Value& key);

  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  Value get_item(Runtime& rt, const Value& key) override;
  Ref<Iterator> iterate(Runtime& rt) override;
  Value call(Runtime& rt, Arguments& arguments) override;
  bool callable() const override { return true; }
  Value find_attribute(Runtime& rt, Str* name) override;

  [[nodiscard]] Class& origin() const { return *origin_; }

 private:
  GenericAlias(Class* its_class, Class& origin, Ref<Tuple> arguments, bool unpacked)
      : Object(Kind::Host, its_class),
        origin_(&origin),
        arguments_(std::move(arguments)),
        unpacked_(unpacked) {}

  Ref<Class> origin_;
  Ref<Tuple> arguments_;
  bool unpacked_;  // *list[int]
};

// A class by its name, with its module where that is not builtins; everything else as repr() has
// it.
std::string repr_in_annotation(Runtime& rt, const Value& value);

}  // namespace undumpy::python
