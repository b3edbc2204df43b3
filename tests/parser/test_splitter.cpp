#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "parser/splitter.h"

namespace undumpy {
namespace {

using Verdict = StatementSplitter::Verdict;

// The statements of a text, each with a mark behind it: '.' complete, '!' broken, '…' the text ends
// in it.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> result;
  StatementSplitter splitter;
  std::string statement;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    const Verdict verdict = splitter.add(line);
    const bool before = verdict == Verdict::CompleteBefore || verdict == Verdict::BrokenBefore;
    if (!before) {
      statement += line;
      text.remove_prefix(line.size());
    }
    if (verdict == Verdict::NeedsMore) continue;
    const bool broken = verdict == Verdict::Broken || verdict == Verdict::BrokenBefore;
    result.push_back(statement + (broken ? "!" : "."));
    statement.clear();
    splitter.reset();
  }
  if (!statement.empty()) result.push_back(statement + (splitter.open() ? "…" : "."));
  return result;
}

using Statements = std::vector<std::string>;

TEST(Splitter, AStatementEndsWithItsLine) {
  EXPECT_EQ(split("a = 1\nb = 2\n"), (Statements{"a = 1\n.", "b = 2\n."}));
  EXPECT_EQ(split("a = 1\r\nb = 2"), (Statements{"a = 1\r\n.", "b = 2."}));
}

TEST(Splitter, BracketsHoldLinesTogether) {
  EXPECT_EQ(
      split("loader.save(\n"
            "    create_x(1, ['a',\n"
            "                 'b'], {\n"
            "        1: 2}\n"
            "    )\n"
            ")\n"
            "loader.save(create_x(2))\n"),
      (Statements{"loader.save(\n    create_x(1, ['a',\n                 'b'], {\n        1: 2}\n"
                  "    )\n)\n.",
                  "loader.save(create_x(2))\n."}));
}

TEST(Splitter, BracketsInStringsAndCommentsDoNotCount) {
  EXPECT_EQ(split("f('(', \"[{\", u'\\'(')\ng()  # it's (open\n"),
            (Statements{"f('(', \"[{\", u'\\'(')\n.", "g()  # it's (open\n."}));
  EXPECT_EQ(split("f(  # )\n  1)\n"), (Statements{"f(  # )\n  1)\n."}));
  EXPECT_EQ(split("f('#')\ng()\n"), (Statements{"f('#')\n.", "g()\n."}));
}

TEST(Splitter, TripleQuotedStringsSpanLines) {
  EXPECT_EQ(split("a = '''it's\n(a\n\"\"\" \\''' '''\nb\n"),
            (Statements{"a = '''it's\n(a\n\"\"\" \\''' '''\n.", "b\n."}));
  EXPECT_EQ(split("a = ''\nb = ''''''\nc\n"), (Statements{"a = ''\n.", "b = ''''''\n.", "c\n."}));
}

TEST(Splitter, ABackslashContinuesTheLine) {
  EXPECT_EQ(split("a = 1 + \\\n  2\nb\n"), (Statements{"a = 1 + \\\n  2\n.", "b\n."}));
  EXPECT_EQ(split("a = 1 + \\\r\n  2\r\nb\n"), (Statements{"a = 1 + \\\r\n  2\r\n.", "b\n."}));
  EXPECT_EQ(split("a = 'x\\\ny'\nb\n"), (Statements{"a = 'x\\\ny'\n.", "b\n."}));
  EXPECT_EQ(split("a = 'x\\\r\ny'\nb\n"), (Statements{"a = 'x\\\r\ny'\n.", "b\n."}));
  EXPECT_EQ(split("# no \\\nb\n"), (Statements{"# no \\\n.", "b\n."}));
}

TEST(Splitter, AnIndentedBlockBelongsToItsHead) {
  EXPECT_EQ(split("if x:\n    a\n\n  # more\n    b\nelse:\n    c\nelsewhere = 1\n"),
            (Statements{"if x:\n    a\n\n  # more\n    b\nelse:\n    c\n.", "elsewhere = 1\n."}));
  EXPECT_EQ(split("@override(g)\ndef f():\n  return 1\nx\n"),
            (Statements{"@override(g)\ndef f():\n  return 1\n.", "x\n."}));
  EXPECT_EQ(split("d = {1:\n2}\ne\n"), (Statements{"d = {1:\n2}\n.", "e\n."}));
}

TEST(Splitter, AQuoteThatStaysOpenBreaksItsLineOnly) {
  EXPECT_EQ(split("loader.save(create_x(1,'Rumma))\nloader.save(create_x(2))\n"),
            (Statements{"loader.save(create_x(1,'Rumma))\n!", "loader.save(create_x(2))\n."}));
  StatementSplitter splitter;
  EXPECT_EQ(splitter.add("loader.save(create_x(1,'Rumma))\n"), Verdict::Broken);
  EXPECT_EQ(splitter.problem(), 23U);
  EXPECT_STREQ(splitter.message(), "the string does not end on this line");
}

TEST(Splitter, AMissingBracketEndsBeforeTheNextRow) {
  EXPECT_EQ(split("loader.save(create_x(1,[2)\nloader.save(create_x(2))\n"),
            (Statements{"loader.save(create_x(1,[2)\n!", "loader.save(create_x(2))\n."}));
  EXPECT_EQ(split("loader.save(create_x(1)\n\nloader.flush_deferred_objects()\n"),
            (Statements{"loader.save(create_x(1)\n\n!", "loader.flush_deferred_objects()\n."}));
  EXPECT_EQ(split("    yield create_x(1\n    yield create_x(2)\n"),
            (Statements{"    yield create_x(1\n!", "    yield create_x(2)\n."}));
  EXPECT_EQ(split("a = '''\nloader.save(create_x(2))\n"),
            (Statements{"a = '''\n!", "loader.save(create_x(2))\n."}));
  StatementSplitter splitter;
  splitter.add("loader.save(create_x(1)\n");
  EXPECT_EQ(splitter.add("loader.save(create_x(2))\n"), Verdict::BrokenBefore);
  EXPECT_EQ(splitter.problem(), 11U);
  EXPECT_STREQ(splitter.message(), "the bracket is never closed");
}

TEST(Splitter, ATextCutInAStatementIsOpen) {
  EXPECT_EQ(split("loader.save(create_x(1,"), (Statements{"loader.save(create_x(1,…"}));
  EXPECT_EQ(split("loader.save(create_x('a"), (Statements{"loader.save(create_x('a…"}));
  EXPECT_EQ(split("loader.save(create_x('a\\"), (Statements{"loader.save(create_x('a\\…"}));
  EXPECT_EQ(split("x = \\\n"), (Statements{"x = \\\n…"}));
  EXPECT_EQ(split("if x:\n  y\n"), (Statements{"if x:\n  y\n."}));
}

TEST(Splitter, ClosingBracketsTooManyAreTheParsersMatter) {
  EXPECT_EQ(split("f())\ng()\n"), (Statements{"f())\n.", "g()\n."}));
}

TEST(Splitter, TakesTimeInProportionToTheText) {
  const std::string line = "    'a', ('b', [\"c\"]),  # d\n";
  StatementSplitter splitter;
  EXPECT_EQ(splitter.add("loader.save(create_x([\n"), Verdict::NeedsMore);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 400'000; ++i) ASSERT_EQ(splitter.add(line), Verdict::NeedsMore);
  EXPECT_EQ(splitter.add("]))\n"), Verdict::Complete);
  // Measured: some 30 ms for 10 MB. Quadratic work would take minutes.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

}  // namespace
}  // namespace undumpy
