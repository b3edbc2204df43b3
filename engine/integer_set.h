// IntegerSet: a set of 64-bit integers that costs little where keys stand close together.
//
// Values are kept in chunks of 65 536 neighbours: a sorted list of 16-bit rests while a chunk is
// sparse, a bitmap of 8 KiB once it is dense. A million ids from 1 on take 130 KiB; ids that stand
// alone take some 130 bytes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace undumpy {

class IntegerSet {
 public:
  IntegerSet() = default;
  IntegerSet(IntegerSet&& other) noexcept : chunks_(std::move(other.chunks_)), size_(other.size_) {
    other.last_ = nullptr;
  }
  IntegerSet& operator=(IntegerSet&& other) noexcept {
    chunks_ = std::move(other.chunks_);
    size_ = other.size_;
    last_ = other.last_ = nullptr;
    return *this;
  }
  IntegerSet(const IntegerSet& other) : chunks_(other.chunks_), size_(other.size_) {}
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
    for (const auto& [high, chunk] : chunks_) {
      for (const std::uint16_t low : chunk.few) visit(value_of(high, low));
      for (std::size_t word = 0; word < chunk.bits.size(); ++word)
        for (std::uint64_t bits = chunk.bits[word]; bits != 0; bits &= bits - 1)
          visit(value_of(high, word * 64 + static_cast<unsigned>(__builtin_ctzll(bits))));
    }
  }

 private:
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

  std::map<std::int64_t, Chunk> chunks_;  // by the upper 48 bits
  // The chunk that was used last: keys come in order, mostly.
  std::int64_t last_high_ = 0;
  Chunk* last_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace undumpy
