// RowStorage: what the rows of one shape become in the columns of one table, without asking the
// database.
//
// It belongs to no thread: the one that reads a snapshot may prepare rows for the one that writes
// them (StreamOptions::storage).
#pragma once

#include <span>
#include <vector>

#include "engine/row.h"
#include "engine/schema.h"
#include "engine/storage.h"

namespace undumpy {

class RowStorage {
 public:
  struct Column {
    std::size_t cell;  // in the row
    ColumnStorage storage;
    bool numeric;  // NUMERIC affinity: SQLite makes numbers of texts
  };
  // REQUIRES: the table outlives it.
  RowStorage(const Table& table, const RowShape& shape, const StorageOptions& options);

  // The columns that the table has, in the order of the shape.
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  // Those of them that hold content types; indices.
  [[nodiscard]] const std::vector<std::size_t>& content_types() const { return content_types_; }
  // Cells of columns that the table does not have.
  [[nodiscard]] const std::vector<std::size_t>& homeless() const { return homeless_; }

  // True: `out` is what a row without anything to remark becomes, but for content types, whose ids
  // the database knows: their place is left NULL. Texts that SQLite would make numbers of are
  // numbers. False: the row wants a closer look (a value does
  // not fit, or there is a choice to report). `out` has one item for each of columns().
  bool prepare(std::span<const Cell> cells, Arena& arena, std::span<Stored> out) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::size_t> content_types_;
  std::vector<std::size_t> homeless_;
};

}  // namespace undumpy
