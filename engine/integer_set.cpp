#include "engine/integer_set.h"

#include <algorithm>
#include <bit>
#include <utility>

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

std::size_t IntegerSet::Loners::place_of(std::int64_t value) const {
  constexpr std::uint64_t Spread = 0x9E3779B97F4A7C15;  // of the golden ratio
  const std::size_t mask = places_.size() - 1;
  const auto bits = static_cast<unsigned>(std::bit_width(mask));
  std::size_t at = static_cast<std::uint64_t>(value) * Spread >> (64U - bits);
  while (places_[at] != Free && places_[at] != value) at = (at + 1) & mask;
  return at;
}

bool IntegerSet::Loners::contains(std::int64_t value) const {
  if (value == Free) return has_free_;
  return size_ > 0 && places_[place_of(value)] == value;
}

bool IntegerSet::Loners::insert(std::int64_t value) {
  if (value == Free) return !std::exchange(has_free_, true);
  std::int64_t& place = places_[place_of(value)];
  if (place == value) return false;
  place = value;
  ++size_;
  return true;
}

std::vector<std::int64_t> IntegerSet::Loners::sorted() const {
  std::vector<std::int64_t> values;
  values.reserve(size_ + 1);
  if (has_free_) values.push_back(Free);
  for (const std::int64_t value : places_)
    if (value != Free) values.push_back(value);
  std::ranges::sort(values);
  return values;
}

void IntegerSet::Loners::assign(const std::vector<std::int64_t>& values) {
  constexpr std::size_t Least = 16;
  places_ = std::vector<std::int64_t>(std::max(Least, std::bit_ceil(values.size() * 2)), Free);
  size_ = 0;
  has_free_ = false;
  for (const std::int64_t value : values) insert(value);
}

// The table is full: what has become many neighbours moves into chunks.
void IntegerSet::settle() {
  constexpr std::ptrdiff_t Neighbours = 16;
  const std::vector<std::int64_t> values = loners_.sorted();
  std::vector<std::int64_t> rest;
  for (auto first = values.begin(); first != values.end();) {
    const std::int64_t high = high_of(*first);
    const auto last = std::find_if(first, values.end(),
                                   [&](std::int64_t value) { return high_of(value) != high; });
    if (last - first >= Neighbours) {
      Chunk& chunk = chunks_[high];
      for (auto at = first; at != last; ++at) chunk.insert(low_of(*at));
    } else {
      rest.insert(rest.end(), first, last);
    }
    first = last;
  }
  loners_.assign(rest);
}

IntegerSet::Chunk* IntegerSet::chunk_of(std::int64_t high) {
  if (last_ != nullptr && high == last_high_) return last_;
  const auto found = chunks_.find(high);
  if (found == chunks_.end()) return nullptr;
  last_high_ = high;
  last_ = &found->second;  // nodes of a map stay where they are
  return last_;
}

bool IntegerSet::insert(std::int64_t value) {
  Chunk* chunk = chunk_of(high_of(value));
  if (chunk == nullptr && loners_.is_full()) {
    settle();
    chunk = chunk_of(high_of(value));
  }
  const bool is_new = chunk != nullptr ? chunk->insert(low_of(value)) : loners_.insert(value);
  size_ += is_new ? 1 : 0;
  return is_new;
}

bool IntegerSet::contains(std::int64_t value) const {
  const auto found = chunks_.find(high_of(value));
  return found != chunks_.end() ? found->second.contains(low_of(value)) : loners_.contains(value);
}

std::size_t IntegerSet::missing_in(const IntegerSet& other) const {
  std::size_t missing = 0;
  for (const auto& [high, chunk] : chunks_) {
    const auto found = other.chunks_.find(high);
    const Chunk* counterpart = found != other.chunks_.end() ? &found->second : nullptr;
    missing += chunk.missing_in(counterpart);
  }
  // What stands in a chunk here may stand alone there.
  for (const std::int64_t value : other.loners_.sorted()) {
    const auto found = chunks_.find(high_of(value));
    missing -= found != chunks_.end() && found->second.contains(low_of(value)) ? 1 : 0;
  }
  for (const std::int64_t value : loners_.sorted()) missing += other.contains(value) ? 0 : 1;
  return missing;
}

std::size_t IntegerSet::bytes() const {
  constexpr std::size_t Node = 48;        // of the map
  constexpr std::size_t Allocation = 16;  // what the allocator adds, at most
  std::size_t total = loners_.bytes();
  for (const auto& [high, chunk] : chunks_) {
    total += Node + sizeof(Chunk) + Allocation;
    total +=
        chunk.few.capacity() * sizeof chunk.few[0] + chunk.bits.capacity() * sizeof(std::uint64_t);
  }
  return total;
}

}  // namespace undumpy
