#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "parser/row_scanner.h"
#include "tests/parser/reading.h"
#include "tests/support.h"

namespace undumpy {
namespace {

// The row as a person would write it, or "declined".
std::string scan(std::string text, bool plain_strings_are_bytes = false) {
  if (!text.ends_with('\n')) text += '\n';
  const std::size_t size = text.size();
  text.append(RowScanner::Padding, '\0');
  RowScanner scanner(plain_strings_are_bytes);
  CellBuffer cells;
  Arena arena;
  if (!scanner.scan(text.data(), cells, arena)) return "declined";
  const std::string_view end(scanner.end(), 1);
  if (end != "\n" && end != "\r") return "ends at " + std::string(end);
  if (scanner.end() >= text.data() + size) return "ends behind the text";
  return test::show(test::Reading::Row{
      std::string(scanner.constructor()), {cells.data(), cells.data() + cells.size()}, {}});
}

// One value, in a row.
std::string value(const std::string& literal) {
  const std::string row = scan("loader.save(create_x(" + literal + "))");
  return row.starts_with("x(") ? row.substr(2, row.size() - 3) : row;
}

TEST(RowScanner, ReadsRowsOfDirectories) {
  EXPECT_EQ(scan("loader.save(create_contacts_partner(101,u'Rumma & Ko',None,date(2018,1,2)))"),
            "contacts_partner(101,'Rumma & Ko',None,date(2018,1,2))");
  EXPECT_EQ(scan("loader.save(create_x())"), "x()");
  EXPECT_EQ(scan("loader.save(create_x(1))\r\n"), "x(1)");
  EXPECT_EQ(scan("loader.save(create_x(1, 2,  3))"), "x(1,2,3)");
}

TEST(RowScanner, ReadsRowsOfSingleFiles) {
  EXPECT_EQ(scan("    yield create_polls_poll(1L)"), "declined");
  EXPECT_EQ(scan("    yield create_polls_poll(1,'a')"), "polls_poll(1,'a')");
  EXPECT_EQ(scan("yield create_polls_poll(1)\r\n"), "polls_poll(1)");
}

// As editors and formatters break them.
TEST(RowScanner, ReadsRowsOfSeveralLines) {
  EXPECT_EQ(scan("loader.save(create_x(1,\n    'a'))"), "x(1,'a')");
  EXPECT_EQ(scan("loader.save(create_x(1,\r\n\t'a',\r\n\r\n2))\r\n"), "x(1,'a',2)");
  EXPECT_EQ(scan("loader.save(\n    create_x(\n        1,\n        \"a\",\n    )\n)"), "x(1,'a')");
  EXPECT_EQ(scan("loader.save(create_x(1,\n[\n'a',\n'b'\n],None\n))"), "x(1,['a','b'],None)");
  EXPECT_EQ(scan("loader.save(create_x(1,))"), "x(1)");
  EXPECT_EQ(scan("loader.save(create_x( ))"), "x()");
  EXPECT_EQ(scan("loader.save(create_x(1)\n)"), "x(1)");
  EXPECT_EQ(scan("    yield create_x(1,\n  2)"), "x(1,2)");
}

TEST(RowScanner, DeclinesOtherLines) {
  for (const char* line : {"",
                           " ",
                           "#",
                           "l",
                           "loader.save(",
                           "loader.save(create_",
                           "loader.save(create_x",
                           "loader.save(create_x(",
                           "loader.save(create_x(1",
                           "loader.save(create_x(1)",
                           "loader.save(create_x(1)))",
                           "loader.save(create_x(1)) ",
                           "loader.save(create_x(1));",
                           "loader.save(create_x(1))#",
                           "loader.save(create_x(1)) # a",
                           "loader.save(create_x(,1))",
                           "loader.save(create_x(1 2))",
                           "loader.save(create_x (1))",
                           "loader.save(create_(1))",
                           "loader.save(os.system('x'))",
                           "loader.flush_deferred_objects()",
                           " loader.save(create_x(1))",
                           "yield create_x(1))",
                           "loader.save(create_x(1,\n# what is this?\n2))",
                           "loader.save(create_x(1,\\\n2))",
                           "loader.save(create_x(1,\n\f2))",
                           "loader.save(create_x('a'\n'b'))",
                           "loader.save(create_x(1\n2))",
                           "loader.save(create_x(1,\n,2))",
                           "loader.save(create_x(1,\nloader.save(create_x(2))",
                           "loader.save(create_x(1,\n",
                           "loader.save(create_x(1)\n",
                           "loader.save(\n",
                           "loader.save\n(create_x(1))",
                           "loader.save(create_x\n(1))",
                           "loader.save(create_x(dt(2018,\n5,12,0,0,0)))",
                           "yield\ncreate_x(1)",
                           "loader.save(create_x(a=1))",
                           "loader.save(create_x(*a_b))",
                           "loader.save(create_é(1))"})
    EXPECT_EQ(scan(line), "declined") << line;
}

TEST(RowScanner, ReadsWordsAndNumbers) {
  EXPECT_EQ(value("None,True,False"), "None,True,False");
  EXPECT_EQ(value("0,-1,42"), "0,-1,42");
  EXPECT_EQ(value("9223372036854775807,-9223372036854775808"),
            "9223372036854775807,-9223372036854775808");
  EXPECT_EQ(value("9223372036854775808,-9223372036854775809"),
            "9223372036854775808,-9223372036854775809");
  EXPECT_EQ(value("100000000000000000000000000000"), "100000000000000000000000000000");
  EXPECT_EQ(value("1.5,-0.25,1e3,1.5E-1"), "1.500000,-0.250000,1000.000000,0.150000");
  EXPECT_EQ(value("contacts_Partner"), "<contacts_Partner>");
}

TEST(RowScanner, DeclinesUnusualWordsAndNumbers) {
  for (const char* literal :
       {"007",     "00",  "-",         "--1",   "- 1",   "+1",     "1L",     "0x10",    "1_000",
        "1j",      ".5",  "1e",        "1.5.5", "1.5j",  "none",   "lambda", "not",     "yield",
        "Partner", "_x",  "x_",        "a_b.c", "a_b()", "a_b(1)", "a_b[0]", "a_b + 1", "a_b if 1",
        "f'a'",    "1if", "None None", "NoneX", "é_x",   "a_é"})
    EXPECT_EQ(value(literal), "declined") << literal;
}

TEST(RowScanner, ReadsStrings) {
  EXPECT_EQ(value(R"('')"), "''");
  EXPECT_EQ(value(R"("it's")"), "'it's'");
  EXPECT_EQ(value(R"(u'a\xe9\n\u20ac')"), "'aé\n€'");
  EXPECT_EQ(value(R"(U"a")"), "'a'");
  EXPECT_EQ(value(R"('a\'b\\')"), R"('a'b\')");
  EXPECT_EQ(value(R"(b'a\xe9')"), "b'a\xe9'");
  EXPECT_EQ(value("'Bäckerei 😀'"), "'Bäckerei 😀'");
  EXPECT_EQ(value(R"(')),#({[')"), "')),#({['");
}

TEST(RowScanner, FindsTheEndOfAStringWhereverItStands) {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text(size, 'x');
    EXPECT_EQ(value("'" + text + "'"), "'" + text + "'");
    EXPECT_EQ(value("'" + text + R"(\ty')"), "'" + text + "\ty'");
    EXPECT_EQ(value("'" + text), "declined");
    EXPECT_EQ(value("'" + text + "\r'"), "declined");
    EXPECT_EQ(value("'" + text + "\n'"), "declined");
    EXPECT_EQ(value("'" + text + std::string(1, '\0') + "'"), "declined");
  }
}

TEST(RowScanner, DeclinesUnusualStrings) {
  for (const char* literal :
       {"'''a'''", "''''''", "'a' 'b'", "'a'b'", "'a'.b", "r'a'", "br'a'", "f'a'", R"('\x4')",
        R"('\u12')", R"('\N{DEGREE SIGN}')", R"('a\)", R"('a\')", "'a' ", "B'a'", "'a\\\nb'"})
    EXPECT_EQ(value(literal), "declined") << literal;
}

TEST(RowScanner, PlainStringsOfOldFilesAreBytes) {
  EXPECT_EQ(scan(R"(yield create_x('a','\xe9',u'b',"c"))", true), "x(b'a',b'\xe9','b',b'c')");
}

TEST(RowScanner, ReadsDatesAndTimes) {
  EXPECT_EQ(value("dt(2018,1,2,3,4,5)"), "dt(2018,1,2,3,4,5)");
  EXPECT_EQ(value("date(2016, 2, 29),time(23,59,59)"), "date(2016,2,29),time(23,59,59)");
}

TEST(RowScanner, DeclinesImpossibleDates) {
  for (const char* literal :
       {"date(2018,2,30)", "date(0,1,1)", "date(10000,1,1)", "date(2018,1)", "date(2018,1,2,3)",
        "date(2018,01,02)", "date(99999999999,1,1)", "time(24,0,0)", "time(1,2)", "dt(2018,1,2)",
        "dt(2018,1,2,3,4,60)", "date(x,1,1)", "date()", "date(2018,1,2", "date(-1,1,1)"})
    EXPECT_EQ(value(literal), "declined") << literal;
}

TEST(RowScanner, ReadsListsAndDicts) {
  EXPECT_EQ(value("['a', None, u'b']"), "['a',None,'b']");
  EXPECT_EQ(value("[],{},[[]]"), "[],{},[[]]");
  EXPECT_EQ(value("{'a': [1, {'b': None}], \"c\": 1.5}"), "{'a':[1,{'b':None}],'c':1.500000}");
  EXPECT_EQ(value("[1],[2,3]"), "[1],[2,3]");
}

TEST(RowScanner, DeclinesUnusualListsAndDicts) {
  for (const char* literal :
       {"[1,]", "[1 2]", "[,]", "[", "[1", "]", "{1}", "{1:}", "{:1}", "{1:2,}", "{**a_b}",
        "[*a_b]", "(1,2)", "()", "[1}", "{1:2]", "[a_b for a_b in []]"})
    EXPECT_EQ(value(literal), "declined") << literal;
}

TEST(RowScanner, NestsToALimit) {
  const auto nested = [](int depth) {
    const auto size = static_cast<std::size_t>(depth);
    return std::string(size, '[') + std::string(size, ']');
  };
  EXPECT_EQ(value(nested(RowScanner::MaxDepth)), nested(RowScanner::MaxDepth));
  EXPECT_EQ(value(nested(RowScanner::MaxDepth + 1)), "declined");
  EXPECT_EQ(value(nested(70'000)), "declined");
  EXPECT_EQ(value(std::string(70'000, '[')), "declined");
}

TEST(RowScanner, RecoversFromADeclinedRow) {
  const std::string text = "loader.save(create_x([1,[2,?]]))\nloader.save(create_x([3]))\n" +
                           std::string(RowScanner::Padding, '\0');
  RowScanner scanner;
  CellBuffer cells;
  Arena arena;
  EXPECT_FALSE(scanner.scan(text.data(), cells, arena));
  cells.clear();
  ASSERT_TRUE(scanner.scan(text.data() + text.find("loader", 1), cells, arena));
  EXPECT_EQ(test::show(*cells.data()), "[3]");
}

// Every row of the two old single-file dumps: FORMAT.md says what their literals look like.
TEST(RowScanner, TakesEveryRowOfSingleFiles) {
  const auto shared = test::shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots";
  for (const char* name : {"polls-2013-07-crlf/a.py", "uiless-1.5.8/a.py"}) {
    const std::string text = test::read_file(*shared / "snapshots" / name);
    int rows = 0;
    for (std::size_t at = text.find("    yield create_"); at != std::string::npos;
         at = text.find("    yield create_", at + 1)) {
      const std::string line = text.substr(at, text.find('\n', at) + 1 - at);
      EXPECT_NE(scan(line), "declined") << name << ": " << line;
      ++rows;
    }
    EXPECT_GT(rows, 0) << name;
  }
}

}  // namespace
}  // namespace undumpy
