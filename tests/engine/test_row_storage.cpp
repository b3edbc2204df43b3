// RowStorage: rows that the reading thread makes ready, beside what SQLite itself makes of them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/row_storage.h"
#include "engine/row_table.h"
#include "engine/sqlite.h"

namespace undumpy::test {

namespace {

// A table of one column behind the key, and the shape of its rows.
struct OneColumn {
  explicit OneColumn(const std::string& type)
      : schema(*schema_of_sql("CREATE TABLE t (id integer PRIMARY KEY, c " + type + ");", "s")) {
    shape.table = "t";
    shape.columns.resize(2);
    shape.columns[0].name = "id";
    shape.columns[1].name = "c";
  }
  Schema schema;
  RowShape shape;
};

// "NULL", "i:1", "r:0.1" (shortest form), "t:text"; "look" when it is not prepared.
std::string prepared(const OneColumn& table, Cell cell) {
  const RowStorage storage(table.schema.tables[0], table.shape, {});
  Arena arena;
  const std::array<Cell, 2> cells = {Cell::of(1), cell};
  std::array<Stored, 2> out;
  if (!storage.prepare(cells, arena, out)) return "look";
  switch (out[1].kind) {
    case Stored::Kind::Null:
      return "NULL";
    case Stored::Kind::Integer:
      return fmt::format("i:{}", out[1].integer);
    case Stored::Kind::Real:
      return fmt::format("r:{}", out[1].real);
    default:
      return "t:" + std::string(out[1].text());
  }
}

Cell decimal(std::string_view text) { return Cell::of_text(CellKind::Decimal, text); }

TEST(RowStorage, DecimalsBecomeNumbersWhereThatIsBeyondDoubt) {
  const OneColumn table("decimal(10, 2)");
  EXPECT_EQ(prepared(table, decimal("12.50")), "r:12.5");
  EXPECT_EQ(prepared(table, decimal("-0.05")), "r:-0.05");
  EXPECT_EQ(prepared(table, decimal("12.00")), "i:12");
  EXPECT_EQ(prepared(table, decimal("-7")), "i:-7");
  EXPECT_EQ(prepared(table, decimal("-0.00")), "i:0");
  EXPECT_EQ(prepared(table, decimal("999999999999999")), "i:999999999999999");
  // SQLite decides.
  for (const char* text : {"1234567890123456", "0.12345", "1E+3", "NaN", "12345678901234.56", ".5",
                           "+1", " 1", "1.2.3", "", "-"})
    EXPECT_EQ(prepared(table, decimal(text)), "t:" + std::string(text));
}

TEST(RowStorage, OtherAffinitiesKeepTheText) {
  for (const char* type : {"varchar(20)", "text", "decimal text", "numeric_char(3)"})
    EXPECT_EQ(prepared(OneColumn(type), decimal("12.50")), "t:12.50") << type;
}

TEST(RowStorage, WhatWantsACloserLookIsNotPrepared) {
  EXPECT_EQ(prepared(OneColumn("integer"), Cell::of_text(CellKind::Text, "x")), "look");
  // None in a short text is a choice that the report counts.
  EXPECT_EQ(prepared(OneColumn("varchar(8) NULL"), Cell::none()), "look");
  EXPECT_EQ(prepared(OneColumn("varchar(80) NULL"), Cell::none()), "NULL");
  // A content type, in a column that is not known for it.
  EXPECT_EQ(prepared(OneColumn("integer"), Cell::of_text(CellKind::Model, "a_B")), "look");
  OneColumn types("integer");
  types.shape.columns[1].content_type = true;
  EXPECT_EQ(prepared(types, Cell::of_text(CellKind::Model, "a_B")), "NULL");
  OneColumn other("integer");
  other.shape.columns[1].name = "no_such_column";
  EXPECT_EQ(prepared(other, Cell::of(1)), "look");
}

// The value that the column holds, and its type.
std::string held(sqlite::Connection& database, const Stored& value) {
  EXPECT_TRUE(database.run("DELETE FROM t").ok());
  auto insert = database.prepare("INSERT INTO t (c) VALUES (?1)");
  bind_stored(insert->handle(), 1, value);
  EXPECT_TRUE(insert->step().ok());
  // %!.20g: every bit of it.
  auto select = database.prepare("SELECT typeof(c), printf('%!.20g', c) FROM t");
  EXPECT_TRUE(*select->step());
  return select->text(0) + " " + select->text(1);
}

TEST(RowStorage, NumbersAreThoseThatSqliteMakes) {
  const OneColumn table("decimal");
  auto database = sqlite::Connection::open(":memory:", SQLITE_OPEN_READWRITE);
  ASSERT_TRUE(database->run("CREATE TABLE t (c decimal)").ok());
  const RowStorage storage(table.schema.tables[0], table.shape, {});
  std::mt19937_64 random(20'261'130);
  int numbers = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto below = [&](std::uint64_t limit) { return random() % limit; };
    std::string text = below(4) == 0 ? "-" : "";
    text += std::to_string(below(below(2) == 0 ? 1000 : 1'000'000'000'000));
    const auto places = below(7);
    if (places > 0) text += '.';
    for (std::uint64_t j = 0; j < places; ++j)
      text += static_cast<char>('0' + (below(3) == 0 ? 0 : below(10)));
    Arena arena;
    const std::array<Cell, 2> cells = {Cell::of(1), decimal(text)};
    std::array<Stored, 2> out;
    ASSERT_TRUE(storage.prepare(cells, arena, out)) << text;
    if (out[1].kind != Stored::Kind::Text) ++numbers;
    ASSERT_EQ(held(*database, out[1]), held(*database, Stored::of_text(text))) << text;
  }
  EXPECT_GT(numbers, 10'000);
}

}  // namespace

}  // namespace undumpy::test
