#include <gtest/gtest.h>

#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

// The schema with one change.
std::string changed(const std::string& from, const std::string& to) {
  std::string sql = library_sql();
  const std::size_t at = sql.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return sql.replace(at, from.size(), to);
}

CheckReport drift(const std::string& from, const std::string& to) {
  return check_against(library(), changed(from, to));
}

std::string message(const CheckReport& report, std::size_t group = 0) {
  return report.groups.at(group).first.at(0).message;
}

TEST(Drift, TheSameSchemaHasNone) {
  EXPECT_EQ(findings(check_against(library(), library_sql())), "");
}

// A restore stores the parent link in the primary key, however that is called.
TEST(Drift, AParentLinkOfAnotherName) {
  const std::string sql = R"(
CREATE TABLE contacts_partner (id integer NOT NULL PRIMARY KEY,
  parent_id bigint NULL REFERENCES contacts_partner (id));
CREATE TABLE contacts_person (contact_ptr_id integer NOT NULL PRIMARY KEY
  REFERENCES contacts_partner (id), name varchar(50) NOT NULL, UNIQUE (contact_ptr_id, name));
CREATE TABLE notes_note (id integer NOT NULL PRIMARY KEY, owner_type_id integer NULL,
  owner_id integer NULL);
)";
  const auto found = [&](const Files& files) {
    const auto target = against(sql);
    CheckOptions options;
    options.against = target.get();
    options.findings.select = {"DR", "RF", "UQ"};
    return findings(files, options);
  };
  const std::string link = "contacts_person.partner_ptr_id";
  Files files = contacts();
  EXPECT_EQ(found(files), "");
  replace(files, "contacts_person.py", "(4,", "(5,");
  EXPECT_TRUE(found(files).starts_with("error RF402 child-without-parent " + link)) << found(files);

  files = contacts();
  replace(files, "contacts_person.py", "(4,'Bob')", "(1,'Ann')");
  EXPECT_NE(found(files).find("UQ502 duplicate-in-unique-set contacts_person.contact_ptr_id, name"),
            std::string::npos)
      << found(files);

  files = contacts();
  replace(files, "contacts_person.py", "(4,", "(date(2020,1,1),");
  EXPECT_NE(found(files).find("DR606 type-differs " + link), std::string::npos) << found(files);
}

TEST(Drift, AColumnThatWasDropped) {
  const CheckReport report = drift("price decimal NULL, ", "");
  ASSERT_EQ(findings(report),
            "error DR603 column-missing-in-target library_book.price 1 library_book.py:4:44\n");
  EXPECT_EQ(message(report), "the target has no column price; 2 rows have a value (keys 1, 2)");
}

TEST(Drift, ASnapshotThatDoesNotFitIsNotDamaged) {
  EXPECT_EQ(drift("price decimal NULL, ", "").judgement(), "this snapshot does not fit the target");
  Files files = library();
  replace(files, "library_book.py", "(3,'Ulysses',2,", "(3,'Ulysses',99,");
  EXPECT_EQ(check_against(files, changed("price decimal NULL, ", "")).judgement(),
            "this snapshot is damaged");
}

TEST(Drift, AColumnThatNobodyUsedIsANote) {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "None");
  replace(files, "library_book.py", "'9.90'", "None");
  const CheckReport report = check_against(files, changed("price decimal NULL, ", ""));
  ASSERT_EQ(findings(report), "info DR603 column-missing-in-target library_book.price\n");
  EXPECT_EQ(message(report), "the target has no column price; no row has a value");
}

TEST(Drift, AColumnThatWasRenamed) {
  const CheckReport report = drift("title varchar(30) NOT NULL", "titel varchar(30) NOT NULL");
  ASSERT_EQ(findings(report),
            "error DR603 column-missing-in-target library_book.title 1 library_book.py:4:35\n"
            "warning DR605 probable-rename library_book.title\n"
            "info DR604 column-missing-in-snapshot library_book.titel\n");
  EXPECT_EQ(message(report, 1),
            "title is perhaps titel now: the names are alike, and the values fit");
  EXPECT_EQ(report.groups.at(1).first.at(0).next,
            "if it was renamed, write kw.update(titel=title) in create_library_book");
}

TEST(Drift, ANewColumnThatMustNotBeNull) {
  const CheckReport report =
      drift("price decimal NULL", "pages integer NOT NULL, price decimal NULL");
  ASSERT_EQ(findings(report), "error DR604 column-missing-in-snapshot library_book.pages\n");
  EXPECT_NE(message(report).find("the target refuses all 3 rows"), std::string::npos);
}

TEST(Drift, ANewColumnThatMayBeEmpty) {
  EXPECT_EQ(findings(drift("price decimal NULL", "pages integer NULL, price decimal NULL")),
            "info DR604 column-missing-in-snapshot library_book.pages\n");
  EXPECT_EQ(
      findings(drift("price decimal NULL", "pages integer NOT NULL DEFAULT 1, price decimal")),
      "info DR604 column-missing-in-snapshot library_book.pages\n");
}

TEST(Drift, ATableThatIsGone) {
  EXPECT_EQ(findings(drift("CREATE TABLE library_book (",
                           "CREATE TABLE shelf (x integer);"
                           "CREATE TABLE library_item (")),
            "error DR601 table-missing-in-target library_book\n"
            "warning DR605 probable-rename library_book\n"
            "info DR602 table-missing-in-snapshot library_item\n"
            "info DR602 table-missing-in-snapshot shelf\n");
}

TEST(Drift, AColumnOfAnotherType) {
  const CheckReport report = drift("published date NULL", "published varchar(20) NULL");
  ASSERT_EQ(findings(report),
            "warning DR606 type-differs library_book.published 1 library_book.py:4:52\n");
  EXPECT_EQ(message(report),
            "the target's column is varchar(20); 2 rows have a value of another kind "
            "(keys 1, 2)");
}

TEST(Drift, AnotherPrimaryKey) {
  const CheckReport report = drift(
      "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,\n  title "
      "varchar(30) "
      "NOT NULL",
      "CREATE TABLE library_book (id integer NULL,\n  title varchar(30) NOT NULL PRIMARY KEY");
  EXPECT_EQ(findings(report), "error DR610 key-differs library_book.title\n");
}

TEST(Drift, LanguagesOfATarget) {
  const CheckReport report = drift("name_de varchar(50) NULL", "name_fr varchar(50) NULL");
  ASSERT_EQ(findings(report),
            "error DR603 column-missing-in-target library_publisher.name_de 1 "
            "library_publisher.py:4:40\n"
            "warning VR702 languages-differ restore.py\n"
            "info DR604 column-missing-in-snapshot library_publisher.name_fr\n");
  EXPECT_NE(message(report, 1).find("the languages here are en, de"), std::string::npos);
  EXPECT_NE(message(report, 1).find("en, fr"), std::string::npos);
}

TEST(Drift, AnotherSnapshot) {
  Files other = library();
  replace(other, "restore.py", "SOURCE_VERSION = '1.0'", "SOURCE_VERSION = '1.1'");
  replace(other, "restore.py", "TIME_ZONE was 'UTC'", "TIME_ZONE was 'Europe/Brussels'");
  replace(other, "restore.py", "en=values[0],de=values[1]", "en=values[0],fr=values[1]");
  EXPECT_EQ(findings(check_against(library(), library())), "");
  CheckReport report = check_against(library(), other);
  std::erase_if(report.groups, [](const auto& g) { return !g.rule->code.starts_with("VR"); });
  EXPECT_EQ(findings(report),
            "warning VR701 version-differs restore.py\n"
            "warning VR702 languages-differ restore.py\n"
            "warning VR703 time-zone-differs restore.py\n");
}

}  // namespace

}  // namespace undumpy::test
