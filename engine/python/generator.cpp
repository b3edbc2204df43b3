#include "engine/python/generator.h"

#include <sys/mman.h>
#include <unistd.h>

#include <boost/context/fiber.hpp>
#include <exception>
#include <new>

#include "engine/python/exception.h"
#include "engine/python/nodes.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

constexpr std::size_t GeneratorStack = std::size_t{1} << 20;
constexpr std::size_t BigStack = std::size_t{256} << 20;
// Left for natives that recurse a little between two checks.
constexpr std::size_t StackReserve = std::size_t{192} << 10;
// What a generator is charged when it starts: the pages of its stack that it touches, and its share
// of the memory maps that a process may have (two for each stack, 65530 in all).
constexpr std::size_t GeneratorCharge = std::size_t{64} << 10;

const char* limit_below(const char* top, std::size_t size) {
  return reinterpret_cast<const char*>(reinterpret_cast<std::uintptr_t>(top) - size + StackReserve);
}

// Stacks are address space until they are touched; freed ones are kept for the next generator.
class StackPool {
 public:
  ~StackPool() {
    for (void* stack : free_) munmap(stack, GeneratorStack);
  }
  void* take(std::size_t size) {
    if (size == GeneratorStack && !free_.empty()) {
      void* stack = free_.back();
      free_.pop_back();
      return stack;
    }
    void* stack = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) Heap::current().exceeded();
    // A page that traps, should all checks fail.
    if (mprotect(stack, static_cast<std::size_t>(sysconf(_SC_PAGESIZE)), PROT_NONE) == 0)
      return stack;
    munmap(stack, size);
    Heap::current().exceeded();
  }
  void give(void* stack, std::size_t size) {
    constexpr std::size_t Kept = 64;
    if (size == GeneratorStack && free_.size() < Kept)
      free_.push_back(stack);
    else
      munmap(stack, size);
  }

 private:
  std::vector<void*> free_;
};
thread_local StackPool stack_pool;

// Boost.Context's allocator interface over the pool.
struct StackAllocator {
  std::size_t size;
  boost::context::stack_context allocate() const {
    boost::context::stack_context stack;
    stack.size = size;
    stack.sp = static_cast<char*>(stack_pool.take(size)) + size;
    return stack;
  }
  void deallocate(boost::context::stack_context& stack) const noexcept {
    stack_pool.give(static_cast<char*>(stack.sp) - stack.size, stack.size);
  }
};

}  // namespace

struct Generator::Fiber {
  boost::context::fiber inside;   // to go on with the body
  boost::context::fiber outside;  // to go back to the caller
  const char* stack_limit = nullptr;
  const char* stack_bottom = nullptr;
  Value sent;
  Ref<Exception> thrown;
  Value out;  // yielded or returned
  std::exception_ptr failure;
  Ref<Exception> handling;  // what the body is handling while it is paused
};

Generator::Generator(Runtime& rt, Function& generator_function)
    : Iterator(TheKind, rt.types.generator), function(&generator_function), rt_(rt) {}

// A paused generator that nobody needs any more runs its finally blocks, as in Python.
Generator::~Generator() {
  if (state_ != State::Paused || Heap::current().ending || Heap::current().stopping) return;
  ++references;  // it is alive until they have run
  try {
    close(rt_);
  } catch (const Raised&) {
    state_ = State::Finished;
  } catch (const LimitExceeded&) {
    state_ = State::Finished;
  }
}

std::string Generator::repr(Runtime& rt) {
  static_cast<void>(rt);
  return "<generator object " + function->qualified_name + ">";
}

Value Generator::computed_attribute(Runtime& rt, const std::string& name) {
  if (name == "__name__") return make_text(rt, function->name);
  if (name == "__qualname__") return make_text(rt, function->qualified_name);
  return {};
}

void Generator::clear() {
  fiber_.reset();  // unwinds the body without running any of it
  state_ = State::Finished;
  slots.clear();
}

Value make_generator(Runtime& rt, Function& function, Arguments& arguments) {
  const Ref<Generator> generator(new Generator(rt, function));
  generator->slots.resize(function.code.slot_names.size());
  bind_parameters(rt, function, arguments, generator->slots.data());
  return generator;
}

void Generator::run_body(Runtime& rt) {
  Frame frame{rt,      function->code, function->globals.get(),
              nullptr, slots.data(),   function->closure.data()};
  frame.generator = this;
  Ref<Exception> stop;
  try {
    fiber_->out = run_frame(frame);
  } catch (const Raised& raised) {
    if (raised.exception->cls->derives_from(*rt.types.stop_iteration))
      stop = raised.exception;
    else
      fiber_->failure = std::current_exception();
  } catch (const LimitExceeded&) {
    fiber_->failure = std::current_exception();
  }
  if (!stop) return;
  try {
    raise(rt, "RuntimeError", "generator raised StopIteration");
  } catch (Raised& raised) {
    raised.exception->cause = stop;
    raised.exception->suppress_context = true;
    fiber_->failure = std::current_exception();
  }
}

void Generator::start(Runtime& rt) {
  charge_.set(GeneratorCharge);
  fiber_ = std::make_unique<Fiber>();
  Fiber& fiber = *fiber_;
  StackAllocator allocator{GeneratorStack};
  fiber.inside = boost::context::fiber(std::allocator_arg, allocator,
                                       [this, &rt, &fiber](boost::context::fiber&& caller) {
                                         const char here = 0;
                                         rt.stack_limit = limit_below(&here, GeneratorStack);
                                         fiber.outside = std::move(caller);
                                         run_body(rt);
                                         state_ = State::Finished;
                                         return std::move(fiber.outside);
                                       });
}

namespace {

// What belongs to the caller of a generator and must be as it was when control comes back.
struct CallerState {
  explicit CallerState(Runtime& runtime)
      : rt(runtime), frame(rt.frame), depth(rt.depth), stack_limit(rt.stack_limit) {}
  ~CallerState() {
    rt.frame = frame;
    rt.depth = depth;
    rt.stack_limit = stack_limit;
  }
  CallerState(const CallerState&) = delete;
  CallerState& operator=(const CallerState&) = delete;
  Runtime& rt;
  Frame* frame;
  std::uint32_t depth;
  const char* stack_limit;
};

}  // namespace

bool Generator::resume(Runtime& rt, const Value& sent, const Ref<Exception>& thrown, Value& out) {
  if (state_ == State::Running) value_error(rt, "generator already executing");
  if (state_ == State::Finished) {
    if (thrown) throw Raised{thrown};
    out = Value::none();
    return false;
  }
  if (state_ == State::Fresh) {
    if (thrown) {
      state_ = State::Finished;
      throw Raised{thrown};
    }
    if (!sent.is_none()) type_error(rt, "can't send non-None value to a just-started generator");
    start(rt);
  }
  const DepthGuard guard(rt, "");
  const Ref<Generator> keep(this);
  fiber_->sent = sent;
  fiber_->thrown = thrown;
  state_ = State::Running;
  {
    const CallerState caller(rt);
    Fiber& fiber = *fiber_;
    // The first run finds out where its stack ends.
    rt.stack_limit = fiber.stack_limit;
    const Ref<Exception> handling = rt.handling;
    rt.handling = fiber.handling ? fiber.handling : handling;
    fiber.inside = std::move(fiber.inside).resume();
    fiber.handling = state_ == State::Finished ? Ref<Exception>() : rt.handling;
    if (fiber.handling.get() == handling.get()) fiber.handling = {};
    rt.handling = handling;
  }
  if (state_ == State::Running) state_ = State::Paused;
  const std::exception_ptr failure = std::exchange(fiber_->failure, nullptr);
  if (!failure) out = std::move(fiber_->out);
  if (state_ != State::Finished) return true;
  fiber_.reset();
  slots.clear();
  charge_.set(0);
  if (failure) std::rethrow_exception(failure);
  return false;
}

Value Generator::yield(Runtime& rt, Value value) {
  Fiber& fiber = *fiber_;
  fiber.out = std::move(value);
  fiber.stack_limit = rt.stack_limit;
  Frame* own = rt.frame;
  state_ = State::Paused;
  fiber.outside = std::move(fiber.outside).resume();
  state_ = State::Running;
  own->caller = rt.frame;
  rt.frame = own;
  if (fiber.thrown) throw Raised{std::exchange(fiber.thrown, {})};
  return std::exchange(fiber.sent, Value());
}

void Generator::close(Runtime& rt) {
  if (state_ == State::Fresh) state_ = State::Finished;
  if (state_ == State::Finished) return;
  Value out;
  bool yielded = false;
  try {
    yielded =
        resume(rt, Value::none(), Ref<Exception>(new Exception(rt.types.generator_exit)), out);
  } catch (const Raised& raised) {
    if (!raised.exception->cls->derives_from(*rt.types.generator_exit) &&
        !raised.exception->cls->derives_from(*rt.types.stop_iteration))
      throw;
  }
  if (yielded) runtime_error(rt, "generator ignored GeneratorExit");
}

Value yield_from(Frame& frame, const Value& iterable) {
  Runtime& rt = frame.rt;
  if (auto* generator = as<Generator>(iterable)) {
    Value sent = Value::none();
    Ref<Exception> thrown;
    Value out;
    while (generator->resume(rt, sent, std::exchange(thrown, {}), out)) {
      rt.step();
      try {
        sent = frame.generator->yield(rt, std::move(out));
      } catch (const Raised& raised) {
        thrown = raised.exception;
      }
      if (thrown && thrown->cls->derives_from(*rt.types.generator_exit)) {
        generator->close(rt);
        throw Raised{thrown};
      }
      if (thrown) sent = Value::none();
    }
    return out;
  }
  const Ref<Iterator> iterator = iterate(rt, iterable);
  Value value;
  while (iterator->next(rt, value)) {
    rt.step();
    Value sent = frame.generator->yield(rt, std::move(value));
    while (!sent.is_none()) {
      // Only iterators of the program may know send().
      value = call_method(rt, iterator, "send", {sent});
      sent = frame.generator->yield(rt, std::move(value));
    }
  }
  return Value::none();
}

void run_on_big_stack(Runtime& rt, const std::function<void()>& work) {
  StackAllocator allocator{BigStack};
  std::exception_ptr failure;
  const char* const outer_limit = rt.stack_limit;
  boost::context::fiber fiber(std::allocator_arg, allocator, [&](boost::context::fiber&& caller) {
    const char here = 0;
    rt.stack_limit = limit_below(&here, BigStack);
    try {
      work();
    } catch (const boost::context::detail::forced_unwind&) {
      throw;
    } catch (...) {
      failure = std::current_exception();
    }
    return std::move(caller);
  });
  fiber = std::move(fiber).resume();
  rt.stack_limit = outer_limit;
  if (failure) std::rethrow_exception(failure);
}

}  // namespace undumpy::python
