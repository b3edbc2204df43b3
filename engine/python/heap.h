// Heap: counts what the objects of one interpreter occupy, and stops a program before it allocates
// too much.
//
// One Heap is current on a thread at a time. Every Object charges its size when it is made, and
// what it holds besides (text, items) when that grows: *before* the memory is taken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/python/limits.h"

namespace undumpy::python {

class Class;
class Object;

class Heap {
 public:
  explicit Heap(std::uint64_t limit);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  static Heap& current() { return *current_; }

  // Throws LimitExceeded when more than the limit would be in use.
  void charge(std::size_t bytes) {
    if (bytes > limit_ - used_) exceeded();
    used_ += bytes;
  }
  // Throws as charge() does, but takes nothing: for what will be charged when it is made.
  void require(std::size_t bytes) {
    if (bytes > limit_ - used_) exceeded();
  }
  // Stops the program: it needs more than there is.
  [[noreturn]] void exceeded();
  void release(std::size_t bytes) noexcept { used_ -= bytes < used_ ? bytes : used_; }
  [[nodiscard]] std::uint64_t limit() const { return limit_; }
  [[nodiscard]] std::uint64_t used() const { return used_; }

  // Deletes an object without references. Objects that hold objects that hold objects … are
  // deleted one after the other, not in recursion.
  void destroy(Object* object) noexcept;

  // Changes when the attributes of any class change: caches of attributes compare it.
  std::uint64_t class_epoch = 1;
  // The class of tuples: exceptions need it before they know their runtime.
  Class* tuple_class = nullptr;
  // The interpreter is going down: nothing of the program runs any more.
  bool ending = false;
  // A limit was exceeded: nothing of the program runs any more until it has ended.
  bool stopping = false;

 private:
  friend class TrackedObject;
  static thread_local Heap* current_;
  Heap* outer_;
  std::uint64_t limit_;
  std::uint64_t used_ = 0;
  int depth_ = 0;
  std::vector<Object*> pending_;
  std::vector<Object*> tracked_;  // objects that can hold references in a circle
};

// The bytes that one object holds besides itself.
class Charge {
 public:
  Charge() = default;
  explicit Charge(std::size_t bytes) { set(bytes); }
  ~Charge() { Heap::current().release(bytes_); }
  Charge(const Charge&) = delete;
  Charge& operator=(const Charge&) = delete;
  void set(std::size_t bytes) {
    if (bytes > bytes_)
      Heap::current().charge(bytes - bytes_);
    else
      Heap::current().release(bytes_ - bytes);
    bytes_ = bytes;
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::size_t bytes_ = 0;
};

}  // namespace undumpy::python
