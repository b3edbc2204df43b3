// Baselines: what is known is not counted, what is gone is told, the file is made for people.

#include <gtest/gtest.h>

#include "analyzer/baseline.h"
#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

// Two rows that hold a value that is no Decimal.
Files two_bad_prices() {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "'cheap'");
  replace(files, "library_book.py", "'9.90'", "'dear'");
  return files;
}

Baseline found_in(const Files& files) {
  CheckOptions options;
  options.findings.keep_identities = true;
  return check(files, options).found;
}

CheckReport check_with(const Files& files, Baseline baseline) {
  CheckOptions options;
  options.findings.baseline = std::move(baseline);
  return check(files, options);
}

std::string error_of(const std::string& text) {
  const auto baseline = parse_baseline(text, "known.json");
  return baseline ? "" : to_text(baseline.error().place) + ": " + baseline.error().message;
}

}  // namespace

TEST(Baseline, IsOneFindingALineSortedForPeople) {
  const std::string text = to_text(found_in(two_bad_prices()));
  EXPECT_TRUE(text.starts_with("{\"format\": \"undumpy.baseline/1\", \"findings\": [\n")) << text;
  const auto first = text.find(R"("table":"library_book","column":"price","key":"1","id":")");
  const auto second = text.find(R"("table":"library_book","column":"price","key":"2","id":")");
  EXPECT_LT(first, second);
  EXPECT_NE(second, std::string::npos) << text;
}

TEST(Baseline, IsReadAsItWasWritten) {
  const Baseline written = found_in(two_bad_prices());
  const auto read = parse_baseline(to_text(written), "known.json");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(to_text(*read), to_text(written));
  EXPECT_EQ(read->entries.size(), 2U);
}

TEST(Baseline, KnownFindingsAreNotCounted) {
  const Files files = two_bad_prices();
  const CheckReport report = check_with(files, found_in(files));
  EXPECT_EQ(findings(report), "");
  EXPECT_EQ(report.errors, 0U);
  EXPECT_EQ(report.known, 2U);
  EXPECT_TRUE(report.stale.empty());
}

// Tomorrow's snapshot has more rows: the line of a known finding moves.
TEST(Baseline, SurvivesTheNextSnapshot) {
  Files tomorrow = two_bad_prices();
  replace(tomorrow, "library_book.py", "# fields: id, title, publisher, price, published\n",
          "# fields: id, title, publisher, price, published\n"
          "loader.save(create_library_book(4,'Emil',1,None,None))\n");
  replace(tomorrow, "library_book.py", "Loading 3", "Loading 4");
  const CheckReport report = check_with(tomorrow, found_in(two_bad_prices()));
  EXPECT_EQ(report.errors, 0U) << findings(report);
  EXPECT_EQ(report.known, 2U);
}

TEST(Baseline, NewFindingsStandOut) {
  Files before = library();
  replace(before, "library_book.py", "'12.50'", "'cheap'");
  const CheckReport report = check_with(two_bad_prices(), found_in(before));
  EXPECT_EQ(report.known, 1U);
  EXPECT_EQ(report.errors, 1U);
  ASSERT_EQ(report.groups.size(), 1U);
  EXPECT_EQ(report.groups[0].first[0].key, "2");
}

TEST(Baseline, TellsWhatIsNotFoundAnyMore) {
  const CheckReport report = check_with(library(), found_in(two_bad_prices()));
  ASSERT_EQ(report.stale.size(), 2U);
  EXPECT_EQ(report.stale[0].table, "library_book");
  EXPECT_EQ(report.stale[0].column, "price");
  EXPECT_EQ(report.stale[0].key, "1");
}

// A rule that is not looked at has not found anything: that is no news.
TEST(Baseline, EntriesOfRulesThatAreNotSelectedAreNotStale) {
  CheckOptions options;
  options.findings.baseline = found_in(two_bad_prices());
  options.findings.select = {"TR"};
  EXPECT_TRUE(check(library(), options).stale.empty());
}

TEST(Baseline, ErrorsSayWhatAndWhere) {
  EXPECT_EQ(error_of("{\n\"format\": undumpy\n}"), "known.json:2:11: this is no JSON");
  EXPECT_EQ(error_of("[]"),
            "known.json: this is no baseline: \"format\" is not \"undumpy.baseline/1\"");
  EXPECT_EQ(error_of("{\"format\":\"undumpy.check/1\"}"),
            "known.json: this is no baseline: \"format\" is not \"undumpy.baseline/1\"");
  const std::string head = "{\"format\":\"undumpy.baseline/1\",\"findings\":";
  EXPECT_EQ(error_of(head + "{}}"), "known.json: \"findings\" is no list");
  EXPECT_EQ(error_of(head + "[{\"rule\":\"RF401\"}]}"), "known.json: finding 1 has no \"id\"");
  EXPECT_EQ(error_of(head + "[{\"id\":7}]}"), "known.json: finding 1: \"id\" is no text");
  EXPECT_EQ(error_of(head + "[{\"id\":\"a\"},{\"id\":\"a\"}]}"),
            "known.json: finding 2 has the \"id\" of another one");
}

TEST(Baseline, AFileThatIsNotThereIsAnError) {
  const TempDir folder;
  const auto baseline = read_baseline(folder / "none.json");
  ASSERT_FALSE(baseline.ok());
  EXPECT_EQ(baseline.error().name, "baseline-unreadable");
}

}  // namespace undumpy::test
