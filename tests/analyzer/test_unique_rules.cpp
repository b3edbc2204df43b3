#include <gtest/gtest.h>

#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

TEST(Unique, APrimaryKeyThatTwoRowsHave) {
  Files files = library();
  replace(files, "library_book.py", "(3,'Ulysses'", "(1,'Ulysses'");
  const CheckReport report = check(files);
  ASSERT_EQ(findings(report), "error UQ501 duplicate-key library_book.id 1 library_book.py:6:33\n");
  EXPECT_EQ(report.groups.at(0).first.at(0).message,
            "the key 1 is also that of the row at library_book.py:4");
}

TEST(Unique, AnIdWrittenAsTextIsTheSameKey) {
  Files files = library();
  replace(files, "library_book.py", "(3,'Ulysses'", "('1','Ulysses'");
  EXPECT_NE(findings(files).find("error UQ501 duplicate-key library_book.id"), std::string::npos);
}

const std::string UniqueTitles =
    library_sql() + "CREATE UNIQUE INDEX titles ON library_book (title, publisher_id);";

TEST(Unique, ASetOfColumnsOfTheTarget) {
  Files files = library();
  EXPECT_EQ(findings(check_against(files, UniqueTitles)), "");
  replace(files, "library_book.py", "'Matilda'", "'Momo'");
  const CheckReport report = check_against(files, UniqueTitles);
  ASSERT_EQ(findings(report),
            "error UQ502 duplicate-in-unique-set library_book.title, publisher_id 2 "
            "library_book.py:5:35\n");
  EXPECT_EQ(report.groups.at(0).first.at(0).message,
            "title, publisher_id is 'Momo', 1 also in the row 1 at library_book.py:4; the target "
            "wants it unique");
}

TEST(Unique, NullsAreNeverEqual) {
  Files files = library();
  replace(files, "library_book.py", "'Momo',1,", "'Momo',None,");
  replace(files, "library_book.py", "'Matilda',1,", "'Momo',None,");
  EXPECT_EQ(findings(check_against(files, UniqueTitles)), "");
}

TEST(Unique, TheSameThingUnderAnotherKeyInTheTarget) {
  const Files files = library();
  const std::string held = UniqueTitles +
                           "INSERT INTO library_publisher VALUES (1, 'Puffin', NULL);"
                           "INSERT INTO library_book (id, title, publisher_id) "
                           "VALUES (1, 'Momo', 1), (77, 'Matilda', 1);";
  const CheckReport report = check_against(files, held, Target::Database);
  ASSERT_EQ(findings(report),
            "error UQ503 natural-key-collides library_book.title, publisher_id 2 "
            "library_book.py:5:35\n");
  EXPECT_EQ(report.groups.at(0).first.at(0).message,
            "the target has title, publisher_id 'Matilda', 1 under the id 77, here it is 2");
}

}  // namespace

}  // namespace undumpy::test
