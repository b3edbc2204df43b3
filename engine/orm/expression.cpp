#include "engine/orm/expression.h"

#include <algorithm>

#include "engine/orm/query.h"

namespace undumpy::orm {

bool Expr::contains_aggregate() const {
  return kind == Kind::Aggregate || std::ranges::any_of(arguments, [](const ExprRef& each) {
           return each->contains_aggregate();
         });
}

bool Where::contains_aggregate() const {
  const auto has = [](const ExprRef& expr) { return expr && expr->contains_aggregate(); };
  return has(left) || has(right) || has(end) ||
         std::ranges::any_of(children,
                             [](const WhereRef& each) { return each->contains_aggregate(); });
}

ExprRef column_of(const Field& field, int alias, bool outer) {
  auto expr = std::make_shared<Expr>();
  expr->type = field.kind();
  expr->field = &field;
  expr->alias = alias;
  expr->outer = outer;
  return expr;
}

void add_group_columns(const ExprRef& expr, std::vector<ExprRef>& out) {
  if (!expr || expr->kind == Expr::Kind::Aggregate || expr->kind == Expr::Kind::Parameter) return;
  if (!expr->contains_aggregate()) {
    const bool known = std::ranges::any_of(out, [&](const ExprRef& e) { return same(e, expr); });
    if (!known) out.push_back(expr);
    return;
  }
  for (const ExprRef& each : expr->arguments) add_group_columns(each, out);
}

void add_group_columns(const WhereRef& where, std::vector<ExprRef>& out) {
  for (const ExprRef& each : {where->left, where->right, where->end}) add_group_columns(each, out);
  for (const WhereRef& each : where->children) add_group_columns(each, out);
}

void measure(Expr& expr) {
  expr.depth = 0;
  for (const ExprRef& each : expr.arguments) expr.depth = std::max(expr.depth, each->depth + 1);
  if (expr.filter) expr.depth = std::max(expr.depth, expr.filter->depth + 1);
  if (expr.subquery) expr.depth = std::max(expr.depth, expr.subquery->where->depth + 1);
}

void measure(Where& where) {
  where.depth = 0;
  for (const WhereRef& each : where.children) where.depth = std::max(where.depth, each->depth + 1);
  for (const ExprRef& each : {where.left, where.right, where.end})
    if (each) where.depth = std::max(where.depth, each->depth + 1);
  if (where.subquery) where.depth = std::max(where.depth, where.subquery->where->depth + 1);
}

WhereRef where_all(std::vector<WhereRef> children) {
  auto where = std::make_shared<Where>();
  where->children = std::move(children);
  measure(*where);
  return where;
}

WhereRef where_null(const ExprRef& left, bool null) {
  auto where = std::make_shared<Where>();
  where->kind = null ? Where::Kind::IsNull : Where::Kind::IsNotNull;
  where->left = left;
  return where;
}

namespace {

int mapped(const AliasMap& map, int alias) {
  const auto found = map.find(alias);
  return found != map.end() ? found->second : alias;
}

// Only what the subquery takes from the query around it.
std::shared_ptr<const Query> relabeled_subquery(const std::shared_ptr<const Query>& query,
                                                const AliasMap& map, int depth) {
  auto copy = std::make_shared<Query>(*query);
  copy->where = relabeled(query->where, map, depth + 1);
  return copy;
}

}  // namespace

ExprRef relabeled(const ExprRef& expr, const AliasMap& map, int depth) {
  if (!expr || map.empty()) return expr;
  auto copy = std::make_shared<Expr>(*expr);
  if (copy->kind == Expr::Kind::Column && copy->outer == (depth == 1) && depth <= 1)
    copy->alias = mapped(map, copy->alias);
  for (ExprRef& each : copy->arguments) each = relabeled(each, map, depth);
  if (copy->filter) copy->filter = relabeled(copy->filter, map, depth);
  if (copy->subquery) copy->subquery = relabeled_subquery(copy->subquery, map, depth);
  return copy;
}

WhereRef relabeled(const WhereRef& where, const AliasMap& map, int depth) {
  if (!where || map.empty()) return where;
  auto copy = std::make_shared<Where>(*where);
  copy->left = relabeled(where->left, map, depth);
  copy->right = relabeled(where->right, map, depth);
  copy->end = relabeled(where->end, map, depth);
  for (WhereRef& each : copy->children) each = relabeled(each, map, depth);
  if (copy->subquery) copy->subquery = relabeled_subquery(copy->subquery, map, depth);
  return copy;
}

bool same(const ExprRef& a, const ExprRef& b) {
  if (a == b) return true;
  if (!a || !b || a->kind != b->kind || a->field != b->field || a->alias != b->alias ||
      a->outer != b->outer || a->distinct != b->distinct || a->text != b->text ||
      a->parameter != b->parameter || a->filter != b->filter || a->subquery != b->subquery ||
      a->arguments.size() != b->arguments.size())
    return false;
  return std::equal(a->arguments.begin(), a->arguments.end(), b->arguments.begin(), same);
}

}  // namespace undumpy::orm
