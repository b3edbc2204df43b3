// Iterator: what a for loop runs over. Native iterators are C++ classes with next(); iterators of
// the program are wrapped.
#pragma once

#include <functional>

#include "engine/python/object.h"

namespace undumpy::python {

class Iterator : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Iterator;
  explicit Iterator(Class* its_class) : TrackedObject(Kind::Iterator, its_class) {}
  Iterator(Kind kind_of_object, Class* its_class) : TrackedObject(kind_of_object, its_class) {}
  // False at the end; then `out` is unchanged.
  virtual bool next(Runtime& rt, Value& out) = 0;
  Ref<Iterator> iterate(Runtime& rt) override;
  bool contains(Runtime& rt, const Value& item) override;
};

// An iterator from a function, for the many that need no class of their own: `step` is called with
// the runtime and the value to set, and returns false at the end. What it holds must not refer to
// the iterator itself.
using IteratorStep = std::function<bool(Runtime& rt, Value& out)>;
Ref<Iterator> make_iterator(Runtime& rt, const char* type_name, IteratorStep step);
// The class named so, made when it is first needed.
Class* iterator_class(Runtime& rt, const char* type_name);

// Calls the __next__ of an iterator of the program; false on StopIteration.
bool next_of(Runtime& rt, const Value& iterator, Value& out);

}  // namespace undumpy::python
