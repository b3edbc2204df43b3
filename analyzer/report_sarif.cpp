#include "analyzer/report_sarif.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzer/report_lines.h"
#include "analyzer/rules.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* SchemaUri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

std::string_view level_of(Severity severity) { return to_string(severity); }

// A message is sentences.
Json message(std::string text) {
  if (!text.empty() && std::string_view(".!?").find(text.back()) == std::string_view::npos)
    text += '.';
  return {{"text", std::move(text)}};
}

// RFC 3986: everything but unreserved characters and '/' is percent-encoded.
std::string uri_of(const std::string& path) {
  constexpr std::string_view Unreserved = "-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || Unreserved.find(c) != std::string_view::npos)
      uri += c;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

Json region_of(const Place& place) {
  Json region = {{"startLine", place.line}};
  if (place.column > 0) {
    region["startColumn"] = place.column;
    region["endColumn"] = place.column + place.length;
  }
  return region;
}

// What is shown around the region: the line, or as much of it as is kept.
Json context_of(const Place& place) {
  const auto characters = static_cast<std::uint32_t>(utf8::count(place.source));
  const std::uint32_t end = place.source_column + 1 + characters;
  return {{"startLine", place.line},
          {"startColumn", place.source_column + 1},
          {"endColumn", std::max(end, place.column + place.length)},
          {"snippet", {{"text", place.source}}}};
}

Json physical_location(const CheckReport& report, const Place& place) {
  Json location;
  location["artifactLocation"] = {{"uri", uri_of(path_of(report, place))}};
  if (place.line > 0) location["region"] = region_of(place);
  if (place.line > 0 && place.column > 0 && !place.source.empty())
    location["contextRegion"] = context_of(place);
  return location;
}

Json logical_location(const Diagnostic& finding) {
  if (finding.column.empty())
    return {{"name", finding.table}, {"fullyQualifiedName", finding.table}, {"kind", "table"}};
  return {{"name", finding.column},
          {"fullyQualifiedName", finding.table + "." + finding.column},
          {"kind", "column"}};
}

Json result_json(const CheckReport& report, const FindingGroup& group, const Diagnostic& finding,
                 std::size_t rule_index) {
  std::string text = finding.message;
  if (const std::string row = row_line(finding); !row.empty()) text += fmt::format(" ({})", row);
  if (&finding == &group.first.back() && group.count > group.first.size())
    text += fmt::format(", and {} more{}", group.count - group.first.size(), in_place_of(group));
  Json result;
  result["ruleId"] = group.rule->code;
  result["ruleIndex"] = rule_index;
  result["level"] = level_of(finding.severity);
  result["message"] = message(text);
  Json location;
  location["physicalLocation"] = physical_location(report, finding.place);
  if (!finding.table.empty())
    location["logicalLocations"] = Json::array({logical_location(finding)});
  result["locations"] = Json::array({location});
  result["partialFingerprints"] = {{"undumpyFinding/v1", identity_of(*group.rule, finding)}};
  Json properties = {{"confidence", to_string(finding.confidence.value_or(group.confidence))}};
  for (const auto& [name, value] :
       {std::pair("key", &finding.key), std::pair("value", &finding.value),
        std::pair("why", &finding.why), std::pair("next", &finding.next),
        std::pair("detail", &detail_of(finding))})
    if (!value->empty()) properties[name] = *value;
  result["properties"] = properties;
  return result;
}

Json rule_json(const Rule& rule) {
  const std::string what(rule.what);
  return {{"id", rule.code},
          {"name", rule.name},
          {"shortDescription", message(what.substr(0, what.find('\n')))},
          {"fullDescription", message(what)},
          {"help", {{"text", rule.next}, {"markdown", page_of(rule)}}},
          {"defaultConfiguration", {{"level", level_of(rule.severity)}}},
          {"properties", {{"confidence", to_string(rule.confidence)}}}};
}

Json run_json(const CheckReport& report) {
  const auto rules = all_rules();
  Json driver = {{"name", "undumpy"}, {"rules", Json::array()}};
  for (const Rule* rule : rules) driver["rules"].push_back(rule_json(*rule));
  Json results = Json::array();
  for (const FindingGroup& group : report.groups) {
    const auto index =
        static_cast<std::size_t>(std::ranges::find(rules, group.rule) - rules.begin());
    for (const Diagnostic& finding : group.first)
      results.push_back(result_json(report, group, finding, index));
  }
  Json run;
  run["tool"] = {{"driver", driver}};
  run["automationDetails"] = {{"id", fmt::format("undumpy/{}/", report.snapshot)}};
  run["invocations"] = Json::array({{{"executionSuccessful", report.modules > 0}}});
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = results;
  run["properties"] = {{"verdict", report.verdict()}, {"notUnderstood", report.not_understood}};
  return run;
}

}  // namespace

std::string sarif_report(std::span<const CheckReport> reports) {
  Json json;
  json["$schema"] = SchemaUri;
  json["version"] = "2.1.0";
  json["runs"] = Json::array();
  for (const CheckReport& report : reports) json["runs"].push_back(run_json(report));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace undumpy
