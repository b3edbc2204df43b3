// SQLite, owned: connections and statements that close themselves, errors as Diagnostics.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "parser/result.h"

namespace undumpy::sqlite {

class Statement {
 public:
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

  // True while there is a row; errors are "database-error".
  Result<bool> step();
  void reset() { sqlite3_reset(handle_.get()); }
  // Parameters count from 1; the text must live until the next reset().
  void bind(int index, std::string_view text);
  void bind(int index, std::int64_t number) { sqlite3_bind_int64(handle_.get(), index, number); }
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
  }
  [[nodiscard]] bool is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
  }
  [[nodiscard]] sqlite3_stmt* handle() const { return handle_.get(); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

class Connection {
 public:
  // `flags` are those of sqlite3_open_v2; `vfs` null: SQLite's own. Error "database-error".
  static Result<Connection> open(const std::string& path, int flags, const char* vfs = nullptr);

  Status run(const std::string& sql);
  Result<Statement> prepare(const std::string& sql);
  [[nodiscard]] Diagnostic error(std::string_view doing) const;
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

// "name" with its quotes doubled.
std::string quoted(std::string_view name);

}  // namespace undumpy::sqlite
