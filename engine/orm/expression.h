// Expr and Where: what a query computes and demands, resolved to columns of its joins.
//
// Both are trees that are shared and never changed; clones of a query cost nothing.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/orm/field.h"
#include "engine/orm/parameter.h"

namespace undumpy::orm {

class Query;
struct Expr;
struct Where;
using ExprRef = std::shared_ptr<const Expr>;
using WhereRef = std::shared_ptr<const Where>;

struct Expr {
  enum class Kind : std::uint8_t {
    Column,      // of the join `alias`; `outer`: of the query around this one
    Parameter,   // a bound value
    Arithmetic,  // arguments[0] text arguments[1]
    Aggregate,   // text(arguments…) with distinct and filter; no argument: COUNT(*)
    Function,    // text(arguments…)
    DatePart,    // text names the part of arguments[0]
    Subquery,
    ResultColumn,  // `text`, a column of the subquery that is selected from
  };
  Kind kind = Kind::Column;
  ColumnKind type = ColumnKind::Other;  // of what it gives
  const Field* field = nullptr;         // of a column
  int alias = 0;
  bool outer = false;
  bool distinct = false;
  Parameter parameter{};
  std::string text{};
  std::vector<ExprRef> arguments{};
  WhereRef filter{};
  std::shared_ptr<const Query> subquery{};
  std::string problem{};  // why its type is not known
  int depth = 0;

  [[nodiscard]] bool contains_aggregate() const;
  // Numbers in SQLite whose comparisons with text need a cast.
  [[nodiscard]] bool computed_decimal() const {
    return type == ColumnKind::Decimal && kind != Kind::Column;
  }
};

ExprRef column_of(const Field& field, int alias, bool outer = false);
// What stands outside of aggregates: a GROUP BY must have it.
void add_group_columns(const ExprRef& expr, std::vector<ExprRef>& out);

struct Where {
  enum class Kind : std::uint8_t {
    All,      // every child; none: everything
    Any,      // some child
    Compare,  // left text right
    Like,     // left LIKE right, `text` the pattern: "%?%", "?%", "%?", "?"
    Regexp,   // `text`: "" or "(?i)"
    In,       // left in parameters, or in the subquery
    Between,
    IsNull,
    IsNotNull,
    Exists,
  };
  Kind kind = Kind::All;
  bool negated = false;
  std::vector<WhereRef> children{};
  ExprRef left{}, right{}, end{};
  std::string text{};
  std::vector<Parameter> parameters{};
  std::shared_ptr<const Query> subquery{};
  int depth = 0;

  [[nodiscard]] bool contains_aggregate() const;
  [[nodiscard]] bool is_everything() const {
    return kind == Kind::All && children.empty() && !negated;
  }
};

// How deep conditions and expressions may be nested: SQLite takes 1000.
constexpr int DeepestExpression = 800;
// Sets the depth from what the node holds.
void measure(Expr& expr);
void measure(Where& where);

WhereRef where_all(std::vector<WhereRef> children);
WhereRef where_null(const ExprRef& left, bool null);
void add_group_columns(const WhereRef& where, std::vector<ExprRef>& out);

// With other numbers for the joins.
using AliasMap = std::map<int, int>;
ExprRef relabeled(const ExprRef& expr, const AliasMap& map, int depth = 0);
WhereRef relabeled(const WhereRef& where, const AliasMap& map, int depth = 0);

bool same(const ExprRef& a, const ExprRef& b);

}  // namespace undumpy::orm
