#include "analyzer/report_json.h"

#include <nlohmann/json.hpp>

#include "analyzer/report_lines.h"
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
  json["detail"] = text(detail_of(group.first.front()));
  json["count"] = group.count;
  json["rows"] = group.rows;
  json["first"] = Json::array();
  for (const Diagnostic& finding : group.first) {
    Json& item = json["first"].emplace_back();
    add_place(finding, item);
    item["id"] = identity_of(*group.rule, finding);
  }
  return json;
}

Json entry_json(const Baseline::Entry& entry) {
  return {{"rule", entry.rule},
          {"table", text(entry.table)},
          {"column", text(entry.column)},
          {"key", text(entry.key)}};
}

Json table_json(const TableSummary& table) {
  return {{"table", table.table},
          {"model", text(table.model)},
          {"parent", text(table.parent)},
          {"announced", table.announced ? Json(*table.announced) : Json(nullptr)},
          {"rows", table.rows},
          {"not_understood", table.not_understood},
          {"modules", table.modules}};
}

Json reference_json(const Reference& reference) {
  return {{"table", reference.table},
          {"column", reference.column},
          {"target", reference.target},
          {"target_column", text(reference.target_column)},
          {"parent_link", reference.parent_link},
          {"confidence", to_string(reference.confidence)},
          {"evidence", text(reference.evidence)}};
}

Json difference_json(const Difference& difference) {
  return {{"rule", difference.rule->code},       {"table", difference.table},
          {"column", text(difference.column)},   {"snapshot", text(difference.snapshot)},
          {"against", text(difference.against)}, {"rows", difference.rows}};
}

template <class Items, class Make>
Json list(const Items& items, Make make) {
  Json result = Json::array();
  for (const auto& item : items) result.push_back(make(item));
  return result;
}

void add_totals(Json& json, const Totals& total) {
  json["examined"] = {{"modules", total.modules},
                      {"tables", total.tables},
                      {"rows", total.rows},
                      {"bytes", total.bytes}};
  json["not_understood"] = total.not_understood;
  json["errors"] = total.errors;
  json["warnings"] = total.warnings;
  json["notes"] = total.notes;
  json["known"] = total.known;
}

void add_report(Json& json, const CheckReport& report) {
  json["snapshot"] = report.snapshot;
  json["against"] = text(report.against);
  json["generation"] = text(report.generation);
  json["source_version"] = text(report.source_version);
  json["languages"] = report.languages;
  add_totals(json, totals_of({&report, 1}));
  json["judgement"] = report.judgement();
  json["verdict"] = report.verdict();
  json["findings"] = list(report.groups, group_json);
  json["stale"] = list(report.stale, entry_json);
  json["tables"] = list(report.tables, table_json);
  json["references"] = list(report.references, reference_json);
  json["differences"] = list(report.differences, difference_json);
}

Json snapshot_json(const CheckReport& report) {
  Json json;
  add_report(json, report);
  return json;
}

}  // namespace

std::string json_report(std::span<const CheckReport> reports) {
  Json json;
  json["format"] = "undumpy.check/1";
  if (reports.size() == 1) {
    add_report(json, reports.front());
  } else {
    add_totals(json, totals_of(reports));
    json["verdict"] = verdict_of(reports);
    json["snapshots"] = list(reports, snapshot_json);
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace undumpy
