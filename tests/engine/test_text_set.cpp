// TextSet beside std::set: the same answers, whatever the texts.

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "engine/text_set.h"

namespace undumpy::test {

namespace {

std::set<std::string> content(const TextSet& set) {
  std::set<std::string> all;
  set.for_each([&](std::string_view text) { EXPECT_TRUE(all.emplace(text).second) << text; });
  return all;
}

TEST(TextSet, TheEmptyTextIsOneToo) {
  TextSet set;
  EXPECT_FALSE(set.contains(""));
  EXPECT_TRUE(set.insert(""));
  EXPECT_FALSE(set.insert(""));
  EXPECT_TRUE(set.contains(""));
  EXPECT_FALSE(set.contains(std::string_view("\0", 1)));
  EXPECT_EQ(set.size(), 1U);
}

TEST(TextSet, AgreesWithAnOrdinarySet) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    TextSet set;
    std::set<std::string> expected;
    const std::size_t count = 1U << random() % 13;
    for (std::size_t i = 0; i < count; ++i) {
      std::string text(random() % 40 == 0 ? random() % 100'000 : random() % 6, 'x');
      for (char& c : text) c = static_cast<char>(random() % 4);
      EXPECT_EQ(set.insert(text), expected.insert(text).second);
    }
    EXPECT_EQ(set.size(), expected.size());
    EXPECT_EQ(content(set), expected);
    for (std::size_t i = 0; i < 200; ++i) {
      std::string text(random() % 6, 'x');
      for (char& c : text) c = static_cast<char>(random() % 4);
      EXPECT_EQ(set.contains(text), expected.contains(text));
    }
  }
}

TEST(TextSet, CopiesAndMovesAreSetsOfTheirOwn) {
  TextSet set;
  for (int i = 0; i < 1'000; ++i) set.insert(std::to_string(i));
  TextSet copy(set);
  EXPECT_TRUE(copy.insert("more"));
  EXPECT_FALSE(set.contains("more"));
  const TextSet moved(std::move(copy));
  EXPECT_EQ(moved.size(), 1'001U);
  set = TextSet();
  EXPECT_TRUE(set.empty());
  EXPECT_TRUE(set.insert("7"));
  EXPECT_TRUE(moved.contains("7"));
}

TEST(TextSet, MemoryIsTheTextsAndALittle) {
  TextSet set;
  for (int i = 0; i < 100'000; ++i) set.insert("P" + std::to_string(1'000'000 + i));
  EXPECT_GT(set.bytes(), 100'000U * 8);
  EXPECT_LT(set.bytes(), 100'000U * (8 + 16 * 3));
}

}  // namespace

}  // namespace undumpy::test
