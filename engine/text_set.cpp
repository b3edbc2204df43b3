#include "engine/text_set.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace undumpy {

namespace {

constexpr std::size_t FirstEntries = 16;
constexpr std::size_t FirstBlock = 256;
constexpr std::size_t LargestBlock = 64 * 1024;

std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

}  // namespace

TextSet::TextSet(const TextSet& other) {
  other.for_each([this](std::string_view text) { insert(text); });
}

void TextSet::swap(TextSet& other) noexcept {
  entries_.swap(other.entries_);
  blocks_.swap(other.blocks_);
  std::swap(size_, other.size_);
  std::swap(free_, other.free_);
  std::swap(left_, other.left_);
  std::swap(block_bytes_, other.block_bytes_);
}

std::size_t TextSet::place_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = entries_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Entry& entry = entries_[at];
    if (entry.data == nullptr ||
        (entry.hash == hash && std::string_view(entry.data, entry.size) == text))
      return at;
  }
}

bool TextSet::contains(std::string_view text) const {
  return size_ > 0 && entries_[place_of(text, hash_of(text))].data != nullptr;
}

bool TextSet::insert(std::string_view text) {
  // Two thirds full at most.
  if ((size_ + 1) * 3 > entries_.size() * 2) grow();
  const std::uint32_t hash = hash_of(text);
  Entry& entry = entries_[place_of(text, hash)];
  if (entry.data != nullptr) return false;
  entry = {keep(text), static_cast<std::uint32_t>(text.size()), hash};
  ++size_;
  return true;
}

void TextSet::grow() {
  const std::vector<Entry> before =
      std::exchange(entries_, std::vector<Entry>(std::max(FirstEntries, entries_.size() * 2)));
  const std::size_t mask = entries_.size() - 1;
  for (const Entry& entry : before) {
    if (entry.data == nullptr) continue;
    std::size_t at = entry.hash & mask;
    while (entries_[at].data != nullptr) at = (at + 1) & mask;
    entries_[at] = entry;
  }
}

const char* TextSet::keep(std::string_view text) {
  if (free_ == nullptr || left_ < text.size()) {
    const std::size_t size =
        std::max(text.size(), std::clamp(block_bytes_, FirstBlock, LargestBlock));
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    free_ = blocks_.back().get();
    left_ = size;
    block_bytes_ += size;
  }
  char* const begin = free_;
  if (!text.empty()) std::memcpy(begin, text.data(), text.size());
  free_ += text.size();
  left_ -= text.size();
  return begin;
}

std::size_t TextSet::bytes() const {
  return block_bytes_ + entries_.capacity() * sizeof(Entry) + blocks_.capacity() * sizeof(void*);
}

}  // namespace undumpy
