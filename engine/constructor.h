// Constructor: a create_ function, understood.
//
// A function body is evaluated once, with symbols in place of arguments. When that succeeds (every
// generated function, and the commonest hand edits: a keyword dropped, renamed, set to a constant,
// a parent class taken away) the result is a plan: for each column, which parameter it comes from
// and through which conversion. Plans run at the speed of the scanner. A body that does not reduce
// is run by the interpreter (script/snapshot_code.h); problem() says which line was too much.
//
//     def create_contacts_role(id, type_id, name):        columns  from       conversion
//         kw = dict()                                      id       0 id       as is
//         kw.update(id=id)                                 kind_id  1 type_id  as is
//         kw.update(kind_id=type_id)                       name     2 name[0]  babel
//         if name is not None: kw.update(bv2kw('name',name))  name_de  2 name[1]  babel
//         return contacts_Role(**kw)
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/row.h"
#include "parser/arena.h"
#include "parser/snapshot.h"

namespace undumpy {

struct PlanStep {
  enum class Source : std::uint8_t { Parameter, Constant };
  enum class Conversion : std::uint8_t { AsIs, Decimal, BabelItem, ContentType };
  Source source = Source::Parameter;
  Conversion conversion = Conversion::AsIs;
  std::uint32_t parameter = 0;
  std::uint32_t item = 0;         // BabelItem: index in the list
  Cell constant = Cell::none();   // Constant
  std::optional<Cell> when_none;  // if x is None: x = <constant>
  // So many steps, from this one on, copy one parameter behind the other.
  std::uint32_t copies = 0;
};

class Constructor {
 public:
  // Errors of a row: "arity-mismatch", "not-a-decimal", "not-a-babel-list", "babel-list-too-short",
  // "not-a-model"; `column` is the parameter's name.
  // Appends one cell for each column of shape() to `out`; nothing when there is an error.
  Status construct(std::span<const Cell> arguments, std::vector<Cell>& out) const;

  // "babel-list-too-long" (warning) for the first list with more items than languages: Python
  // ignores the rest of it. REQUIRES: construct() took the row.
  [[nodiscard]] std::optional<Diagnostic> surplus_of(std::span<const Cell> arguments) const;

  // The primary key, as text, of the row that these arguments make; empty when it is not known.
  [[nodiscard]] std::string key_of(std::span<const Cell> arguments) const;

  [[nodiscard]] const RowShape& shape() const { return shape_; }
  [[nodiscard]] const std::vector<std::string>& parameters() const { return parameters_; }
  [[nodiscard]] bool has_plan() const { return !problem_.has_value(); }
  // Why there is no plan. REQUIRES: !has_plan().
  [[nodiscard]] const Diagnostic& problem() const { return *problem_; }
  // return None: the rows of this table are dropped on purpose.
  [[nodiscard]] bool drops_rows() const { return drops_rows_; }

 private:
  friend class ConstructorReader;
  void find_copies();
  RowShape shape_;
  std::vector<std::string> parameters_;
  std::vector<PlanStep> steps_;
  std::vector<std::uint32_t> babel_lists_;  // parameters
  std::uint32_t languages_ = 0;             // items of each of those
  Arena constants_;
  std::optional<Diagnostic> problem_;
  bool drops_rows_ = false;
};

// All constructors of a snapshot.
class Constructors {
 public:
  explicit Constructors(const Snapshot& snapshot);

  // nullptr when restore.py defines no such function.
  [[nodiscard]] const Constructor* find(std::string_view table) const;
  // The table called so, or that of the model called so ("contacts.Partner"); empty: there is none.
  [[nodiscard]] std::string table_named(std::string_view name) const;
  [[nodiscard]] const std::vector<std::unique_ptr<Constructor>>& all() const { return all_; }

 private:
  std::vector<std::unique_ptr<Constructor>> all_;  // sorted by table
};

}  // namespace undumpy
