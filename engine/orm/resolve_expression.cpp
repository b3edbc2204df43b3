// From what a program wrote (F('amount') * 2) to columns of a query.

#include <fmt/format.h>

#include <array>

#include "engine/orm/conversion.h"
#include "engine/orm/expression_object.h"
#include "engine/orm/query.h"
#include "engine/orm/queryset.h"
#include "engine/python/number.h"

namespace undumpy::orm {

using python::Value;

namespace {

ColumnKind kind_of(const Value& value) {
  if (value.is_bool()) return ColumnKind::Boolean;
  if (python::is_integer(value)) return ColumnKind::Integer;
  if (!value.is_object()) return ColumnKind::Other;
  switch (value.object()->kind) {
    case python::Kind::Float:
      return ColumnKind::Real;
    case python::Kind::Decimal:
      return ColumnKind::Decimal;
    case python::Kind::Date:
      return ColumnKind::Date;
    case python::Kind::Time:
      return ColumnKind::Time;
    case python::Kind::DateTime:
      return ColumnKind::DateTime;
    case python::Kind::Bytes:
      return ColumnKind::Blob;
    default:
      return ColumnKind::Text;
  }
}

std::string kind_name(const ExprRef& expr) {
  if (expr->field != nullptr) return std::string(expr->field->class_name());
  constexpr std::array<const char*, 12> Names = {
      "IntegerField", "BooleanField", "DecimalField", "FloatField",    "CharField",   "UUIDField",
      "JSONField",    "DateField",    "TimeField",    "DateTimeField", "BinaryField", "Field"};
  return Names.at(static_cast<std::size_t>(expr->type));
}

ExprRef parameter_expr(Session& session, const Value& value) {
  auto expr = std::make_shared<Expr>();
  expr->kind = Expr::Kind::Parameter;
  expr->type = kind_of(value);
  expr->parameter = comparable(session, expr->type, value);
  return expr;
}

// What arithmetic of two types gives; Other when Django would not guess.
ColumnKind combined_kind(ColumnKind left, ColumnKind right) {
  if (left == right) return left;
  const auto pair = [&](ColumnKind a, ColumnKind b) {
    return (left == a && right == b) || (left == b && right == a);
  };
  if (pair(ColumnKind::Integer, ColumnKind::Decimal)) return ColumnKind::Decimal;
  if (pair(ColumnKind::Integer, ColumnKind::Real)) return ColumnKind::Real;
  return ColumnKind::Other;
}

class Resolver {
 public:
  Resolver(Query& query, std::set<int>* reuse, bool allow_joins)
      : query_(query), session_(*query.model->session), reuse_(reuse), allow_joins_(allow_joins) {}

  ExprRef resolve(const Value& value, bool names) {
    session_.rt.check_stack();
    if (const auto* text = names ? python::as<python::Str>(value) : nullptr)
      return by_name(text->text);
    const auto* object = python::host<ExpressionObject>(value);
    if (object == nullptr) {
      if (python::host<QuerySet>(value) != nullptr || python::host<QObject>(value) != nullptr)
        python::type_error(session_.rt, "{} is no value of an expression here",
                           python::type_name(session_.rt, value));
      return parameter_expr(session_, value);
    }
    switch (object->form) {
      case ExpressionObject::Form::Name:
        return by_name(object->name);
      case ExpressionObject::Form::Value:
        return parameter_expr(session_, object->arguments[0]);
      case ExpressionObject::Form::Arithmetic:
        return arithmetic(*object);
      case ExpressionObject::Form::Aggregate:
        return aggregate(*object);
      case ExpressionObject::Form::Function:
        return function(*object);
    }
    return nullptr;
  }

 private:
  ExprRef by_name(const std::string& name) {
    return query_.resolve_name(name, reuse_, allow_joins_);
  }

  void check_depth(Expr& expr) {
    measure(expr);
    if (expr.depth > DeepestExpression)
      python::raise(session_.rt, "RecursionError", "maximum recursion depth exceeded");
  }

  ExprRef arithmetic(const ExpressionObject& object) {
    auto expr = std::make_shared<Expr>();
    expr->kind = Expr::Kind::Arithmetic;
    expr->text = object.name;
    for (const Value& each : object.arguments) expr->arguments.push_back(resolve(each, false));
    check_depth(*expr);
    const ExprRef& left = expr->arguments[0];
    const ExprRef& right = expr->arguments[1];
    expr->type = combined_kind(left->type, right->type);
    if (expr->type == ColumnKind::Other && left->type != right->type)
      expr->problem =
          fmt::format("Expression contains mixed types: {}, {}. You must set output_field.",
                      kind_name(left), kind_name(right));
    return expr;
  }

  ExprRef aggregate(const ExpressionObject& object) {
    auto expr = std::make_shared<Expr>();
    expr->kind = Expr::Kind::Aggregate;
    expr->text = object.name == "Count" ? "COUNT"
                 : object.name == "Sum" ? "SUM"
                 : object.name == "Min" ? "MIN"
                 : object.name == "Max" ? "MAX"
                                        : "AVG";
    expr->distinct = object.distinct;
    expr->type = ColumnKind::Integer;
    const auto* text = python::as<python::Str>(object.arguments[0]);
    const bool star = text != nullptr && text->text == "*";
    if (star && object.name != "Count")
      fail(session_.rt, session_.errors.field_error, "{}('*') is only for Count", object.name);
    if (!star) {
      const ExprRef argument = resolve(object.arguments[0], true);
      if (!summary && argument->contains_aggregate())
        fail(session_.rt, session_.errors.field_error,
             "Cannot compute {}('{}'): '{}' is an aggregate", object.name,
             text != nullptr ? text->text : "expression",
             text != nullptr ? text->text : "expression");
      if (object.name != "Count") expr->type = argument->type;
      if (object.name == "Avg" && argument->type != ColumnKind::Decimal)
        expr->type = ColumnKind::Real;
      expr->arguments.push_back(argument);
    }
    if (object.filter) expr->filter = build_aggregate_filter(query_, object.filter);
    check_depth(*expr);
    return expr;
  }

  ExprRef function(const ExpressionObject& object) {
    auto expr = std::make_shared<Expr>();
    expr->kind = Expr::Kind::Function;
    expr->text = object.name;
    for (const Value& each : object.arguments) expr->arguments.push_back(resolve(each, true));
    check_depth(*expr);
    expr->type = object.name == "Length"                             ? ColumnKind::Integer
                 : object.name == "Coalesce" || object.name == "Abs" ? expr->arguments[0]->type
                                                                     : ColumnKind::Text;
    return expr;
  }

  Query& query_;
  Session& session_;
  std::set<int>* reuse_;
  bool allow_joins_;

 public:
  bool summary = false;  // of rows that may be aggregated already
};

}  // namespace

ExprRef resolve(Query& query, const Value& value, std::set<int>* reuse, bool allow_joins) {
  return Resolver(query, reuse, allow_joins).resolve(value, false);
}

ExprRef resolve_readable(Query& query, const Value& value) {
  const ExprRef expr = resolve(query, value, nullptr, true);
  if (!expr->problem.empty())
    fail(query.model->session->rt, query.model->session->errors.field_error, "{}", expr->problem);
  return expr;
}

ExprRef resolve_summary(Query& query, const Value& value) {
  Resolver resolver(query, nullptr, true);
  resolver.summary = true;
  return resolver.resolve(value, false);
}

}  // namespace undumpy::orm
