#include "engine/python/iterator.h"

#include "engine/python/class.h"
#include "engine/python/exception.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Ref<Iterator> Iterator::iterate(Runtime& rt) { return static_cast<void>(rt), Ref<Iterator>(this); }

bool Iterator::contains(Runtime& rt, const Value& item) {
  return contains_by_iteration(rt, Value(this), item);
}

namespace {

Value iterator_next(Runtime& rt, Arguments& arguments) {
  return call(rt, rt.builtins->get(*rt.intern("next")), {arguments[0]});
}
Value iterator_self(Runtime& rt, Arguments& arguments) {
  return static_cast<void>(rt), arguments[0];
}

class StepIterator final : public Iterator {
 public:
  StepIterator(Class* its_class, IteratorStep step) : Iterator(its_class), step_(std::move(step)) {}
  bool next(Runtime& rt, Value& out) override {
    rt.check_stack();  // iterators over iterators over iterators …
    return step_ && step_(rt, out);
  }
  void clear() override { step_ = nullptr; }

 private:
  IteratorStep step_;
};

}  // namespace

Class* iterator_class(Runtime& rt, const char* type_name) {
  Class*& cls = rt.iterator_classes[type_name];
  if (cls == nullptr) {
    cls = rt.make_class(type_name, "builtins", rt.types.object);
    cls->maker = nullptr;
    rt.method(cls, "__next__", iterator_next, 0, 0);
    rt.method(cls, "next", iterator_next, 0, 0);
    rt.method(cls, "__iter__", iterator_self, 0, 0);
    cls->sealed = true;
  }
  return cls;
}

Ref<Iterator> make_iterator(Runtime& rt, const char* type_name, IteratorStep step) {
  return Ref<Iterator>(new StepIterator(iterator_class(rt, type_name), std::move(step)));
}

bool next_of(Runtime& rt, const Value& iterator, Value& out) {
  const Value& method = iterator.object()->cls->dunder(Dunder::Next);
  Ref<Exception> stopped;
  try {
    out = call(rt, method, {iterator});
  } catch (const Raised& raised) {
    if (!raised.exception->cls->derives_from(*rt.types.stop_iteration)) throw;
    stopped = raised.exception;
  }
  return !stopped;
}

}  // namespace undumpy::python
