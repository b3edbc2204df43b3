// PlannedRows: what the plans of constructors make of the rows of a batch; and Planner, which makes
// them, in the thread that reads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/constructor.h"
#include "engine/row_storage.h"
#include "parser/module_reader.h"

namespace undumpy {

struct PlannedRows {
  static constexpr std::uint32_t None = static_cast<std::uint32_t>(-1);
  struct Row {
    std::uint32_t cells = None;   // the first, in `cells`; None: no plan makes this row
    std::uint32_t stored = None;  // the first, in `stored`; None: not prepared
  };
  std::vector<Row> rows;  // one for each row of the batch
  // Texts lie in the batch, and in its arena.
  std::vector<Cell> cells;
  std::vector<Stored> stored;
};

class Planner {
 public:
  // Gives what the rows of a shape become in their table; null where nobody wants to know it.
  using StorageOf = std::function<std::unique_ptr<RowStorage>(const RowShape& shape)>;

  // REQUIRES: the constructors outlive it. `storage_of` may be empty; it is called by the thread
  // that plans.
  Planner(const Constructors& constructors, StorageOf storage_of)
      : constructors_(constructors), storage_of_(std::move(storage_of)) {}

  // Rows that no plan makes (none is there, the plan does not fit the row, its function drops rows)
  // are left to others.
  void plan(Batch& batch, PlannedRows& out);

 private:
  const RowStorage* storage_of(const RowShape& shape);
  static void plan_row(const Constructor& constructor, const RowStorage* storage,
                       std::span<const Cell> arguments, Arena& arena, PlannedRows& out);

  const Constructors& constructors_;
  StorageOf storage_of_;
  std::map<const RowShape*, std::unique_ptr<RowStorage>> storages_;
};

}  // namespace undumpy
