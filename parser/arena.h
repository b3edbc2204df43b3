// Arena: bump allocation for what a batch can not point to in its block (decoded escapes, list
// items). reset() keeps the memory, so that a recycled batch allocates nothing.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace undumpy {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  // Uninitialised memory for `count` objects of the trivial type T, valid until reset().
  template <typename T>
  T* allocate(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T*>(static_cast<void*>(allocate_bytes(count * sizeof(T), alignof(T))));
  }
  // Gives back the last allocation's tail: `data` came from allocate<char>, only `used` stay.
  void shrink_last(char* data, std::size_t used) { next_ = data + used; }

  std::string_view copy(std::string_view text) {
    char* data = allocate<char>(text.size());
    if (!text.empty()) std::memcpy(data, text.data(), text.size());
    return {data, text.size()};
  }
  template <typename T>
  std::span<const T> copy(std::span<const T> items) {
    T* data = allocate<T>(items.size());
    if (!items.empty()) std::memcpy(data, items.data(), items.size() * sizeof(T));
    return {data, items.size()};
  }

  void reset() {
    if (chunks_.empty()) return;
    if (chunks_.size() > 1) {
      // Keep the largest chunk: the next batch will look like this one.
      chunks_.front() = std::move(chunks_.back());
      chunks_.resize(1);
    }
    next_ = chunks_.front().data.get();
    end_ = next_ + chunks_.front().size;
  }

 private:
  struct Chunk {
    std::unique_ptr<char[]> data;  // NOLINT(modernize-avoid-c-arrays)
    std::size_t size;
  };
  static constexpr std::size_t FirstChunk = 64 * 1024;

  char* allocate_bytes(std::size_t size, std::size_t alignment) {
    auto misaligned = reinterpret_cast<std::uintptr_t>(next_) % alignment;
    std::size_t padding = misaligned == 0 ? 0 : alignment - misaligned;
    if (next_ == nullptr || static_cast<std::size_t>(end_ - next_) < size + padding) {
      grow(size + alignment);
      misaligned = reinterpret_cast<std::uintptr_t>(next_) % alignment;
      padding = misaligned == 0 ? 0 : alignment - misaligned;
    }
    char* result = next_ + padding;
    next_ = result + size;
    return result;
  }
  void grow(std::size_t at_least) {
    std::size_t size = chunks_.empty() ? FirstChunk : chunks_.back().size * 2;
    if (size < at_least) size = at_least;
    chunks_.push_back({std::unique_ptr<char[]>(new char[size]), size});  // NOLINT
    next_ = chunks_.back().data.get();
    end_ = next_ + size;
  }

  std::vector<Chunk> chunks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace undumpy
