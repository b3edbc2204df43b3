// RowStream: a snapshot as one stream of rows, in execution order. The one way in which every
// command reads rows.
//
// For each module that restore.py runs: ModuleReader (parser) gives rows of literals, the
// Constructor named by each row turns them into a Row, and the sink takes them in batches. What can
// not be read or constructed is a diagnostic with its place and is counted per table: conservation
// means rows = given to the sink + unread + dropped, when each row makes one of its own table.
//
// Constructors without a plan are run by the interpreter (script/snapshot_code.h), row by row.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "engine/constructor.h"
#include "engine/module_scan.h"
#include "engine/row.h"
#include "engine/script/code_options.h"
#include "parser/module_reader.h"
#include "parser/snapshot.h"

namespace undumpy {

class Sandbox;
class SnapshotCode;

// What was met of one table.
struct TableCount {
  std::uint64_t announced = 0;  // "Loading N objects", all parts together
  std::uint64_t rows = 0;       // met in modules
  std::uint64_t unread = 0;     // of those, not understood: each has a diagnostic
  std::uint64_t dropped = 0;    // of those, dropped by a create_ function that returns None
  // Rows of this table given to the sink. Not rows - unread - dropped where a create_ function
  // returns several rows, or rows of another model.
  std::uint64_t given = 0;
  bool incomplete = false;  // a module is missing, cut off, unreadable or holds foreign code
};

struct StreamOptions {
  ReaderOptions reader;
  // Only modules of these tables are read; all when empty.
  std::vector<std::string> tables;
  // Only these modules are read, in this order; all, as restore.py runs them, when empty.
  std::vector<std::string> modules;
  // Runs the constructors without a plan. When it is null the stream makes one of its own, with the
  // limits of `code` and without a database.
  SnapshotCode* snapshot_code = nullptr;
  // InterpretedOnly: also those that have a plan; for the test that compares both ways.
  enum class Ways : std::uint8_t { PlansFirst, InterpretedOnly };
  Ways ways = Ways::PlansFirst;
  CodeOptions code;
  // What the rows of a shape become in their table, for Row::stored; may be empty. Called by the
  // thread that reads.
  Planner::StorageOf storage;
  // Modules of more than a megabyte together are read by a thread of their own, a little ahead;
  // rows, diagnostics and their order are the same: a test compares.
  bool read_ahead = true;
  // Called now and then with the bytes read so far; false stops the stream ("interrupted").
  std::function<bool(std::uint64_t bytes)> progress;
};

class RowStream {
 public:
  // REQUIRES: snapshot and constructors outlive the stream.
  RowStream(const Snapshot& snapshot, const Constructors& constructors, StreamOptions options);
  ~RowStream();

  // Shapes of rows live as long as this object. Diagnostics, besides those of ModuleReader:
  // unknown-constructor, row-of-other-table (warning), constructor-interpreted (note),
  // constructor-failed, code-failed, limit-exceeded, arity-mismatch and the other problems of rows
  // of Constructor, row-count-differs, missing-header, missing-flush (warning). Errors: what the
  // sink returns, and "interrupted".
  Status run(RowSink& sink, DiagnosticSink& diagnostics);

  // By table; complete after run(). Tables without a row or module are there too.
  [[nodiscard]] const std::map<std::string, TableCount>& counts() const { return counts_; }
  // What each module said, by file; complete after run().
  [[nodiscard]] const std::map<std::string, ModuleFacts>& modules() const { return modules_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t modules_read() const { return modules_read_; }

 private:
  [[nodiscard]] std::unique_ptr<PieceSource> pieces_of(const std::vector<const ModuleRun*>& chosen);
  Status read_module(const ModuleRun& module, PieceSource& pieces, RowSink& sink,
                     DiagnosticSink& diagnostics);
  class Receiver;
  Status give_piece(const ModuleRun& module, ModulePiece& piece, RowSink& sink,
                    DiagnosticSink& diagnostics);
  void unknown_constructor(const ModuleRun& module, const Batch& batch, const ScannedRow& row,
                           DiagnosticSink& diagnostics) const;
  static void row_of_other_table(const ModuleRun& module, const Batch& batch, const ScannedRow& row,
                                 DiagnosticSink& diagnostics);
  // REQUIRES: the constructor has a plan.
  void planned_row(const Constructor& constructor, const ModuleRun& module, ModulePiece& piece,
                   std::size_t row, TableCount& count, DiagnosticSink& diagnostics);
  static void report_row(const Constructor& constructor, const ModuleRun& module,
                         const Batch& batch, const ScannedRow& row, Diagnostic problem,
                         DiagnosticSink& diagnostics);
  Status interpreted_rows(const Constructor& constructor, const ModuleRun& module, Batch& batch,
                          std::span<const ScannedRow> rows, RowSink& sink,
                          DiagnosticSink& diagnostics);
  // `cells` may lie in cells_, which still moves: until give_rows() their place does not count.
  void keep(const RowShape& shape, const ModuleRun& module, const Batch& batch,
            const ScannedRow& row, std::span<const Cell> cells, std::span<Stored> stored = {});
  Status give_rows(RowSink& sink);
  void check_module(const ModuleRun& module, const ModuleFacts& facts, DiagnosticSink& diagnostics);
  void check_tables(DiagnosticSink& diagnostics) const;
  [[nodiscard]] bool wanted(const std::string& table) const;
  [[nodiscard]] std::vector<const ModuleRun*> chosen_modules();

  const Snapshot& snapshot_;
  const Constructors& constructors_;
  StreamOptions options_;
  std::map<std::string, TableCount> counts_;
  std::map<std::string, ModuleFacts> modules_;
  std::set<std::string> partial_;         // tables of which a module was not to be read
  std::map<std::string, bool> reported_;  // constructors whose problem was told
  // Rows that wait for the sink. The cells of those that code made stand one behind the other.
  std::vector<Cell> cells_;
  std::vector<Row> rows_;
  ModulePiece piece_;               // that is worked on
  std::optional<Planner> planner_;  // none where the thread that reads plans
  bool giving_ = false;
  std::unique_ptr<Sandbox> own_sandbox_;
  std::unique_ptr<SnapshotCode> own_code_;
  bool code_broken_ = false;  // restore.py can not be run, or a limit was exceeded
  std::uint64_t bytes_ = 0;
  std::size_t modules_read_ = 0;
};

}  // namespace undumpy
