#include "analyzer/report_json.h"

#include <nlohmann/json.hpp>

#include "analyzer/rules.h"

namespace undumpy {

namespace {

using Json = nlohmann::ordered_json;

Json text(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

void add_place(const Diagnostic& finding, Json& json) {
  json["key"] = text(finding.key);
  json["value"] = text(finding.value);
  json["file"] = text(finding.place.file);
  json["line"] = finding.place.line;
  json["col"] = finding.place.column;
  json["message"] = finding.message;
  if (!finding.diff.empty()) json["diff"] = finding.diff;
}

// One entry for each group: its first finding, and how many there are.
Json group_json(const FindingGroup& group) {
  Json json;
  json["rule"] = group.rule->code;
  json["name"] = group.rule->name;
  json["severity"] = name_of(group.severity);
  json["confidence"] = to_string(group.confidence);
  json["table"] = text(group.table);
  json["column"] = text(group.column);
  add_place(group.first.front(), json);
  json["why"] = text(group.first.front().why);
  json["next"] = text(group.first.front().next);
  json["count"] = group.count;
  json["first"] = Json::array();
  for (const Diagnostic& finding : group.first) {
    Json& item = json["first"].emplace_back();
    add_place(finding, item);
    item["id"] = identity_of(*group.rule, finding);
  }
  return json;
}

}  // namespace

std::string json_report(const CheckReport& report) {
  Json json;
  json["format"] = "undumpy.check/1";
  json["snapshot"] = report.snapshot;
  json["against"] = text(report.against);
  json["generation"] = text(report.generation);
  json["source_version"] = text(report.source_version);
  json["examined"] = {{"modules", report.modules},
                      {"tables", report.tables.size()},
                      {"rows", report.rows},
                      {"bytes", report.bytes}};
  json["not_understood"] = report.not_understood;
  json["verdict"] = report.verdict();
  json["errors"] = report.errors;
  json["warnings"] = report.warnings;
  json["notes"] = report.notes;
  json["known"] = report.known;
  json["findings"] = Json::array();
  for (const FindingGroup& group : report.groups) json["findings"].push_back(group_json(group));
  json["stale"] = Json::array();
  for (const Baseline::Entry& entry : report.stale)
    json["stale"].push_back({{"rule", entry.rule},
                             {"table", text(entry.table)},
                             {"column", text(entry.column)},
                             {"key", text(entry.key)}});
  json["tables"] = Json::array();
  for (const TableSummary& table : report.tables) {
    Json& item = json["tables"].emplace_back();
    item["table"] = table.table;
    item["model"] = text(table.model);
    item["parent"] = text(table.parent);
    item["announced"] = table.announced ? Json(*table.announced) : Json(nullptr);
    item["rows"] = table.rows;
    item["not_understood"] = table.not_understood;
    item["modules"] = table.modules;
  }
  json["references"] = Json::array();
  for (const Reference& reference : report.references)
    json["references"].push_back({{"table", reference.table},
                                  {"column", reference.column},
                                  {"target", reference.target},
                                  {"confidence", to_string(reference.confidence)},
                                  {"evidence", reference.evidence}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace undumpy
