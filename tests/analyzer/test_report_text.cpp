// The report as people read it.

#include <gtest/gtest.h>

#include "analyzer/report_text.h"
#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

std::string text_of(const CheckReport& report, const TextOptions& options = {}) {
  return text_report({&report, 1}, options);
}

CheckReport two_bad_prices() {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "'cheap'");
  replace(files, "library_book.py", "'9.90'", "'dear'");
  return check(files);
}

std::string last_line(const std::string& text) {
  return text.substr(text.rfind('\n', text.size() - 2) + 1);
}

}  // namespace

TEST(TextReport, FindingsHavePlaceSourceRowAndAdvice) {
  const CheckReport report = two_bad_prices();
  const std::string text = text_of(report);
  const Diagnostic& first = report.groups[0].first[0];
  EXPECT_TRUE(text.starts_with("library_book.py:4:44: error: " + first.message +
                               " [VL302 not-a-decimal]\n"
                               "  loader.save(create_library_book(1,'Momo',1,'cheap',date(1973,1,1)"
                               "))\n"
                               "                                             ^~~~~~~\n"
                               "  row: library_book 1, price = 'cheap'\n"
                               "library_book.py:5:"))
      << text;
}

TEST(TextReport, AFindingWithoutAPlaceNamesItsTable) {
  CheckReport report = two_bad_prices();
  report.groups[0].first[0].place = {};
  EXPECT_TRUE(text_of(report).starts_with("library_book.price: error: ")) << text_of(report);
}

// Two findings of a group need one piece of advice.
TEST(TextReport, AdviceIsGivenOnce) {
  const std::string text = text_of(two_bad_prices());
  EXPECT_EQ(text.find("  why: "), text.rfind("  why: ")) << text;
  EXPECT_EQ(text.find("  next: "), text.rfind("  next: ")) << text;
}

TEST(TextReport, TheVerdictIsTheLastLine) {
  const CheckReport report = two_bad_prices();
  EXPECT_EQ(last_line(text_of(report)), report.verdict() + "\n");
  EXPECT_EQ(text_of(check(library())), check(library()).verdict() + "\n");
}

TEST(TextReport, SaysHowToGoOn) {
  EXPECT_NE(text_of(two_bad_prices()).find("`undumpy explain VL302` says more about a finding\n"),
            std::string::npos);
}

TEST(TextReport, ColoursAreForThoseWhoWantThem) {
  const CheckReport report = two_bad_prices();
  EXPECT_EQ(text_of(report).find('\033'), std::string::npos);
  const std::string text = text_of(report, {.colour = true});
  EXPECT_TRUE(text.starts_with("\033[1mlibrary_book.py:4:44\033[0m: \033[1;31merror\033[0m: "));
  EXPECT_TRUE(last_line(text).starts_with("\033[1;31mthis snapshot is damaged\033[0m: "));
}

TEST(TextReport, DetailsAreShownLineByLineDiffsInColour) {
  CheckReport report = two_bad_prices();
  report.groups[0].first.resize(1);
  report.groups[0].first[0].diff = " kw = dict()\n-kw.update(id=id)\n+kw.update(id=id+1)\n";
  const std::string text = text_of(report, {.colour = true});
  EXPECT_NE(text.find("\033[31m  | -kw.update(id=id)\033[0m\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\033[32m  | +kw.update(id=id+1)\033[0m\n"), std::string::npos) << text;
}

TEST(TextReport, ATracebackIsNoDiff) {
  CheckReport report = two_bad_prices();
  report.groups[0].first[0].traceback = "Traceback (most recent call last):\n  x\n- y\n";
  EXPECT_NE(text_of(report, {.colour = true}).find("\033[2m  | - y\033[0m\n"), std::string::npos);
}

TEST(TextReport, ControlCharactersOfASnapshotDoNotReachTheTerminal) {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "'\x1b[2J'");
  EXPECT_EQ(text_of(check(files)).find('\x1b'), std::string::npos);
}

TEST(TextReport, WhatDoesNotFitTheTargetIsNotCountedAsDamaged) {
  const std::vector<CheckReport> reports = {
      check(library()), check_against(library(), "CREATE TABLE other (id integer);"),
      two_bad_prices()};
  EXPECT_EQ(reports[1].judgement(), "this snapshot does not fit the target");
  EXPECT_NE(text_report(reports, {})
                .find("3 snapshots: 1 fine, 0 readable with warnings, 1 "
                      "damaged, 1 not fitting the target, 0 not examined; "),
            std::string::npos);
}

TEST(TextReport, SeveralSnapshotsHaveALineEachAndATotal) {
  std::vector<CheckReport> reports = {check(library()), two_bad_prices(),
                                      check({{"readme.txt", "hello\n"}})};
  reports[1].snapshot = "the second one";
  EXPECT_EQ(
      text_report(reports, {}),
      "memory          fine                      5 rows of 2 tables, 0 not understood; 0 "
      "errors, 0 warnings\n"
      "the second one  this snapshot is damaged  5 rows of 2 tables, 2 not understood; 2 "
      "errors, 0 warnings\n"
      "    VL302 not-a-decimal (2)\n"
      "memory          nothing examined          0 rows of 0 tables, 0 not understood; 1 "
      "error, 0 warnings\n"
      "    FM121 unreadable (1)\n"
      "3 snapshots: 1 fine, 0 readable with warnings, 1 damaged, 1 not examined; 10 rows of 4 "
      "tables in 4 modules examined, 2 not understood; 3 errors, 0 warnings\n");
}

}  // namespace undumpy::test
