// CellBuffer: the cells of a batch, one behind the other. Recycled with its batch: clear() keeps
// the memory.
//
// Where another processor reads the cells, they are written past the caches: to write into memory
// that another core has read last takes some four times as long as into one's own, because it must
// be fetched back first (docs/PERFORMANCE.md). Full rows are written so, sixteen bytes at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>

#include "parser/cell.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace undumpy {

class CellBuffer {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Cell* data() const { return cells_.get(); }
  void clear() { size_ = 0; }
  // REQUIRES: size <= size().
  void truncate(std::size_t size) { size_ = size; }

  Cell& emplace_back() {
    reserve(size_ + 1);
    return cells_[size_++] = Cell::none();
  }
  void append(std::span<const Cell> cells) {
    reserve(size_ + cells.size());
    Cell* const to = cells_.get() + size_;
    size_ += cells.size();
#if defined(__SSE2__)
    if (read_elsewhere_) {
      for (std::size_t i = 0; i < cells.size(); ++i)
        _mm_stream_si128(reinterpret_cast<__m128i*>(to + i),
                         _mm_loadu_si128(reinterpret_cast<const __m128i*>(&cells[i])));
      return;
    }
#endif
    if (!cells.empty()) std::memcpy(to, cells.data(), cells.size() * sizeof(Cell));
  }

  // Whether the next reader is another processor. Then publish() must be called before it reads.
  void set_read_elsewhere(bool elsewhere) { read_elsewhere_ = elsewhere; }
  void publish() const {
#if defined(__SSE2__)
    if (read_elsewhere_) _mm_sfence();
#endif
  }

 private:
  void reserve(std::size_t size) {
    if (size > capacity_) grow(size);
  }
  void grow(std::size_t size) {
    capacity_ = std::max<std::size_t>({size, capacity_ * 2, 1024});
    // Not initialised: what is beyond size_ is never read. `new` aligns to sixteen bytes.
    std::unique_ptr<Cell[]> larger(new Cell[capacity_]);  // NOLINT(modernize-avoid-c-arrays)
    if (size_ > 0) std::memcpy(larger.get(), cells_.get(), size_ * sizeof(Cell));
    cells_ = std::move(larger);
  }
  static_assert(sizeof(Cell) == 16 && __STDCPP_DEFAULT_NEW_ALIGNMENT__ >= 16);

  std::unique_ptr<Cell[]> cells_;  // NOLINT(modernize-avoid-c-arrays)
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  bool read_elsewhere_ = false;
};

}  // namespace undumpy
