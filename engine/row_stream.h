// RowStream: a snapshot as one stream of rows, in execution order. The one way in which every
// command reads rows.
//
// For each module that restore.py runs: ModuleReader (parser) gives rows of literals, the
// Constructor named by each row turns them into a Row, and the sink takes them in batches. What can
// not be read or constructed is a diagnostic with its place and is counted per table: conservation
// means read = given to the sink + unread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "engine/constructor.h"
#include "engine/row.h"
#include "parser/module_reader.h"
#include "parser/snapshot.h"

namespace undumpy {

// What was met of one table.
struct TableCount {
  std::uint64_t announced = 0;  // "Loading N objects", all parts together
  std::uint64_t rows = 0;       // met in modules
  std::uint64_t unread = 0;     // of those, not understood: each has a diagnostic
  std::uint64_t dropped = 0;    // of those, dropped by a create_ function that returns None
  bool incomplete = false;      // a module is missing, cut off, unreadable or holds foreign code
};

struct StreamOptions {
  ReaderOptions reader;
  // Only modules of these tables are read; all when empty.
  std::vector<std::string> tables;
  // Called now and then with the bytes read so far; false stops the stream ("interrupted").
  std::function<bool(std::uint64_t bytes)> progress;
};

class RowStream {
 public:
  // REQUIRES: snapshot and constructors outlive the stream.
  RowStream(const Snapshot& snapshot, const Constructors& constructors, StreamOptions options)
      : snapshot_(snapshot), constructors_(constructors), options_(std::move(options)) {}

  // Diagnostics, besides those of ModuleReader: unknown-constructor, constructor-not-understood,
  // arity-mismatch and the other row errors of Constructor, row-count-differs, missing-flush
  // (warning). Errors: what the sink returns, and "interrupted".
  Status run(RowSink& sink, DiagnosticSink& diagnostics);

  // By table; complete after run(). Tables without a row or module are there too.
  [[nodiscard]] const std::map<std::string, TableCount>& counts() const { return counts_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t modules_read() const { return modules_read_; }

 private:
  Status read_module(const ModuleRun& module, RowSink& sink, DiagnosticSink& diagnostics);
  Status give_batch(const ModuleRun& module, Batch& batch, RowSink& sink,
                    DiagnosticSink& diagnostics);
  void check_module(const ModuleRun& module, const ModuleFacts& facts, DiagnosticSink& diagnostics);
  void check_tables(DiagnosticSink& diagnostics) const;
  [[nodiscard]] bool wanted(const ModuleRun& module) const;

  const Snapshot& snapshot_;
  const Constructors& constructors_;
  StreamOptions options_;
  std::map<std::string, TableCount> counts_;
  std::map<std::string, bool> reported_;  // constructors whose problem was told
  std::vector<Cell> cells_;
  std::vector<Row> rows_;
  std::uint64_t bytes_ = 0;
  std::size_t modules_read_ = 0;
};

}  // namespace undumpy
