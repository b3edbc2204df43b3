// --set 'TABLE: COLUMN=EXPR': cells that get another value.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "engine/column_names.h"
#include "engine/orm/values.h"
#include "engine/predicate.h"
#include "engine/script/row_expression.h"
#include "engine/storage.h"
#include "engine/table_pattern.h"
#include "engine/transforms/list.h"
#include "engine/transforms/target_name.h"
#include "parser/python.h"
#include "parser/trimmed.h"

namespace undumpy::transforms {

namespace {

// One TABLE: COLUMN=EXPR, for one table.
struct Assignment {
  std::string column;
  // A literal, or an expression that the interpreter runs for each row.
  Cell literal = Cell::none();
  Arena memory;  // of the literal
  std::unique_ptr<RowExpression> expression;
  Sandbox* sandbox = nullptr;
};
using Assignments = std::map<std::string, std::vector<std::unique_ptr<Assignment>>, std::less<>>;

class Set final : public Transform {
 public:
  explicit Set(Assignments assignments) : assignments_(std::move(assignments)) {}
  [[nodiscard]] std::string name() const override { return "--set"; }

  Status reshape(RowShape& shape, std::vector<std::size_t>& sources) override {
    const auto found = assignments_.find(shape.table);
    if (found == assignments_.end()) return Done{};
    by_model_[shape.model] = &found->second;
    std::vector<std::string> names;
    for (const ShapeColumn& column : shape.columns) names.push_back(column.name);
    for (const auto& assignment : found->second) {
      if (assignment->expression != nullptr)
        for (const std::string& name : assignment->expression->columns())
          if (shape.find(name) == shape.columns.size())
            return no_such_column("--set", shape.table, name, names);
      if (!columns_named(shape, assignment->column).empty()) continue;
      ShapeColumn added;
      added.name = added.field = assignment->column;
      shape.columns.push_back(std::move(added));
      sources.push_back(None);
    }
    return Done{};
  }

  Status change(const Row& row, std::span<Cell> cells, Arena& arena) override {
    const auto found = by_model_.find(row.shape->model);
    if (found == by_model_.end()) return Done{};
    for (const auto& assignment : *found->second) {
      Cell value = assignment->literal;
      if (assignment->expression != nullptr) {
        UNDUMPY_TRY(value, evaluate(*assignment, row, arena));
      }
      for (const std::size_t column : columns_named(*row.shape, assignment->column)) {
        if (equal(cells[column], value)) continue;
        cells[column] = value;
        ++changed_;
      }
    }
    return Done{};
  }

 private:
  static Result<Cell> evaluate(Assignment& assignment, const Row& row, Arena& arena) {
    UNDUMPY_TRY(const python::Value value, assignment.expression->value(row));
    Cell cell = Cell::none();
    std::string why;
    const bool fits = orm::cell_of(assignment.sandbox->runtime(), value, arena, cell, why);
    if (fits) return cell;
    Diagnostic error =
        make_error("usage", fmt::format("--set: {} can not hold {}", assignment.column, why),
                   "let the expression give a number, a text, a date or None");
    error.place.file = row.module->file;
    error.place.line = row.line;
    error.table = row.shape->table;
    error.key = to_text(row.key());
    return error;
  }

  Assignments assignments_;
  std::map<std::string, const std::vector<std::unique_ptr<Assignment>>*, std::less<>> by_model_;
};

constexpr std::array<OptionText, 1> Options = {
    {{"set", "'TABLE: COLUMN=EXPR'",
      "give the cells of this column the value of a Python expression over the row's columns; a "
      "column that only the target has is added; repeatable"}}};

// A literal that names nothing needs no interpreter.
bool is_literal(const std::string& text, Assignment& assignment) {
  DiagnosticList problems;
  const auto tree = parse_python("--set", text + "\n", {}, problems);
  const auto* statement =
      tree->body.size() == 1 ? syntax::as<syntax::ExpressionStatement>(tree->body[0]) : nullptr;
  if (!problems.items.empty() || statement == nullptr ||
      syntax::as<syntax::Name>(statement->value) != nullptr)
    return false;
  std::string reason;
  Cell cell = Cell::none();
  if (!literal_of(*statement->value, assignment.memory, cell, reason)) return false;
  // A text points into the tree, which ends here.
  assignment.literal = cell;
  if (cell.kind == CellKind::Text || cell.kind == CellKind::Bytes ||
      cell.kind == CellKind::BigInteger) {
    assignment.literal = Cell::of_text(cell.kind, assignment.memory.copy(cell.text()));
    assignment.literal.has_surrogates = cell.has_surrogates;
    return true;
  }
  return cell.kind != CellKind::List && cell.kind != CellKind::Tuple && cell.kind != CellKind::Dict;
}

Result<std::unique_ptr<Assignment>> compile(const std::string& column, const std::string& text,
                                            const std::string& table, const Table* target,
                                            const FilterContext& context) {
  auto assignment = std::make_unique<Assignment>();
  assignment->column = column;
  if (is_literal(text, *assignment)) return assignment;
  UNDUMPY_TRY(assignment->sandbox, context.sandbox());
  // Also columns that only the target has: --rename may make them. Set::reshape looks again.
  std::vector<std::string> columns = columns_of(table, context);
  if (target != nullptr)
    for (const Column& more : target->columns)
      if (std::ranges::find(columns, more.name) == columns.end()) columns.push_back(more.name);
  auto expression =
      RowExpression::compile("--set", text, columns, *assignment->sandbox, context.schema);
  if (!expression && expression.error().name == "no-such-name")
    return no_such_column("--set", table, expression.error().column, columns);
  if (!expression) return expression.error();
  assignment->expression = std::move(*expression);
  return assignment;
}

Result<std::unique_ptr<Transform>> make(const Arguments& arguments, const FilterContext& context) {
  Assignments assignments;
  for (const std::string& text : arguments.all("set")) {
    const TableArgument argument = split_table(text);
    const std::size_t equals = argument.rest.find('=');
    if (!argument.has_rest || equals == std::string_view::npos || equals == 0 ||
        equals + 1 == argument.rest.size())
      return make_error("usage", "--set " + printable(text) + ": this sets no column",
                        "write TABLE: COLUMN=EXPR, such as --set 'cal_event: user_id=None'");
    const std::string column(trimmed(argument.rest.substr(0, equals)));
    const std::string expression(trimmed(argument.rest.substr(equals + 1)));
    UNDUMPY_TRY(const auto tables,
                tables_named(argument.table, *context.snapshot, *context.constructors));
    for (const std::string& table : tables) {
      const Constructor* constructor = context.constructors->find(table);
      const Table* target = context.schema->find(target_name(table, arguments, context));
      const bool known = constructor == nullptr ||
                         !columns_named(constructor->shape(), column).empty() ||
                         (target != nullptr && target->find(column) != nullptr);
      if (!known) return no_such_column("--set", table, column, columns_of(table, context));
      UNDUMPY_TRY(auto assignment, compile(column, expression, table, target, context));
      assignments[table].push_back(std::move(assignment));
    }
  }
  return std::unique_ptr<Transform>(std::make_unique<Set>(std::move(assignments)));
}

}  // namespace

const TransformKind set{.options = Options, .make = make};

}  // namespace undumpy::transforms
