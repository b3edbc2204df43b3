// The reader on the body of a row function of a single-file dump.
#include <gtest/gtest.h>

#include "parser/module_reader.h"
#include "tests/parser/reading.h"

namespace undumpy {
namespace {

using test::Reading;
using Strings = std::vector<std::string>;

constexpr std::uint32_t FirstLine = 100;

ReaderOptions body(ReaderOptions::Gears gears = ReaderOptions::Gears::Both) {
  ReaderOptions options;
  options.gears = gears;
  options.function = RowFunction{"a_b_objects", 0, 0, FirstLine, Encoding::Utf8, false};
  return options;
}

Strings problems(const Reading& reading) {
  Strings result;
  for (const Diagnostic& problem : reading.problems)
    result.push_back(std::to_string(problem.place.line) + ":" +
                     std::to_string(problem.place.column) + " " + problem.name + ": " +
                     problem.message);
  return result;
}

TEST(RowFunctions, AreReadByTheFirstGear) {
  const Reading reading = test::read(
      "    yield create_a_b(1,u'B\\xe4r',dt(2013,2,11,0,0,0))\n"
      "    yield create_a_b(2,None,a_B)\n"
      "\n",
      body());
  EXPECT_EQ(show(reading), (Strings{"a_b(1,'Bär',dt(2013,2,11,0,0,0))", "a_b(2,None,<a_B>)"}));
  EXPECT_EQ(problems(reading), Strings());
  EXPECT_EQ(reading.facts.gear2_rows, 0U);
  EXPECT_EQ(reading.facts.foreign_statements, 0U);
  EXPECT_EQ(reading.rows[1].at.line, FirstLine + 1);
  EXPECT_EQ(reading.batches[0].text_of(reading.rows[1].at), "    yield create_a_b(2,None,a_B)");
}

TEST(RowFunctions, RewrappedRowsAreTheSame) {
  const char* const text =
      "    yield create_a_b(\n        1, u'x',\n    )\n"
      "    yield create_a_b(2,\n                     'y' )\n"
      "    yield  create_a_b ( 3 , 'z' )  # a remark\n";
  for (const auto gears : {ReaderOptions::Gears::Both, ReaderOptions::Gears::TreeOnly}) {
    const Reading reading = test::read(text, body(gears));
    EXPECT_EQ(show(reading), (Strings{"a_b(1,'x')", "a_b(2,'y')", "a_b(3,'z')"}));
    EXPECT_EQ(problems(reading), Strings());
    EXPECT_EQ(reading.rows[2].at.line, FirstLine + 5);
  }
}

TEST(RowFunctions, BothGearsSeeTheSame) {
  const std::string text =
      "    yield create_a_b(1,'x',True,-5,2.5,['a', None],date(2013,1,2),time(8,0,0))\r\n"
      "    yield create_a_b(1,\"O'Neill\",'\\n\\xe4',{'a': 1})\r\n"
      "    # a remark\r\n"
      "    yield create_a_c()\r\n";
  const Reading both = test::read(text, body());
  const Reading tree = test::read(text, body(ReaderOptions::Gears::TreeOnly));
  EXPECT_EQ(show(both), show(tree));
  EXPECT_TRUE(both.facts.crlf);
  ASSERT_EQ(both.rows.size(), 3U);
  for (std::size_t i = 0; i < both.rows.size(); ++i) {
    EXPECT_EQ(both.rows[i].at.offset, tree.rows[i].at.offset);
    EXPECT_EQ(both.rows[i].at.length, tree.rows[i].at.length);
    EXPECT_EQ(both.rows[i].at.line, tree.rows[i].at.line);
  }
}

TEST(RowFunctions, PlacesAreThoseOfTheFile) {
  const Reading reading = test::read(
      "    yield create_a_b(1,os.getcwd())\n"
      "    yield create_a_b(date(2013,2,30))\n"
      "    yield create_a_b(3)\n",
      body());
  EXPECT_EQ(show(reading), (Strings{"a_b(3)"}));
  EXPECT_EQ(problems(reading),
            (Strings{"100:24 row-argument-not-literal: this argument is no literal value",
                     "101:22 impossible-date: there is no day 2013-02-30"}));
  EXPECT_EQ(reading.facts.unread_rows, 2U);
}

TEST(RowFunctions, ForeignStatementsCostNoRows) {
  const Reading reading = test::read(
      "    yield create_a_b(1)\n"
      "    os.system('rm -rf /')\n"
      "    for i in range(3):\n"
      "        yield create_a_b(i)\n"
      "    yield create_a_b(2)\n"
      "    if x:\n"
      "        y()\n"
      "    else:\n"
      "        z()\n"
      "    yield create_a_b(4)\n"
      "    yield os.remove('x')\n"
      "    loader.save(create_a_b(5))\n"
      "    yield create_a_b(6)\n",
      body());
  EXPECT_EQ(show(reading), (Strings{"a_b(1)", "a_b(2)", "a_b(4)", "a_b(6)"}));
  Strings names;
  for (const std::string& problem : problems(reading))
    names.push_back(problem.substr(0, problem.find(':', problem.find(' '))));
  EXPECT_EQ(names, (Strings{"101:5 foreign-statement", "102:5 foreign-statement",
                            "105:5 foreign-statement", "110:5 foreign-statement",
                            "111:5 foreign-statement"}));
}

TEST(RowFunctions, WhatStandsAtTheMarginIsReported) {
  const Reading reading = test::read(
      "    yield create_a_b(1)\n"
      "import os\n"
      "    yield create_a_b(2)\n"
      "yield create_a_b(3)\n"
      "    yield create_a_b(4)\n",
      body());
  EXPECT_EQ(show(reading), (Strings{"a_b(1)", "a_b(2)", "a_b(4)"}));
  ASSERT_EQ(reading.problems.size(), 2U);
  EXPECT_EQ(reading.problems[0].name, "foreign-statement");
  EXPECT_EQ(reading.problems[1].name, "broken-row");
  EXPECT_EQ(reading.problems[1].place.line, FirstLine + 3);
}

TEST(RowFunctions, ABrokenRowCostsOneDiagnostic) {
  const Reading reading = test::read(
      "    yield create_a_b(1,'x\n"
      "y')\n"
      "    yield create_a_b(2,(3)\n"
      "    yield create_a_b(4)\n"
      "    yield create_a_b(5,,)\n"
      "    yield create_a_b(6)\n",
      body());
  EXPECT_EQ(show(reading), (Strings{"a_b(4)", "a_b(6)"}));
  EXPECT_EQ(problems(reading), (Strings{"100:24 broken-row: the string does not end on this line",
                                        "102:21 broken-row: the bracket is never closed",
                                        "104:24 broken-row: this is no Python: ,"}));
  EXPECT_EQ(reading.facts.unread_rows, 3U);
}

TEST(RowFunctions, ABodyThatEndsInsideARow) {
  ReaderOptions last = body();
  last.function->ends_file = true;
  const std::string text = "    yield create_a_b(1)\n    yield create_a_b(2,'x";
  EXPECT_EQ(problems(test::read(text, last)).at(0),
            "101:24 truncated-module: the file ends inside this statement: the string does not end "
            "on this line");
  EXPECT_EQ(problems(test::read(text + "\n", body())).at(0),
            "101:24 broken-row: the string does not end on this line");
  const Reading open = test::read("    yield create_a_b(2,\n", body());
  EXPECT_EQ(problems(open).at(0),
            "100:21 truncated-module: the function ends inside this statement: the bracket is "
            "never closed");
  EXPECT_EQ(open.facts.unread_rows, 1U);
}

TEST(RowFunctions, CommentedRowsAreCounted) {
  const Reading reading = test::read(
      "    yield create_a_b(1)\n"
      "#    yield create_a_b(2)\n"
      "    # fields: id\n",
      body());
  EXPECT_EQ(reading.facts.comments, 2U);
  EXPECT_EQ(reading.facts.commented_rows, 1U);
  EXPECT_EQ(reading.facts.first_commented_row, FirstLine + 1);
  EXPECT_EQ(reading.facts.fields, std::nullopt);
}

TEST(RowFunctions, TheEncodingIsThatOfTheFile) {
  ReaderOptions options = body();
  options.function->encoding = Encoding::Latin1;
  EXPECT_EQ(show(test::read("    yield create_a_b('B\xe4r')\n", options)), (Strings{"a_b('Bär')"}));
}

TEST(RowFunctions, BlockSizesChangeNothing) {
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += "    yield create_a_b(" + std::to_string(i) + ",'text " + std::to_string(i * i) +
            (i % 7 == 0 ? "',\n        None)\n" : "',None)\n");
  const Strings whole = show(test::read(text, body()));
  EXPECT_EQ(whole.size(), 200U);
  for (const std::size_t block : {1U, 10U, 33U, 100U, 1000U}) {
    ReaderOptions options = body();
    options.block_bytes = block;
    EXPECT_EQ(show(test::read(text, options)), whole) << block;
  }
}

TEST(RowFunctions, ADataModuleHasNoYields) {
  const Reading reading = test::read("yield create_a_b(1)\n");
  EXPECT_EQ(show(reading), Strings());
  EXPECT_EQ(reading.problems.at(0).name, "foreign-statement");
}

}  // namespace
}  // namespace undumpy
