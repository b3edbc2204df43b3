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
                                                     const Schema& schema, const Table& table,
                                                     const RowShape& shape,
                                                     const StorageOptions& options,
                                                     ContentTypes& content_types);

  // Inserts the row. An empty text when it went in, else why it was rejected. Errors:
  // "database-error" (disk full and the like).
  Result<std::string> insert(const Row& row, StorageNotes& notes);

  // A many-to-many field: its list of keys goes into the table that Django makes for it.
  struct Link {
    std::size_t cell;
    const Table* table;
    std::unique_ptr<sqlite::Statement> insert;  // own key, other key
    std::uint64_t rows = 0;                     // inserted so far
  };
  [[nodiscard]] const std::vector<Link>& links() const { return links_; }

 private:
  TableWriter(sqlite::Connection& database, ContentTypes& content_types, const Table& table)
      : database_(database), content_types_(content_types), table_(table) {}
  Result<std::string> bind(const Row& row, StorageNotes& notes);
  Status add_link(const Schema& schema, std::size_t cell, const std::string& field);
  Result<std::string> insert_links(const Row& row);

  struct Target {
    std::size_t cell;  // in the row
    ColumnStorage storage;
  };
  sqlite::Connection& database_;
  ContentTypes& content_types_;
  const Table& table_;
  std::vector<Target> targets_;
  std::vector<Link> links_;
  std::vector<std::size_t> homeless_;  // cells of columns that the table does not have
  std::unique_ptr<sqlite::Statement> statement_;
  Arena arena_;
};

}  // namespace undumpy
