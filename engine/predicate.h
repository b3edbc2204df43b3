// Predicate: a Python expression over a row's columns, compiled once, evaluated without an
// interpreter.
//
// It knows names of columns, literals, comparisons (chained too), `in` over a tuple or list,
// and/or/not, `is None`, and the text tests startswith, endswith and `'x' in name`. Anything else
// is an error when it is compiled.
//
//     Predicate::compile("city_id == 5 and name.startswith('A')")
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/row.h"
#include "parser/syntax.h"

namespace undumpy {

class Predicate {
 public:
  // Error "usage" with the place in the expression.
  static Result<Predicate> compile(const std::string& expression);

  // The names in it, each once: all of them columns.
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }

  // Error "usage" when the row has no column of a name, or values do not compare (text with
  // number).
  [[nodiscard]] Result<bool> matches(const Row& row) const;

 private:
  std::shared_ptr<const SyntaxTree> tree_;
  const syntax::Expression* expression_ = nullptr;
  std::vector<std::string> columns_;
};

}  // namespace undumpy
