// Lookups: what `name__startswith=value` demands, and transforms like `date__year`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/orm/expression.h"
#include "engine/orm/session.h"

namespace undumpy::orm {

bool is_lookup(std::string_view name);
bool is_transform(std::string_view name);
// expr__year__…: raises FieldError when there is no such transform of its type.
ExprRef transformed(Session& session, ExprRef expr, const std::vector<std::string>& names);

// The right side of a condition: an expression, a query, or a value.
struct Operand {
  ExprRef expr;
  std::shared_ptr<const Query> query;
  python::Value value;
};

struct Condition {
  WhereRef where;
  bool is_null_test = false;
  bool null = false;  // of a test: IS NULL
};

// `relation`: the foreign key when the left side is one. Raises FieldError, ValueError, TypeError.
Condition make_condition(Session& session, ExprRef left, const Field* relation,
                         std::vector<std::string> lookups, const Operand& right);

}  // namespace undumpy::orm
