// Schemas of real databases with one change each: the finding must be there, and the number of rows
// that it affects must be what the source database itself counts.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "analyzer/against.h"
#include "engine/schema.h"
#include "engine/sqlite.h"
#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

// One change of a column: the schema after it, the rule that must speak, and the condition of the
// rows that it must count.
struct Change {
  std::string definition;  // replaces the column's; empty: the column is dropped
  const char* rule;
  std::string rows;  // SQL
};
using MakeChange = std::function<std::optional<Change>(const Table&, const Column&)>;

std::string quoted(const Column& column) { return sqlite::quoted(column.name); }

bool plain(const Table& table, const Column& column) {
  return !column.primary_key && table.reference_of(column.name) == nullptr;
}

std::optional<Change> dropped(const Table&, const Column& column) {
  if (column.primary_key) return std::nullopt;
  return Change{"", "DR603", fmt::format("{0} IS NOT NULL AND {0} <> ''", quoted(column))};
}

std::optional<Change> renamed(const Table&, const Column& column) {
  if (column.primary_key) return std::nullopt;
  return Change{fmt::format("\"{}_x\" {} NULL", column.name, column.type), "DR603",
                fmt::format("{0} IS NOT NULL AND {0} <> ''", quoted(column))};
}

std::optional<Change> made_not_null(const Table& table, const Column& column) {
  if (!plain(table, column) || !column.nullable || column.kind == ColumnKind::Text)
    return std::nullopt;
  return Change{fmt::format("{} {} NOT NULL", quoted(column), column.type), "VL311",
                fmt::format("{} IS NULL", quoted(column))};
}

std::optional<Change> shortened(const Table& table, const Column& column) {
  if (!plain(table, column) || !column.length || *column.length < 12) return std::nullopt;
  return Change{fmt::format("{} varchar(5) NULL", quoted(column)), "VL304",
                fmt::format("length({}) > 5", quoted(column))};
}

std::optional<Change> made_text(const Table& table, const Column& column) {
  if (!plain(table, column) || column.kind != ColumnKind::Integer) return std::nullopt;
  return Change{fmt::format("{} varchar(30) NULL", quoted(column)), "DR606",
                fmt::format("{} IS NOT NULL", quoted(column))};
}

// The statements with another definition of the column; nothing when it is not found.
std::string with_definition(std::string sql, const std::string& table, const Column& column,
                            const std::string& definition) {
  const std::size_t create = sql.find(fmt::format("CREATE TABLE IF NOT EXISTS \"{}\" (", table));
  if (create == std::string::npos) return "";
  const std::size_t begin = sql.find(quoted(column) + " ", create);
  if (begin == std::string::npos) return "";
  std::size_t end = begin;
  for (int depth = 0; depth > 0 || (sql[end] != ',' && sql[end] != ')'); ++end)
    depth += sql[end] == '(' ? 1 : sql[end] == ')' ? -1 : 0;
  // The last column has no comma behind it: that before it goes.
  if (!definition.empty()) return sql.replace(begin, end - begin, definition);
  if (sql[end] == ',') return sql.erase(begin, end + 2 - begin);
  return sql.erase(begin - 2, end + 2 - begin);
}

// Without indexes, which may name a column that is gone.
std::string tables_only(const std::string& sql) {
  std::string result;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t end = std::min(sql.find('\n', at), sql.size() - 1) + 1;
    const std::string_view line = std::string_view(sql).substr(at, end - at);
    if (!line.starts_with("CREATE INDEX") && !line.starts_with("CREATE UNIQUE INDEX"))
      result += line;
    at = end;
  }
  return result;
}

std::int64_t count_rows(sqlite::Connection& database, const std::string& table,
                        const std::string& condition) {
  auto statement = database.prepare(
      fmt::format("SELECT count(*) FROM {} WHERE {}", sqlite::quoted(table), condition));
  return statement && *statement->step() ? statement->integer(0) : -1;
}

// What dump and source tell differently by nature (FIDELITY.md): translations that were NULL and
// are the text 'None', durations, incomplete dates.
bool differs_by_nature(const Table& table, const Column& column) {
  const int length = column.length.value_or(0);
  if (length == 6 || length == 8 || length == 11) return true;
  const auto is_translation = [&](const Column& other) {
    return other.name.size() == column.name.size() + 3 && other.name.starts_with(column.name + "_");
  };
  const bool has_translations = std::ranges::any_of(table.columns, is_translation);
  const std::string name = column.name;
  const bool is_one = name.size() > 3 && name[name.size() - 3] == '_' &&
                      table.find(name.substr(0, name.size() - 3)) != nullptr;
  return has_translations || is_one;
}

// How many rows the rule says are affected in the column; absent: it says nothing.
std::optional<std::uint64_t> told(const CheckReport& report, std::string_view rule,
                                  const std::string& table, const std::string& column) {
  for (const FindingGroup& group : report.groups)
    if (group.rule->code == rule && group.table == table && group.column == column)
      return group.rows;
  return std::nullopt;
}

class DriftCounts : public testing::TestWithParam<const char*> {};

TEST_P(DriftCounts, AreWhatTheSourceCounts) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  const std::string name = GetParam();
  const std::string sql = tables_only(read_file(*shared / "truth" / name / "schema.sql"));
  const auto schema = schema_of_sql(sql, "schema.sql");
  ASSERT_TRUE(schema.ok());
  auto source = sqlite::Connection::open((*shared / "truth" / name / "source.sqlite").string(),
                                         SQLITE_OPEN_READONLY);
  ASSERT_TRUE(source.ok());
  const std::string snapshot = (*shared / "snapshots" / name).string();
  const auto whole = check_path(snapshot, {});
  ASSERT_TRUE(whole.ok());

  std::mt19937 random(7);
  const TempDir folder;
  std::size_t tried = 0;
  for (const MakeChange& make :
       {MakeChange(dropped), MakeChange(renamed), MakeChange(made_not_null), MakeChange(shortened),
        MakeChange(made_text)}) {
    for (std::size_t attempt = 0, made = 0; attempt < 300 && made < 6; ++attempt) {
      const TableSummary& summary = whole->tables[random() % whole->tables.size()];
      const Table* table = schema->find(summary.table);
      if (table == nullptr || summary.rows == 0) continue;
      const Column& column = table->columns[random() % table->columns.size()];
      const auto change = make(*table, column);
      if (!change || differs_by_nature(*table, column)) continue;
      const std::string changed = with_definition(sql, table->name, column, change->definition);
      if (changed.empty()) continue;
      write_file(folder / "changed.sql", changed);
      auto against = Against::open(folder / "changed.sql", {});
      ASSERT_TRUE(against.ok()) << to_text(against.error());
      CheckOptions options;
      options.against = against->get();
      const auto report = check_path(snapshot, options);
      ASSERT_TRUE(report.ok());
      const auto rows = told(*report, change->rule, table->name, column.name);
      const std::int64_t expected = count_rows(*source, table->name, change->rows);
      EXPECT_EQ(static_cast<std::int64_t>(rows.value_or(0)), expected)
          << change->rule << " " << table->name << "." << column.name << " " << change->definition;
      const bool always_told = std::string_view(change->rule) == "DR603";
      EXPECT_TRUE(rows || !always_told) << table->name << "." << column.name;
      ++made, ++tried;
    }
  }
  EXPECT_GE(tried, 20U);
}

INSTANTIATE_TEST_SUITE_P(Live, DriftCounts,
                         testing::Values("live-polly", "live-pierre", "live-min9", "live-lydia"),
                         [](const auto& snapshot) {
                           std::string name = snapshot.param;
                           for (char& c : name)
                             if (c == '-') c = '_';
                           return name;
                         });

}  // namespace

}  // namespace undumpy::test
