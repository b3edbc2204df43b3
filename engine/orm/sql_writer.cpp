#include "engine/orm/sql_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace undumpy::orm {

namespace {

void add_annotations(const Query& query, std::vector<ExprRef>& columns) {
  for (const Annotation& each : query.annotations)
    if (each.selected) columns.push_back(each.expr);
}

void find_order(Selection& selection) {
  Query& query = selection.query;
  for (const OrderTerm& term : query.order_by) {
    const ExprRef expr = term.expr ? term.expr : query.resolve_name(term.name, nullptr, true);
    selection.order.emplace_back(expr, term.descending != query.reversed);
  }
}

// Conditions with aggregates are for HAVING; AND is split, OR is not.
void split_having(const WhereRef& where, std::vector<WhereRef>& plain,
                  std::vector<WhereRef>& having) {
  if (!where->contains_aggregate()) {
    plain.push_back(where);
  } else if (where->kind == Where::Kind::All && !where->negated) {
    for (const WhereRef& each : where->children) split_having(each, plain, having);
  } else {
    having.push_back(where);
  }
}

}  // namespace

Selection selection_of(const Query& source) {
  Selection selection{source, {}, 0, {}};
  Query& query = selection.query;
  std::vector<ExprRef>& columns = selection.columns;
  if (!query.only.empty()) {
    columns = query.only;
  } else if (query.values) {
    for (const std::string& name : *query.values) {
      const auto found = std::ranges::find(query.selected, name, &Selected::name);
      columns.push_back(found != query.selected.end() ? found->expr
                                                      : query.find_annotation(name)->expr);
    }
  } else {
    for (const Field* field : query.model->fields) columns.push_back(query.own_column(*field));
    add_annotations(query, columns);
  }
  selection.shown = columns.size();
  find_order(selection);
  if (query.distinct)
    for (const auto& [expr, descending] : selection.order)
      if (std::ranges::none_of(columns, [&](const ExprRef& each) { return same(each, expr); }))
        columns.push_back(expr);
  return selection;
}

Selection counted_selection_of(const Query& source) {
  Query query = source;
  if (!query.sliced()) query.order_by.clear();
  if (!query.values && !query.distinct && query.only.empty())
    query.only = {query.own_column(query.model->require_key())};
  return selection_of(query);
}

std::string SqlWriter::alias_name(int alias, bool outer) const {
  const std::size_t scope = scopes_.size() - (outer ? 2 : 1);
  return fmt::format("T{}", scopes_[scope] + alias);
}

void SqlWriter::parameter(const Parameter& value) {
  sql += '?';
  parameters.push_back(value);
}

void SqlWriter::select(const Selection& selection, bool named) {
  session_.rt.check_stack();
  const Query& query = selection.query;
  scopes_.push_back(next_alias_);
  next_alias_ += static_cast<int>(query.joins.size());
  sql += query.distinct ? "SELECT DISTINCT " : "SELECT ";
  for (std::size_t i = 0; i < selection.columns.size(); ++i) {
    if (i > 0) sql += ", ";
    write(selection.columns[i]);
    if (named) sql += fmt::format(" AS c{}", i);
  }
  from(query);
  std::vector<WhereRef> plain;
  std::vector<WhereRef> having;
  split_having(query.where, plain, having);
  const WhereRef where = where_all(plain);
  if (query.nothing) {
    sql += " WHERE 0";
  } else if (!plain.empty() && !(plain.size() == 1 && plain[0]->is_everything())) {
    sql += " WHERE ";
    write(plain.size() == 1 ? plain[0] : where);
  }
  const WhereRef having_all = where_all(having);
  if (query.group_by) group_by(selection, having_all);
  if (!having.empty()) {
    sql += " HAVING ";
    write(having_all);
  }
  for (std::size_t i = 0; i < selection.order.size(); ++i) {
    sql += i == 0 ? " ORDER BY " : ", ";
    write(selection.order[i].first);
    sql += selection.order[i].second ? " DESC" : " ASC";
  }
  if (query.sliced())
    sql += fmt::format(" LIMIT {} OFFSET {}", query.high ? *query.high - query.low : -1, query.low);
  scopes_.pop_back();
}

void SqlWriter::from(const Query& query) {
  bool base = true;
  for (std::size_t i = 0; i < query.joins.size(); ++i) {
    const Join& join = query.joins[i];
    if (join.references <= 0 && !(i == 0 && query.joins.size() == 1)) continue;
    const std::string name = alias_name(static_cast<int>(i), false);
    if (base) {
      sql += fmt::format(" FROM {} {}", sqlite::quoted(join.table->name), name);
      base = false;
      continue;
    }
    sql += fmt::format(" {} JOIN {} {} ON ({}.{} = {}.{})", join.left ? "LEFT OUTER" : "INNER",
                       sqlite::quoted(join.table->name), name, alias_name(join.parent, false),
                       sqlite::quoted(join.from_column), name, sqlite::quoted(join.to_column));
  }
}

void SqlWriter::group_by(const Selection& selection, const WhereRef& having) {
  std::vector<ExprRef> columns;
  const Query& query = selection.query;
  for (const ExprRef& each : *query.group_by) add_group_columns(each, columns);
  if (query.values || !query.only.empty())
    for (std::size_t i = 0; i < selection.columns.size(); ++i)
      add_group_columns(selection.columns[i], columns);
  for (const Annotation& each : query.annotations)
    if (each.selected && !query.values) add_group_columns(each.expr, columns);
  for (const auto& [expr, descending] : selection.order) add_group_columns(expr, columns);
  for (const WhereRef& each : having->children) add_group_columns(each, columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    sql += i == 0 ? " GROUP BY " : ", ";
    write(columns[i]);
  }
}

void SqlWriter::write(const ExprRef& expr) {
  session_.rt.check_stack();
  const bool cast = expr->computed_decimal() && expr->kind != Expr::Kind::ResultColumn &&
                    expr->kind != Expr::Kind::Subquery;
  if (cast) sql += "CAST(";
  switch (expr->kind) {
    case Expr::Kind::Column:
      if (!in_row_) sql += alias_name(expr->alias, expr->outer) + ".";
      sql += sqlite::quoted(expr->field->attname);
      break;
    case Expr::Kind::Parameter:
      parameter(expr->parameter);
      break;
    case Expr::Kind::Arithmetic:
      sql += '(';
      write(expr->arguments[0]);
      sql += " " + expr->text + " ";
      write(expr->arguments[1]);
      sql += ')';
      break;
    case Expr::Kind::Aggregate:
      aggregate(*expr);
      break;
    case Expr::Kind::Function:
      function(*expr);
      break;
    case Expr::Kind::DatePart:
      date_part(*expr);
      break;
    case Expr::Kind::Subquery:
      sql += '(';
      select(selection_of(*expr->subquery));
      sql += ')';
      break;
    case Expr::Kind::ResultColumn:
      sql += expr->text;
      break;
  }
  if (cast) sql += " AS NUMERIC)";
}

void SqlWriter::write_in_row(const ExprRef& expr) {
  in_row_ = true;
  write(expr);
  in_row_ = false;
}

void SqlWriter::aggregate(const Expr& expr) {
  sql += expr.text + "(";
  if (expr.distinct) sql += "DISTINCT ";
  if (expr.arguments.empty())
    sql += '*';
  else
    write(expr.arguments[0]);
  sql += ')';
  if (!expr.filter || expr.filter->is_everything()) return;
  sql += " FILTER (WHERE ";
  write(expr.filter);
  sql += ')';
}

void SqlWriter::function(const Expr& expr) {
  if (expr.text == "Concat") {
    sql += '(';
    for (std::size_t i = 0; i < expr.arguments.size(); ++i) {
      sql += i > 0 ? " || COALESCE(" : "COALESCE(";
      write(expr.arguments[i]);
      sql += ", '')";
    }
    sql += ')';
    return;
  }
  std::string name = expr.text;
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  sql += name + "(";
  for (std::size_t i = 0; i < expr.arguments.size(); ++i) {
    if (i > 0) sql += ", ";
    write(expr.arguments[i]);
  }
  sql += ')';
}

void SqlWriter::date_part(const Expr& expr) {
  // Before and behind the date; Thursday decides in which year an ISO week is.
  struct Wrapping {
    std::string_view part, before, behind;
  };
  constexpr std::array<Wrapping, 13> Wrappings = {{
      {"year", "CAST(strftime('%Y', ", ") AS INTEGER)"},
      {"month", "CAST(strftime('%m', ", ") AS INTEGER)"},
      {"day", "CAST(strftime('%d', ", ") AS INTEGER)"},
      {"hour", "CAST(strftime('%H', ", ") AS INTEGER)"},
      {"minute", "CAST(strftime('%M', ", ") AS INTEGER)"},
      {"second", "CAST(strftime('%S', ", ") AS INTEGER)"},
      {"week_day", "(CAST(strftime('%w', ", ") AS INTEGER) + 1)"},
      {"iso_week_day", "((CAST(strftime('%w', ", ") AS INTEGER) + 6) % 7 + 1)"},
      {"quarter", "((CAST(strftime('%m', ", ") AS INTEGER) + 2) / 3)"},
      {"week", "((CAST(strftime('%j', date(",
       ", '-3 days', 'weekday 4')) AS INTEGER) - 1) / 7 + 1)"},
      {"iso_year", "CAST(strftime('%Y', date(", ", '-3 days', 'weekday 4')) AS INTEGER)"},
      {"date", "date(", ")"},
      {"time", "substr(", ", 12)"},
  }};
  const Wrapping& wrapping = *std::ranges::find(Wrappings, expr.text, &Wrapping::part);
  sql += wrapping.before;
  write(expr.arguments[0]);
  sql += wrapping.behind;
}

void SqlWriter::write(const WhereRef& where) {
  session_.rt.check_stack();
  session_.rt.step();
  if (where->negated) sql += "NOT ";
  if (where->kind == Where::Kind::All || where->kind == Where::Kind::Any)
    conditions(*where);
  else
    leaf(*where);
}

void SqlWriter::conditions(const Where& where) {
  if (where.children.empty()) {
    sql += '1';
    return;
  }
  sql += '(';
  for (std::size_t i = 0; i < where.children.size(); ++i) {
    if (i > 0) sql += where.kind == Where::Kind::All ? " AND " : " OR ";
    write(where.children[i]);
  }
  sql += ')';
}

void SqlWriter::leaf(const Where& where) {
  switch (where.kind) {
    case Where::Kind::Exists:
      sql += "EXISTS(";
      {
        Selection selection = counted_selection_of(*where.subquery);
        auto one = std::make_shared<Expr>();
        one->kind = Expr::Kind::ResultColumn;
        one->text.assign(1, '1');
        selection.columns = {one};
        select(selection);
      }
      sql += ')';
      return;
    case Where::Kind::In:
      if (!where.subquery && where.parameters.empty()) {
        sql += '0';
        return;
      }
      write(where.left);
      sql += " IN (";
      if (where.subquery) select(selection_of(*where.subquery));
      for (std::size_t i = 0; i < where.parameters.size(); ++i) {
        if (i > 0) sql += ", ";
        parameter(where.parameters[i]);
      }
      sql += ')';
      return;
    default:
      break;
  }
  write(where.left);
  switch (where.kind) {
    case Where::Kind::Compare:
      sql += " " + where.text + " ";
      write(where.right);
      break;
    case Where::Kind::Like:
      sql += " LIKE ";
      if (where.right) {
        sql += where.text.starts_with('%') ? "'%' || " : "";
        sql += "REPLACE(REPLACE(REPLACE(";
        write(where.right);
        sql += R"(, '\', '\\'), '%', '\%'), '_', '\_'))";
        sql += where.text.ends_with('%') ? " || '%'" : "";
      } else {
        parameter(where.parameters[0]);
      }
      sql += " ESCAPE '\\'";
      break;
    case Where::Kind::Regexp:
      sql += " REGEXP ";
      parameter(where.parameters[0]);
      break;
    case Where::Kind::Between:
      sql += " BETWEEN ";
      write(where.right);
      sql += " AND ";
      write(where.end);
      break;
    case Where::Kind::IsNull:
      sql += " IS NULL";
      break;
    case Where::Kind::IsNotNull:
      sql += " IS NOT NULL";
      break;
    default:
      break;
  }
}

}  // namespace undumpy::orm
