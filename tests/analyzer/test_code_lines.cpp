#include <gtest/gtest.h>

#include "analyzer/code_lines.h"

namespace undumpy::test {

namespace {

TEST(CodeLines, BlanksAndQuotesMeanNothing) {
  EXPECT_EQ(normal_line("    kw.update( a = 'x' )  "), "    kw.update(a=\"x\")");
  EXPECT_EQ(normal_line("return  not a"), "return not a");
  EXPECT_EQ(normal_line("f('it\\'s', \"it's\")"), "f('it\\'s',\"it's\")");
  EXPECT_EQ(normal_line("a = 1  #  b  c "), "a=1#  b  c");
  EXPECT_NE(normal_line("    a"), normal_line("a"));
  EXPECT_EQ(normal_lines("a\n\n  \nb\n"), (CodeLines{"a", "b"}));
}

std::string diff(const CodeLines& from, const CodeLines& to) {
  return unified_diff(changes(from, to), from, to);
}

TEST(CodeLines, DifferencesWithALineOfContext) {
  EXPECT_EQ(diff({"a", "b"}, {"a", "b"}), "");
  EXPECT_EQ(diff({"a", "b", "c", "d", "e"}, {"a", "b", "x", "d", "e"}), " b\n-c\n+x\n d\n");
  EXPECT_EQ(diff({"a", "b", "c", "d", "e"}, {"b", "c", "d"}), "-a\n b\n…\n d\n-e\n");
  EXPECT_EQ(diff({}, {"a"}), "+a\n");
}

}  // namespace

}  // namespace undumpy::test
