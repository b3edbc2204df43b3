// Query: what a queryset asks, as joins, conditions, annotations and order.
//
// It follows Django's rules: which joins are shared and which are made anew, when a join is inner
// or outer, when a negated condition needs a subquery. A worked example:
//
//     Budget.objects.filter(entry__amount=5).exclude(entry__title='x').annotate(n=Count('entry'))
//
//     joins       T0 debts_budget, T1 debts_entry (inner: the filter wants a row)
//     where       T1.amount = 5 AND NOT EXISTS(entries of T0.id whose title is 'x')
//     annotation  n: COUNT(T1.id), because annotations share the joins that are there
//     group by    T0.id
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/orm/expression.h"
#include "engine/orm/session.h"

namespace undumpy::orm {

// One step from table to table.
struct Step {
  Model* to = nullptr;
  const Field* field = nullptr;  // the foreign key, on whichever side
  std::string from_column, to_column;
  bool direct = false;    // along a foreign key, not against it
  bool many = false;      // may lead to several rows
  bool nullable = false;  // may lead to none
};

// What names separated by __ lead to.
struct Path {
  std::vector<Step> steps;
  std::vector<std::size_t> steps_of_name;  // how many steps each name made
  const Field* target = nullptr;           // whose value it means
  const Field* relation = nullptr;  // the foreign key that the last name is, or leads against
  std::vector<std::string> rest;    // lookups
  bool stopped_at_many = false;     // the last step leads to many, which was not allowed
};

struct Join {
  const Table* table = nullptr;
  int parent = -1;  // the base table has none
  std::string from_column, to_column;
  bool nullable = false;
  bool left = false;
  int references = 0;
};

// Where a name ended: the column, and the joins on the way.
struct Joined {
  const Field* target = nullptr;
  int alias = 0;
  std::vector<int> joins;  // from the base on
  std::vector<int> untrimmed;
};

struct Annotation {
  std::string name;
  ExprRef expr;
  bool selected = true;
};

struct OrderTerm {
  std::string name;  // without the sign; or
  ExprRef expr;
  bool descending = false;
};

// A column of the result by name.
struct Selected {
  std::string name;
  ExprRef expr;
};

class Query {
 public:
  explicit Query(Model& base);

  // ---- names: query_path.cpp
  // Follows the names as far as they are fields. Raises FieldError when the first is none, or with
  // `complete` any.
  Path follow(const std::vector<std::string>& names, bool allow_many, bool complete);
  // The joins of a path. Those that lead to many rows are shared when they are in `reuse`, or when
  // that is null.
  Joined join_path(const Path& path, const std::set<int>* reuse);
  // The column that a name like a__b__year means. Raises FieldError.
  ExprRef resolve_name(const std::string& name, std::set<int>* reuse, bool allow_joins,
                       bool annotations = true);
  // The column of a field of this model or a parent.
  ExprRef own_column(const Field& field);
  int join(const Join& wanted, const std::set<int>* reuse);
  void release(int alias) { --joins[static_cast<std::size_t>(alias)].references; }
  void promote(std::vector<int> aliases);
  void demote(std::vector<int> aliases);
  [[nodiscard]] std::vector<int> inner_joins() const;
  const Annotation* find_annotation(std::string_view name) const;

  // ---- conditions: filter.cpp
  // filter(**keywords) or exclude(), or a Q. `condition` is a Q object.
  void add_condition(const python::Value& condition);
  void add_where(const WhereRef& clause);
  // | and &. REQUIRES: the same model.
  void combine(const Query& other, bool conjunction);

  // ---- the rest
  void annotate(const std::string& name, const ExprRef& expr, bool selected = true);
  void set_group_by_key();
  // GROUP BY what values() selected.
  void set_group_by_selection();
  void select_values(const std::vector<std::string>& names);
  void limit(std::int64_t low, std::optional<std::int64_t> high);
  [[nodiscard]] bool sliced() const { return low != 0 || high; }
  [[nodiscard]] bool ordered() const { return !order_by.empty(); }
  [[nodiscard]] bool has_aggregates() const;

  Model* model;
  std::vector<Join> joins;
  WhereRef where = where_all({});
  std::vector<Annotation> annotations;
  std::optional<std::vector<ExprRef>> group_by;
  std::vector<OrderTerm> order_by;
  bool reversed = false;
  bool distinct = false;
  bool nothing = false;  // none()
  std::int64_t low = 0;
  std::optional<std::int64_t> high;
  // values(): the names in their order, columns and annotations. Without it: instances.
  std::optional<std::vector<std::string>> values;
  std::vector<Selected> selected;  // the columns among them
  // A subquery: what it selects instead.
  std::vector<ExprRef> only;
};

std::vector<std::string> split_lookup(std::string_view text);
// The filter of an aggregate: a Q, in the joins of the query.
WhereRef build_aggregate_filter(Query& query, const python::Value& condition);

}  // namespace undumpy::orm
