// RowTable: many rows in one statement; which of them are in, and which a constraint refused.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "engine/row_table.h"

namespace undumpy::test {

namespace {

class Database {
 public:
  explicit Database(const char* sql)
      : connection(std::move(
            *sqlite::Connection::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE))) {
    EXPECT_TRUE(connection.run(sql).ok()) << sql;
  }
  // Rows of a query, cells joined by '|'; NULL is "NULL".
  std::string query(const char* sql) {
    auto statement = std::move(*connection.prepare(sql));
    std::string text;
    while (*statement.step()) {
      for (int i = 0; i < sqlite3_column_count(statement.handle()); ++i)
        text += (i > 0 ? "|" : "") + (statement.is_null(i) ? "NULL" : statement.text(i));
      text += "\n";
    }
    return text;
  }
  sqlite::Connection connection;
};

void add(RowTable& rows, std::initializer_list<Stored> values) {
  const std::span<Stored> room = rows.room();
  std::ranges::copy(values, room.begin());
  rows.add(room);
}

std::string inserted(const RowTable& rows) {
  std::string marks;
  for (std::size_t i = 0; i < rows.size(); ++i) marks += rows.inserted(i) ? '+' : '-';
  return marks;
}

TEST(RowTable, SaysWhichRowsAreIn) {
  Database database(
      "CREATE TABLE t (id integer PRIMARY KEY AUTOINCREMENT, name varchar(9) NOT NULL UNIQUE, "
      "more text NOT NULL CHECK (more <> 'bad'))");
  auto rows = *RowTable::create(database.connection, "t", {"id", "name", "more"}, {});
  ASSERT_NE(rows, nullptr);
  const Stored null;
  add(*rows, {Stored::of(1), Stored::of_text("a"), Stored::of_text("")});
  add(*rows, {Stored::of(1), Stored::of_text("b"), Stored::of_text("")});     // the key is taken
  add(*rows, {Stored::of(2), Stored::of_text("a"), Stored::of_text("")});     // the name is taken
  add(*rows, {Stored::of(3), null, Stored::of_text("")});                     // NOT NULL
  add(*rows, {Stored::of(4), Stored::of_text("d"), Stored::of_text("bad")});  // CHECK
  add(*rows, {Stored::of(5), Stored::of_text(std::string_view("e\0x", 3)), Stored::of_text("ü")});
  add(*rows, {null, Stored::of_text("f"), Stored::of_text("its key is made")});
  ASSERT_TRUE(rows->insert().ok());
  EXPECT_EQ(inserted(*rows), "+----++");
  EXPECT_EQ(database.query("SELECT id, length(CAST(name AS blob)), more FROM t ORDER BY id"),
            "1|1|\n5|3|ü\n6|1|its key is made\n");
  // The next rows, in the same memory.
  rows->clear();
  add(*rows, {Stored::of(7), Stored::of_text("g"), Stored::of_text("")});
  ASSERT_TRUE(rows->insert().ok());
  EXPECT_EQ(inserted(*rows), "+");
  rows->clear();
  EXPECT_TRUE(rows->insert().ok());
}

TEST(RowTable, ConstantsStandForTheLastColumns) {
  Database database("CREATE TABLE t (id integer PRIMARY KEY, name text, remark text NOT NULL)");
  auto rows = *RowTable::create(database.connection, "t", {"id", "name", "remark"}, {"''"});
  add(*rows, {Stored::of(1), Stored::of_text("a")});
  ASSERT_TRUE(rows->insert().ok());
  EXPECT_EQ(database.query("SELECT id, name, quote(remark) FROM t"), "1|a|''\n");
}

// There SQLite would collect all rows before it inserts the first, or has no row id to look at.
TEST(RowTable, SomeTablesNeedAStatementForEachRow) {
  Database database(
      "CREATE TABLE a (id integer PRIMARY KEY);"
      "CREATE TRIGGER g AFTER INSERT ON a BEGIN SELECT 1; END;"
      "CREATE TABLE b (id text PRIMARY KEY) WITHOUT ROWID; CREATE VIEW v AS SELECT 1 AS id;");
  for (const char* name : {"a", "b", "v"})
    EXPECT_EQ(*RowTable::create(database.connection, name, {"id"}, {}), nullptr) << name;
}

// What one INSERT per row would give.
TEST(RowTable, AgreesWithAStatementForEachRow) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    const char* const sql =
        "CREATE TABLE t (id integer PRIMARY KEY, code text UNIQUE, n integer CHECK (n < 90))";
    Database many(sql);
    Database single(sql);
    auto rows = *RowTable::create(many.connection, "t", {"id", "code", "n"}, {});
    std::vector<std::string> codes(100);
    const auto below = [&random](std::int64_t limit) {
      return static_cast<std::int64_t>(random()) % limit;
    };
    for (std::string& code : codes)
      code = std::string(random() % 3, static_cast<char>('a' + below(20)));
    std::string expected;
    auto insert = std::move(*single.connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3)"));
    for (const std::string& code : codes) {
      const std::array<Stored, 3> row = {Stored::of(below(80)), Stored::of_text(code),
                                         Stored::of(below(100))};
      const std::span<Stored> room = rows->room();
      std::ranges::copy(row, room.begin());
      rows->add(room);
      for (int i = 0; i < 3; ++i)
        bind_stored(insert.handle(), i + 1, row[static_cast<std::size_t>(i)]);
      expected += insert.step().ok() ? '+' : '-';
      insert.reset();
    }
    ASSERT_TRUE(rows->insert().ok());
    EXPECT_EQ(inserted(*rows), expected);
    EXPECT_EQ(many.query("SELECT * FROM t ORDER BY id"),
              single.query("SELECT * FROM t ORDER BY id"));
  }
}

}  // namespace

}  // namespace undumpy::test
