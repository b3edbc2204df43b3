// What reports show side by side: the two sides of a difference, and the rows that it affects.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

std::string differences(const std::string& from, const std::string& to) {
  std::string sql = library_sql();
  const std::size_t at = sql.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  std::string text;
  for (const Difference& each :
       check_against(library(), sql.replace(at, from.size(), to)).differences)
    text += fmt::format("{} {}{}{}: {} | {} | {}\n", each.rule->code, each.table,
                        each.column.empty() ? "" : ".", each.column, each.snapshot, each.against,
                        each.rows);
  return text;
}

}  // namespace

TEST(Differences, NoneWithTheSameSchema) { EXPECT_EQ(differences("price", "price"), ""); }

TEST(Differences, AColumnOfOneSideOnly) {
  EXPECT_EQ(differences("price decimal NULL, ", ""), "DR603 library_book.price: decimal |  | 2\n");
  EXPECT_EQ(differences("price decimal NULL, ", "price decimal NULL, weight smallint NOT NULL, "),
            "DR604 library_book.weight:  | smallint NOT NULL | 3\n");
}

}  // namespace undumpy::test
