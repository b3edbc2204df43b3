// FIDELITY.md, "From literal to column", line by line.

#include <gtest/gtest.h>

#include "engine/schema.h"
#include "engine/storage.h"
#include "parser/python.h"

namespace undumpy::test {

namespace {

struct Case {
  const char* column;   // a column definition
  const char* literal;  // as in a module
  const char* stored;   // "NULL", "i:1", "r:0.1", "t:text", "b:…" or "misfit"
  void (*hint)(ShapeColumn&) = nullptr;
};

std::string stored(const Case& test, const StorageOptions& options) {
  auto schema = schema_of_sql(
      std::string("CREATE TABLE t (k integer PRIMARY KEY, ") + test.column + ");", "s");
  if (!schema) return schema.error().message;
  const Table& table = schema->tables[0];
  DiagnosticList problems;
  const auto tree = parse_python("x", std::string(test.literal) + "\n", {}, problems);
  Arena arena;
  Cell cell = Cell::none();
  std::string why;
  if (!literal_of(*syntax::as<syntax::ExpressionStatement>(tree->body[0])->value, arena, cell, why))
    return why;
  ShapeColumn hint;
  hint.name = "c";
  if (test.hint != nullptr) test.hint(hint);
  if (hint.decimal && cell.kind == CellKind::Text) cell.kind = CellKind::Decimal;
  const ColumnStorage storage(table, table.columns[1], &hint, options);
  StorageNotes notes;
  Misfit misfit;
  Stored out;
  if (!storage.store(cell, arena, notes, out, misfit)) return "misfit";
  switch (out.kind) {
    case Stored::Kind::Null:
      return "NULL";
    case Stored::Kind::Integer:
      return "i:" + std::to_string(out.integer);
    case Stored::Kind::Real:
      return "r:" + std::to_string(out.real);
    case Stored::Kind::Text:
      return "t:" + std::string(out.text());
    case Stored::Kind::Blob:
      return "b:" + std::string(out.text());
  }
  return "?";
}

void choice(ShapeColumn& hint) { hint.choice = true; }
void babel(ShapeColumn& hint) { hint.language = "de"; }
void reference(ShapeColumn& hint) { hint.foreign_key = true; }
void decimal(ShapeColumn& hint) { hint.decimal = true; }

TEST(Storage, Fidelity) {
  const Case cases[] = {
      // NOLINT(modernize-avoid-c-arrays)
      {"c varchar(10) NULL", "None", "t:", choice},
      {"c varchar(10) NOT NULL", "None", "t:"},
      {"c varchar(10) NULL", "None", "NULL"},
      {"c varchar(6) NULL", "None", "t:"},
      {"c varchar(8) NULL", "None", "t:"},
      {"c varchar(11) NULL", "None", "t:"},
      {"c varchar(6) NULL", "None", "NULL", reference},
      {"c varchar(6) NOT NULL", "'0:00'", "t:"},
      {"c varchar(6) NULL", "'0:00'", "t:0:00"},
      {"c integer NULL", "None", "NULL"},
      {"c decimal NULL", "'12.50'", "t:12.50", decimal},
      {"c varchar(30) NULL", "'None'", "NULL", babel},
      {"c varchar(30) NOT NULL", "'None'", "t:None", babel},
      {"c varchar(30) NULL", "'None'", "t:None"},
      {"c bool NOT NULL", "True", "i:1"},
      {"c bool NOT NULL", "2", "misfit"},
      {"c datetime NULL", "dt(2018,3,5,1,2,3)", "t:2018-03-05 01:02:03"},
      {"c date NULL", "date(1,1,1)", "t:0001-01-01"},
      {"c time NULL", "time(9,5,0)", "t:09:05:00"},
      {"c date NULL", "'2018-01-01'", "misfit"},
      {"c integer NULL", "-5", "i:-5"},
      {"c integer NULL", "u'123'", "i:123"},
      {"c integer NULL", "'007'", "misfit"},
      {"c integer NULL", "'12x'", "misfit"},
      {"c integer NULL", "99999999999999999999", "misfit"},
      {"c varchar(5) NULL", "123", "t:123"},
      {"c text NULL CHECK (JSON_VALID(\"c\") OR \"c\" IS NULL)", "{'a': [1, None, 'é']}",
       "t:{\"a\": [1, null, \"\\u00e9\"]}"},
      {"c text NULL CHECK (JSON_VALID(\"c\") OR \"c\" IS NULL)", "0", "t:0"},
      {"c text NULL CHECK (JSON_VALID(\"c\") OR \"c\" IS NULL)", "'a'", "t:\"a\""},
      {"c text NULL CHECK (JSON_VALID(\"c\") OR \"c\" IS NULL)", "None", "NULL"},
      {"c BLOB NULL", "'AP8nYWJj'", "b:\0"},
      {"c BLOB NULL", "''", "b:"},
      {"c BLOB NULL", "'?'", "misfit"},
      {"c char(32) NULL", "'12345678-1234-5678-1234-567812345678'",
       "t:12345678123456781234567812345678"},
      {"c bigint NULL", "'-3 05:00:00.000007'", "i:-241199999993"},
      {"c bigint NULL", "'00:00:01'", "i:1000000"},
      {"c real NULL", "'0.5'", "r:0.500000"},
      {"c real NULL", "'x'", "misfit"},
      {"c text NOT NULL", "'a\\r\\nb'", "t:a\r\nb"},
      {"c text NOT NULL", "['a']", "misfit"},
  };
  for (const Case& test : cases) {
    std::string expected = test.stored;
    if (std::string_view(test.literal) == "'AP8nYWJj'") expected = std::string("b:\0\xff'abc", 8);
    EXPECT_EQ(stored(test, {}), expected) << test.column << " <- " << test.literal;
  }
}

TEST(Storage, EveryChoiceHasAnOption) {
  StorageOptions options;
  options.empty_for_none_in_short_text = false;
  options.empty_for_zero_duration = false;
  options.null_for_none_text = false;
  EXPECT_EQ(stored({"c varchar(6) NULL", "None", ""}, options), "NULL");
  EXPECT_EQ(stored({"c varchar(6) NOT NULL", "'0:00'", ""}, options), "t:0:00");
  EXPECT_EQ(stored({"c varchar(30) NULL", "'None'", "", babel}, options), "t:None");
}

TEST(Schema, OfCreateStatements) {
  auto schema = schema_of_sql(
      "CREATE TABLE sqlite_sequence(name,seq);\n"
      "CREATE TABLE a (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, n varchar(20) NOT NULL "
      "UNIQUE);\n"
      "CREATE TABLE b (code char(2) PRIMARY KEY, a_id integer NULL REFERENCES a (id), x bool "
      "DEFAULT 1);\n"
      "CREATE UNIQUE INDEX u ON b (a_id, x); CREATE INDEX i ON b (x);",
      "schema.sql");
  ASSERT_TRUE(schema.ok()) << schema.error().message;
  ASSERT_EQ(schema->tables.size(), 2U);
  const Table& b = *schema->find("b");
  EXPECT_TRUE(schema->find("a")->autoincrement);
  EXPECT_EQ(schema->find("a")->find("n")->length, 20);
  EXPECT_EQ(schema->find("a")->unique_sets, (std::vector<std::vector<std::string>>{{"n"}}));
  EXPECT_EQ(b.primary_key()->name, "code");
  EXPECT_EQ(b.reference_of("a_id")->target_table, "a");
  EXPECT_EQ(b.find("x")->kind, ColumnKind::Boolean);
  EXPECT_TRUE(b.find("x")->has_default);
  EXPECT_EQ(b.unique_sets, (std::vector<std::vector<std::string>>{{"a_id", "x"}}));
  EXPECT_EQ(schema->create_tables.size(), 2U);
  EXPECT_EQ(schema->create_unique.size(), 1U);
  EXPECT_EQ(schema->create_rest.size(), 1U);

  auto broken = schema_of_sql("CREATE TABLE a (id integer);\nCREATE TABBLE b;\n", "schema.sql");
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error().place.line, 2U);
}

}  // namespace

}  // namespace undumpy::test
