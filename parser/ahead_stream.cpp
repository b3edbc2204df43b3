#include "parser/ahead_stream.h"

#include <algorithm>
#include <cstring>

namespace undumpy {

AheadStream::~AheadStream() {
  if (!thread_.joinable()) return;
  blocks_.stop();
  thread_.join();
}

void AheadStream::read_ahead() {
  for (Block* block = blocks_.slot(); block != nullptr; block = blocks_.slot()) {
    block->size = 0;
    try {
      block->bytes.resize(BlockBytes);
      auto got = stream_->read(block->bytes);
      if (got)
        block->size = *got;
      else
        block->error = got.error();
    } catch (...) {
      block->failure = std::current_exception();
    }
    const bool last = block->is_last();
    blocks_.give();
    if (last) return;
  }
}

Result<std::size_t> AheadStream::read(std::span<char> buffer) {
  if (!thread_.joinable()) {
    if (read_before_ < BlockBytes) {
      UNDUMPY_TRY(const std::size_t got, stream_->read(buffer));
      read_before_ += got;
      return got;
    }
    thread_ = std::thread([this] { read_ahead(); });
  }
  if (block_ == nullptr) block_ = &blocks_.next();
  if (given_ == block_->size && !block_->is_last()) {
    blocks_.took();
    block_ = &blocks_.next();
    given_ = 0;
  }
  if (block_->failure) std::rethrow_exception(block_->failure);
  if (block_->error) return *block_->error;
  const std::size_t size = std::min(buffer.size(), block_->size - given_);
  std::memcpy(buffer.data(), block_->bytes.data() + given_, size);
  given_ += size;
  return size;
}

}  // namespace undumpy
