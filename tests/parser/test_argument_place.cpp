#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "parser/argument_place.h"

namespace undumpy {
namespace {

// "m.py:5:13 text": where the argument is found, and what is marked there.
std::string found(const std::string& statement, std::size_t argument) {
  const Place place = place_of_argument("m.py", statement, 5, argument);
  return to_text(place) + " " + marked_line(place).marked;
}

TEST(ArgumentPlace, FindsArguments) {
  const std::string row = "loader.save(create_a_b(1,'x, (y',[2,3],date(2016,1,2),None))";
  EXPECT_EQ(found(row, 0), "m.py:5:24 1");
  EXPECT_EQ(found(row, 1), "m.py:5:26 'x, (y'");
  EXPECT_EQ(found(row, 2), "m.py:5:34 [2,3]");
  EXPECT_EQ(found(row, 3), "m.py:5:40 date(2016,1,2)");
  EXPECT_EQ(found(row, 4), "m.py:5:55 None");
}

TEST(ArgumentPlace, IsThatOfTheFunctionWithoutTheArgument) {
  EXPECT_EQ(found("loader.save(create_a(1,2))", NoArgument), "m.py:5:13 create_a");
  EXPECT_EQ(found("loader.save(create_a(1,2))", 2), "m.py:5:13 create_a");
  EXPECT_EQ(found("loader.save(create_a(1,2,))", 2), "m.py:5:13 create_a");
  EXPECT_EQ(found("loader.save(create_a())", 0), "m.py:5:13 create_a");
  EXPECT_EQ(found("loader.save(create_a", 0), "m.py:5:13 create_a");
  EXPECT_EQ(found("loader.save(create_a(1,'x", 1), "m.py:5:13 create_a");
  EXPECT_EQ(found("loader.save(x)", 0), "m.py:5:15 ");
  EXPECT_EQ(found("", 0), "m.py:5:1 ");
}

TEST(ArgumentPlace, CountsCharactersAndLines) {
  EXPECT_EQ(found("loader.save(create_a('é€𝄞',7))", 1), "m.py:5:28 7");
  EXPECT_EQ(found("loader.save(create_a(1,\n  'x',\n  2))", 2), "m.py:7:3 2");
  EXPECT_EQ(found("loader.save(create_a('''a\n',',b''',2))", 1), "m.py:6:10 2");
}

TEST(ArgumentPlace, SkipsComments) {
  EXPECT_EQ(found("loader.save(create_a(1, # it's, one\n  2, # (\n 3))", 2), "m.py:7:2 3");
  EXPECT_EQ(found("loader.save(create_a(1, # one\n  2))", 1), "m.py:6:3 2");
}

// Whatever stands in a row, each argument is found where it was written.
TEST(ArgumentPlace, FindsEachOfRandomArguments) {
  const std::vector<std::string> values = {"1",
                                           "-2.5",
                                           "None",
                                           "''",
                                           "'a,b'",
                                           "\"it's\"",
                                           "'\\''",
                                           "u'\\\\'",
                                           "[]",
                                           "['x',None]",
                                           "dt(1,2,3)",
                                           "(1,(2,))",
                                           "{1:'}'}",
                                           "'é)'",
                                           "b'(['",
                                           "'''\n'''",
                                           "\"\"\"a\"b\"\"\"",
                                           "a_B",
                                           "time(0,0)",
                                           "'#'",
                                           "'\\n'"};
  const std::vector<std::string> blanks = {"", "", "", " ", "\n", "\t ", " # ',)\n"};
  std::mt19937 random(1);
  const auto any = [&](const std::vector<std::string>& of) { return of[random() % of.size()]; };
  for (int round = 0; round < 2000; ++round) {
    std::string row = "loader.save(create_a_b(";
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    const std::size_t count = 1 + random() % 8;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) row += ',';
      row += any(blanks);
      const std::string value = any(values);
      spans.emplace_back(row.size(), row.size() + value.size());
      row += value + any(blanks);
    }
    row += "))";
    for (std::size_t i = 0; i < count; ++i) {
      const Place place = place_of_argument("m.py", row, 5, i);
      const Place right = place_in("m.py", row, spans[i].first, spans[i].second, 5);
      ASSERT_EQ(to_text(place), to_text(right)) << row << "\nargument " << i;
      ASSERT_EQ(place.length, right.length) << row << "\nargument " << i;
    }
  }
}

}  // namespace
}  // namespace undumpy
