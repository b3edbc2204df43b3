// RowExpression: a Python expression of the user over the columns of a row, run by the interpreter.
//
//     name.lower() == 'x' and not target('contacts.Partner').filter(id=id).exists()
//
// Columns are names; besides there are Decimal, date, datetime, dt, time, timedelta, the builtins,
// and target('app.Model'): the rows of the target, as the model's manager. A column hides a builtin
// of the same name. What a cell is as a value: CellValues.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/row.h"
#include "engine/schema.h"
#include "engine/script/cell_values.h"

namespace undumpy {

class RowExpression {
 public:
  // `option` is what the user wrote it behind ("--where"), `columns` what rows can have. Errors:
  // "usage" when the text is no expression; "no-such-name" for a name that means nothing: it is the
  // diagnostic's `column`. REQUIRES: sandbox and schema (may be null) outlive it.
  static Result<std::unique_ptr<RowExpression>> compile(const std::string& option,
                                                        const std::string& text,
                                                        const std::vector<std::string>& columns,
                                                        Sandbox& sandbox, const Schema* schema);

  // Those that it uses; a column that a row lacks is None.
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  // What it gives may change while the target does.
  [[nodiscard]] bool uses_target() const { return uses_target_; }

  // Errors: "usage" when it raised: expression, row and exception; "limit-exceeded".
  Result<python::Value> value(const Row& row);
  Result<bool> truth(const Row& row);
  // Shapes of rows that were seen may be gone.
  void forget_shapes() { shapes_.clear(); }

 private:
  struct Source {  // of one column in rows of one shape
    std::size_t index = 0;
    std::unique_ptr<ColumnStorage> storage;  // may be null
  };
  using Sources = std::vector<Source>;

  RowExpression(std::string option, std::string text, Sandbox& sandbox, const Schema* schema)
      : option_(std::move(option)),
        text_(std::move(text)),
        sandbox_(sandbox),
        schema_(schema),
        values_(sandbox) {}
  Status make_function();
  const Sources& sources_of(const RowShape& shape);
  template <class Use>
  Status run(const Row& row, Use use);

  std::string option_, text_;
  Sandbox& sandbox_;
  const Schema* schema_;
  CellValues values_;
  std::vector<std::string> columns_;
  bool uses_target_ = false;
  python::Ref<python::Dict> globals_;
  python::Value function_;
  std::map<const RowShape*, Sources> shapes_;
};

}  // namespace undumpy
