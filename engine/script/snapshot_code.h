// SnapshotCode: restore.py as a program, for the create_ functions that do not reduce to plans.
//
// restore.py runs once, up to but without its main(), in a sandbox: helper functions, dictionaries
// and models that somebody added by hand are there. Then a create_ function is called for each of
// its rows. What it returns — nothing, an instance, several in a list or a generator, an instance
// of another model — become the rows that flow on, as those of plans do.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/constructor.h"
#include "engine/script/sandbox.h"
#include "parser/module_reader.h"

namespace undumpy {

class SnapshotCode {
 public:
  // REQUIRES: all three outlive it.
  SnapshotCode(const Snapshot& snapshot, const Constructors& constructors, Sandbox& sandbox);

  // Gets what becomes of each row, in order.
  class Receiver {
   public:
    virtual ~Receiver() = default;
    // One row that was made. The cells live in the batch's arena; the shape as long as this object.
    virtual void made(const ScannedRow& from, const RowShape& shape,
                      std::span<const Cell> cells) = 0;
    // The function returned None.
    virtual void dropped(const ScannedRow& from) = 0;
    // The function raised: `problem` has message and traceback, not yet a place.
    virtual void failed(const ScannedRow& from, Diagnostic problem) = 0;
    // The code asks the database: rows made so far must be there.
    virtual Status flush() = 0;
  };
  // Rows that all call `constructor`; `done` says for how many of them it came to an end. Errors:
  // "code-failed" (restore.py itself raised), "limit-exceeded", and what flush() returns.
  Status construct(const Constructor& constructor, std::string_view file, Batch& batch,
                   std::span<const ScannedRow> rows, Receiver& receiver, std::size_t& done);

  // Runs restore.py, once. Error "code-failed".
  Status load();
  // What restore.py defines. REQUIRES: load().
  [[nodiscard]] const python::Dict& globals() const { return *globals_; }

 private:
  Status run_restore();
  void call(const Constructor& constructor, std::string_view file, Batch& batch,
            const ScannedRow& row, Receiver& receiver);
  void give(const python::Value& value, const Constructor& constructor, Batch& batch,
            const ScannedRow& row, Receiver& receiver, std::size_t& given);
  void give_instance(const python::Value& value, const Constructor& constructor, Batch& batch,
                     const ScannedRow& row, Receiver& receiver);
  bool cell_of_model(const python::Value& value, Cell& out) const;
  const RowShape& shape_of(const Constructor& constructor, std::string_view table,
                           std::string_view model, std::string_view parent);

  const Snapshot& snapshot_;
  const Constructors& constructors_;
  Sandbox& sandbox_;
  python::Ref<python::Dict> globals_;
  std::optional<Status> loaded_;
  std::vector<std::string_view> names_;  // of the columns of the row under way
  std::vector<Cell> cells_;
  const RowShape* last_shape_ = nullptr;
  std::map<std::string, std::unique_ptr<RowShape>> shapes_;
};

}  // namespace undumpy
