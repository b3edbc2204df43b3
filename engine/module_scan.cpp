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
  piece.batch.cells.set_read_elsewhere(cells_read_elsewhere_);
  const auto more = reader_->next(piece.batch);
  piece.batch.cells.publish();
  piece.diagnostics.swap(problems_.items);
  piece.bytes = reader_->facts().bytes;
  if (!more) piece.error = more.error();
  if (more && *more && planner_) planner_->plan(piece.batch, piece.planned);
  if (!more || !*more) end(piece, more ? ModulePiece::Kind::End : ModulePiece::Kind::Failed);
}

ReadAhead::ReadAhead(ModuleScan scan)
    : scan_(std::move(scan)), thread_([this] {
        scan_.read_for_another_thread();
        read();
      }) {}

ReadAhead::~ReadAhead() {
  pieces_.stop();
  thread_.join();
}

void ReadAhead::read() {
  while (!scan_.done()) {
    Slot* const slot = pieces_.slot();
    if (slot == nullptr) return;
    try {
      scan_.next(slot->piece);
    } catch (...) {
      slot->failure = std::current_exception();
    }
    const bool failed = slot->failure != nullptr;
    pieces_.give();
    if (failed) return;
  }
}

void ReadAhead::next(ModulePiece& piece) {
  Slot& slot = pieces_.next();
  if (slot.failure) std::rethrow_exception(slot.failure);
  // What the caller has done with is read into next.
  std::swap(piece, slot.piece);
  pieces_.took();
}

}  // namespace undumpy
