#include "engine/module_scan.h"

#include <algorithm>
#include <utility>

namespace undumpy {

void ModuleScan::end(ModulePiece& piece, ModulePiece::Kind kind) {
  piece.kind = kind;
  piece.opened = reader_ != nullptr;
  if (reader_ != nullptr) piece.facts = reader_->facts();
  reader_.reset();
  ++at_;
}

void ModuleScan::next(ModulePiece& piece) {
  piece.diagnostics.clear();
  piece.error.reset();
  piece.kind = ModulePiece::Kind::Rows;
  const ModuleRun& module = *modules_[at_];
  if (reader_ == nullptr) {
    auto stream = snapshot_.open(module);
    if (!stream) {
      piece.error = stream.error();
      piece.facts = {};
      return end(piece, ModulePiece::Kind::Failed);
    }
    // Small modules take small blocks: a site has a hundred of them.
    ReaderOptions options = options_;
    constexpr std::uint64_t Spare = 1024;  // reading beyond the end tells that it is the end
    options.function = module.function;
    options.block_bytes = std::min<std::uint64_t>(options.block_bytes, module.bytes + Spare);
    reader_ = std::make_unique<ModuleReader>(module.file, std::move(*stream), options, problems_);
  }
  const auto more = reader_->next(piece.batch);
  piece.diagnostics.swap(problems_.items);
  piece.bytes = reader_->facts().bytes;
  if (!more) piece.error = more.error();
  if (more && *more && planner_) planner_->plan(piece.batch, piece.planned);
  if (!more || !*more) end(piece, more ? ModulePiece::Kind::End : ModulePiece::Kind::Failed);
}

ReadAhead::ReadAhead(ModuleScan scan)
    : scan_(std::move(scan)), ring_(Pieces), thread_([this] { read(); }) {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void ReadAhead::read() {
  for (std::size_t last = 0; !scan_.done(); last = (last + 1) % Pieces) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopped_ || ready_ < Pieces; });
      if (stopped_) return;
    }
    std::exception_ptr failure;
    try {
      scan_.next(ring_[last]);
    } catch (...) {
      failure = std::current_exception();
    }
    {
      const std::lock_guard lock(mutex_);
      failure_ = failure;
      if (!failure) ++ready_;
    }
    changed_.notify_all();
    if (failure) return;
  }
}

void ReadAhead::next(ModulePiece& piece) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ready_ > 0 || failure_; });
    if (ready_ == 0) std::rethrow_exception(failure_);
  }
  // Nobody else touches a piece that is ready. What the caller has done with is read into next.
  std::swap(piece, ring_[first_]);
  first_ = (first_ + 1) % Pieces;
  {
    const std::lock_guard lock(mutex_);
    --ready_;
  }
  changed_.notify_all();
}

}  // namespace undumpy
