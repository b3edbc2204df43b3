#include <gtest/gtest.h>

#include <chrono>

#include "parser/module_reader.h"
#include "tests/parser/reading.h"
#include "tests/support.h"

namespace undumpy {
namespace {

using test::Reading;
using Strings = std::vector<std::string>;

constexpr std::string_view Head =
    "# -*- coding: UTF-8 -*-\n"
    "logger.info(\"Loading 2 objects to table contacts_partner...\")\n"
    "# fields: id, name, city\n";

std::string module_of(std::string_view rows) {
  return std::string(Head) + std::string(rows) + "\nloader.flush_deferred_objects()\n";
}

// "12:5 name: message" for each problem.
Strings problems(const Reading& reading) {
  Strings result;
  for (const Diagnostic& problem : reading.problems)
    result.push_back(std::to_string(problem.place.line) + ":" +
                     std::to_string(problem.place.column) + " " + problem.name + ": " +
                     problem.message);
  return result;
}

TEST(ModuleReader, ReadsAModule) {
  const Reading reading =
      test::read(module_of("loader.save(create_contacts_partner(101,u'B\\xe4ckerei',None))\n"
                           "loader.save(create_contacts_partner(102,'Rumma & Ko',7))\n"));
  EXPECT_EQ(show(reading), (Strings{"contacts_partner(101,'Bäckerei',None)",
                                    "contacts_partner(102,'Rumma & Ko',7)"}));
  EXPECT_EQ(problems(reading), Strings());
  const ModuleFacts& facts = reading.facts;
  EXPECT_EQ(facts.announced, 2U);
  EXPECT_EQ(facts.part, 1U);
  EXPECT_EQ(facts.parts, 1U);
  EXPECT_EQ(facts.table, "contacts_partner");
  EXPECT_EQ(facts.fields, (Strings{"id", "name", "city"}));
  EXPECT_EQ(facts.declared, Encoding::Utf8);
  EXPECT_EQ(facts.rows, 2U);
  EXPECT_EQ(facts.unread_rows, 0U);
  EXPECT_EQ(facts.foreign_statements, 0U);
  EXPECT_EQ(facts.gear2_rows, 0U);
  EXPECT_EQ(facts.flushes, 1U);
  EXPECT_EQ(facts.lines, 7U);
  EXPECT_FALSE(facts.crlf);
  EXPECT_FALSE(facts.truncated);
  EXPECT_FALSE(facts.aborted);
}

TEST(ModuleReader, SaysWhereEachRowStands) {
  const std::string text = module_of("loader.save(create_x(1))\nloader.save(\n  create_x(2))\n");
  const Reading reading = test::read(text);
  ASSERT_EQ(reading.rows.size(), 2U);
  for (const Reading::Row& row : reading.rows)
    EXPECT_EQ(row.at.offset, text.find(row.at.line == 4 ? "loader.save(c" : "loader.save(\n"));
  EXPECT_EQ(reading.rows[0].at.line, 4U);
  EXPECT_EQ(reading.rows[0].at.length, 24U);
  EXPECT_EQ(reading.rows[1].at.line, 5U);
  EXPECT_EQ(reading.rows[1].at.length, 27U);
  EXPECT_EQ(reading.facts.bytes, text.size());
}

TEST(ModuleReader, ReadsHeadersOfAllGenerations) {
  const auto facts = [](const std::string& header) { return test::read(header + "\n").facts; };
  EXPECT_EQ(facts("logger.info(\"loading 5 objects to table polls_poll...\")").announced, 5U);
  const ModuleFacts part =
      facts("logger.info(\"Loading 120 objects (part 2 of 3) to table a_b...\")");
  EXPECT_EQ(part.announced, 120U);
  EXPECT_EQ(part.part, 2U);
  EXPECT_EQ(part.parts, 3U);
  EXPECT_EQ(part.table, "a_b");
  EXPECT_EQ(facts("logger.info(\n    'Loading 7 objects to table a_b...')").announced, 7U);
  EXPECT_EQ(facts("# all objects() from table X:").announced, std::nullopt);
  EXPECT_EQ(facts("# fields: id").fields, Strings{"id"});
  EXPECT_EQ(facts("# Fields").fields, std::nullopt);
}

TEST(ModuleReader, SecondGearReadsRewrappedRows) {
  const Reading reading =
      test::read(module_of("loader.save(\n"
                           "    create_contacts_partner(101, u'B\\xe4ckerei',  # a comment\n"
                           "                            date(2018, 1, 2)))\n"
                           "loader.save( create_contacts_partner( -1, 'a' 'b', ('x', 1) ) )\n"
                           "loader.save(create_contacts_partner(0x10, '''a\n'b''', 1.5)); \n"
                           "loader.flush_deferred_objects( )\n"));
  EXPECT_EQ(show(reading), (Strings{"contacts_partner(101,'Bäckerei',date(2018,1,2))",
                                    "contacts_partner(-1,'ab',('x',1))",
                                    "contacts_partner(16,'a\n'b',1.500000)"}));
  EXPECT_EQ(problems(reading), Strings());
  EXPECT_EQ(reading.facts.gear2_rows, 3U);
  EXPECT_EQ(reading.facts.flushes, 2U);
}

TEST(ModuleReader, ABrokenRowCostsOneDiagnostic) {
  const Reading reading =
      test::read(module_of("loader.save(create_x(1,'Rumma))\n"
                           "loader.save(create_x(2))\n"
                           "loader.save(create_x(3)\n"
                           "loader.save(create_x(4))\n"
                           "loader.save(create_x(5,'a'b'))\n"
                           "loader.save(create_x(6)))\n"
                           "loader.save(create_x(7,,))\n"
                           "loader.save(create_x(8,'\\x4'))\n"
                           "  loader.save(create_x(9))\n"
                           "loader.save(create_x(10))\n"));
  EXPECT_EQ(show(reading), (Strings{"x(2)", "x(4)", "x(10)"}));
  EXPECT_EQ(reading.names(), Strings(7, "broken-row"));
  EXPECT_EQ(reading.facts.unread_rows, 7U);
  const Diagnostic& first = reading.problems[0];
  EXPECT_EQ(to_text(first),
            "x.py:4:24: error: the string does not end on this line [broken-row]\n"
            "  loader.save(create_x(1,'Rumma))\n"
            "                         ^\n"
            "  why: this row can not be read and is missing; the rows after it are read\n"
            "  next: repair the line, or take the row from another snapshot\n");
  EXPECT_EQ(first.table, "x");
  EXPECT_EQ(reading.problems[1].message, "the bracket is never closed");
  EXPECT_EQ(reading.problems[6].message, "this line is indented, but nothing is open");
}

TEST(ModuleReader, ARawLineEndInAStringCostsOneDiagnostic) {
  const Reading reading =
      test::read(module_of("loader.save(create_x(1,'Dear\n"
                           "John Doe,\n"
                           "\n"
                           "it's me','x'))\n"
                           "loader.save(create_x(2))\n"));
  EXPECT_EQ(show(reading), Strings{"x(2)"});
  EXPECT_EQ(reading.names(), Strings{"broken-row"});
  EXPECT_EQ(reading.facts.unread_rows, 1U);
}

TEST(ModuleReader, DamageDoesNotHideAForeignStatement) {
  const Reading reading =
      test::read(module_of("loader.save(create_x(1,'Dear\n"
                           "import os\n"
                           "loader.save(create_x(2))\n"));
  EXPECT_EQ(reading.names(), (Strings{"broken-row", "foreign-statement"}));
}

TEST(ModuleReader, RefusesWhatWouldHaveToBeEvaluated) {
  const Reading reading =
      test::read(module_of("loader.save(create_x(os.getcwd()))\n"
                           "loader.save(create_x(1, name='a'))\n"
                           "loader.save(create_x(*values))\n"
                           "loader.save(create_x(1 + 1))\n"
                           "loader.save(create_x([f'{a}']))\n"
                           "loader.save(create_x(2))\n"));
  EXPECT_EQ(show(reading), Strings{"x(2)"});
  EXPECT_EQ(problems(reading),
            (Strings{"4:22 row-argument-not-literal: this argument is no literal value",
                     "5:25 row-argument-not-literal: the argument name= is given by name",
                     "6:22 row-argument-not-literal: the arguments come from a variable",
                     "7:22 row-argument-not-literal: this argument is no literal value",
                     "8:22 row-argument-not-literal: this argument is no literal value"}));
  EXPECT_EQ(reading.facts.unread_rows, 5U);
  EXPECT_EQ(reading.facts.foreign_statements, 0U);
}

TEST(ModuleReader, ReportsImpossibleDates) {
  const Reading reading = test::read(module_of("loader.save(create_x(1,date(2018,2,30)))\n"));
  EXPECT_EQ(problems(reading), Strings{"4:24 impossible-date: there is no day 2018-02-30"});
  EXPECT_EQ(reading.facts.unread_rows, 1U);
}

TEST(ModuleReader, ReportsForeignStatements) {
  const Reading reading =
      test::read(module_of("import os\n"
                           "loader.save(os.system('x'))\n"
                           "loader.save(create_x(1)); os.system('x')\n"
                           "x = 1\n"
                           "for i in range(3):\n"
                           "    loader.save(create_x(i))\n"
                           "logger.info('hello')\n"
                           "logger.info(\"Loading 2 objects to table contacts_partner...\")\n"
                           "print 'x' 5\n"
                           "raise SystemExit\n"
                           "    x\n"
                           "loader.save(create_x(2))\n"));
  EXPECT_EQ(show(reading), (Strings{"x(1)", "x(2)"}));
  EXPECT_EQ(reading.names(), Strings(10, "foreign-statement"));
  EXPECT_EQ(reading.facts.foreign_statements, 10U);
  EXPECT_EQ(reading.facts.unread_rows, 0U);
  EXPECT_FALSE(reading.facts.aborted);
  EXPECT_EQ(problems(reading)[1],
            "5:1 foreign-statement: loader.save() gets something else than a create_ call here");
  EXPECT_EQ(reading.problems[1].why,
            "no generator writes this; undumpy never executes what stands in a module");
  EXPECT_EQ(reading.problems[1].table, "contacts_partner");
  EXPECT_EQ(problems(reading)[2].substr(0, 5), "6:27 ");
}

TEST(ModuleReader, NothingHidesBehindACarriageReturn) {
  const Reading reading = test::read("# harmless\rimport os\r# fields: a\n");
  EXPECT_EQ(problems(reading),
            Strings{"2:1 foreign-statement: no generator writes this statement"});
  EXPECT_EQ(reading.facts.fields, Strings{"a"});
}

TEST(ModuleReader, TellsAnAbortedDump) {
  const Reading reading =
      test::read(std::string(Head) +
                 "loader.save(create_x(1))\n\n"
                 "raise Exception(\"x.Y has not been dumpedbecause an error occurred\")\n");
  EXPECT_EQ(reading.names(), Strings{"dump-aborted"});
  EXPECT_EQ(reading.problems[0].message,
            "the dump broke off here: x.Y has not been dumpedbecause an error occurred");
  EXPECT_TRUE(reading.facts.aborted);
  EXPECT_EQ(reading.facts.foreign_statements, 0U);
}

TEST(ModuleReader, ReadsWindowsLineEnds) {
  std::string text;
  for (const char c : module_of("loader.save(create_x(1))\nloader.save(\n create_x(2))\n"))
    text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Reading reading = test::read(text);
  EXPECT_EQ(show(reading), (Strings{"x(1)", "x(2)"}));
  EXPECT_EQ(problems(reading), Strings());
  EXPECT_EQ(reading.facts.fields, (Strings{"id", "name", "city"}));
  EXPECT_TRUE(reading.facts.crlf);
  EXPECT_EQ(reading.facts.bytes, text.size());
}

TEST(ModuleReader, ReadsAFileWithoutFinalNewline) {
  const std::string text = std::string(Head) + "loader.save(create_x(1))";
  for (const auto gears : {ReaderOptions::Gears::Both, ReaderOptions::Gears::TreeOnly}) {
    ReaderOptions options;
    options.gears = gears;
    const Reading reading = test::read(text, options);
    EXPECT_EQ(show(reading), Strings{"x(1)"});
    EXPECT_EQ(problems(reading), Strings());
    EXPECT_EQ(reading.facts.bytes, text.size());
    EXPECT_EQ(reading.facts.lines, 4U);
  }
}

TEST(ModuleReader, ReadsEmptyFiles) {
  for (const char* text : {"", "\xEF\xBB\xBF", "\n", "\r", "# only this"}) {
    const Reading reading = test::read(text);
    EXPECT_TRUE(reading.rows.empty());
    EXPECT_EQ(problems(reading), Strings());
  }
}

TEST(ModuleReader, DropsAByteOrderMark) {
  const Reading reading = test::read("\xEF\xBB\xBFloader.save(create_x('é'))\n");
  EXPECT_EQ(show(reading), Strings{"x('é')"});
  EXPECT_EQ(problems(reading), Strings());
}

TEST(ModuleReader, ReadsCp1252InAFileThatSaysUtf8) {
  const Reading reading =
      test::read(module_of("loader.save(create_x(1,'B\xe4"
                           "ckerei'))\n"
                           "loader.save(create_x(2,'B\xc3\xa4"
                           "ckerei'))\n"
                           "loader.save(create_x(3,'5 \x80'))\n"));
  EXPECT_EQ(show(reading), (Strings{"x(1,'Bäckerei')", "x(2,'Bäckerei')", "x(3,'5 €')"}));
  EXPECT_EQ(
      problems(reading),
      Strings{"4:1 encoding-contradicts: the file says UTF-8, but 2 lines, of which this is the "
              "first, hold other bytes"});
  EXPECT_EQ(reading.problems[0].severity, Severity::Warning);
}

TEST(ModuleReader, ReadsWhatTheCodingLineNames) {
  const Reading latin =
      test::read("# -*- coding: latin-1 -*-\nloader.save(create_x('\xe4\x80'))\n");
  EXPECT_EQ(show(latin), Strings{"x('ä\xc2\x80')"});
  EXPECT_EQ(problems(latin), Strings());
  EXPECT_EQ(latin.facts.declared, Encoding::Latin1);
  const Reading unknown = test::read("# -*- coding: koi8-r -*-\nloader.save(create_x('a'))\n");
  EXPECT_EQ(unknown.names(), Strings{"encoding-unknown"});
}

TEST(ModuleReader, ANulByteCostsItsRow) {
  using std::string_view_literals::operator""sv;
  const Reading reading =
      test::read(module_of("loader.save(create_x('a\0b'))\nloader.save(create_x(2))\n"sv));
  EXPECT_EQ(show(reading), Strings{"x(2)"});
  EXPECT_EQ(reading.names(), Strings{"nul-byte"});
  EXPECT_EQ(reading.facts.unread_rows, 1U);
}

TEST(ModuleReader, DeepNestingCostsItsRow) {
  for (const std::string& row :
       {std::string(70'000, '['), std::string(70'000, '[') + std::string(70'000, ']'),
        std::string(300, '[') + std::string(300, ']')}) {
    const Reading reading =
        test::read(module_of("loader.save(create_x(" + row + "))\nloader.save(create_x(2))\n"));
    EXPECT_EQ(show(reading), Strings{"x(2)"});
    ASSERT_EQ(reading.problems.size(), 1U);
    EXPECT_EQ(reading.facts.unread_rows, 1U);
    EXPECT_EQ(reading.problems[0].table, "x");
  }
}

// ---- blocks ----

TEST(ModuleReader, BlockSizesChangeNothing) {
  const std::string text = module_of(
      "loader.save(create_x(1,'B\xe4"
      "ckerei'))\n"
      "loader.save(\n    create_x(2,\n        ['a',\n         'b']))\r\n"
      "loader.save(create_x(3,'abc))\n  rest)\n"
      "import os\rimport sys\n"
      "loader.save(create_x(4,'''a\n\n\nb'''))\n"
      "if x:\n    y\n\n    z\n"
      "loader.save(create_x(5,'\xc3\xa4'))\n");
  const Reading whole = test::read(text);
  EXPECT_EQ(whole.rows.size(), 4U);
  EXPECT_EQ(whole.problems.size(), 5U);
  for (const std::size_t block : {1U, 2U, 3U, 7U, 20U, 50U, 100U, 1000U})
    for (const std::size_t piece : {1U, 5U, 4096U}) {
      ReaderOptions options;
      options.block_bytes = block;
      const Reading reading = test::read(std::make_unique<test::TextStream>(text, piece), options);
      EXPECT_EQ(show(reading), show(whole)) << block;
      EXPECT_EQ(problems(reading), problems(whole)) << block;
      EXPECT_EQ(reading.facts.bytes, whole.facts.bytes) << block;
      EXPECT_EQ(reading.facts.lines, whole.facts.lines) << block;
      for (std::size_t i = 0; i < reading.rows.size(); ++i) {
        EXPECT_EQ(reading.rows[i].at.offset, whole.rows[i].at.offset) << block;
        EXPECT_EQ(reading.rows[i].at.line, whole.rows[i].at.line) << block;
      }
    }
}

TEST(ModuleReader, ARecycledBatchGivesTheSameRows) {
  std::string text(Head);
  Strings expected;
  for (int i = 0; i < 1000; ++i) {
    text += "loader.save(create_x(" + std::to_string(i) + ",'\\xe4',['a']))\n";
    expected.push_back(std::to_string(i));
  }
  ReaderOptions options;
  options.block_bytes = 1000;
  IgnoredDiagnostics ignored;
  ModuleReader reader("x.py", std::make_unique<test::TextStream>(text), options, ignored);
  Batch batch;
  Strings seen;
  while (*reader.next(batch))
    for (const ScannedRow& row : batch.rows) {
      seen.push_back(test::show(batch.cells_of(row)[0]));
      EXPECT_EQ(test::show(batch.cells_of(row)[1]), "'ä'");
      EXPECT_EQ(test::show(batch.cells_of(row)[2]), "['a']");
    }
  EXPECT_EQ(seen, expected);
}

TEST(ModuleReader, CutAnywhereItLosesOnlyTheLastRow) {
  const std::string text = module_of(
      "loader.save(create_x(1,u'B\\xe4ckerei',None,date(2018,1,2)))\n"
      "loader.save(\n    create_x(2, [u'a', {'b': 1}],\n             True))\n"
      "loader.save(create_x(3,\"it's\",-5,contacts_Partner))\n");
  const Reading whole = test::read(text);
  ASSERT_EQ(whole.rows.size(), 3U);
  // From the second line on: a coding line that is cut names an encoding that nobody knows.
  for (std::size_t size = text.find('\n'); size < text.size(); ++size) {
    const Reading reading = test::read(text.substr(0, size));
    std::size_t complete = 0;
    for (const Reading::Row& row : whole.rows)
      if (row.at.offset + row.at.length <= size) ++complete;
    ASSERT_EQ(reading.rows.size(), complete) << size;
    for (std::size_t i = 0; i < complete; ++i)
      EXPECT_EQ(test::show(reading.rows[i]), test::show(whole.rows[i])) << size;
    EXPECT_LE(reading.problems.size(), 1U) << size;
    for (const std::string& name : reading.names()) EXPECT_EQ(name, "truncated-module") << size;
    EXPECT_EQ(reading.facts.truncated, !reading.problems.empty()) << size;
  }
}

TEST(ModuleReader, ACutRowIsTruncationNotDamage) {
  const Reading reading =
      test::read(std::string(Head) + "loader.save(create_x(1))\nloader.save(create_x(2,'Rum");
  EXPECT_EQ(
      problems(reading),
      Strings{"5:24 truncated-module: the file ends inside this statement: the string does not "
              "end on this line"});
  EXPECT_TRUE(reading.facts.truncated);
  EXPECT_EQ(reading.facts.unread_rows, 1U);
}

TEST(ModuleReader, ManyBrokenRowsAreManyDiagnostics) {
  std::string rows;
  for (int i = 0; i < 5000; ++i) rows += "loader.save(create_x(1,'a))\nloader.save(create_x(2))\n";
  const Reading reading = test::read(module_of(rows));
  EXPECT_EQ(reading.rows.size(), 5000U);
  EXPECT_EQ(reading.problems.size(), 5000U);
  EXPECT_EQ(reading.facts.unread_rows, 5000U);
}

// ---- sizes ----

// `count` times the same text, between a beginning and an end.
class RepeatingStream final : public Stream {
 public:
  RepeatingStream(std::string begin, std::string middle, std::size_t count, std::string end)
      : begin_(std::move(begin)), middle_(std::move(middle)), end_(std::move(end)), left_(count) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    while (position_ == begin_.size() && (left_ > 0 || !end_.empty())) {
      begin_ = left_ > 0 ? middle_ : std::exchange(end_, {});
      if (left_ > 0) --left_;
      position_ = 0;
    }
    const std::size_t size = std::min(buffer.size(), begin_.size() - position_);
    begin_.copy(buffer.data(), size, position_);
    position_ += size;
    return size;
  }

 private:
  std::string begin_;
  std::string middle_;
  std::string end_;
  std::size_t left_;
  std::size_t position_ = 0;
};

TEST(ModuleReader, ALongRowIsReadWhole) {
  const Reading reading = test::read(std::make_unique<RepeatingStream>(
      "loader.save(create_x('", std::string(1 << 20, 'a'), 10, "'))\nloader.save(create_x(2))\n"));
  ASSERT_EQ(reading.rows.size(), 2U);
  EXPECT_EQ(reading.rows[0].cells[0].size, 10U << 20U);
  EXPECT_EQ(reading.facts.gear2_rows, 0U);
}

TEST(ModuleReader, ALineOfHundredMegabytesIsReportedAndPassedOver) {
  const Reading reading = test::read(std::make_unique<RepeatingStream>(
      "loader.save(create_x('", std::string(1 << 20, 'a'), 100, "'))\nloader.save(create_x(2))\n"));
  EXPECT_EQ(show(reading), Strings{"x(2)"});
  EXPECT_EQ(reading.names(), Strings{"statement-too-long"});
  EXPECT_EQ(reading.problems[0].place.line, 1U);
  EXPECT_EQ(reading.facts.unread_rows, 1U);
  EXPECT_EQ(reading.rows[0].at.line, 2U);
}

TEST(ModuleReader, AStatementOfTooManyLinesIsReportedAndPassedOver) {
  ReaderOptions options;
  options.statement_bytes = 1 << 20;
  const auto begin = std::chrono::steady_clock::now();
  const Reading reading =
      test::read(std::make_unique<RepeatingStream>("loader.save(create_x([\n", "  'a',\n",
                                                   1'000'000, "]))\nloader.save(create_x(2))\n"),
                 options);
  EXPECT_EQ(show(reading), Strings{"x(2)"});
  EXPECT_EQ(reading.names(), Strings{"statement-too-long"});
  EXPECT_EQ(reading.facts.unread_rows, 1U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(ModuleReader, ALongStatementTakesTimeInProportion) {
  // 8 MB in lines of 8 bytes: looked at again with every block of 4 KB it would take minutes.
  ReaderOptions options;
  options.block_bytes = 4096;
  const auto begin = std::chrono::steady_clock::now();
  const Reading reading = test::read(
      std::make_unique<RepeatingStream>("loader.save(create_x([\n", "  'aaa',\n", 1'000'000, ""),
      options);
  EXPECT_EQ(reading.names(), Strings{"truncated-module"});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

// ---- head ----

ModuleHead head_of(std::string text) {
  test::TextStream stream(std::move(text));
  const Result<ModuleHead> head = read_module_head("x.py", stream);
  EXPECT_TRUE(head.ok());
  return *head;
}

TEST(ModuleHead, TellsTableFieldsAndFirstConstructor) {
  const ModuleHead head =
      head_of(module_of("loader.save(create_x(1))\nloader.save(create_y(1))\n"));
  EXPECT_EQ(head.facts.announced, 2U);
  EXPECT_EQ(head.facts.table, "contacts_partner");
  EXPECT_EQ(head.facts.fields, (Strings{"id", "name", "city"}));
  EXPECT_EQ(head.facts.rows, 0U);
  EXPECT_EQ(head.first_constructor, "x");
}

TEST(ModuleHead, KnowsTheConstructorOfABrokenRowToo) {
  EXPECT_EQ(head_of(module_of("loader.save(create_x(1,'a))\nloader.save(create_y(1))\n"))
                .first_constructor,
            "x");
  EXPECT_EQ(head_of(module_of("loader.save(\n    create_x(1, 2))\n")).first_constructor, "x");
  EXPECT_EQ(head_of(module_of("")).first_constructor, "");
  EXPECT_EQ(head_of("").first_constructor, "");
}

}  // namespace
}  // namespace undumpy
