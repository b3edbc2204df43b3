#include "engine/orm/lookup.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/orm/close_names.h"
#include "engine/orm/conversion.h"
#include "engine/orm/query.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"

namespace undumpy::orm {

using python::Runtime;
using python::Value;

namespace {

constexpr std::array<std::string_view, 17> Lookups = {
    "exact",       "iexact",   "in",        "gt",       "gte",       "lt",
    "lte",         "isnull",   "range",     "contains", "icontains", "startswith",
    "istartswith", "endswith", "iendswith", "regex",    "iregex"};

struct Transform {
  std::string_view name;
  ColumnKind result;
  bool of_date, of_datetime, of_time;
};
constexpr std::array<Transform, 13> Transforms = {{
    {"year", ColumnKind::Integer, true, true, false},
    {"iso_year", ColumnKind::Integer, true, true, false},
    {"month", ColumnKind::Integer, true, true, false},
    {"day", ColumnKind::Integer, true, true, false},
    {"week", ColumnKind::Integer, true, true, false},
    {"week_day", ColumnKind::Integer, true, true, false},
    {"iso_week_day", ColumnKind::Integer, true, true, false},
    {"quarter", ColumnKind::Integer, true, true, false},
    {"hour", ColumnKind::Integer, false, true, true},
    {"minute", ColumnKind::Integer, false, true, true},
    {"second", ColumnKind::Integer, false, true, true},
    {"date", ColumnKind::Date, false, true, false},
    {"time", ColumnKind::Time, false, true, false},
}};

std::string_view class_name(const ExprRef& expr) {
  if (expr->field != nullptr) return expr->field->class_name();
  switch (expr->type) {
    case ColumnKind::Integer:
      return "IntegerField";
    case ColumnKind::Boolean:
      return "BooleanField";
    case ColumnKind::Decimal:
      return "DecimalField";
    case ColumnKind::Real:
      return "FloatField";
    case ColumnKind::Date:
      return "DateField";
    case ColumnKind::Time:
      return "TimeField";
    case ColumnKind::DateTime:
      return "DateTimeField";
    default:
      return "CharField";
  }
}

bool applies(const Transform& transform, ColumnKind kind) {
  return (kind == ColumnKind::Date && transform.of_date) ||
         (kind == ColumnKind::DateTime && transform.of_datetime) ||
         (kind == ColumnKind::Time && transform.of_time);
}

[[noreturn]] void unsupported(Session& session, const ExprRef& expr, const std::string& name) {
  std::vector<std::string> names;
  for (const std::string_view each : Lookups)
    if (is_lookup(each)) names.emplace_back(each);
  for (const Transform& each : Transforms)
    if (applies(each, expr->type)) names.emplace_back(each.name);
  const std::vector<std::string> close = close_names(name, names);
  fail(session.rt, session.errors.field_error,
       "Unsupported lookup '{}' for {} or join on the field not permitted{}", name,
       class_name(expr),
       close.empty() ? "." : fmt::format(", perhaps you meant {}?", fmt::join(close, " or ")));
}

ExprRef transform(Session& session, const ExprRef& expr, const std::string& name) {
  const auto found = std::ranges::find(Transforms, name, &Transform::name);
  const bool fits = found != Transforms.end() && applies(*found, expr->type);
  if (!fits) unsupported(session, expr, name);
  auto part = std::make_shared<Expr>();
  part->kind = Expr::Kind::DatePart;
  part->type = found->result;
  part->text = name;
  part->arguments.push_back(expr);
  return part;
}

}  // namespace

bool is_lookup(std::string_view name) { return std::ranges::find(Lookups, name) != Lookups.end(); }

bool is_transform(std::string_view name) {
  return std::ranges::find(Transforms, name, &Transform::name) != Transforms.end();
}

ExprRef transformed(Session& session, ExprRef expr, const std::vector<std::string>& names) {
  for (const std::string& name : names) expr = transform(session, expr, name);
  return expr;
}

namespace {

// Builds one condition; the left side, what it is compared with, and how.
class ConditionMaker {
 public:
  ConditionMaker(Session& session, ExprRef left, std::string lookup)
      : session_(session), rt_(session.rt), left_(std::move(left)), lookup_(std::move(lookup)) {}

  Condition make(const Operand& right) {
    if (lookup_ == "isnull") return null_test(python::truth(rt_, right.value));
    if (right.value.present() && right.value.is_none()) {
      if (lookup_ == "exact" && left_->type == ColumnKind::Json) return compare(right);
      if (lookup_ == "exact" || lookup_ == "iexact") return null_test(true);
      python::value_error(rt_, "Cannot use None as a query value");
    }
    if (lookup_ == "in") return in(right);
    if (lookup_ == "range") return range(right);
    if (lookup_ == "regex" || lookup_ == "iregex") return regexp(right);
    if (is_pattern()) return like(right);
    return compare(right);
  }

 private:
  Condition null_test(bool null) {
    Condition condition;
    condition.where = where_null(left_, null);
    condition.is_null_test = true;
    condition.null = null;
    return condition;
  }

  std::shared_ptr<Where> leaf(Where::Kind kind) {
    auto where = std::make_shared<Where>();
    where->kind = kind;
    where->left = left_;
    return where;
  }

  [[nodiscard]] bool is_pattern() const {
    return lookup_.ends_with("contains") || lookup_.ends_with("startswith") ||
           lookup_.ends_with("endswith") || lookup_ == "iexact";
  }

  Parameter parameter(const Value& value) {
    if (left_->field != nullptr) return comparable(session_, *left_->field, value);
    return comparable(session_, left_->type, value);
  }

  ExprRef operand(const Operand& right) {
    if (right.expr) return right.expr;
    auto expr = std::make_shared<Expr>();
    expr->type = left_->type;
    if (right.query) {
      if (!right.query->high || *right.query->high - right.query->low != 1)
        python::value_error(rt_,
                            "The QuerySet value for an exact lookup must be limited to one result "
                            "using slicing.");
      expr->kind = Expr::Kind::Subquery;
      expr->subquery = right.query;
      return expr;
    }
    expr->kind = Expr::Kind::Parameter;
    expr->parameter = parameter(rounded(right.value));
    return expr;
  }

  // Integers are compared with the next whole number where the fraction counts.
  Value rounded(const Value& value) {
    const auto* number = python::as<python::Float>(value);
    if (number == nullptr || left_->type != ColumnKind::Integer ||
        (lookup_ != "gte" && lookup_ != "lt"))
      return value;
    return python::make_float(rt_, std::ceil(number->number));
  }

  Condition compare(const Operand& right) {
    constexpr std::array<std::pair<std::string_view, const char*>, 5> Operators = {
        {{"exact", "="}, {"gt", ">"}, {"gte", ">="}, {"lt", "<"}, {"lte", "<="}}};
    auto where = leaf(Where::Kind::Compare);
    where->text =
        std::ranges::find(Operators, lookup_, &decltype(Operators)::value_type::first)->second;
    where->right = operand(right);
    return {where};
  }

  Condition like(const Operand& right) {
    auto where = leaf(Where::Kind::Like);
    where->text = lookup_.ends_with("contains")     ? "%?%"
                  : lookup_.ends_with("startswith") ? "?%"
                  : lookup_.ends_with("endswith")   ? "%?"
                                                    : "?";
    if (right.expr) {
      where->right = right.expr;
      return {where};
    }
    std::string pattern;
    for (const char c : python::str(rt_, right.value)) {
      if (c == '\\' || c == '%' || c == '_') pattern += '\\';
      pattern += c;
    }
    std::string whole = where->text;
    whole.replace(whole.find('?'), 1, pattern);
    where->parameters.push_back(Parameter::of_text(std::move(whole)));
    return {where};
  }

  Condition regexp(const Operand& right) {
    session_.enable_regexp();
    auto where = leaf(Where::Kind::Regexp);
    where->text = lookup_ == "iregex" ? "(?i)" : "";
    where->parameters.push_back(Parameter::of_text(where->text + python::str(rt_, right.value)));
    return {where};
  }

  Condition in(const Operand& right) {
    auto where = leaf(Where::Kind::In);
    if (right.query) {
      where->subquery = right.query;
      measure(*where);
      return {where};
    }
    std::set<Parameter> seen;
    const python::Ref<python::Iterator> items = python::iterate(rt_, right.value);
    Value item;
    while (items->next(rt_, item)) {
      rt_.step();
      if (item.is_none()) continue;
      Parameter each = parameter(item);
      rt_.heap.require(where->parameters.size() * sizeof(Parameter));
      if (seen.insert(each).second) where->parameters.push_back(std::move(each));
    }
    return {where};
  }

  Condition range(const Operand& right) {
    auto where = leaf(Where::Kind::Between);
    const std::vector<Value> ends = python::to_vector(rt_, right.value);
    if (ends.size() != 2)
      python::value_error(rt_, "not enough values to unpack (expected 2, got {})", ends.size());
    where->right = operand({{}, {}, ends[0]});
    where->end = operand({{}, {}, ends[1]});
    return {where};
  }

  Session& session_;
  Runtime& rt_;
  ExprRef left_;
  std::string lookup_;
};

constexpr std::array<std::string_view, 7> RelationLookups = {"exact", "in",  "gt",    "gte",
                                                             "lt",    "lte", "isnull"};

}  // namespace

Condition make_condition(Session& session, ExprRef left, const Field* relation,
                         std::vector<std::string> lookups, const Operand& right) {
  if (lookups.empty()) lookups.emplace_back("exact");
  if (relation != nullptr) {
    if (lookups.size() > 1 ||
        std::ranges::find(RelationLookups, lookups[0]) == RelationLookups.end())
      fail(session.rt, session.errors.field_error, "Related Field got invalid lookup: {}",
           lookups[0]);
  }
  std::string lookup = lookups.back();
  lookups.pop_back();
  left = transformed(session, left, lookups);
  if (!is_lookup(lookup)) {
    left = transformed(session, left, {lookup});
    lookup = "exact";
  }
  return ConditionMaker(session, left, lookup).make(right);
}

}  // namespace undumpy::orm
