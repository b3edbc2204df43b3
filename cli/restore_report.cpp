#include "cli/restore_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace undumpy::cli {

namespace {

constexpr std::size_t MaxListed = 5;  // rejected rows of each table

using nlohmann::ordered_json;

ordered_json cells_of(const std::vector<CellChange>& cells, const char* before, const char* after) {
  ordered_json json = ordered_json::array();
  for (const CellChange& cell : cells)
    json.push_back({{"column", cell.column}, {before, cell.before}, {after, cell.after}});
  return json;
}

ordered_json tables_of(const RestoreReport& report) {
  ordered_json json = ordered_json::array();
  for (const auto& [name, table] : report.tables) {
    ordered_json item = {{"table", name},
                         {"read", table.read},
                         {"inserted", table.inserted},
                         {"updated", table.updated},
                         {"unchanged", table.unchanged},
                         {"skipped", table.skipped},
                         {"rejected", table.rejected},
                         {"before", table.before},
                         {"after", table.after}};
    item["skipped_by"] = ordered_json::object();
    for (const auto& [filter, count] : table.skipped_by)
      if (count > 0) item["skipped_by"][filter] = count;
    item["first"] = {{"inserted", table.first_inserted},
                     {"updated", table.first_updated},
                     {"skipped", table.first_skipped}};
    json.push_back(std::move(item));
  }
  return json;
}

// Long values are shown by their beginning.
std::string shown(const std::string& literal) {
  constexpr std::size_t Most = 60;
  std::string text = printable(literal);
  if (text.size() <= Most) return text;
  std::size_t end = Most;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string table_of_counts(const RestoreReport& report) {
  std::size_t width = 5;
  bool holds_rows = false;
  for (const auto& [name, table] : report.tables) {
    width = std::max(width, name.size());
    holds_rows = holds_rows || table.before > 0;
  }
  std::string out;
  const auto line = [&](std::string_view name, const auto&... numbers) {
    out += fmt::format("{:<{}}", name, width);
    ((out += fmt::format(" {:>9}", numbers)), ...);
    out += "\n";
  };
  line("table", "read", "inserted", "updated", "unchanged", "skipped", "rejected", "before",
       "after");
  std::size_t empty = 0;
  for (const auto& [name, table] : report.tables) {
    if (table.read == 0 && table.before == table.after)
      ++empty;
    else
      line(printable(name), table.read, table.inserted, table.updated, table.unchanged,
           table.skipped, table.rejected, table.before, table.after);
  }
  const TableReport sum = report.total();
  if (holds_rows)
    line("total", sum.read, sum.inserted, sum.updated, sum.unchanged, sum.skipped, sum.rejected,
         sum.before, sum.after);
  if (empty > 0) out += fmt::format("… and {} without rows\n", counted(empty, "table"));
  return out;
}

std::string first_rows(const RestoreReport& report) {
  std::string out;
  for (const auto& [name, table] : report.tables) {
    std::vector<std::string> parts;
    const auto add = [&](const char* verb, std::uint64_t count,
                         const std::vector<std::string>& keys) {
      if (keys.empty() || count == 0) return;
      std::string listed =
          fmt::format("{} {}", verb, shown(fmt::format("{}", fmt::join(keys, ", "))));
      if (count > keys.size()) listed += ", …";
      parts.push_back(std::move(listed));
    };
    add("insert", table.inserted, table.first_inserted);
    add("update", table.updated, table.first_updated);
    for (const auto& [filter, count] : table.skipped_by)
      if (count > 0) parts.push_back(fmt::format("{} skipped by {}", count, filter));
    if (!parts.empty()) out += fmt::format("  {}: {}\n", printable(name), fmt::join(parts, "; "));
  }
  return out.empty() ? out : "\nrows:\n" + out;
}

std::string changed_cells(const RestoreReport& report) {
  if (report.changes.empty()) return {};
  std::string out = "\nchanges:\n";
  for (const RowChange& change : report.changes) {
    out += fmt::format("  {} {}\n", printable(change.table), printable(change.key));
    for (const CellChange& cell : change.cells)
      out += fmt::format("    {}: {} -> {}\n", printable(cell.column), shown(cell.before),
                         shown(cell.after));
  }
  const std::uint64_t more = report.total().updated -
                             std::min<std::uint64_t>(report.total().updated, report.changes.size());
  if (more > 0) out += fmt::format("  … and {} more\n", counted(more, "row"));
  return out;
}

// Ready to be pasted: keys of the snapshot to keys of the target, by model.
std::map<std::string, std::string> maps_of(const RestoreReport& report) {
  // Numbers in their order: the shorter one is smaller.
  std::map<std::string, std::map<std::pair<std::size_t, std::string>, std::string>> keys;
  const auto literal = [](const std::string& key) {
    const bool number = !key.empty() && std::ranges::all_of(key, [](unsigned char c) {
      return c >= '0' && c <= '9';
    });
    return number ? key : "\"" + key + "\"";
  };
  for (const RowCollision& row : report.collisions)
    keys[row.model][{row.key.size(), literal(row.key)}] = literal(row.collision.other_key);
  std::map<std::string, std::string> maps;
  for (const auto& [model, pairs] : keys) {
    std::vector<std::string> items;
    for (const auto& [from, to] : pairs) items.push_back(fmt::format("{}: {}", from.second, to));
    maps[model] = fmt::format("{{{}}}", fmt::join(items, ", "));
  }
  return maps;
}

std::string collisions(const RestoreReport& report) {
  if (report.collisions.empty()) return {};
  std::string out = "\nthe same, under another key:\n";
  for (const RowCollision& row : report.collisions) {
    out += fmt::format("  {} {}: the target holds {} under the key {}\n", printable(row.table),
                       printable(row.key), shown(row.collision.values),
                       printable(row.collision.other_key));
    for (const CellChange& cell : row.collision.cells)
      out += fmt::format("    {}: {} in the target, {} in the snapshot\n", printable(cell.column),
                         shown(cell.before), shown(cell.after));
  }
  out += "  next: where both are one, let the rows of the snapshot refer to the target's key:\n";
  for (const auto& [model, map] : maps_of(report))
    out += fmt::format("    --map '{}: {}'\n", model, printable(map));
  return out;
}

// A line for each cause, and then the first rows of each table.
std::string rejects(const RestoreReport& report) {
  std::string out;
  if (!report.causes.empty()) out += "\nwhy rows were rejected:\n";
  for (const auto& [place, count] : report.causes)
    out +=
        fmt::format("  {:>9} of {}: {}\n", count, printable(place.first), printable(place.second));
  if (!report.rejects.empty()) out += "\nrejected:\n";
  std::map<std::string, std::uint64_t> listed;
  for (const Reject& reject : report.rejects) {
    if (++listed[reject.table] > MaxListed) continue;
    out +=
        fmt::format("  {} {}  ({}{}): {}\n", printable(reject.table), printable(reject.key),
                    printable(reject.file), reject.line > 0 ? fmt::format(":{}", reject.line) : "",
                    printable(reject.reason));
  }
  for (const auto& [name, count] : listed) {
    const std::uint64_t all = report.tables.at(name).rejected;
    if (all > MaxListed)
      out += fmt::format("  … and {} more of {}\n", all - MaxListed, printable(name));
  }
  return out;
}

}  // namespace

std::string restore_as_json(const RestoreReport& report) {
  ordered_json json;
  json["format"] = "undumpy.restore/1";
  json["target"] = report.target;
  json["applied"] = report.applied;
  json["planned"] = report.planned;
  json["verdict"] = report.verdict();
  if (!report.digest.empty()) json["digest"] = report.digest;
  json["tables"] = tables_of(report);
  json["rejects"] = ordered_json::array();
  for (const Reject& reject : report.rejects)
    json["rejects"].push_back({{"table", reject.table},
                               {"key", reject.key},
                               {"file", reject.file},
                               {"line", reject.line},
                               {"sqlstate", reject.sqlstate},
                               {"reason", reject.reason}});
  json["causes"] = ordered_json::array();
  for (const auto& [place, count] : report.causes)
    json["causes"].push_back({{"table", place.first}, {"cause", place.second}, {"count", count}});
  json["changes"] = ordered_json::array();
  for (const RowChange& change : report.changes)
    json["changes"].push_back({{"table", change.table},
                               {"key", change.key},
                               {"cells", cells_of(change.cells, "old", "new")}});
  json["collisions"] = ordered_json::array();
  for (const RowCollision& row : report.collisions)
    json["collisions"].push_back({{"table", row.table},
                                  {"model", row.model},
                                  {"key", row.key},
                                  {"columns", row.collision.columns},
                                  {"other_key", row.collision.other_key},
                                  {"cells", cells_of(row.collision.cells, "target", "snapshot")}});
  json["maps"] = ordered_json::object();
  for (const auto& [model, map] : maps_of(report)) json["maps"][model] = map;
  json["notes"] = report.notes;
  json["references"] = ordered_json::array();
  for (const InferredReference& reference : report.references)
    json["references"].push_back({{"table", reference.table},
                                  {"column", reference.column},
                                  {"target", reference.target},
                                  {"confidence", to_string(reference.confidence)},
                                  {"evidence", reference.evidence}});
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string restore_as_text(const RestoreReport& report) {
  std::string out = table_of_counts(report);
  const bool into_rows =
      std::ranges::any_of(report.tables, [](const auto& table) { return table.second.before > 0; });
  const bool selected = std::ranges::any_of(
      report.tables, [](const auto& table) { return table.second.skipped > 0; });
  if (into_rows || selected) out += first_rows(report);
  out += changed_cells(report);
  out += collisions(report);
  out += rejects(report);
  if (!report.notes.empty()) out += "\n";
  for (const std::string& note : report.notes) out += fmt::format("note: {}\n", printable(note));
  std::size_t uncertain = 0;
  for (const InferredReference& reference : report.references)
    if (reference.confidence == Confidence::Guess) ++uncertain;
  if (uncertain > 0)
    out += fmt::format(
        "note: {} more references are only guesses and were not made constraints "
        "(--format json lists them)\n",
        uncertain);
  if (!report.digest.empty()) out += fmt::format("digest {}\n", report.digest);
  return out + fmt::format("\n{}\n", printable(report.verdict()));
}

}  // namespace undumpy::cli
