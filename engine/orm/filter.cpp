// filter() and exclude(): conditions of Q objects become a Where tree over the joins they need.
//
// The rules are Django's. Joins made by one filter() call are shared within it. Every condition
// votes for inner joins; where conditions are alternatives, joins that not all of them need become
// outer. Negated conditions also demand that the column is not NULL, so that NOT gives what Python
// would say; across relations to many rows they become NOT EXISTS.

#include <algorithm>

#include "engine/orm/expression_object.h"
#include "engine/orm/lookup.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/query.h"
#include "engine/orm/queryset.h"
#include "engine/python/iterator.h"

namespace undumpy::orm {

using python::Ref;
using python::Value;

namespace {

// Which joins the conditions of one group need, and what follows for their kind.
class JoinVotes {
 public:
  JoinVotes(bool any, std::size_t conditions, bool negated)
      : alternatives_(any != negated), conditions_(conditions) {}

  template <typename Aliases>
  void add(const Aliases& needed) {
    for (const int alias : needed) ++votes_[alias];
  }

  std::set<int> apply(Query& query) const {
    std::vector<int> promoted;
    std::set<int> demoted;
    for (const auto& [alias, votes] : votes_) {
      if (alternatives_ && votes < conditions_) promoted.push_back(alias);
      if (!alternatives_ || votes == conditions_) demoted.insert(alias);
    }
    query.promote(promoted);
    query.demote({demoted.begin(), demoted.end()});
    return demoted;
  }

 private:
  bool alternatives_;
  std::size_t conditions_;
  std::map<int, std::size_t> votes_;
};

class FilterBuilder {
 public:
  explicit FilterBuilder(Query& query)
      : query_(query), session_(*query.model->session), rt_(session_.rt) {}

  struct Built {
    WhereRef where;
    std::set<int> needed;  // joins that must have a row
  };

  Built build(const QObject& q, bool branch_negated, bool current_negated) {
    rt_.check_stack();
    current_negated = current_negated != q.negated;
    branch_negated = branch_negated || q.negated;
    auto where = std::make_shared<Where>();
    where->kind = q.any ? Where::Kind::Any : Where::Kind::All;
    where->negated = q.negated;
    JoinVotes votes(q.any, q.children.size(), current_negated);
    for (const Value& child : q.children) {
      rt_.step();
      const Built built = build_child(child, branch_negated, current_negated);
      votes.add(built.needed);
      if (built.where && !built.where->is_everything()) where->children.push_back(built.where);
    }
    Built result;
    result.needed = votes.apply(query_);
    // Nothing demanded: everything is let through, negated or not.
    measure(*where);
    if (!where->children.empty()) result.where = where;
    return result;
  }

  Built build_condition(const std::string& name, const Value& value, bool branch_negated,
                        bool current_negated) {
    if (name.empty()) fail(rt_, session_.errors.field_error, "Cannot parse keyword query ''");
    std::vector<std::string> names = split_lookup(name);
    const std::vector<int> before = references();
    const Operand right = operand_of(value);
    Built built;
    for (std::size_t i = 0; i < query_.joins.size(); ++i)
      if (query_.joins[i].references > (i < before.size() ? before[i] : 0))
        built.needed.insert(static_cast<int>(i));
    if (const Annotation* annotation = query_.find_annotation(names[0])) {
      names.erase(names.begin());
      built.where = make_condition(session_, annotation->expr, nullptr, names, right).where;
      built.needed.clear();
      return built;
    }
    const Path path = query_.follow(names, !branch_negated || !split_, false);
    if (path.stopped_at_many) return exclude_many(name, value, path);
    check_objects(path, right);
    const Joined joined = query_.join_path(path, &reuse_);
    built.needed.insert(joined.untrimmed.begin() + 1, joined.untrimmed.end());
    reuse_.insert(joined.joins.begin(), joined.joins.end());
    const ExprRef column = column_of(*joined.target, joined.alias);
    const Condition condition =
        make_condition(session_, column, path.relation, path.rest, relation_operand(path, right));
    finish(built, condition, column, right, current_negated);
    return built;
  }

  std::set<int> reuse_;
  bool split_ = true;  // subqueries for negated conditions on many rows

 private:
  [[nodiscard]] std::vector<int> references() const {
    std::vector<int> counts;
    for (const Join& join : query_.joins) counts.push_back(join.references);
    return counts;
  }

  Built build_child(const Value& child, bool branch_negated, bool current_negated) {
    if (const auto* q = python::host<QObject>(child))
      return build(*q, branch_negated, current_negated);
    const auto* pair = python::as<python::Tuple>(child);
    if (pair == nullptr || pair->items.size() != 2)
      python::type_error(rt_, "Cannot filter against a non-conditional expression.");
    return build_condition(python::text_argument(rt_, pair->items[0], "a keyword"), pair->items[1],
                           branch_negated, current_negated);
  }

  Operand operand_of(const Value& value) {
    if (python::host<ExpressionObject>(value) != nullptr)
      return {resolve(query_, value, &reuse_, true), {}, {}};
    if (auto* queryset = python::host<QuerySet>(value))
      return {{}, std::make_shared<Query>(queryset->query), value};
    // What can be read only once is read now.
    if (value.is_object() && (value.object()->kind == python::Kind::Iterator ||
                              value.object()->kind == python::Kind::Generator))
      return {{}, {}, python::make_list(rt_, python::to_vector(rt_, value))};
    return {{}, {}, value};
  }

  // A queryset of instances gives the keys that the foreign key refers to.
  Operand relation_operand(const Path& path, const Operand& right) {
    if (!right.query) return right;
    auto query = std::make_shared<Query>(*right.query);
    if (!query->values) {
      const Field& wanted = path.relation != nullptr && path.steps.back().direct &&
                                    query->model->inherits(*path.target->model)
                                ? *path.target
                                : query->model->require_key();
      query->only = {query->own_column(wanted)};
    }
    if (!query->sliced()) query->order_by.clear();
    return {{}, query, {}};
  }

  void check_object(const Value& value, Model& wanted) {
    const auto* instance = python::host<Instance>(value);
    if (instance == nullptr || instance->model->inherits(wanted) ||
        wanted.inherits(*instance->model))
      return;
    python::value_error(rt_, "Cannot query \"{}\": Must be \"{}\" instance.",
                        python::str(rt_, value), wanted.name);
  }

  void check_objects(const Path& path, const Operand& right) {
    if (path.relation == nullptr) return;
    Model& wanted = *path.steps.back().to;
    if (right.query && !right.query->values) {
      if (!right.query->model->inherits(wanted) && !wanted.inherits(*right.query->model))
        python::value_error(rt_, "Cannot use QuerySet for \"{}\": Use a QuerySet for \"{}\".",
                            right.query->model->name, wanted.name);
      return;
    }
    if (const auto* list = python::as<python::List>(right.value))
      for (const Value& item : list->items) check_object(item, wanted);
    check_object(right.value, wanted);
  }

  void finish(Built& built, const Condition& condition, const ExprRef& column, const Operand& right,
              bool current_negated) {
    built.where = condition.where;
    const bool wants_null = condition.is_null_test && condition.null;
    if (wants_null && !current_negated) built.needed.clear();
    if (!current_negated || wants_null) return;
    built.needed.clear();
    if (condition.is_null_test) return;
    std::vector<WhereRef> all = {condition.where};
    const bool outer = query_.joins[static_cast<std::size_t>(column->alias)].left;
    if (column->field->nullable() || outer) all.push_back(where_null(column, false));
    if (right.expr && right.expr->kind == Expr::Kind::Column && right.expr->field->nullable())
      all.push_back(where_null(right.expr, false));
    if (all.size() > 1) built.where = where_all(std::move(all));
  }

  // NOT EXISTS: the rows behind the first relation to many are looked at in a subquery.
  Built exclude_many(const std::string& name, const Value& value, const Path& path) {
    auto inner = std::make_shared<Query>(*query_.model);
    FilterBuilder builder(*inner);
    builder.reuse_.clear();
    // F('…') on the right means the row outside.
    Operand right_outside;
    const auto* expression = python::host<ExpressionObject>(value);
    WhereRef condition;
    if (expression != nullptr) {
      condition = builder.build_outer_condition(name, resolve(query_, value, &reuse_, true));
    } else {
      const Built built = builder.build_condition(name, value, false, false);
      inner->demote({built.needed.begin(), built.needed.end()});
      condition = built.where;
    }
    inner->add_where(condition);
    return link_subquery(inner, path);
  }

  // REQUIRES: no join was made yet.
  WhereRef build_outer_condition(const std::string& name, const ExprRef& outside) {
    const Path path = query_.follow(split_lookup(name), true, false);
    const Joined joined = query_.join_path(path, &reuse_);
    query_.demote(joined.untrimmed);
    auto outer = std::make_shared<Expr>(*outside);
    mark_outer(*outer);
    return make_condition(session_, column_of(*joined.target, joined.alias), path.relation,
                          path.rest, {outer, {}, {}})
        .where;
  }

  static void mark_outer(Expr& expr) {
    if (expr.kind == Expr::Kind::Column) expr.outer = true;
    for (ExprRef& each : expr.arguments) {
      auto copy = std::make_shared<Expr>(*each);
      mark_outer(*copy);
      each = copy;
    }
  }

  Built link_subquery(const std::shared_ptr<Query>& inner, const Path& path) {
    // The joins of the lookup's way come first in the subquery: 1, 2, …
    const std::size_t many = path.steps.size() - 1;
    const Step& step = path.steps[many];
    const auto first = static_cast<int>(many) + 1;
    bool may_be_null = false;
    for (std::size_t i = 1; i <= many; ++i) may_be_null = may_be_null || inner->joins[i].left;
    const bool trimmed = !inner->joins[static_cast<std::size_t>(first)].left;
    for (int i = 0; i < first; ++i)
      if (i < first - 1 || trimmed) inner->joins[static_cast<std::size_t>(i)].references = 0;
    const Field& own = *step.field;                           // the foreign key
    const Field& referred = own.model->target_field_of(own);  // what it refers to
    const int select_alias = trimmed ? first : first - 1;
    const ExprRef select = column_of(trimmed ? own : referred, select_alias);
    Built built;
    std::vector<WhereRef> conditions;
    // A row that the query around already joined is the only one to look at.
    if (const int shared = first_join_of(own.model->table); trimmed && shared > 0) {
      const Field& key = own.model->require_key();
      conditions.push_back(equal(column_of(key, select_alias), column_of(key, shared, true)));
    }
    Path prefix = path;
    prefix.steps.pop_back();
    prefix.target = &referred;
    const Joined outside = query_.join_path(prefix, nullptr);
    const ExprRef outer_column = column_of(*outside.target, outside.alias, true);
    conditions.push_back(equal(select, outer_column));
    for (const WhereRef& each : conditions) inner->add_where(each);
    auto exists = std::make_shared<Where>();
    exists->kind = Where::Kind::Exists;
    exists->subquery = inner;
    measure(*exists);
    built.where = exists;
    if (may_be_null) {
      auto either = std::make_shared<Where>();
      either->kind = Where::Kind::Any;
      either->children = {exists, where_null(column_of(*outside.target, outside.alias), true)};
      measure(*either);
      built.where = either;
    }
    return built;
  }

  // The first join of a table, if this filter() call may share it.
  [[nodiscard]] int first_join_of(const Table* table) const {
    for (std::size_t i = 0; i < query_.joins.size(); ++i)
      if (query_.joins[i].table == table)
        return reuse_.contains(static_cast<int>(i)) ? static_cast<int>(i) : -1;
    return -1;
  }

  static WhereRef equal(const ExprRef& left, const ExprRef& right) {
    auto where = std::make_shared<Where>();
    where->kind = Where::Kind::Compare;
    where->text = "=";
    where->left = left;
    where->right = right;
    return where;
  }

  Query& query_;
  Session& session_;
  python::Runtime& rt_;
};

}  // namespace

void Query::add_where(const WhereRef& clause) {
  if (!clause || clause->is_everything()) return;
  if (clause->depth > DeepestExpression)
    python::raise(model->session->rt, "RecursionError", "maximum recursion depth exceeded");
  std::vector<WhereRef> children;
  if (where->kind == Where::Kind::All && !where->negated)
    children = where->children;
  else
    children.push_back(where);
  children.push_back(clause);
  where = where_all(std::move(children));
}

void Query::add_condition(const Value& condition) {
  const auto* q = python::host<QObject>(condition);
  const std::vector<int> inner = inner_joins();
  FilterBuilder builder(*this);
  add_where(builder.build(*q, false, false).where);
  demote(inner);
}

WhereRef build_aggregate_filter(Query& query, const Value& condition) {
  FilterBuilder builder(query);
  for (std::size_t i = 0; i < query.joins.size(); ++i) builder.reuse_.insert(static_cast<int>(i));
  builder.split_ = false;
  const auto built = builder.build(*python::host<QObject>(condition), false, false);
  query.promote({built.needed.begin(), built.needed.end()});
  return built.where ? built.where : where_all({});
}

void Query::combine(const Query& other, bool conjunction) {
  AliasMap map;
  std::set<int> reuse;
  if (!conjunction)
    for (std::size_t i = 0; i < joins.size(); ++i) reuse.insert(static_cast<int>(i));
  JoinVotes votes(!conjunction, 2, false);
  votes.add(inner_joins());
  std::vector<int> their_votes;
  for (std::size_t i = 1; i < other.joins.size(); ++i) {
    Join wanted = other.joins[i];
    if (const auto parent = map.find(wanted.parent); parent != map.end())
      wanted.parent = parent->second;
    const int alias = join(wanted, &reuse);
    // A join that is new keeps the kind it had.
    const bool is_new = alias == static_cast<int>(joins.size()) - 1 && !reuse.contains(alias);
    if (is_new) joins[static_cast<std::size_t>(alias)].left = wanted.left;
    if (!wanted.left) their_votes.push_back(alias);
    reuse.erase(alias);
    if (alias != static_cast<int>(i)) map[static_cast<int>(i)] = alias;
    if (other.joins[i].references == 0) release(alias);
  }
  votes.add(their_votes);
  votes.apply(*this);
  const WhereRef theirs = relabeled(other.where, map);
  if (conjunction) {
    add_where(theirs);
  } else if (where->is_everything() || theirs->is_everything()) {
    where = where_all({});
  } else {
    auto either = std::make_shared<Where>();
    either->kind = Where::Kind::Any;
    // a | b | c is one list.
    const Where* first = where->children.size() == 1 ? where->children[0].get() : nullptr;
    if (first != nullptr && first->kind == Where::Kind::Any && !first->negated)
      either->children = first->children;
    else
      either->children.push_back(where);
    either->children.push_back(theirs);
    measure(*either);
    where = where_all({});
    add_where(either);
  }
  if (!other.order_by.empty()) order_by = other.order_by;
}

}  // namespace undumpy::orm
