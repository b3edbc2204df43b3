// IntegerSet: a set of 64-bit integers that costs little where keys stand close together.
//
// Values lie in a hash table, a quarter to three quarters full. When it has to grow, 16 or more of
// 65 536 neighbours become a chunk: a sorted list of 16-bit rests, and a bitmap of 8 KiB once there
// are many. A million ids from 1 on take 130 KiB; ids that stand alone take 11 to 32 bytes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace undumpy {

class IntegerSet {
 public:
  IntegerSet() = default;
  IntegerSet(IntegerSet&& other) noexcept
      : loners_(std::move(other.loners_)), chunks_(std::move(other.chunks_)), size_(other.size_) {
    other.last_ = nullptr;
  }
  IntegerSet& operator=(IntegerSet&& other) noexcept {
    loners_ = std::move(other.loners_);
    chunks_ = std::move(other.chunks_);
    size_ = other.size_;
    last_ = other.last_ = nullptr;
    return *this;
  }
  IntegerSet(const IntegerSet& other)
      : loners_(other.loners_), chunks_(other.chunks_), size_(other.size_) {}
  IntegerSet& operator=(const IntegerSet& other) {
    if (this != &other) *this = IntegerSet(other);
    return *this;
  }
  ~IntegerSet() = default;

  // True when the value is new.
  bool insert(std::int64_t value);
  [[nodiscard]] bool contains(std::int64_t value) const;
  [[nodiscard]] std::size_t size() const { return size_; }
  // How many of these values are not in `other`.
  [[nodiscard]] std::size_t missing_in(const IntegerSet& other) const;
  // Memory, about.
  [[nodiscard]] std::size_t bytes() const;

  // Calls `visit(value)` for each value, in ascending order.
  template <class Visit>
  void for_each(Visit visit) const {
    const std::vector<std::int64_t> alone = loners_.sorted();
    auto next = alone.begin();
    for (const auto& [high, chunk] : chunks_) {
      for (; next != alone.end() && *next < value_of(high, 0); ++next) visit(*next);
      for (const std::uint16_t low : chunk.few) visit(value_of(high, low));
      for (std::size_t word = 0; word < chunk.bits.size(); ++word)
        for (std::uint64_t bits = chunk.bits[word]; bits != 0; bits &= bits - 1)
          visit(value_of(high, word * 64 + static_cast<unsigned>(__builtin_ctzll(bits))));
    }
    for (; next != alone.end(); ++next) visit(*next);
  }

 private:
  // A hash table of values, a power of two, three quarters full at most.
  class Loners {
   public:
    [[nodiscard]] bool contains(std::int64_t value) const;
    // REQUIRES: !is_full().
    bool insert(std::int64_t value);
    [[nodiscard]] bool is_full() const { return (size_ + 1) * 4 > places_.size() * 3; }
    // Ascending.
    [[nodiscard]] std::vector<std::int64_t> sorted() const;
    // Holds these values now, and has room for as many.
    void assign(const std::vector<std::int64_t>& values);
    [[nodiscard]] std::size_t bytes() const { return places_.capacity() * sizeof places_[0]; }

   private:
    static constexpr std::int64_t Free = INT64_MIN;  // as a value it is kept apart
    // Where the value stands, or the free place where it belongs.
    [[nodiscard]] std::size_t place_of(std::int64_t value) const;
    std::vector<std::int64_t> places_;
    std::size_t size_ = 0;  // of what is in places_
    bool has_free_ = false;
  };
  struct Chunk {
    std::vector<std::uint16_t> few;   // sorted; empty once there are bits
    std::vector<std::uint64_t> bits;  // 1024 words, or none
    [[nodiscard]] bool contains(std::uint16_t low) const;
    bool insert(std::uint16_t low);
    [[nodiscard]] std::size_t missing_in(const Chunk* other) const;  // nullptr: an empty one
  };
  static std::int64_t value_of(std::int64_t high, std::uint64_t low) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(high) << 16U | low);
  }

  void settle();
  Chunk* chunk_of(std::int64_t high);

  Loners loners_;                         // none of them belongs to one of chunks_
  std::map<std::int64_t, Chunk> chunks_;  // by the upper 48 bits
  // The chunk that was used last: keys come in order, mostly.
  std::int64_t last_high_ = 0;
  Chunk* last_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace undumpy
