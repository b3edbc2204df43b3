#include "engine/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "parser/utf8.h"

namespace undumpy {

namespace {

using utf8::ascii_lower;

// The number behind `before`: n of varchar(n), p and s of decimal(p,s).
std::optional<int> number_behind(std::string_view type, char before) {
  const std::size_t at = type.find(before);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t begin = std::min(type.find_first_not_of(' ', at + 1), type.size());
  int number = 0;
  const auto [end, error] = std::from_chars(type.data() + begin, type.data() + type.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

Status read_columns(sqlite::Connection& database, Table& table, const std::string& sql) {
  const std::string checks = ascii_lower(sql);
  UNDUMPY_TRY(auto info,
              database.prepare(fmt::format("PRAGMA table_info({})", sqlite::quoted(table.name))));
  while (true) {
    UNDUMPY_TRY(const bool more, info.step());
    if (!more) return Done{};
    Column column;
    column.name = info.text(1);
    column.type = info.text(2);
    column.primary_key = info.integer(5) > 0;
    column.nullable = info.integer(3) == 0 && !column.primary_key;
    column.has_default = !info.is_null(4);
    const bool json =
        checks.find("json_valid(\"" + ascii_lower(column.name) + "\")") != std::string::npos;
    column.kind = kind_of_type(column.type, json);
    if (column.kind == ColumnKind::Decimal) {
      column.precision = number_behind(column.type, '(');
      column.scale = number_behind(column.type, ',').value_or(0);
    } else {
      column.length = number_behind(column.type, '(');
    }
    column.not_negative = ascii_lower(column.type).find("unsigned") != std::string::npos ||
                          checks.find(fmt::format("check (\"{}\" >= 0)",
                                                  ascii_lower(column.name))) != std::string::npos;
    table.columns.push_back(std::move(column));
  }
}

Status read_foreign_keys(sqlite::Connection& database, Table& table) {
  UNDUMPY_TRY(auto list, database.prepare(fmt::format("PRAGMA foreign_key_list({})",
                                                      sqlite::quoted(table.name))));
  while (true) {
    UNDUMPY_TRY(const bool more, list.step());
    if (!more) break;
    table.foreign_keys.push_back({list.text(3), list.text(2), list.text(4)});
  }
  std::ranges::sort(table.foreign_keys, {}, &ForeignKey::column);
  return Done{};
}

Status read_unique_sets(sqlite::Connection& database, Table& table) {
  UNDUMPY_TRY(auto list,
              database.prepare(fmt::format("PRAGMA index_list({})", sqlite::quoted(table.name))));
  while (true) {
    UNDUMPY_TRY(const bool more, list.step());
    if (!more) break;
    if (list.integer(2) == 0 || list.text(3) == "pk" || list.integer(4) != 0) continue;
    UNDUMPY_TRY(auto info, database.prepare(
                               fmt::format("PRAGMA index_info({})", sqlite::quoted(list.text(1)))));
    std::vector<std::string> columns;
    while (true) {
      UNDUMPY_TRY(const bool column, info.step());
      if (!column) break;
      columns.push_back(info.text(2));
    }
    table.unique_sets.push_back(std::move(columns));
  }
  std::ranges::sort(table.unique_sets);
  return Done{};
}

}  // namespace

ColumnKind kind_of_type(std::string_view declared, bool json) {
  const std::string type = ascii_lower(declared);
  const auto starts = [&](std::string_view word) { return type.starts_with(word); };
  if (json) return ColumnKind::Json;
  if (type == "char(32)" || starts("uuid")) return ColumnKind::Uuid;
  if (starts("bool") || type == "tinyint(1)") return ColumnKind::Boolean;
  if (starts("datetime") || starts("timestamp")) return ColumnKind::DateTime;
  if (starts("date")) return ColumnKind::Date;
  if (starts("time")) return ColumnKind::Time;
  if (starts("decimal") || starts("numeric")) return ColumnKind::Decimal;
  if (starts("real") || starts("double") || starts("float")) return ColumnKind::Real;
  if (starts("blob")) return ColumnKind::Blob;
  if (type.find("int") != std::string::npos) return ColumnKind::Integer;
  if (type.find("char") != std::string::npos || type.find("text") != std::string::npos ||
      type.find("clob") != std::string::npos)
    return ColumnKind::Text;
  return ColumnKind::Other;
}

const Column* Table::find(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &Column::name);
  return found != columns.end() ? &*found : nullptr;
}

const Column* Table::primary_key() const {
  if (std::ranges::count(columns, true, &Column::primary_key) != 1) return nullptr;
  return &*std::ranges::find(columns, true, &Column::primary_key);
}

const ForeignKey* Table::reference_of(std::string_view column) const {
  const auto found = std::ranges::find(foreign_keys, column, &ForeignKey::column);
  return found != foreign_keys.end() ? &*found : nullptr;
}

const Table* Schema::find(std::string_view table) const {
  const auto found = std::ranges::lower_bound(tables, table, {}, &Table::name);
  return found != tables.end() && found->name == table ? &*found : nullptr;
}

Result<Schema> schema_of_database(sqlite::Connection& database) {
  Schema schema;
  UNDUMPY_TRY(auto master,
              database.prepare("SELECT type, name, sql FROM sqlite_master "
                               "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql IS NOT NULL "
                               "ORDER BY rowid"));
  while (true) {
    UNDUMPY_TRY(const bool more, master.step());
    if (!more) break;
    const std::string type = master.text(0);
    const std::string sql = master.text(2);
    if (type == "table") {
      Table table;
      table.name = master.text(1);
      table.autoincrement = ascii_lower(sql).find("autoincrement") != std::string::npos;
      table.without_rowid = ascii_lower(sql).find("without rowid") != std::string::npos;
      UNDUMPY_CHECK(read_columns(database, table, sql));
      UNDUMPY_CHECK(read_foreign_keys(database, table));
      UNDUMPY_CHECK(read_unique_sets(database, table));
      schema.tables.push_back(std::move(table));
      schema.create_tables.push_back(sql);
    } else if (ascii_lower(sql).starts_with("create unique index")) {
      schema.create_unique.push_back(sql);
    } else {
      schema.create_rest.push_back(sql);
    }
  }
  std::ranges::sort(schema.tables, {}, &Table::name);
  return schema;
}

namespace {

// `sqlite3 .schema` prints the tables that SQLite makes itself (CREATE TABLE sqlite_sequence(…);),
// which can not be made by hand: how many bytes such a statement takes, or 0.
std::size_t internal_table(std::string_view sql) {
  const std::size_t begin = sql.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return 0;
  const std::size_t end = sql.find(';', begin);
  if (end == std::string_view::npos) return 0;
  const std::string statement =
      ascii_lower(sql.substr(begin, std::min<std::size_t>(end - begin, 60)));
  if (!statement.starts_with("create table ")) return 0;
  const std::size_t name = statement.find("sqlite_");
  return name != std::string::npos && name < statement.find('(') ? end + 1 : 0;
}

}  // namespace

Result<Schema> schema_of_sql(const std::string& sql, const std::string& file) {
  UNDUMPY_TRY(auto memory,
              sqlite::Connection::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  // The file may name anything; it gets a database in memory and can not attach another.
  sqlite3_limit(memory.handle(), SQLITE_LIMIT_ATTACHED, 0);
  const char* rest = sql.c_str();
  while (*rest != '\0') {
    if (const std::size_t skipped = internal_table(rest); skipped > 0) {
      rest += skipped;
      continue;
    }
    sqlite3_stmt* handle = nullptr;
    const char* begin = rest;
    const int code = sqlite3_prepare_v2(memory.handle(), begin, -1, &handle, &rest);
    const sqlite::Statement statement(handle);
    const std::string text(begin, rest);
    if (code != SQLITE_OK || (handle != nullptr && sqlite3_step(handle) != SQLITE_DONE)) {
      Diagnostic error = make_error(
          "schema-unreadable",
          fmt::format("SQLite does not accept this statement: {}", sqlite3_errmsg(memory.handle())),
          "give a file of CREATE statements, as `sqlite3 FILE .schema` prints them");
      error.place = place_in(file, sql,
                             static_cast<std::size_t>(begin - sql.c_str()) +
                                 std::min(text.find_first_not_of(" \t\r\n"), text.size()),
                             sql.size());
      error.place.length = 1;
      return error;
    }
    if (handle == nullptr && rest == begin) break;
  }
  return schema_of_database(memory);
}

}  // namespace undumpy
