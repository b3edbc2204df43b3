// What the rules of drift share: columns of rows that a difference really affects, and likeness.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/against.h"
#include "analyzer/inspection.h"

namespace undumpy {

struct ColumnPlace {
  std::string table, column;
  auto operator<=>(const ColumnPlace&) const = default;  // NOLINT(modernize-use-nullptr)
};

// The rows that a difference affects: how many, and the first of them.
struct Affected {
  static constexpr std::size_t ShownKeys = 3;

  std::uint64_t count = 0;
  std::vector<std::string> keys;  // of the first rows
  Place place;                    // of the first cell
  std::string value;              // of the first cell

  void add(const Row& row, std::size_t column);
};

// Counts the cells of a column that hold something: not None, and not the empty text.
class AffectedCells final : public CellCheck {
 public:
  static constexpr std::uint32_t Filled =
      cell_trait::Any & ~cell_trait::of(CellKind::None) & ~cell_trait::of(CellKind::Absent);
  AffectedCells(Affected& affected, std::size_t column)
      : CellCheck(Filled), affected_(affected), column_(column) {}
  void look(const Row& row, const Cell& cell) override {
    if (cell.kind != CellKind::Text || !cell.text().empty()) affected_.add(row, column_);
  }

 private:
  Affected& affected_;
  std::size_t column_;
};

// One finding about a column: `what`, then how many rows it affects and their first keys, or that
// it affects none (then it is a note). `held` is what these rows have: "a value".
void report_affected(Inspection& inspection, const Rule& rule, const std::string& table,
                     const std::string& column, const Affected& affected, std::string_view what,
                     std::string_view held, std::string next = {});

// Shows the difference side by side in reports: what both sides have is looked up, unless `against`
// says it. No column: it is about the table.
void note_difference(Inspection& inspection, const Rule& rule, const std::string& table,
                     const std::string& column, std::uint64_t rows, std::string against = {});

// The share of the columns of both that have the same name, from 0 to 1.
double shared_columns(const TableFacts& facts, const Table& table);
// How alike two names are, from 0 to 1: by the number of letters to change.
double name_likeness(std::string_view a, std::string_view b);
// The values that a column of the snapshot has can be stored in this one.
bool may_hold(const Column& column, const ColumnFacts& facts);

}  // namespace undumpy
