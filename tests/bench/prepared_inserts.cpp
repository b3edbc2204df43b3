// What a program of its own would do that has all rows in memory already: prepared inserts, one row
// at a time, in one transaction, into a new file without a journal. Prints the seconds from opening
// that file to closing it: the rows are in memory before.
//
//     prepared_inserts FULL.DB SCHEMA.SQL NEW.DB TABLE…
#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace {

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

struct Rows {
  std::string table;
  int width = 0;
  std::vector<Value> values;  // row by row
};

[[noreturn]] void fail(sqlite3* database) {
  fmt::print(stderr, "{}\n", sqlite3_errmsg(database));
  std::exit(1);
}

sqlite3* open(const char* path, int flags) {
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(path, &database, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
    fail(database);
  return database;
}

sqlite3_stmt* prepare(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    fail(database);
  return statement;
}

Rows rows_of(sqlite3* database, const std::string& table) {
  sqlite3_stmt* all = prepare(database, "SELECT * FROM " + table);
  Rows rows{table, sqlite3_column_count(all), {}};
  while (sqlite3_step(all) == SQLITE_ROW)
    for (int i = 0; i < rows.width; ++i) {
      switch (sqlite3_column_type(all, i)) {
        case SQLITE_INTEGER:
          rows.values.emplace_back(static_cast<std::int64_t>(sqlite3_column_int64(all, i)));
          break;
        case SQLITE_FLOAT:
          rows.values.emplace_back(sqlite3_column_double(all, i));
          break;
        case SQLITE_NULL:
          rows.values.emplace_back();
          break;
        default:
          rows.values.emplace_back(
              std::string(reinterpret_cast<const char*>(sqlite3_column_text(all, i)),
                          static_cast<std::size_t>(sqlite3_column_bytes(all, i))));
      }
    }
  sqlite3_finalize(all);
  return rows;
}

void bind(sqlite3_stmt* insert, int index, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    sqlite3_bind_int64(insert, index, *number);
  else if (const auto* real = std::get_if<double>(&value))
    sqlite3_bind_double(insert, index, *real);
  else if (const auto* text = std::get_if<std::string>(&value))
    sqlite3_bind_text(insert, index, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
  else
    sqlite3_bind_null(insert, index);
}

void insert_all(sqlite3* database, const Rows& rows) {
  std::string marks = "?";
  for (int i = 1; i < rows.width; ++i) marks += ",?";
  sqlite3_stmt* insert =
      prepare(database, fmt::format("INSERT INTO {} VALUES ({})", rows.table, marks));
  for (std::size_t at = 0; at < rows.values.size();) {
    for (int i = 0; i < rows.width; ++i) bind(insert, i + 1, rows.values[at++]);
    if (sqlite3_step(insert) != SQLITE_DONE) fail(database);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 5) return 2;
  sqlite3* full = open(arguments[1], SQLITE_OPEN_READONLY);
  std::vector<Rows> tables;
  for (int i = 4; i < count; ++i) tables.push_back(rows_of(full, arguments[i]));
  std::ifstream file(arguments[2]);
  const std::string schema((std::istreambuf_iterator<char>(file)), {});
  const auto begin = std::chrono::steady_clock::now();
  sqlite3* target = open(arguments[3], SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const std::string start =
      "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; BEGIN;" +
      schema;
  if (sqlite3_exec(target, start.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(target);
  for (const Rows& rows : tables) insert_all(target, rows);
  if (sqlite3_exec(target, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) fail(target);
  sqlite3_close(target);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  fmt::print("{:.6f}\n", took.count());
  return 0;
}
