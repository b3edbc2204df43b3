// IntegerSet and ValueSet do what sets of the standard library do.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <set>

#include "engine/integer_set.h"
#include "engine/value_set.h"

namespace undumpy::test {

namespace {

using Numbers = std::set<std::int64_t>;
constexpr std::int64_t Least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t Most = std::numeric_limits<std::int64_t>::max();

std::size_t missing_in(const Numbers& numbers, const Numbers& other) {
  return static_cast<std::size_t>(
      std::ranges::count_if(numbers, [&](std::int64_t number) { return !other.contains(number); }));
}

std::vector<std::int64_t> all_of(const IntegerSet& set) {
  std::vector<std::int64_t> all;
  set.for_each([&](std::int64_t value) { all.push_back(value); });
  return all;
}

// A way to draw numbers: `count` of them from `from` to `to`, in disorder or counted up.
struct Draw {
  const char* name;
  std::size_t count;
  std::int64_t from, to;
  bool in_order = false;
};

constexpr Draw Draws[] = {
    {"few", 20, -10, 10},
    {"dense", 200'000, -70'000, 140'000},
    {"dense, in order", 100'000, 1, 100'000, true},
    {"as many as a list holds", 4096, 0, 4095, true},
    {"one more", 4097, 0, 4096, true},
    {"half full chunks", 20'000, -200'000, 200'000},
    {"sparse", 5'000, Least, Most},
    {"sparse, positive", 5'000, 0, Most},
    {"negative", 10'000, -100'000, -1},
    {"least", 5'000, Least, Least + 65'536},
    {"most", 5'000, Most - 65'536, Most},
};

std::vector<std::int64_t> drawn(const Draw& draw, std::mt19937_64& random) {
  std::uniform_int_distribution<std::int64_t> any(draw.from, draw.to);
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < draw.count; ++i)
    numbers.push_back(draw.in_order ? draw.from + static_cast<std::int64_t>(i) : any(random));
  return numbers;
}

TEST(IntegerSets, AreSets) {
  std::mt19937_64 random(1);
  for (const Draw& draw : Draws) {
    SCOPED_TRACE(draw.name);
    IntegerSet set;
    Numbers truth;
    for (const std::int64_t number : drawn(draw, random)) {
      ASSERT_EQ(set.insert(number), truth.insert(number).second) << number;
      ASSERT_FALSE(set.insert(number)) << number;
    }
    EXPECT_EQ(set.size(), truth.size());
    EXPECT_TRUE(std::ranges::equal(all_of(set), truth));
    for (const std::int64_t number : drawn(draw, random))
      ASSERT_EQ(set.contains(number), truth.contains(number)) << number;
    for (const std::int64_t number : {Least, Most, std::int64_t{0}, std::int64_t{-1}})
      EXPECT_EQ(set.contains(number), truth.contains(number)) << number;
  }
}

TEST(IntegerSets, CountWhatIsMissing) {
  std::mt19937_64 random(2);
  std::vector<IntegerSet> sets(1);
  std::vector<Numbers> truths(1);
  for (const Draw& draw : Draws) {
    const auto numbers = drawn(draw, random);
    truths.emplace_back(numbers.begin(), numbers.end());
    IntegerSet& set = sets.emplace_back();
    for (const std::int64_t number : numbers) set.insert(number);
  }
  for (std::size_t i = 0; i < sets.size(); ++i)
    for (std::size_t j = 0; j < sets.size(); ++j)
      EXPECT_EQ(sets[i].missing_in(sets[j]), missing_in(truths[i], truths[j])) << i << ' ' << j;
}

TEST(IntegerSets, AreCopiedAndMoved) {
  IntegerSet set;
  for (int i = 0; i < 10'000; ++i) set.insert(i);
  IntegerSet copy = set;
  EXPECT_TRUE(set.insert(10'000));
  EXPECT_TRUE(copy.insert(10'000));
  EXPECT_TRUE(copy.insert(10'001));
  EXPECT_EQ(set.size(), 10'001U);
  EXPECT_EQ(copy.size(), 10'002U);
  IntegerSet moved = std::move(copy);
  EXPECT_FALSE(moved.insert(10'001));
  set = moved;
  EXPECT_TRUE(set.insert(10'002));
  EXPECT_FALSE(moved.contains(10'002));
  set = std::move(moved);
  EXPECT_EQ(set.size(), 10'002U);
  EXPECT_TRUE(set.insert(10'002));
}

TEST(IntegerSets, CostWhatTheyPromise) {
  IntegerSet dense;
  for (int id = 1; id <= 1'000'000; ++id) dense.insert(id);
  EXPECT_LT(dense.bytes(), 135U * 1024);
  IntegerSet alone;
  for (std::int64_t id = 1; id <= 1000; ++id) alone.insert(id * 100'000);
  EXPECT_LT(alone.bytes(), 22U * 1000);
}

TEST(ValueSets, AreSetsOfTexts) {
  std::mt19937_64 random(3);
  // Texts that are integers, nearly are, and are none.
  const std::string parts[] = {"", "-", "0", "1", "12", "9223372036854775807", " ", "+", "x", "é"};
  const auto text = [&] {
    std::string made;
    for (int i = 0; i < 3; ++i) made += parts[random() % std::size(parts)];
    return made;
  };
  std::vector<ValueSet> sets(2);
  std::vector<std::set<std::string>> truths(2);
  for (int i = 0; i < 2000; ++i) {
    const std::string value = text();
    const std::size_t at = random() % 2;
    EXPECT_EQ(sets[at].add(Cell::of_text(CellKind::Text, value)), truths[at].insert(value).second)
        << value;
  }
  for (std::size_t at = 0; at < 2; ++at) {
    EXPECT_EQ(sets[at].size(), truths[at].size());
    for (int i = 0; i < 2000; ++i) {
      const std::string value = text();
      EXPECT_EQ(sets[at].contains(Cell::of_text(CellKind::Text, value)), truths[at].contains(value))
          << value;
    }
    std::set<std::string> missing = truths[at];
    for (const std::string& known : truths[1 - at]) missing.erase(known);
    EXPECT_EQ(sets[at].missing_in(sets[1 - at]), missing.size());
    const ValueSet rest = sets[at].without(sets[1 - at]);
    EXPECT_EQ(rest.size(), missing.size());
    EXPECT_TRUE(rest.within(sets[at]));
    EXPECT_EQ(rest.missing_in(sets[1 - at]), rest.size());
  }
}

TEST(ValueSets, IntegersAndTextsOfIntegersAreOneKind) {
  const auto text = [](const char* value) { return Cell::of_text(CellKind::Text, value); };
  ValueSet set;
  EXPECT_TRUE(set.empty());
  EXPECT_TRUE(set.add(Cell::of(7)));
  EXPECT_FALSE(set.add(text("7")));
  EXPECT_TRUE(set.add(text("-7")));
  EXPECT_TRUE(set.contains(Cell::of(-7)));
  EXPECT_TRUE(set.add(text("9223372036854775807")));
  EXPECT_TRUE(set.contains(Cell::of(Most)));
  EXPECT_TRUE(set.add(text("-9223372036854775808")));
  EXPECT_TRUE(set.contains(Cell::of(Least)));
  EXPECT_TRUE(set.all_integers());
  for (const char* other : {"07", "-07", "-0", "+7", " 7", "7 ", "7.0", "", "9223372036854775808"})
    EXPECT_TRUE(set.add(text(other))) << other;
  EXPECT_FALSE(set.all_integers());
  EXPECT_FALSE(set.contains(Cell::of(0)));
  EXPECT_EQ(set.size(), 13U);
}

TEST(ValueSets, OtherKindsAreNoValues) {
  ValueSet set;
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(set.add(Cell::none()));
    EXPECT_TRUE(set.add(Cell::of_real(1.5)));
    EXPECT_TRUE(set.add(Cell::of_text(CellKind::Decimal, "1")));
  }
  EXPECT_TRUE(set.empty());
  EXPECT_FALSE(set.contains(Cell::none()));
}

}  // namespace

}  // namespace undumpy::test
