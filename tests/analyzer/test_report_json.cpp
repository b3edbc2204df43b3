// The JSON report and docs/check-json.md say the same.

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "analyzer/report_json.h"
#include "analyzer/rules.h"
#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

using Json = nlohmann::ordered_json;
using Types = std::map<std::string, std::set<std::string>>;  // of each field

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

std::string type_of(const Json& value) {
  return value.is_null()      ? "null"
         : value.is_string()  ? "text"
         : value.is_number()  ? "number"
         : value.is_boolean() ? "yes or no"
                              : "object";
}

// "findings[].first[].key": text
void flatten(const Json& value, const std::string& path, Types& types) {
  if (value.is_array()) {
    for (const Json& item : value) flatten(item, path + "[]", types);
    return;
  }
  // The document itself and plain groups of fields ("examined") have no line of their own.
  if (!value.is_object() || path.ends_with("[]")) types[path].insert(type_of(value));
  if (value.is_object())
    for (const auto& [name, item] : value.items())
      flatten(item, path.empty() ? name : path + "." + name, types);
}

// The tables of one chapter of the document: field and type.
std::map<std::string, std::string> documented(const std::string& chapter) {
  std::istringstream lines(read_file(corpus_dir().parent_path() / "docs/check-json.md"));
  std::map<std::string, std::string> result;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) inside = line == "## " + chapter;
    if (!inside || !line.starts_with("| `")) continue;
    const std::size_t end = line.find(" | ");
    const std::string type = line.substr(end + 3, line.find(" | ", end + 3) - end - 3);
    for (std::size_t at = line.find('`'); at < end; at = line.find('`', at + 1)) {
      const std::size_t close = line.find('`', at + 1);
      result[line.substr(at + 1, close - at - 1)] = type;
      at = close;
    }
  }
  return result;
}

void expect_documented(const Json& json, const std::string& chapter) {
  Types types;
  flatten(json, "", types);
  const auto fields = documented(chapter);
  EXPECT_FALSE(fields.empty());
  for (const auto& [field, type] : fields)
    EXPECT_TRUE(types.contains(field)) << field << " is documented, but not printed";
  for (const auto& [field, kinds] : types) {
    const auto found = fields.find(field);
    if (found == fields.end()) {
      ADD_FAILURE() << field << " is printed, but not documented";
      continue;
    }
    std::string type = found->second;
    const bool optional = type.ends_with('?');
    if (optional) type.pop_back();
    for (const std::string& kind : kinds)
      EXPECT_TRUE(kind == type || (kind == "null" && optional)) << field << " is " << kind;
  }
}

}  // namespace

TEST(JsonReport, IsAsItIsDocumented) { expect_documented(json_of(full_report()), "One snapshot"); }

// What is empty is null where the document says so, and nowhere else.
TEST(JsonReport, IsAsItIsDocumentedWhenFieldsAreEmpty) {
  const Json json = json_of(check({{"readme.txt", "hello\n"}}));
  const auto fields = documented("One snapshot");
  Types types;
  flatten(json, "", types);
  for (const auto& [field, kinds] : types) {
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
  expect_documented(json, "Several snapshots");
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
