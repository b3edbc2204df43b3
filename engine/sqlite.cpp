#include "engine/sqlite.h"

#include <fmt/format.h>

namespace undumpy::sqlite {

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return make_error("database-error", sqlite3_errmsg(sqlite3_db_handle(handle_.get())));
}

void Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text(handle_.get(), index, text.data(), static_cast<int>(text.size()),
                    SQLITE_STATIC);
}

std::string Statement::text(int column) const {
  const auto* data = static_cast<const char*>(
      static_cast<const void*>(sqlite3_column_text(handle_.get(), column)));
  return data == nullptr
             ? std::string()
             : std::string(data,
                           static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
}

Result<Connection> Connection::open(const std::string& path, int flags, const char* vfs) {
  Connection connection;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, vfs);
  connection.handle_.reset(handle);
  if (code != SQLITE_OK)
    return make_error(
        "database-error",
        fmt::format("{}: {}", path, handle != nullptr ? sqlite3_errmsg(handle) : "no memory"));
  sqlite3_extended_result_codes(handle, 1);
  return connection;
}

Diagnostic Connection::error(std::string_view doing) const {
  return make_error("database-error",
                    fmt::format("{} failed: {}", doing, sqlite3_errmsg(handle_.get())),
                    "the database was left as it was; check space and permissions");
}

Status Connection::run(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK)
    return Done{};
  return error(sql.substr(0, 80));
}

Result<Statement> Connection::prepare(const std::string& sql) {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v2(handle_.get(), sql.c_str(), static_cast<int>(sql.size()), &handle,
                         nullptr) != SQLITE_OK)
    return error(sql.substr(0, 80));
  return Statement(handle);
}

std::string quoted(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) {
    result += c;
    if (c == '"') result += c;
  }
  return result + "\"";
}

}  // namespace undumpy::sqlite
