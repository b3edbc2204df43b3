// The methods of querysets that read: get(), count(), first(), aggregate() …

#include "engine/orm/conversion.h"
#include "engine/orm/expression_object.h"
#include "engine/orm/manager.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/queryset_methods.h"
#include "engine/orm/sql_writer.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

namespace {

Value get(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0])->clone();
  const python::Arguments conditions = arguments.after(1);
  if (conditions.count + conditions.keywords > 0) {
    queryset->must_be_whole(rt, "Cannot filter a query once a slice has been taken.");
    queryset->query.add_condition(make_q(*queryset->model->session, conditions, false));
  }
  return get_one(rt, queryset);
}

Value count(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0]);
  if (const auto* known = queryset->fetched())
    return python::make_int(rt, static_cast<std::int64_t>(known->size()));
  return python::make_int(rt, count_rows(queryset->query));
}

Value exists(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0]);
  if (const auto* known = queryset->fetched()) return Value::boolean(!known->empty());
  return Value::boolean(has_rows(queryset->query));
}

Value first_of(Runtime& rt, const Ref<QuerySet>& queryset) {
  queryset->query.limit(0, 1);
  const std::vector<Value>& found = queryset->fetch(rt);
  return found.empty() ? Value::none() : found[0];
}

template <bool Last>
Value first(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0])->clone();
  Query& query = queryset->query;
  if (!query.ordered()) {
    queryset->must_be_whole(rt, "Cannot reorder a query once a slice has been taken.");
    query.order_by.push_back({"pk", {}, Last});
  } else if (Last) {
    if (query.sliced())
      python::type_error(rt, "Cannot reverse a query once a slice has been taken.");
    query.reversed = !query.reversed;
  }
  return first_of(rt, queryset);
}

template <bool Latest>
Value earliest(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0])->clone();
  if (arguments.count < 2)
    python::value_error(rt,
                        "earliest() and latest() require either fields as positional arguments or "
                        "'get_latest_by' in the model's Meta.");
  queryset->must_be_whole(rt, "Cannot change a query once a slice has been taken.");
  Query& query = queryset->query;
  query.order_by.clear();
  for (std::uint32_t i = 1; i < arguments.count; ++i) {
    std::string name = python::text_argument(rt, arguments[i], "the name of a field");
    const bool descending = name.starts_with('-');
    if (descending) name.erase(0, 1);
    query.order_by.push_back({name, {}, descending != Latest});
  }
  queryset->query.limit(0, 1);
  return get_one(rt, queryset);
}

Value in_bulk(Runtime& rt, python::Arguments& arguments) {
  const auto [ids, field_name] =
      python::read<2>(rt, arguments.after(1), {"in_bulk", {"id_list", "field_name"}, 0, 1});
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0])->clone();
  queryset->must_be_whole(rt, "Cannot use 'limit' or 'offset' with in_bulk");
  const std::string name = field_name ? python::str(rt, field_name) : "pk";
  if (ids && !ids.is_none()) {
    const Value list = python::make_list(rt, python::to_vector(rt, ids));
    Value values[] = {list};
    python::Str* names[] = {rt.intern(name + "__in")};
    queryset->query.add_condition(make_q(*queryset->model->session, {values, 0, 1, names}, false));
  }
  const Ref<python::Dict> dict = python::new_dict(rt);
  const std::vector<Value> found = queryset->fetch(rt);
  for (const Value& each : found)
    dict->table.set(rt, python::get_attribute(rt, each, rt.intern(name)), each);
  return dict;
}

// Rows are read in chunks, so that what the loop writes does not disturb the statement for long.
Value iterator(Runtime& rt, python::Arguments& arguments) {
  constexpr std::size_t Chunk = 200;
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0]);
  const auto reader = std::make_shared<RowReader>(*queryset);
  return python::make_iterator(rt, "generator",
                               [reader, keep = queryset, chunk = std::vector<Value>(),
                                at = std::size_t{0}](Runtime& runtime, Value& out) mutable {
                                 static_cast<void>(runtime);
                                 if (at == chunk.size()) {
                                   chunk.clear();
                                   at = 0;
                                   Value row;
                                   while (chunk.size() < Chunk && reader->next(row))
                                     chunk.push_back(row);
                                 }
                                 if (at == chunk.size()) return false;
                                 out = std::move(chunk[at++]);
                                 return true;
                               });
}

// ---- aggregate() --------------------------------------------------------------------------------

// The same expression over the columns of a subquery: what it took from the query is selected
// there.
ExprRef lifted(const ExprRef& expr, std::vector<ExprRef>& columns) {
  const bool leaf = expr->kind == Expr::Kind::Column || expr->contains_aggregate();
  auto copy = std::make_shared<Expr>(*expr);
  if (!leaf) {
    for (ExprRef& each : copy->arguments) each = lifted(each, columns);
    return copy;
  }
  copy = std::make_shared<Expr>();
  copy->kind = Expr::Kind::ResultColumn;
  copy->type = expr->type;
  copy->text = "c" + std::to_string(columns.size());
  columns.push_back(expr);
  return copy;
}

struct Summary {
  python::Str* name;
  ExprRef expr;
};

Ref<python::Dict> read_summaries(Session& session, const SqlWriter& writer,
                                 const std::vector<Summary>& summaries) {
  const Ref<python::Dict> dict = python::new_dict(session.rt);
  Cursor cursor(session, writer.sql, writer.parameters);
  const bool row = cursor.step();
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    const Expr& expr = *summaries[i].expr;
    const Field* field = (expr.text == "MIN" || expr.text == "MAX") && !expr.arguments.empty() &&
                                 expr.type != ColumnKind::Decimal
                             ? expr.arguments[0]->field
                             : nullptr;
    Value value = Value::none();
    const int at = static_cast<int>(i);
    if (row)
      value = field != nullptr ? read_column(session, *field, cursor.statement(), at)
                               : read_value(session, expr.type, cursor.statement(), at);
    dict->set(*summaries[i].name, value);
  }
  return dict;
}

// SUM(c0) FROM (SELECT … AS c0): what is aggregated already, cut or made distinct comes first.
Ref<python::Dict> summarize_subquery(Query query, const std::vector<Summary>& summaries) {
  Session& session = *query.model->session;
  if (!query.sliced()) query.order_by.clear();
  if (!query.values && query.has_aggregates())
    query.group_by = {{query.own_column(query.model->require_key())}};
  Selection inner =
      query.distinct || query.values ? selection_of(query) : counted_selection_of(query);
  std::vector<ExprRef> outer;
  for (const Summary& each : summaries) {
    auto copy = std::make_shared<Expr>(*each.expr);
    for (ExprRef& argument : copy->arguments) argument = lifted(argument, inner.columns);
    outer.push_back(copy);
  }
  SqlWriter writer(session);
  writer.add("SELECT ");
  for (std::size_t i = 0; i < outer.size(); ++i) {
    if (i > 0) writer.add(", ");
    writer.write(outer[i]);
  }
  writer.add(" FROM (");
  writer.select(inner, true);
  writer.add(")");
  return read_summaries(session, writer, summaries);
}

Value aggregate(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0])->clone();
  Query& query = queryset->query;
  std::vector<Summary> summaries;
  const bool needs_subquery =
      query.group_by || query.sliced() || query.distinct || !query.annotations.empty();
  const auto add = [&](python::Str* name, const Value& value) {
    const auto* expression = python::host<ExpressionObject>(value);
    if (expression == nullptr)
      python::type_error(rt, "QuerySet.aggregate() received non-expression(s): {}.",
                         python::str(rt, value));
    const ExprRef expr = resolve_summary(query, value);
    if (!expr->contains_aggregate())
      python::type_error(rt, "{} is not an aggregate expression", name->text);
    summaries.push_back({name, expr});
  };
  for (std::uint32_t k = 0; k < arguments.keywords; ++k)
    add(rt.intern(*arguments.names[k]), arguments.keyword(k));
  for (std::uint32_t i = 1; i < arguments.count; ++i) {
    const auto* expression = python::host<ExpressionObject>(arguments[i]);
    if (expression == nullptr)
      python::type_error(rt, "QuerySet.aggregate() received non-expression(s): {}.",
                         python::str(rt, arguments[i]));
    add(rt.intern(expression->default_name(rt)), arguments[i]);
  }
  if (summaries.empty()) return python::new_dict(rt);
  if (needs_subquery) return summarize_subquery(query, summaries);
  query.order_by.clear();
  query.values.reset();
  query.only.clear();
  for (const Summary& each : summaries) query.only.push_back(each.expr);
  SqlWriter writer(*queryset->model->session);
  writer.select(selection_of(query));
  return read_summaries(*queryset->model->session, writer, summaries);
}

constexpr QuerySetMethod Methods[] = {
    {"get", get, 0, -1},
    {"count", count, 0, 0},
    {"exists", exists, 0, 0},
    {"first", first<false>, 0, 0},
    {"last", first<true>, 0, 0},
    {"earliest", earliest<false>, 0, 1000},
    {"latest", earliest<true>, 0, 1000},
    {"in_bulk", in_bulk, 0, -1},
    {"iterator", iterator, 0, -1},
    {"aggregate", aggregate, 0, -1},
};

}  // namespace

std::span<const QuerySetMethod> reading_methods() { return Methods; }

}  // namespace undumpy::orm
