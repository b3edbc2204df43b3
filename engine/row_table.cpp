#include "engine/row_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace undumpy {

namespace {

// No row of Django's has this id: when it is the last one inserted, the row was passed over.
constexpr sqlite3_int64 NoRow = std::numeric_limits<sqlite3_int64>::min() + 1;

// False for what is virtual, or has triggers, or rows without ids.
Result<bool> is_plain_table(sqlite::Connection& database, const std::string& name) {
  const bool ids =
      sqlite3_table_column_metadata(database.handle(), "main", name.c_str(), "rowid", nullptr,
                                    nullptr, nullptr, nullptr, nullptr) == SQLITE_OK;
  if (!ids) return false;
  UNDUMPY_TRY(auto statement,
              database.prepare("SELECT 1 FROM sqlite_master WHERE tbl_name = ?1 AND "
                               "(type = 'trigger' OR rootpage = 0)"));
  statement.bind(1, name);
  UNDUMPY_TRY(const bool odd, statement.step());
  return !odd;
}

}  // namespace

// An empty view may have no address, which SQLite would take for NULL.
void bind_stored(sqlite3_stmt* statement, int index, const Stored& value) {
  const int size = static_cast<int>(value.size);
  switch (value.kind) {
    case Stored::Kind::Null:
      sqlite3_bind_null(statement, index);
      break;
    case Stored::Kind::Integer:
      sqlite3_bind_int64(statement, index, value.integer);
      break;
    case Stored::Kind::Real:
      sqlite3_bind_double(statement, index, value.real);
      break;
    case Stored::Kind::Text:
      sqlite3_bind_text(statement, index, size == 0 ? "" : value.data, size, SQLITE_STATIC);
      break;
    case Stored::Kind::Blob:
      sqlite3_bind_blob(statement, index, size == 0 ? "" : value.data, size, SQLITE_STATIC);
      break;
  }
}

void give_stored(sqlite3_context* context, const Stored& value) {
  const int size = static_cast<int>(value.size);
  switch (value.kind) {
    case Stored::Kind::Null:
      sqlite3_result_null(context);
      break;
    case Stored::Kind::Integer:
      sqlite3_result_int64(context, value.integer);
      break;
    case Stored::Kind::Real:
      sqlite3_result_double(context, value.real);
      break;
    case Stored::Kind::Text:
      sqlite3_result_text(context, size == 0 ? "" : value.data, size, SQLITE_STATIC);
      break;
    case Stored::Kind::Blob:
      sqlite3_result_blob(context, size == 0 ? "" : value.data, size, SQLITE_STATIC);
      break;
  }
}

struct RowTable::Cursor {
  sqlite3_vtab_cursor base;  // SQLite's part: the first member
  std::size_t row = 0;
};

// The functions of a virtual table that exists without being created, and is only read in order.
struct RowTable::Module {
  struct Table {
    sqlite3_vtab base;  // SQLite's part: the first member
    RowTable* rows;
  };
  static RowTable& rows_of(sqlite3_vtab_cursor* cursor) {
    return *reinterpret_cast<Table*>(cursor->pVtab)->rows;
  }
  static Cursor& cursor_of(sqlite3_vtab_cursor* cursor) {
    return *reinterpret_cast<Cursor*>(cursor);
  }

  static int connect(sqlite3* database, void* rows, int, const char* const*, sqlite3_vtab** out,
                     char**) {
    std::string columns;
    for (std::size_t i = 0; i < static_cast<RowTable*>(rows)->width_; ++i)
      columns += fmt::format("{}c{}", i == 0 ? "" : ", ", i);
    const int code = sqlite3_declare_vtab(database, ("CREATE TABLE x(" + columns + ")").c_str());
    if (code != SQLITE_OK) return code;
    auto table = std::make_unique<Table>();
    table->rows = static_cast<RowTable*>(rows);
    *out = &table.release()->base;
    return SQLITE_OK;
  }
  static int disconnect(sqlite3_vtab* table) {
    delete reinterpret_cast<Table*>(table);
    return SQLITE_OK;
  }
  static int best_index(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }
  static int open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
    *out = &std::make_unique<Cursor>().release()->base;
    return SQLITE_OK;
  }
  static int close(sqlite3_vtab_cursor* cursor) {
    delete &cursor_of(cursor);
    return SQLITE_OK;
  }
  static int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    cursor_of(cursor).row = 0;
    sqlite3_set_last_insert_rowid(rows_of(cursor).database_.handle(), NoRow);
    return SQLITE_OK;
  }
  static int next(sqlite3_vtab_cursor* cursor) {
    rows_of(cursor).look_at_last(cursor_of(cursor).row++);
    return SQLITE_OK;
  }
  static int at_end(sqlite3_vtab_cursor* cursor) {
    return cursor_of(cursor).row == rows_of(cursor).size() ? 1 : 0;
  }
  static int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int column) {
    give_stored(context,
                rows_of(cursor).row(cursor_of(cursor).row)[static_cast<std::size_t>(column)]);
    return SQLITE_OK;
  }
  static int row_id(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
    *out = static_cast<sqlite3_int64>(cursor_of(cursor).row);
    return SQLITE_OK;
  }
  static const sqlite3_module* functions() {
    static const sqlite3_module module = [] {
      sqlite3_module m{};
      m.xConnect = connect;
      m.xDisconnect = disconnect;
      m.xBestIndex = best_index;
      m.xOpen = open;
      m.xClose = close;
      m.xFilter = filter;
      m.xNext = next;
      m.xEof = at_end;
      m.xColumn = column;
      m.xRowid = row_id;
      return m;
    }();
    return &module;
  }
};

Result<std::unique_ptr<RowTable>> RowTable::create(sqlite::Connection& database,
                                                   const std::string& name,
                                                   const std::vector<std::string>& columns,
                                                   const std::vector<std::string>& constants) {
  UNDUMPY_TRY(const bool plain, is_plain_table(database, name));
  if (!plain || columns.size() == constants.size()) return std::unique_ptr<RowTable>();
  std::unique_ptr<RowTable> table(new RowTable(database, columns.size() - constants.size()));
  table->module_ = fmt::format("undumpy_rows_{}", static_cast<const void*>(table.get()));
  if (sqlite3_create_module_v2(database.handle(), table->module_.c_str(), Module::functions(),
                               table.get(), nullptr) != SQLITE_OK)
    return database.error("making a virtual table");
  std::vector<std::string> values;
  for (std::size_t i = 0; i < table->width_; ++i) values.push_back(fmt::format("c{}", i));
  values.insert(values.end(), constants.begin(), constants.end());
  UNDUMPY_TRY(auto statement,
              database.prepare(fmt::format("INSERT OR IGNORE INTO {} ({}) SELECT {} FROM {}",
                                           sqlite::quoted(name), fmt::join(columns, ", "),
                                           fmt::join(values, ", "), table->module_)));
  table->statement_ = std::make_unique<sqlite::Statement>(std::move(statement));
  return table;
}

RowTable::~RowTable() {
  statement_.reset();
  if (!module_.empty())
    sqlite3_create_module_v2(database_.handle(), module_.c_str(), nullptr, nullptr, nullptr);
}

std::span<Stored> RowTable::room() {
  if (used_ == rooms_.size()) rooms_.push_back(std::make_unique<Stored[]>(width_));
  return {rooms_[used_++].get(), width_};
}

void RowTable::drop_last() {
  rows_.pop_back();
  inserted_.pop_back();
}

void RowTable::clear() {
  rows_.clear();
  inserted_.clear();
  used_ = 0;
}

// SQLite has done with the row and asks for the next one.
void RowTable::look_at_last(std::size_t row) {
  inserted_[row] = sqlite3_last_insert_rowid(database_.handle()) != NoRow;
  sqlite3_set_last_insert_rowid(database_.handle(), NoRow);
}

Status RowTable::insert() {
  if (rows_.empty()) return Done{};
  const auto stepped = statement_->step();
  statement_->reset();
  if (!stepped) return stepped.error();
  const auto count =
      static_cast<std::uint64_t>(std::count(inserted_.begin(), inserted_.end(), true));
  if (count != static_cast<std::uint64_t>(sqlite3_changes64(database_.handle())))
    return make_error("database-error", "SQLite counts other rows than were given to it",
                      "this is a bug: please report it");
  return Done{};
}

}  // namespace undumpy
