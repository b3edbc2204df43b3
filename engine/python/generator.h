// Generator: a function that can pause. Its body runs on a stack of its own (a fiber), so that any
// construct of the language can hold a yield.
#pragma once

#include <functional>
#include <memory>

#include "engine/python/exception.h"
#include "engine/python/function.h"
#include "engine/python/iterator.h"

namespace undumpy::python {

class Generator : public Iterator {
 public:
  static constexpr Kind TheKind = Kind::Generator;
  Generator(Runtime& rt, Function& function);
  ~Generator() override;

  std::string repr(Runtime& rt) override;
  bool next(Runtime& rt, Value& out) override { return resume(rt, Value::none(), {}, out); }
  // Goes on with `sent` as the value of the yield, or by raising `thrown` there. False when the
  // body ended; `out` is then what it returned.
  bool resume(Runtime& rt, const Value& sent, const Ref<Exception>& thrown, Value& out);
  void close(Runtime& rt);
  // Called in the body: pauses, and gives what was sent. Throws what was thrown in.
  Value yield(Runtime& rt, Value value);
  void clear() override;
  Value computed_attribute(Runtime& rt, const std::string& name) override;

  // Bound arguments wait here until the first next().
  std::vector<Value> slots;
  Ref<Function> function;
  [[nodiscard]] bool finished() const { return state_ == State::Finished; }
  [[nodiscard]] bool started() const { return state_ != State::Fresh; }

 private:
  enum class State : std::uint8_t { Fresh, Paused, Running, Finished };
  struct Fiber;
  void run_body(Runtime& rt);
  void start(Runtime& rt);

  Runtime& rt_;
  State state_ = State::Fresh;
  std::unique_ptr<Fiber> fiber_;
  Charge charge_;
};

Value make_generator(Runtime& rt, Function& function, Arguments& arguments);
// yield from: drives `iterable` inside `frame` and gives its result.
Value yield_from(Frame& frame, const Value& iterable);

// Runs `work` on a big stack of its own, so that deep recursion of a program ends in RecursionError
// long before the stack does. What `work` throws comes out here.
void run_on_big_stack(Runtime& rt, const std::function<void()>& work);

}  // namespace undumpy::python
