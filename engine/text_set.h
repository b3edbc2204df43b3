// TextSet: a set of texts, whose bytes lie one behind the other in blocks.
//
// A text costs its bytes and 24 to 48 more in the table; nothing is allocated for each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace undumpy {

class TextSet {
 public:
  TextSet() = default;
  TextSet(TextSet&& other) noexcept { swap(other); }
  TextSet& operator=(TextSet&& other) noexcept {
    TextSet empty;
    swap(empty);
    swap(other);
    return *this;
  }
  TextSet(const TextSet& other);
  TextSet& operator=(const TextSet& other) {
    if (this != &other) *this = TextSet(other);
    return *this;
  }
  ~TextSet() = default;

  // True when the text is new. REQUIRES: shorter than 4 GiB.
  bool insert(std::string_view text);
  [[nodiscard]] bool contains(std::string_view text) const;
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  // Memory, about.
  [[nodiscard]] std::size_t bytes() const;

  // Calls visit(text) for each text, in no order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Entry& entry : entries_)
      if (entry.data != nullptr) visit(std::string_view(entry.data, entry.size));
  }

 private:
  struct Entry {
    const char* data = nullptr;  // nullptr: free
    std::uint32_t size = 0;
    std::uint32_t hash = 0;
  };
  void swap(TextSet& other) noexcept;
  // Where the text stands, or the free entry where it belongs. REQUIRES: there is a free one.
  [[nodiscard]] std::size_t place_of(std::string_view text, std::uint32_t hash) const;
  void grow();
  const char* keep(std::string_view text);

  std::vector<Entry> entries_;  // a power of two, never full
  std::size_t size_ = 0;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;  // in the last block
  std::size_t left_ = 0;
  std::size_t block_bytes_ = 0;  // of all blocks
};

}  // namespace undumpy
