// AheadStream: a stream that is read by a thread of its own, a little ahead of whoever reads it.
// For streams that are work to read: what an archive holds is decompressed meanwhile.
//
// The bytes, their end and an error come in the order in which the stream gave them. The thread
// begins when more than a first block is read: of many members only the head is looked at.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "parser/handover.h"
#include "parser/source.h"

namespace undumpy {

class AheadStream final : public Stream {
 public:
  explicit AheadStream(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}
  // Stops reading.
  ~AheadStream() override;
  AheadStream(const AheadStream&) = delete;
  AheadStream& operator=(const AheadStream&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override;

 private:
  static constexpr std::size_t BlockBytes = 128 * 1024;
  struct Block {
    std::vector<char> bytes;  // as many as a block has
    std::size_t size = 0;     // of those, read; 0 at the end
    std::optional<Diagnostic> error;
    std::exception_ptr failure;
    [[nodiscard]] bool is_last() const { return size == 0; }
  };
  void read_ahead();

  std::unique_ptr<Stream> stream_;
  std::size_t read_before_ = 0;  // bytes, before the thread began
  Handover<Block, 4> blocks_;
  Block* block_ = nullptr;  // that is given out; null before the first
  std::size_t given_ = 0;   // bytes of it
  std::thread thread_;
};

}  // namespace undumpy
