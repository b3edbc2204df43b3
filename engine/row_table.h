// RowTable: rows in memory as a table of SQLite, so that one INSERT … SELECT takes many of them.
//
// SQLite pulls the cells; texts are read where they lie. The insertion is OR IGNORE, because a file
// without journal can not take back half a statement: a row that a constraint refuses is passed
// over, and the caller asks for it again, alone, to hear why.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/sqlite.h"
#include "engine/storage.h"

namespace undumpy {

class RowTable {
 public:
  // `name` is that of the table the rows go into, `columns` are quoted names, `constants` what
  // stands for the last of them, as SQL, the same in each row. Gives null where the table needs a
  // statement for each row: it has triggers, or no row ids.
  static Result<std::unique_ptr<RowTable>> create(sqlite::Connection& database,
                                                  const std::string& name,
                                                  const std::vector<std::string>& columns,
                                                  const std::vector<std::string>& constants);
  ~RowTable();
  RowTable(const RowTable&) = delete;
  RowTable& operator=(const RowTable&) = delete;

  // Room for one more row, to be filled and added; others keep theirs until clear().
  std::span<Stored> room();
  // The values are read where they lie. REQUIRES: there are as many as columns to fill.
  void add(std::span<const Stored> values) {
    rows_.push_back(values.data());
    inserted_.push_back(false);
  }
  void drop_last();
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] std::span<const Stored> row(std::size_t i) const { return {rows_[i], width_}; }
  void clear();

  // Inserts all rows, and says of each whether it is in. Errors: "database-error". REQUIRES: the
  // primary key of a table with integer keys is stored as an integer or NULL.
  Status insert();
  [[nodiscard]] bool inserted(std::size_t i) const { return inserted_[i]; }

 private:
  struct Cursor;
  struct Module;
  RowTable(sqlite::Connection& database, std::size_t width) : database_(database), width_(width) {}
  void look_at_last(std::size_t row);

  sqlite::Connection& database_;
  std::size_t width_;
  std::string module_;  // the name under which SQLite knows these rows
  std::unique_ptr<sqlite::Statement> statement_;
  std::vector<const Stored*> rows_;
  std::vector<std::unique_ptr<Stored[]>> rooms_;  // NOLINT(modernize-avoid-c-arrays)
  std::size_t used_ = 0;                          // of rooms_
  std::vector<bool> inserted_;
};

// Gives a value to SQLite: as the parameter of a statement, or as the cell of a virtual table.
// Texts are not copied.
void bind_stored(sqlite3_stmt* statement, int index, const Stored& value);
void give_stored(sqlite3_context* context, const Stored& value);

}  // namespace undumpy
