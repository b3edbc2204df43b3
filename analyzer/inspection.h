// Inspection: what the rules look at, and the Check that looks.
//
// A check is made for one snapshot and called in this order: begin() once restore.py and the heads
// of the modules are known; column() for each column of each shape of rows; then its CellChecks for
// every row of the stream; end() after the last row, when counts, keys and references are complete.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/findings.h"
#include "engine/column_facts.h"
#include "engine/constructor.h"
#include "engine/inference.h"
#include "engine/row_stream.h"
#include "parser/snapshot.h"

namespace undumpy {

class Against;
class TemplateReading;

// A reference of the snapshot's tables, from the schema it is checked against, or inferred.
struct Reference {
  std::string table, column;  // the column as the rows name it: partner_id
  std::string target;         // table
  std::string target_column;  // empty: its primary key
  bool parent_link = false;
  Confidence confidence = Confidence::Certain;
  std::string evidence;
};

// A difference between the tables of the snapshot and those it is checked against, for the reports
// that show both sides. What it means for the rows is a finding of the rule.
struct Difference {
  const Rule* rule = nullptr;
  std::string table;
  std::string column;      // empty: it is about the table
  std::string snapshot;    // what the snapshot has, "varchar(50)"; empty: nothing
  std::string against;     // what the other side has; empty: nothing
  std::uint64_t rows = 0;  // of the snapshot that it affects
};

struct Inspection {
  const Snapshot& snapshot;
  const Constructors& constructors;
  const Against* against;  // nullptr: the snapshot is checked alone
  Findings& findings;

  // Complete in end() only.
  const RowStream* stream = nullptr;                         // counts(), modules()
  const std::map<std::string, TableFacts>* facts = nullptr;  // what the columns hold
  // Rows to look at again after end(), for places that were not known before: the tables named are
  // read a second time, and `look` is called with each of their rows.
  struct SecondLook {
    std::string table;
    std::function<void(const Row&)> look;
  };
  std::vector<SecondLook> again = {};
  std::vector<Reference> references = {};    // sorted by table and column
  std::vector<Difference> differences = {};  // from the checks of drift

  // The database that the snapshot is checked against could not be asked: this ends the check.
  std::optional<Diagnostic> failure = {};

  // Of restore.py; made when the first check asks for it.
  [[nodiscard]] const TemplateReading& template_reading();
  std::shared_ptr<const TemplateReading> made_reading = nullptr;
};

// What a cell holds besides its kind; several at once for a text.
namespace cell_trait {
inline constexpr std::uint32_t NonAscii = 1U << 24;   // a text with a character beyond ASCII
inline constexpr std::uint32_t Control = 1U << 25;    // a text with one, but tab and line end
inline constexpr std::uint32_t Surrogate = 1U << 26;  // a text with half of a surrogate pair
constexpr std::uint32_t of(CellKind kind) { return 1U << static_cast<unsigned>(kind); }
inline constexpr std::uint32_t Any = 0xFFFFFF;
}  // namespace cell_trait

// Looks at the cells of one column. Called once for each cell that has one of the wanted traits:
// keep it small, it stands in the hot loop.
class CellCheck {
 public:
  explicit CellCheck(std::uint32_t wanted_traits) : wanted(wanted_traits) {}
  virtual ~CellCheck() = default;
  virtual void look(const Row& row, const Cell& cell) = 0;
  const std::uint32_t wanted;
};

// Looks at whole rows of one shape, where several cells count together.
class RowCheck {
 public:
  virtual ~RowCheck() = default;
  virtual void look(const Row& row) = 0;
};

class Check {
 public:
  explicit Check(Inspection& inspection) : in(inspection) {}
  virtual ~Check() = default;
  virtual void begin() {}
  // nullptr: nothing to look at in this column. `shape` outlives the check.
  virtual std::unique_ptr<CellCheck> column(const RowShape& shape, std::size_t column) {
    return static_cast<void>(shape), static_cast<void>(column), nullptr;
  }
  virtual std::unique_ptr<RowCheck> rows(const RowShape& shape) {
    return static_cast<void>(shape), nullptr;
  }
  virtual void end() {}

 protected:
  Inspection& in;
};

template <class T>
std::unique_ptr<Check> make_check(Inspection& inspection) {
  return std::make_unique<T>(inspection);
}

// Of the cell's value; of the constructor when no argument of its own gives it.
Place place_of_cell(const Row& row, std::size_t column);
// A finding about a cell: with its place, the row's key, the column and the value. `why` and `next`
// are the rule's when they are left empty.
Diagnostic cell_finding(const Rule& rule, const Row& row, std::size_t column, std::string message);
// A finding about a row: the caret is at its constructor.
Diagnostic row_finding(const Rule& rule, const Row& row, std::string message);
// A finding about restore.py.
Diagnostic code_finding(const Rule& rule, const Snapshot& snapshot, syntax::Span span,
                        std::string message);
// A finding about a table, or about the snapshot when `table` is empty.
Diagnostic table_finding(const Rule& rule, std::string table, std::string message);

}  // namespace undumpy
