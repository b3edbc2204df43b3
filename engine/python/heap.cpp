#include "engine/python/heap.h"

#include <cstdlib>
#include <new>

#include "engine/python/object.h"

namespace undumpy::python {

thread_local Heap* Heap::current_ = nullptr;

Heap::Heap(std::uint64_t limit) : outer_(current_), limit_(limit) { current_ = this; }

Heap::~Heap() {
  ending = true;
  // Clearing one object may delete others, which take themselves out of the list.
  while (!tracked_.empty()) {
    const Ref<Object> object(tracked_.back());
    tracked_.pop_back();
    if (object->references == 1) continue;
    object->clear();
  }
  current_ = outer_;
}

void Heap::exceeded() {
  stopping = true;
  throw LimitExceeded{Limit::Memory, limit_};
}

void Heap::destroy(Object* object) noexcept {
  constexpr int MaxDepth = 32;
  if (depth_ >= MaxDepth) {
    pending_.push_back(object);
    return;
  }
  ++depth_;
  delete object;
  --depth_;
  while (depth_ == 0 && !pending_.empty()) {
    Object* next = pending_.back();
    pending_.pop_back();
    ++depth_;
    delete next;
    --depth_;
  }
}

void* Object::operator new(std::size_t size) {
  Heap::current().charge(size);
  void* memory = std::malloc(size);  // NOLINT: counted above, freed below
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void Object::operator delete(void* memory, std::size_t size) {
  Heap::current().release(size);
  std::free(memory);  // NOLINT
}

TrackedObject::TrackedObject(Kind kind_of_object, Class* class_of_object)
    : Object(kind_of_object, class_of_object), position_(0) {
  Heap& heap = Heap::current();
  position_ = heap.tracked_.size();
  heap.tracked_.push_back(this);
}

TrackedObject::~TrackedObject() {
  auto& tracked = Heap::current().tracked_;
  if (position_ >= tracked.size() || tracked[position_] != this) return;  // the heap is ending
  auto* last = static_cast<TrackedObject*>(tracked.back());
  tracked[position_] = last;
  last->position_ = position_;
  tracked.pop_back();
}

}  // namespace undumpy::python
