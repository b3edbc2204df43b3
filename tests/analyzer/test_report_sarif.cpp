// SARIF 2.1.0: what the schema demands (section numbers are those of the specification), and what
// readers of it live on.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/report_sarif.h"
#include "analyzer/rules.h"
#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

using Json = nlohmann::json;

Files two_faults() {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "'ätsch %'");
  replace(files, "restore.py", "execfile(\"library_book.py\", *args)",
          "execfile(\"library_book.py\", *args)\n    execfile(\"a b.py\", *args)");
  return files;
}

Json sarif_of(const CheckReport& report) { return Json::parse(sarif_report({&report, 1})); }

const Json& result_of(const Json& run, const std::string& rule) {
  for (const Json& result : run["results"])
    if (result["ruleId"] == rule) return result;
  static const Json none;
  ADD_FAILURE() << "no result of " << rule << ": " << run["results"].dump(1);
  return none;
}

// Properties that the schema knows for an object; it forbids others ("additionalProperties":
// false).
void expect_only(const Json& object, const std::set<std::string>& known) {
  for (const auto& [name, value] : object.items()) EXPECT_TRUE(known.contains(name)) << name;
}

}  // namespace

TEST(Sarif, ALogHasItsVersionAndARunForEachSnapshot) {  // 3.13
  const std::vector<CheckReport> reports = {check(library()), check(two_faults())};
  const Json log = Json::parse(sarif_report(reports));
  expect_only(log, {"$schema", "version", "runs"});
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_TRUE(log["$schema"].get<std::string>().ends_with("sarif-schema-2.1.0.json"));
  EXPECT_EQ(log["runs"].size(), 2U);
  for (const Json& run : log["runs"])
    expect_only(
        run, {"tool", "automationDetails", "invocations", "columnKind", "results", "properties"});
  EXPECT_EQ(log["runs"][0]["results"], Json::array());
}

TEST(Sarif, TheToolHasARuleForEachRule) {  // 3.19, 3.49
  const Json driver = sarif_of(check(library()))["runs"][0]["tool"]["driver"];
  EXPECT_EQ(driver["name"], "undumpy");
  ASSERT_EQ(driver["rules"].size(), all_rules().size());
  std::set<std::string> ids;
  for (const Json& rule : driver["rules"]) {
    expect_only(rule, {"id", "name", "shortDescription", "fullDescription", "help",
                       "defaultConfiguration", "properties"});
    EXPECT_TRUE(ids.insert(rule["id"]).second);
    for (const char* text : {"shortDescription", "fullDescription", "help"})
      EXPECT_FALSE(rule[text]["text"].get<std::string>().empty()) << rule["id"];
    const std::string level = rule["defaultConfiguration"]["level"];
    EXPECT_TRUE(level == "error" || level == "warning" || level == "note") << level;
  }
}

TEST(Sarif, AResultPointsToItsRuleItsPlaceAndItsCell) {  // 3.27 to 3.30, 3.33
  CheckReport report = check(two_faults());
  report.snapshot = "backups/2021 04";
  const Json run = sarif_of(report)["runs"][0];
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  const Json& result = result_of(run, "VL302");
  expect_only(result, {"ruleId", "ruleIndex", "level", "message", "locations",
                       "partialFingerprints", "properties"});
  EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], "VL302");
  EXPECT_EQ(result["level"], "error");
  EXPECT_TRUE(result["message"]["text"].get<std::string>().ends_with("."));
  ASSERT_EQ(result["locations"].size(), 1U);
  const Json& location = result["locations"][0];
  expect_only(location, {"physicalLocation", "logicalLocations"});
  const Json& physical = location["physicalLocation"];
  EXPECT_EQ(physical["artifactLocation"]["uri"], "backups/2021%2004/library_book.py");
  EXPECT_EQ(physical["region"], (Json{{"startLine", 4}, {"startColumn", 44}, {"endColumn", 53}}));
  const Json& context = physical["contextRegion"];
  EXPECT_LE(context["startColumn"], physical["region"]["startColumn"]);
  EXPECT_GE(context["endColumn"], physical["region"]["endColumn"]);
  EXPECT_TRUE(context["snippet"]["text"].get<std::string>().starts_with("loader.save("));
  EXPECT_EQ(location["logicalLocations"], (Json{{{"name", "price"},
                                                 {"fullyQualifiedName", "library_book.price"},
                                                 {"kind", "column"}}}));
  EXPECT_EQ(result["properties"]["key"], "1");
  EXPECT_EQ(result["partialFingerprints"]["undumpyFinding/v1"].get<std::string>().size(), 16U);
}

TEST(Sarif, AFingerprintDoesNotDependOnTheLine) {
  Files later = two_faults();
  replace(later, "library_book.py", "logger.info", "\n\nlogger.info");
  const Json one = sarif_of(check(two_faults()))["runs"][0];
  const Json two = sarif_of(check(later))["runs"][0];
  const Json& before = result_of(one, "VL302");
  const Json& after = result_of(two, "VL302");
  EXPECT_NE(before["locations"], after["locations"]);
  EXPECT_EQ(before["partialFingerprints"], after["partialFingerprints"]);
}

TEST(Sarif, ARunWithoutAnythingExaminedIsNoSuccess) {
  const Json run = sarif_of(check({{"readme.txt", "hello\n"}}))["runs"][0];
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], false);
  EXPECT_EQ(sarif_of(check(library()))["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

TEST(Sarif, WhatIsNotShownIsCounted) {
  Files files = library();
  std::string rows;
  for (int i = 10; i < 20; ++i)
    rows += "loader.save(create_library_book(" + std::to_string(i) + ",'x',1,'dear',None))\n";
  replace(files, "library_book.py", "\nloader.flush", rows + "\nloader.flush");
  replace(files, "library_book.py", "Loading 3", "Loading 13");
  const Json run = sarif_of(check(files))["runs"][0];
  ASSERT_EQ(run["results"].size(), 3U);
  EXPECT_TRUE(run["results"][2]["message"]["text"].get<std::string>().ends_with(
      ", and 7 more in library_book.price."));
}

}  // namespace undumpy::test
