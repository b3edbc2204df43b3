// Handover: values that one thread makes and another one takes, in order, a few of them ahead.
//
// The values stay in their slots: who makes fills what lies there, who takes may swap it for
// something to be filled later, so that memory goes round and nothing is allocated.
//
// No lock: each side raises a count of its own and waits for that of the other.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <thread>

namespace undumpy {

template <typename T, std::uint32_t Slots>
class Handover {
 public:
  // For the thread that makes: the next slot, when it is free. Null after stop().
  T* slot() {
    const std::uint32_t mine = made_.value.load(std::memory_order_relaxed);
    std::uint32_t taken = taken_.value.load(std::memory_order_acquire);
    while (!stopped_.load(std::memory_order_relaxed) && mine - taken >= Slots)
      taken = taken_.wait(taken);
    return stopped_.load(std::memory_order_relaxed) ? nullptr : &slots_[mine % Slots];
  }
  // What slot() returned is filled.
  void give() { made_.raise(); }

  // For the thread that takes: the oldest value, when there is one.
  T& next() {
    const std::uint32_t mine = taken_.value.load(std::memory_order_relaxed);
    made_.wait(mine);
    return slots_[mine % Slots];
  }
  // What next() returned may be filled again.
  void took() { taken_.raise(); }
  // Nothing more will be taken.
  void stop() {
    stopped_.store(true, std::memory_order_relaxed);
    taken_.raise();
  }

 private:
  // Raised by one thread, waited for by the other; alone in its cache line.
  struct alignas(64) Count {
    std::atomic<std::uint32_t> value = 0;

    void raise() {
      value.fetch_add(1, std::memory_order_release);
      value.notify_one();
    }
    // The value, when it is no longer `old`. To sleep and to be woken takes longer than most values
    // are waited for: it looks a while before it sleeps.
    std::uint32_t wait(std::uint32_t old) const {
      constexpr int Looks = 100;
      for (int i = 0; i < Looks; ++i) {
        const std::uint32_t now = value.load(std::memory_order_acquire);
        if (now != old) return now;
        std::this_thread::yield();
      }
      value.wait(old, std::memory_order_acquire);
      return value.load(std::memory_order_acquire);
    }
  };

  std::array<T, Slots> slots_{};
  Count made_;
  Count taken_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace undumpy
