// ModuleScan: the modules of a snapshot, read one behind the other, in pieces, perhaps with what
// plans make of their rows; and ReadAhead: the same pieces, read by a thread of their own while
// earlier ones are worked on.
//
// Both give the same pieces in the same order, whatever the number of threads.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "engine/planned_rows.h"
#include "parser/handover.h"
#include "parser/module_reader.h"
#include "parser/snapshot.h"

namespace undumpy {

struct ModulePiece {
  enum class Kind : std::uint8_t { Rows, End, Failed };
  Kind kind = Kind::End;
  Batch batch;                           // of Rows
  PlannedRows planned;                   // of Rows; empty where nobody plans
  std::vector<Diagnostic> diagnostics;   // what was met in this piece, in order
  ModuleFacts facts;                     // of End and Failed: of the whole module
  std::uint64_t bytes = 0;               // of the module, so far
  std::optional<Diagnostic> error = {};  // of Failed
  bool opened = false;                   // of Failed: the module broke off while it was read
};

// Every module ends with a piece End or Failed.
class PieceSource {
 public:
  virtual ~PieceSource() = default;
  // Fills the piece; recycle it for speed. REQUIRES: pieces of all modules have not been given yet.
  virtual void next(ModulePiece& piece) = 0;
};

class ModuleScan final : public PieceSource {
 public:
  // REQUIRES: the snapshot outlives it; the modules are present.
  ModuleScan(const Snapshot& snapshot, std::vector<const ModuleRun*> modules,
             const ReaderOptions& options, std::optional<Planner> planner)
      : snapshot_(snapshot),
        modules_(std::move(modules)),
        options_(options),
        planner_(std::move(planner)) {}
  void next(ModulePiece& piece) override;
  [[nodiscard]] bool done() const { return at_ == modules_.size(); }
  // The thread that calls next() does not work on the pieces itself.
  void read_for_another_thread() { cells_read_elsewhere_ = !planner_; }

 private:
  void end(ModulePiece& piece, ModulePiece::Kind kind);

  const Snapshot& snapshot_;
  std::vector<const ModuleRun*> modules_;
  ReaderOptions options_;
  std::optional<Planner> planner_;
  bool cells_read_elsewhere_ = false;
  std::size_t at_ = 0;  // of modules_
  DiagnosticList problems_;
  std::unique_ptr<ModuleReader> reader_;  // of the module at at_; none before it is opened
};

class ReadAhead final : public PieceSource {
 public:
  explicit ReadAhead(ModuleScan scan);
  // Stops reading.
  ~ReadAhead() override;
  void next(ModulePiece& piece) override;

 private:
  struct Slot {
    ModulePiece piece;
    std::exception_ptr failure;  // instead of a piece; the caller of next() gets it
  };
  void read();

  ModuleScan scan_;
  Handover<Slot, 4> pieces_;  // as many are read ahead: that is how much memory it takes
  std::thread thread_;        // the last member: it uses the others
};

}  // namespace undumpy
