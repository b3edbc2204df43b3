// Schema: tables, columns, keys and references of a target.
//
// It comes from an SQLite database, from a file of CREATE statements (which SQLite itself parses,
// in memory), or is inferred from a snapshot (engine/inference.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sqlite.h"
#include "parser/result.h"

namespace undumpy {

// What a column's declared type means for the values it holds (FIDELITY.md, column types of
// Django).
enum class ColumnKind : std::uint8_t {
  Integer,  // integer, bigint, smallint, … unsigned
  Boolean,  // bool
  Decimal,  // decimal
  Real,     // real, double
  Text,     // varchar(n), text, char(n)
  Uuid,     // char(32)
  Json,     // text with CHECK (JSON_VALID(…))
  Date,
  Time,
  DateTime,
  Blob,
  Other,
};

struct Column {
  std::string name;
  std::string type;  // as declared: "varchar(50)"
  ColumnKind kind = ColumnKind::Other;
  std::optional<int> length;  // of varchar(n), char(n)
  // Of decimal(p,s): digits in all, and behind the point.
  std::optional<int> precision;
  int scale = 0;
  bool not_negative = false;  // unsigned, or CHECK ("x" >= 0)
  bool nullable = true;
  bool has_default = false;
  bool primary_key = false;
};

struct ForeignKey {
  std::string column;
  std::string target_table;
  std::string target_column;  // empty: the target's primary key
};

struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<ForeignKey> foreign_keys;
  std::vector<std::vector<std::string>> unique_sets;  // without the primary key
  bool autoincrement = false;
  bool without_rowid = false;

  [[nodiscard]] const Column* find(std::string_view column) const;
  [[nodiscard]] const Column* primary_key() const;  // nullptr when there is none or it is composed
  [[nodiscard]] const ForeignKey* reference_of(std::string_view column) const;
};

struct Schema {
  std::vector<Table> tables;  // sorted by name
  // How to make it: CREATE TABLE statements, then CREATE UNIQUE INDEX, then everything else.
  std::vector<std::string> create_tables;
  std::vector<std::string> create_unique;
  std::vector<std::string> create_rest;

  [[nodiscard]] const Table* find(std::string_view table) const;
};

// Errors: "database-error".
Result<Schema> schema_of_database(sqlite::Connection& database);
// Error "schema-unreadable": SQLite does not accept the statements.
Result<Schema> schema_of_sql(const std::string& sql, const std::string& file);

// The kind of a declared type; `json` when the column has a JSON_VALID check.
ColumnKind kind_of_type(std::string_view type, bool json);

}  // namespace undumpy
