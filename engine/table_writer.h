// TableWriter: puts the rows of one shape into one table, and says what became of each.
//
// A row whose key the table holds already is a conflict, which the policy decides
// (engine/conflict.h). Whether a stored row differs is asked of the database, cell by cell, with
// the comparison of the column itself: '12.50' in a decimal column is 12.5.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/conflict.h"
#include "engine/content_types.h"
#include "engine/reference_sets.h"
#include "engine/row.h"
#include "engine/row_storage.h"
#include "engine/row_table.h"
#include "engine/schema.h"
#include "engine/sql_script.h"
#include "engine/sqlite.h"
#include "engine/storage.h"

namespace undumpy {

// What became of a row. DESIGN.md's verbs.
enum class Fate : std::uint8_t { Inserted, Updated, Unchanged, Skipped, Rejected };

// A cell that an update changes, as literals of SQL.
struct CellChange {
  std::string column;
  std::string before;
  std::string after;
};

// Another row of the target holds the values of a unique set.
struct Collision {
  std::vector<std::string> columns;  // of the unique set
  std::string values;                // of the row: "national_id '680601 053-29'"
  std::string other_key;
  std::vector<CellChange> cells;  // that differ: the other row's, this row's
};

struct Rejection {
  std::string reason;    // of this row
  std::string cause;     // the same for all rows with this problem: without keys and values
  std::string sqlstate;  // of the SQL standard: "23505"
  std::optional<Collision> collision;
};

class TableWriter {
 public:
  struct Setting {
    sqlite::Connection* database = nullptr;
    const Schema* schema = nullptr;
    StorageOptions storage;
    ContentTypes* content_types = nullptr;
    ConflictPolicy conflict;
    // The table may hold rows: their keys are looked up first.
    bool merge = false;
    // Rows that are changed are kept in a temporary table, so that withdraw() can bring them back.
    bool undo = false;
    SqlScript* script = nullptr;          // may be null
    ReferenceSets* references = nullptr;  // may be null
  };
  static Result<std::unique_ptr<TableWriter>> create(const Setting& setting, const Table& table,
                                                     const RowShape& shape);

  // Errors: "database-error" (disk full and the like).
  Result<Fate> write(const Row& row, StorageNotes& notes);
  // Whether many rows may be written at once: nothing has to be known about one before the next.
  [[nodiscard]] bool takes_many() const { return many_ != nullptr; }
  // What write() does with each row, in fewer statements; `told` is called for each, in their
  // order. REQUIRES: takes_many(). Errors: "database-error", and those of `told`.
  Status write_all(std::span<const Row> rows, StorageNotes& notes,
                   const std::function<Status(const Row& row, Fate fate)>& told);
  // Of the last row. REQUIRES: it was rejected.
  [[nodiscard]] const Rejection& rejection() const { return rejection_; }
  // The cells that the last row differs in from the one in the target. REQUIRES: it was updated.
  [[nodiscard]] std::vector<CellChange> changes() const;

  // Takes back what write() did to the row with this key (as text): deletes it, or makes it what it
  // was. When another row holds its unique values by now, the row is gone and the key of the other
  // is returned: withdraw that one, and then this one again. REQUIRES: Setting::undo where the row
  // was updated.
  Result<std::optional<std::string>> withdraw(std::string_view key, Fate fate);

  // A many-to-many field: its list of keys goes into the table that Django makes for it.
  struct Link {
    std::size_t cell;
    const Table* table;
    std::string sql;
    std::unique_ptr<sqlite::Statement> insert;  // own key, other key
    std::uint64_t inserted = 0;
    std::uint64_t unchanged = 0;
  };
  [[nodiscard]] const std::vector<Link>& links() const { return links_; }

 private:
  // A statement with `?1`, `?2`… for the columns of names_, prepared when it is first needed.
  struct Prepared {
    std::string sql;
    std::unique_ptr<sqlite::Statement> statement;
  };
  TableWriter(const Setting& setting, const Table& table, const RowShape& shape)
      : setting_(setting), table_(table), storage_(table, shape, setting.storage) {}
  Status make_statements(const RowShape& shape);
  Status add_link(std::size_t cell, const std::string& field);
  Result<bool> store(const Row& row, StorageNotes& notes, std::span<Stored> out);
  Result<bool> store_content_type(const Cell& cell, std::size_t column, Stored& out);
  Result<bool> complete(const Row& row);
  [[nodiscard]] bool needs_its_own_statement(std::span<const Stored> stored) const;
  Status insert_waiting(std::span<const Row> rows,
                        const std::function<Status(const Row& row, Fate fate)>& told);
  Result<sqlite::Statement*> ready(Prepared& prepared);
  void bind(sqlite3_stmt* statement) const;
  // SQLite's code; errors that are no row's fault are a Status.
  Result<int> run(Prepared& prepared);
  Result<Fate> insert(const Row& row);
  Result<Fate> merge(const Row& row);
  Result<Fate> change(const Row& row, bool replace);
  Result<bool> insert_links(const Row& row);
  Result<bool> reject_by_database(int code);
  Result<std::optional<Collision>> find_collision();
  bool reject(std::string reason, std::string cause, std::string sqlstate);
  [[nodiscard]] std::string undo_table() const;

  static constexpr std::size_t ManyRows = 256;  // what the cache of a core holds
  static constexpr std::size_t None = static_cast<std::size_t>(-1);
  Setting setting_;
  const Table& table_;
  RowStorage storage_;
  std::vector<std::string> names_;  // of storage_.columns()
  std::vector<Stored> stored_;      // of the row that is written
  std::size_t key_ = None;          // of names_: the primary key
  bool integer_key_ = false;
  std::optional<ReferenceSets::Columns> noted_;
  std::size_t newer_ = None;  // of names_: UpdateIfNewer's column
  std::vector<Link> links_;
  std::vector<std::size_t> homeless_;  // cells of columns that the table does not have
  Prepared insert_, compare_, update_, delete_, keep_;
  std::vector<bool> differs_;  // by the last comparison
  std::vector<std::string> old_;
  Rejection rejection_;
  Arena arena_;
  std::unique_ptr<RowTable> many_;  // null: rows are written one by one
};

}  // namespace undumpy
