#include <gtest/gtest.h>

#include "parser/single_file.h"
#include "tests/parser/reading.h"

namespace undumpy::test {

namespace {

const std::string Dump =
    "# -*- coding: UTF-8 -*-\n"
    "def create_a_b(id):\n"
    "    return a_B(id=id)\n"
    "\n"
    "def a_b_objects():\n"
    "    yield create_a_b(1)\n"
    "    yield create_a_b(\n"
    "        2)\n"
    "\n"
    "def a_c_objects():\n"
    "    yield create_a_c('x')\n"
    "\n"
    "def objects():\n"
    "    yield a_b_objects()\n"
    "    yield a_c_objects()\n";

SingleFile split(const std::string& text, std::size_t piece = 1 << 20) {
  TextStream stream(text, piece);
  auto result = read_single_file(stream, "a.py", 1 << 20);
  EXPECT_TRUE(result.ok());
  return result ? std::move(*result) : SingleFile();
}

// name:line "body"
std::string bodies(const std::string& text, const SingleFile& file) {
  std::string result;
  for (const RowFunction& function : file.functions)
    result += function.name + ":" + std::to_string(function.line) + " [" +
              text.substr(function.offset, function.bytes) + "]" +
              (function.ends_file ? " end" : "") + "\n";
  return result;
}

TEST(SingleFile, TakesTheBodiesOfRowFunctionsOut) {
  const SingleFile file = split(Dump);
  EXPECT_EQ(file.code,
            "# -*- coding: UTF-8 -*-\n"
            "def create_a_b(id):\n"
            "    return a_B(id=id)\n"
            "\n"
            "def a_b_objects():\n"
            "    pass\n"
            "\n"
            "\n"
            "\n"
            "def a_c_objects():\n"
            "    pass\n"
            "\n"
            "def objects():\n"
            "    yield a_b_objects()\n"
            "    yield a_c_objects()\n");
  EXPECT_EQ(bodies(Dump, file),
            "a_b_objects:6 [    yield create_a_b(1)\n"
            "    yield create_a_b(\n"
            "        2)\n"
            "\n]\n"
            "a_c_objects:11 [    yield create_a_c('x')\n"
            "\n]\n");
}

TEST(SingleFile, IsTheSameWhateverTheBlocks) {
  std::string crlf;
  for (const char c : Dump) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  for (const std::string& text : {Dump, crlf, Dump.substr(0, Dump.size() - 1)}) {
    const SingleFile whole = split(text);
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U}) {
      const SingleFile pieces = split(text, piece);
      EXPECT_EQ(bodies(text, pieces), bodies(text, whole)) << piece;
      // Only the line ends of bodies may differ: "\r\n" may be torn apart.
      std::string a = pieces.code;
      std::string b = whole.code;
      std::erase(a, '\r');
      std::erase(b, '\r');
      EXPECT_EQ(a, b) << piece;
    }
  }
}

TEST(SingleFile, LeavesTornRowsToTheirReader) {
  // The rest of a torn row may begin with any word.
  for (const char* rest :
       {"y')\n", "from Berlin')\n", "import')\n", "if so')\n", "settings.X')\n"}) {
    const std::string text = "def a_b_objects():\n    yield create_a_b('x\n" + std::string(rest) +
                             "# a remark\nx = 1\n    yield create_a_b('z')\ndef objects():\n";
    const SingleFile file = split(text);
    EXPECT_EQ(file.code, "def a_b_objects():\n    pass\n\n\n\n\ndef objects():\n");
    EXPECT_EQ(file.functions.at(0).offset + file.functions.at(0).bytes, text.find("def objects"));
  }
}

TEST(SingleFile, FilesThatEndEarly) {
  const auto both = [](const std::string& text) {
    const SingleFile file = split(text);
    return file.code + "|" + bodies(text, file);
  };
  EXPECT_EQ(both(""), "|");
  EXPECT_EQ(both("def a_objects():"), "def a_objects():|a_objects:2 [] end\n");
  EXPECT_EQ(both("def a_objects():\n    yield create_a(1,'x"),
            "def a_objects():\n    pass\n|a_objects:2 [    yield create_a(1,'x] end\n");
}

TEST(SingleFile, BlanksAndCommentsBehindDef) {
  for (const char* line : {"def a_objects( ) :\n", "def  a_objects():  # two\n"})
    EXPECT_EQ(split(line + std::string("    yield 1\n")).functions.at(0).name, "a_objects");
}

TEST(SingleFile, WhatIsNoRowFunction) {
  for (const char* line : {"def objects():\n", "def _objects():\n", "def a_objects(x):\n",
                           " def a_objects():\n", "def a_objects(): yield 1\n"})
    EXPECT_EQ(split(line + std::string("    yield 1\n")).code, line + std::string("    yield 1\n"));
}

TEST(SingleFile, LongLinesOfRowsAreNotKept) {
  const std::string text = "def a_objects():\n    yield create_a('" + std::string(3'000'000, 'x') +
                           "')\ndef objects():\n    yield a_objects()\n";
  const SingleFile file = split(text, 1000);
  EXPECT_EQ(file.code, "def a_objects():\n    pass\ndef objects():\n    yield a_objects()\n");
  EXPECT_GT(file.functions.at(0).bytes, 3'000'000U);
}

TEST(SingleFile, TooMuchCodeIsRefused) {
  TextStream stream("x = '" + std::string(2000, 'x') + "'\n");
  const auto result = read_single_file(stream, "a.py", 1000);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().name, "file-too-large");
}

TEST(SingleFile, TablesOfFunctions) {
  EXPECT_EQ(table_of_function("polls_poll_objects"), "polls_poll");
  EXPECT_EQ(table_of_function("objects"), "objects");
  EXPECT_FALSE(is_row_function("_objects"));
}

}  // namespace

}  // namespace undumpy::test
