#include "engine/integer_set.h"

#include <algorithm>
#include <bit>

namespace undumpy {

namespace {

// A list of more rests than this is larger than the bitmap.
constexpr std::size_t MostFew = 4096;
constexpr std::size_t Words = 65536 / 64;

std::int64_t high_of(std::int64_t value) { return value >> 16U; }
std::uint16_t low_of(std::int64_t value) { return static_cast<std::uint16_t>(value); }

}  // namespace

bool IntegerSet::Chunk::contains(std::uint16_t low) const {
  if (!bits.empty()) return (bits[low / 64] >> (low % 64U) & 1U) != 0;
  return std::ranges::binary_search(few, low);
}

bool IntegerSet::Chunk::insert(std::uint16_t low) {
  if (bits.empty()) {
    const auto at =
        few.empty() || few.back() < low ? few.end() : std::ranges::lower_bound(few, low);
    if (at != few.end() && *at == low) return false;
    if (few.size() < MostFew) {
      few.insert(at, low);
      return true;
    }
    bits.resize(Words);
    for (const std::uint16_t value : few) bits[value / 64] |= std::uint64_t{1} << (value % 64U);
    few = std::vector<std::uint16_t>();  // = {} would keep its memory
  }
  std::uint64_t& word = bits[low / 64];
  const std::uint64_t bit = std::uint64_t{1} << (low % 64U);
  const bool is_new = (word & bit) == 0;
  word |= bit;
  return is_new;
}

std::size_t IntegerSet::Chunk::missing_in(const Chunk* other) const {
  std::size_t missing = 0;
  for (const std::uint16_t low : few) missing += other != nullptr && other->contains(low) ? 0 : 1;
  for (std::size_t word = 0; word < bits.size(); ++word) {
    std::uint64_t held = 0;
    if (other != nullptr && !other->bits.empty()) held = other->bits[word];
    missing += static_cast<std::size_t>(std::popcount(bits[word] & ~held));
  }
  if (!bits.empty() && other != nullptr)  // the other one is sparse: take off what it has
    for (const std::uint16_t low : other->few) missing -= contains(low) ? 1 : 0;
  return missing;
}

bool IntegerSet::insert(std::int64_t value) {
  const std::int64_t high = high_of(value);
  if (last_ == nullptr || high != last_high_) {
    last_ = &chunks_[high];  // nodes of a map stay where they are
    last_high_ = high;
  }
  const bool is_new = last_->insert(low_of(value));
  size_ += is_new ? 1 : 0;
  return is_new;
}

bool IntegerSet::contains(std::int64_t value) const {
  const auto found = chunks_.find(high_of(value));
  return found != chunks_.end() && found->second.contains(low_of(value));
}

std::size_t IntegerSet::missing_in(const IntegerSet& other) const {
  std::size_t missing = 0;
  for (const auto& [high, chunk] : chunks_) {
    const auto found = other.chunks_.find(high);
    const Chunk* counterpart = found != other.chunks_.end() ? &found->second : nullptr;
    missing += chunk.missing_in(counterpart);
  }
  return missing;
}

std::size_t IntegerSet::bytes() const {
  constexpr std::size_t Node = 48;        // of the map
  constexpr std::size_t Allocation = 16;  // what the allocator adds, at most
  std::size_t total = 0;
  for (const auto& [high, chunk] : chunks_) {
    total += Node + sizeof(Chunk) + Allocation;
    total +=
        chunk.few.capacity() * sizeof chunk.few[0] + chunk.bits.capacity() * sizeof(std::uint64_t);
  }
  return total;
}

}  // namespace undumpy
