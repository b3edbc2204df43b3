// The methods of querysets and managers that make other querysets.

#include "engine/orm/queryset_methods.h"

#include <algorithm>

#include "engine/orm/expression_object.h"
#include "engine/orm/manager.h"
#include "engine/orm/model_instance.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

namespace {

Ref<QuerySet> fresh(Runtime& rt, const python::Arguments& arguments) {
  return queryset_of(rt, arguments[0])->clone();
}

Value all(Runtime& rt, python::Arguments& arguments) { return fresh(rt, arguments); }

template <bool Negated>
Value filter(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> result = fresh(rt, arguments);
  const python::Arguments conditions = arguments.after(1);
  if (conditions.count + conditions.keywords == 0 && !Negated) return result;
  result->must_be_whole(rt, "Cannot filter a query once a slice has been taken.");
  result->query.add_condition(make_q(*result->model->session, conditions, Negated));
  return result;
}

Value none(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> result = fresh(rt, arguments);
  result->query.nothing = true;
  return result;
}

OrderTerm order_term(Runtime& rt, Query& query, const Value& value) {
  OrderTerm term;
  Value expression = value;
  if (const auto* ordering = python::host<OrderingObject>(value)) {
    term.descending = ordering->descending;
    expression = ordering->expression;
  }
  if (python::host<ExpressionObject>(expression) != nullptr) {
    term.expr = resolve(query, expression, nullptr, true);
    return term;
  }
  std::string name = python::text_argument(rt, value, "the name of a field");
  if (name == "?")
    python::raise(rt, "NotImplementedError",
                  "order_by('?') is not supported: every run gives the same result");
  if (name.starts_with('-') || name.starts_with('+')) {
    term.descending = name[0] == '-';
    name.erase(0, 1);
  }
  // Unknown names are told now, not when the rows are read.
  Query probe = query;
  probe.resolve_name(name, nullptr, true);
  term.name = name;
  return term;
}

Value order_by(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> result = fresh(rt, arguments);
  result->must_be_whole(rt, "Cannot reorder a query once a slice has been taken.");
  result->query.order_by.clear();
  for (std::uint32_t i = 1; i < arguments.count; ++i)
    result->query.order_by.push_back(order_term(rt, result->query, arguments[i]));
  return result;
}

Value reverse(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> result = fresh(rt, arguments);
  if (result->query.sliced())
    python::type_error(rt, "Cannot reverse a query once a slice has been taken.");
  result->query.reversed = !result->query.reversed;
  return result;
}

Value distinct(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> result = fresh(rt, arguments);
  if (arguments.count > 1)
    fail(rt, result->model->session->errors.not_supported_error,
         "DISTINCT ON fields is not supported by this database backend");
  result->must_be_whole(rt, "Cannot create distinct fields once a slice has been taken.");
  result->query.distinct = true;
  return result;
}

// values(), values_list(): names, and expressions that are annotated first.
void select(Runtime& rt, QuerySet& result, const python::Arguments& arguments) {
  std::vector<std::string> names;
  const auto annotate = [&](const std::string& name, const Value& value) {
    result.query.annotate(name, resolve_readable(result.query, value));
    names.push_back(name);
  };
  for (std::uint32_t i = 1; i < arguments.count; ++i) {
    if (const auto* expression = python::host<ExpressionObject>(arguments[i]))
      annotate(expression->default_name(rt), arguments[i]);
    else
      names.push_back(python::text_argument(rt, arguments[i], "the name of a field"));
  }
  for (std::uint32_t k = 0; k < arguments.keywords; ++k)
    annotate(arguments.names[k]->text, arguments.keyword(k));
  result.query.select_values(names);
  if (arguments.keywords > 0 && result.query.has_aggregates() && !result.query.group_by)
    result.query.set_group_by_selection();
}

Value values(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> result = fresh(rt, arguments);
  result->rows = QuerySet::Rows::Dicts;
  select(rt, *result, arguments);
  return result;
}

Value values_list(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> result = fresh(rt, arguments);
  bool flat = false;
  bool named = false;
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) {
    const std::string& name = arguments.names[k]->text;
    if (name == "flat")
      flat = python::truth(rt, arguments.keyword(k));
    else if (name == "named")
      named = python::truth(rt, arguments.keyword(k));
    else
      python::type_error(rt, "values_list() got an unexpected keyword argument '{}'", name);
  }
  if (flat && named) python::type_error(rt, "'flat' and 'named' can't be used together.");
  if (flat && arguments.count > 2)
    python::type_error(rt,
                       "'flat' is not valid when values_list is called with more than one field.");
  result->rows = flat    ? QuerySet::Rows::Flat
                 : named ? QuerySet::Rows::Named
                         : QuerySet::Rows::Tuples;
  python::Arguments names = arguments;
  names.keywords = 0;
  select(rt, *result, names);
  return result;
}

template <bool Shown>
Value annotate(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> result = fresh(rt, arguments);
  Query& query = result->query;
  const std::vector<std::string> choices = result->model->choices();
  bool aggregates = false;
  const auto add = [&](const std::string& name, const Value& value) {
    if (python::host<ExpressionObject>(value) == nullptr)
      python::type_error(rt, "QuerySet.annotate() received non-expression(s): {}.",
                         python::str(rt, value));
    const bool conflict = query.values ? std::ranges::find(query.selected, name, &Selected::name) !=
                                             query.selected.end()
                                       : std::ranges::find(choices, name) != choices.end();
    if (conflict)
      python::value_error(rt, "The annotation '{}' conflicts with a field on the model.", name);
    const ExprRef expr = resolve_readable(query, value);
    query.annotate(name, expr, Shown);
    aggregates = aggregates || expr->contains_aggregate();
    if (query.values && Shown) query.values->push_back(name);
  };
  for (std::uint32_t i = 1; i < arguments.count; ++i) {
    const auto* expression = python::host<ExpressionObject>(arguments[i]);
    if (expression == nullptr)
      python::type_error(rt, "QuerySet.annotate() received non-expression(s): {}.",
                         python::str(rt, arguments[i]));
    add(expression->default_name(rt), arguments[i]);
  }
  for (std::uint32_t k = 0; k < arguments.keywords; ++k)
    add(arguments.names[k]->text, arguments.keyword(k));
  if (!aggregates) return result;
  if (query.values)
    query.set_group_by_selection();
  else
    query.set_group_by_key();
  return result;
}

Value get_queryset(Runtime& rt, python::Arguments& arguments) { return fresh(rt, arguments); }

constexpr QuerySetMethod Methods[] = {
    {"all", all, 0, 0},
    {"get_queryset", get_queryset, 0, 0},
    {"filter", filter<false>, 0, -1},
    {"exclude", filter<true>, 0, -1},
    {"none", none, 0, 0},
    {"order_by", order_by, 0, 1000},
    {"reverse", reverse, 0, 0},
    {"distinct", distinct, 0, 1000},
    {"values", values, 0, -1},
    {"values_list", values_list, 0, -1},
    {"annotate", annotate<true>, 0, -1},
    {"alias", annotate<false>, 0, -1},
    // What these would read earlier or later makes no difference.
    {"select_related", all, 0, 1000},
    {"prefetch_related", all, 0, 1000},
    {"only", all, 0, 1000},
    {"defer", all, 0, 1000},
    {"using", all, 0, 1},
    {"select_for_update", all, 0, -1},
};

}  // namespace

std::span<const QuerySetMethod> chaining_methods() { return Methods; }

}  // namespace undumpy::orm
