// TableWriter: puts the rows of one shape into one table through one prepared statement.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/content_types.h"
#include "engine/row.h"
#include "engine/schema.h"
#include "engine/sqlite.h"
#include "engine/storage.h"

namespace undumpy {

class TableWriter {
 public:
  static Result<std::unique_ptr<TableWriter>> create(sqlite::Connection& database,
                                                     const Table& table, const RowShape& shape,
                                                     const StorageOptions& options,
                                                     ContentTypes& content_types);

  // Inserts the row. An empty text when it went in, else why it was rejected. Errors:
  // "database-error" (disk full and the like).
  Result<std::string> insert(const Row& row, StorageNotes& notes);

 private:
  TableWriter(sqlite::Connection& database, ContentTypes& content_types, const Table& table)
      : database_(database), content_types_(content_types), table_(table) {}
  Result<std::string> bind(const Row& row, StorageNotes& notes);

  struct Target {
    std::size_t cell;  // in the row
    ColumnStorage storage;
  };
  sqlite::Connection& database_;
  ContentTypes& content_types_;
  const Table& table_;
  std::vector<Target> targets_;
  std::vector<std::size_t> homeless_;  // cells of columns that the table does not have
  std::unique_ptr<sqlite::Statement> statement_;
  Arena arena_;
};

}  // namespace undumpy
