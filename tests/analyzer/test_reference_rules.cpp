#include <gtest/gtest.h>

#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

TEST(References, ADanglingReferenceIsInferred) {
  Files files = library();
  replace(files, "library_book.py", "(3,'Ulysses',2,", "(3,'Ulysses',99,");
  const CheckReport report = check(files);
  EXPECT_EQ(findings(report),
            "error RF401 dangling-reference library_book.publisher_id 3 library_book.py:6:45\n");
  const Diagnostic& finding = report.groups.at(0).first.at(0);
  EXPECT_EQ(finding.message, "library_publisher has no row 99");
  EXPECT_EQ(finding.value, "99");
  EXPECT_EQ(finding.confidence, Confidence::Likely);
}

TEST(References, ASchemaMakesItCertain) {
  Files files = library();
  replace(files, "library_book.py", "(3,'Ulysses',2,", "(3,'Ulysses',99,");
  const CheckReport report = check_against(files, library_sql());
  ASSERT_EQ(findings(report),
            "error RF401 dangling-reference library_book.publisher_id 3 library_book.py:6:45\n");
  EXPECT_EQ(report.groups.at(0).first.at(0).confidence, Confidence::Certain);
}

TEST(References, TheTargetMayHoldTheRow) {
  Files files = library();
  replace(files, "library_book.py", "(3,'Ulysses',2,", "(3,'Ulysses',99,");
  EXPECT_EQ(findings(check_against(
                files, library_sql() + "INSERT INTO library_publisher VALUES (99, 'Faber', NULL);",
                Target::Database)),
            "");
  EXPECT_EQ(findings(check_against(files, library_sql(), Target::Database)),
            "error RF401 dangling-reference library_book.publisher_id 3 library_book.py:6:45\n");
}

TEST(References, EveryRowIsCounted) {
  Files files = library();
  replace(files, "library_publisher.py", "loader.save(create_library_publisher(1,", "#(");
  replace(files, "library_publisher.py", "Loading 2", "Loading 1");
  EXPECT_NE(findings(check_against(files, library_sql()))
                .find("error RF401 dangling-reference library_book.publisher_id 1 "
                      "library_book.py:4:42 x2\n"),
            std::string::npos);
}

TEST(References, AMissingModuleIsNotThousandDanglingReferences) {
  Files files = library();
  std::erase_if(files, [](const auto& file) { return file.first == "library_publisher.py"; });
  const std::string found = findings(check_against(files, library_sql()));
  EXPECT_NE(found.find("error TR007 missing-module library_publisher"), std::string::npos);
  EXPECT_NE(found.find("warning RF405 table-not-in-snapshot library_book.publisher_id\n"),
            std::string::npos);
  EXPECT_EQ(found.find("RF401"), std::string::npos) << found;
}

TEST(References, TheRowMayBeAmongThoseThatWereNotUnderstood) {
  Files files = library();
  replace(files, "library_publisher.py", "(2,['Vintage', ''])", "(2,open('x'))");
  const CheckReport report = check_against(files, library_sql());
  EXPECT_NE(findings(report).find("warning RF401 dangling-reference library_book.publisher_id 3"),
            std::string::npos)
      << findings(report);
}

// Only the rules of this family: the short restore.py above has a form of its own.
std::string references(const Files& files) {
  CheckOptions options;
  options.findings.select = {"RF"};
  return findings(files, options);
}

TEST(References, AWholeSnapshotHasNone) { EXPECT_EQ(references(contacts()), ""); }

TEST(References, AChildNeedsItsParent) {
  Files files = contacts();
  replace(files, "contacts_person.py", "(4,'Bob')", "(5,'Bob')");
  EXPECT_EQ(references(files),
            "error RF402 child-without-parent contacts_person.partner_ptr_id 5 "
            "contacts_person.py:4:36\n"
            "warning RF403 dangling-generic-reference notes_note.owner_id 2 notes_note.py:4:49\n");
}

TEST(References, AGenericReferenceLooksInTheModelItNames) {
  Files files = contacts();
  replace(files, "notes_note.py", "contacts_Person,4", "contacts_Person,2");
  EXPECT_EQ(references(files),
            "warning RF403 dangling-generic-reference notes_note.owner_id 2 notes_note.py:4:49\n");
}

TEST(References, ACircleOfParentsIsToldOnce) {
  Files files = contacts();
  replace(files, "contacts_partner.py", "(1,None)", "(1,3)");
  CheckOptions options;
  options.findings.select = {"RF"};
  const CheckReport report = check(files, options);
  ASSERT_EQ(findings(report),
            "warning RF404 reference-loop contacts_partner.parent_id 1 contacts_partner.py:3:39\n");
  EXPECT_EQ(report.groups.at(0).first.at(0).message,
            "this row is its own ancestor: 1 -> 3 -> 2 -> 1");
}

TEST(References, ARowThatIsItsOwnParent) {
  Files files = contacts();
  replace(files, "contacts_partner.py", "(4,None)", "(4,4)");
  EXPECT_EQ(references(files),
            "warning RF404 reference-loop contacts_partner.parent_id 4 contacts_partner.py:6:39\n");
}

}  // namespace

}  // namespace undumpy::test
