// The JSON report and docs/check-json.md say the same.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analyzer/report_json.h"
#include "analyzer/rules.h"
#include "tests/analyzer/checking.h"
#include "tests/documented_json.h"

namespace undumpy::test {

namespace {

using Json = nlohmann::ordered_json;

// A report in which nothing is empty.
CheckReport full_report() {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "'cheap'");
  CheckReport report = check(files);
  report.against = "site.sql";
  report.stale.push_back({"RF401", "library_book", "publisher_id", "7"});
  report.references = {
      {"library_book", "publisher_id", "library_publisher", "id", false, Confidence::Certain, "x"}};
  report.differences = {{all_rules().front(), "library_book", "title", "a", "b", 3}};
  report.groups[0].first[0].traceback = "Traceback";
  return report;
}

Json json_of(const CheckReport& report) { return Json::parse(json_report({&report, 1})); }

constexpr const char* Document = "check-json.md";

}  // namespace

TEST(JsonReport, IsAsItIsDocumented) {
  expect_documented(json_of(full_report()), Document, "One snapshot");
}

// What is empty is null where the document says so, and nowhere else.
TEST(JsonReport, IsAsItIsDocumentedWhenFieldsAreEmpty) {
  const Json json = json_of(check({{"readme.txt", "hello\n"}}));
  const auto fields = documented(Document, "One snapshot");
  for (const auto& [field, kinds] : types_in(json)) {
    if (!kinds.contains("null")) continue;
    EXPECT_TRUE(fields.at(field).ends_with('?')) << field << " is null";
  }
}

TEST(JsonReport, SeveralSnapshotsAreOneDocument) {
  const std::vector<CheckReport> reports = {full_report(), check(library())};
  Json json = Json::parse(json_report(reports));
  ASSERT_EQ(json["snapshots"].size(), 2U);
  EXPECT_EQ(json["errors"], 1);
  EXPECT_EQ(json["examined"]["rows"], 10);
  Json one = json_of(full_report());
  one.erase("format");
  EXPECT_EQ(json["snapshots"][0], one);
  for (Json& snapshot : json["snapshots"]) snapshot = Json::object();
  expect_documented(json, Document, "Several snapshots");
}

TEST(JsonReport, AFindingHasItsPlaceAndIdentity) {
  const Json finding = json_of(full_report())["findings"][0];
  EXPECT_EQ(finding["rule"], "VL302");
  EXPECT_EQ(finding["severity"], "error");
  EXPECT_EQ(finding["table"], "library_book");
  EXPECT_EQ(finding["column"], "price");
  EXPECT_EQ(finding["key"], "1");
  EXPECT_EQ(finding["value"], "'cheap'");
  EXPECT_EQ(finding["file"], "library_book.py");
  EXPECT_EQ(finding["line"], 4);
  EXPECT_EQ(finding["count"], 1);
  EXPECT_EQ(finding["first"][0]["id"].get<std::string>().size(), 16U);
}

}  // namespace undumpy::test
