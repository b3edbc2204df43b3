// SqlWriter: a query as one SELECT with its parameters.
#pragma once

#include <string>
#include <vector>

#include "engine/orm/query.h"

namespace undumpy::orm {

// A query with the columns it gives and the order: what these needed was joined.
struct Selection {
  Query query;
  std::vector<ExprRef> columns;
  std::size_t shown = 0;                        // columns behind are there for DISTINCT's sake
  std::vector<std::pair<ExprRef, bool>> order;  // and whether descending
};
// Instances: every field, then the selected annotations. values(): as they were named.
Selection selection_of(const Query& query);
// Only the key (or whatever decides how many rows there are), without order unless it is sliced.
Selection counted_selection_of(const Query& query);

class SqlWriter {
 public:
  explicit SqlWriter(Session& session) : session_(session) {}

  // SELECT …; `named`: the columns are called c0, c1, …
  void select(const Selection& selection, bool named = false);
  void write(const ExprRef& expr);
  void write(const WhereRef& where);
  // Columns of the one table of an UPDATE, which has no other name there.
  void write_in_row(const ExprRef& expr);
  void add(std::string_view text) { sql += text; }

  std::string sql;
  std::vector<Parameter> parameters;

 private:
  void from(const Query& query);
  void group_by(const Selection& selection, const WhereRef& having);
  void conditions(const Where& where);
  void leaf(const Where& where);
  void date_part(const Expr& expr);
  void function(const Expr& expr);
  void aggregate(const Expr& expr);
  void parameter(const Parameter& value);
  [[nodiscard]] std::string alias_name(int alias, bool outer) const;

  Session& session_;
  std::vector<int> scopes_;  // the number of the first join of each query around
  int next_alias_ = 0;
  bool in_row_ = false;
};

}  // namespace undumpy::orm
