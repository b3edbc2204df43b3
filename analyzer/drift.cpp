#include "analyzer/drift.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "engine/storage.h"

namespace undumpy {

void Affected::add(const Row& row, std::size_t column) {
  if (count++ >= ShownKeys) return;
  keys.push_back(to_text(row.cells[row.shape->key_column()]));
  if (count > 1) return;
  place = place_of_cell(row, column);
  value = to_text(row.cells[column]);
}

namespace {

// "text of up to 12 characters or integer": what the values of a column are.
std::string kinds_of(const ColumnFacts& facts) {
  std::string text;
  for (const auto& [kind, name] :
       {std::pair(CellKind::True, "boolean"), std::pair(CellKind::False, "boolean"),
        std::pair(CellKind::Integer, "integer"), std::pair(CellKind::Float, "float"),
        std::pair(CellKind::Decimal, "decimal"), std::pair(CellKind::Text, "text"),
        std::pair(CellKind::Bytes, "bytes"), std::pair(CellKind::Date, "date"),
        std::pair(CellKind::Time, "time"), std::pair(CellKind::DateTime, "datetime")}) {
    if (!facts.kinds.contains(kind) || text.ends_with(name)) continue;
    text += (text.empty() ? "" : " or ") + std::string(name);
    if (kind == CellKind::Text) text += fmt::format(" of up to {} characters", facts.longest);
  }
  return text.empty() ? "no values" : text;
}

std::string side_of_snapshot(const Inspection& inspection, const std::string& table,
                             const std::string& column) {
  const auto found = inspection.facts->find(table);
  if (found == inspection.facts->end()) return "";
  const TableFacts& facts = found->second;
  if (column.empty()) return counted(facts.rows, "row");
  const std::size_t at = facts.shape->find(column);
  return at < facts.columns.size() ? kinds_of(facts.columns[at]) : "";
}

// `column` as the rows name it, or else as the target does.
const Column* stored_in(const Inspection& inspection, const Table& table,
                        const std::string& column) {
  if (const auto facts = inspection.facts->find(table.name); facts != inspection.facts->end()) {
    const RowShape& shape = *facts->second.shape;
    if (const std::size_t at = shape.find(column); at < shape.columns.size())
      return column_for(table, shape.columns[at]);
  }
  return table.find(column);
}

std::string side_of_target(const Inspection& inspection, const std::string& table,
                           const std::string& column) {
  const Table* found = inspection.against->schema().find(table);
  if (found == nullptr) return "";
  if (column.empty()) return counted(found->columns.size(), "column");
  const Column* at = stored_in(inspection, *found, column);
  return at == nullptr ? "" : at->type + (at->nullable ? "" : " NOT NULL");
}

}  // namespace

void note_difference(Inspection& inspection, const Rule& rule, const std::string& table,
                     const std::string& column, std::uint64_t rows, std::string against) {
  if (against.empty()) against = side_of_target(inspection, table, column);
  inspection.differences.push_back({&rule, table, column,
                                    side_of_snapshot(inspection, table, column), std::move(against),
                                    rows});
}

void report_affected(Inspection& inspection, const Rule& rule, const std::string& table,
                     const std::string& column, const Affected& affected, std::string_view what,
                     std::string_view held, std::string next) {
  Diagnostic finding = table_finding(rule, table, std::string(what));
  finding.next = std::move(next);
  finding.column = column;
  finding.place = affected.place;
  finding.value = affected.value;
  if (affected.count == 0) {
    finding.severity = Severity::Info;
    finding.message += fmt::format("; no row has {}", held);
  } else {
    finding.key = affected.keys.front();
    finding.message += fmt::format("; {} {} {} (key{} {}{})", counted(affected.count, "row"),
                                   affected.count == 1 ? "has" : "have", held,
                                   affected.keys.size() == 1 ? "" : "s",
                                   printable(fmt::format("{}", fmt::join(affected.keys, ", "))),
                                   affected.count > affected.keys.size() ? ", …" : "");
  }
  inspection.findings.add(rule, std::move(finding), affected.count);
  note_difference(inspection, rule, table, column, affected.count);
}

double shared_columns(const TableFacts& facts, const Table& table) {
  const auto shared = std::ranges::count_if(facts.shape->columns, [&](const ShapeColumn& column) {
    return column_for(table, column) != nullptr;
  });
  const std::size_t all = facts.shape->columns.size() + table.columns.size();
  return all == 0 ? 0 : 2.0 * static_cast<double>(shared) / static_cast<double>(all);
}

// Levenshtein's distance, as a share of the longer name.
double name_likeness(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  const std::size_t longest = std::max(a.size(), b.size());
  return longest == 0 ? 1 : 1.0 - static_cast<double>(row.back()) / static_cast<double>(longest);
}

bool may_hold(const Column& column, const ColumnFacts& facts) {
  const KindSet& kinds = facts.kinds;
  if (kinds.empty()) return true;
  switch (column.kind) {
    case ColumnKind::Integer:
      return kinds.only({CellKind::Integer, CellKind::Model});
    case ColumnKind::Boolean:
      return kinds.only({CellKind::True, CellKind::False});
    case ColumnKind::Decimal:
    case ColumnKind::Real:
      return kinds.only({CellKind::Decimal, CellKind::Float, CellKind::Integer});
    case ColumnKind::Date:
      return kinds.only({CellKind::Date});
    case ColumnKind::Time:
      return kinds.only({CellKind::Time});
    case ColumnKind::DateTime:
      return kinds.only({CellKind::DateTime});
    case ColumnKind::Text:
    case ColumnKind::Uuid:
      return kinds.only({CellKind::Text}) &&
             facts.longest <= static_cast<std::size_t>(column.length.value_or(1 << 30)) * 4;
    default:
      return true;
  }
}

}  // namespace undumpy
