#include "engine/script/row_expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "parser/python.h"
#include "parser/syntax_walk.h"

namespace undumpy {

using python::Runtime;
using python::Value;

namespace {

constexpr const char* Prelude = R"(
from decimal import Decimal
from datetime import date, datetime, time, timedelta
from lino.core.utils import resolve_model as _resolve_model

dt = datetime

def target(model):
    return _resolve_model(model).objects
)";
constexpr const char* Function = "row_expression";

using NameSet = std::set<std::string, std::less<>>;

struct Names {
  NameSet used;   // as variables
  NameSet bound;  // by lambdas, comprehensions and := inside the expression
  bool yields = false;
};

void add_targets(const syntax::Expression* target, NameSet& names) {
  syntax::walk(*target, [&](const syntax::Node& node) {
    if (const auto* name = syntax::as<syntax::Name>(&node)) names.emplace(name->id);
    return true;
  });
}

Names names_in(const syntax::Expression& expression) {
  Names names;
  syntax::walk(expression, [&](const syntax::Node& node) {
    using namespace syntax;
    if (const auto* name = as<Name>(&node)) names.used.emplace(name->id);
    if (const auto* lambda = as<Lambda>(&node))
      for (const Parameter& parameter : lambda->parameters) names.bound.emplace(parameter.name);
    if (const auto* comprehension = as<Comprehension>(&node))
      for (const Comprehension::Clause& clause : comprehension->clauses)
        add_targets(clause.target, names.bound);
    if (const auto* walrus = as<Walrus>(&node)) names.bound.emplace(walrus->target->id);
    names.yields = names.yields || node.kind == NodeKind::Yield || node.kind == NodeKind::YieldFrom;
    return true;
  });
  return names;
}

}  // namespace

Result<std::unique_ptr<RowExpression>> RowExpression::compile(
    const std::string& option, const std::string& text, const std::vector<std::string>& columns,
    Sandbox& sandbox, const Schema* schema) {
  std::unique_ptr<RowExpression> result(new RowExpression(option, text, sandbox, schema));
  DiagnosticList problems;
  const auto tree = parse_python(option, text + "\n", {}, problems);
  const auto* statement =
      tree->body.size() == 1 ? syntax::as<syntax::ExpressionStatement>(tree->body[0]) : nullptr;
  Diagnostic error = make_error("usage", fmt::format("{}: this is no expression", option));
  if (!problems.items.empty()) error = problems.items.front();
  error.name = "usage";
  error.next = option == "--where"
                   ? "write a condition such as: city_id == 5 and name.startswith('A')"
                   : "write an expression such as: None, 5 or name.upper()";
  if (!problems.items.empty() || statement == nullptr) return error;
  const Names names = names_in(*statement->value);
  if (names.yields) return error;
  for (const std::string& column : columns)
    if (names.used.contains(column) && !names.bound.contains(column))
      result->columns_.push_back(column);
  UNDUMPY_CHECK(result->make_function());

  Runtime& rt = sandbox.runtime();
  const auto is_column = [&](const std::string& name) {
    return std::ranges::find(result->columns_, name) != result->columns_.end();
  };
  for (const std::string& name : names.used) {
    if (names.bound.contains(name) || is_column(name)) continue;
    const bool known = !name.starts_with('_') && (result->globals_->get(*rt.intern(name)) ||
                                                  rt.builtins->get(*rt.intern(name)));
    if (!known) {
      Diagnostic unknown = make_error(
          "no-such-name", fmt::format("{}: {} means nothing here", option, printable(name)));
      unknown.column = name;
      return unknown;
    }
    result->uses_target_ = result->uses_target_ || name == "target";
  }
  return result;
}

Status RowExpression::make_function() {
  Runtime& rt = sandbox_.runtime();
  globals_ = python::new_dict(rt);
  // In a line of its own: it may end with a comment.
  const std::string function =
      fmt::format("def {}({}):\n    return (\n{}\n)\n", Function, fmt::join(columns_, ", "), text_);
  DiagnosticList problems;
  const python::ProgramResult ended = sandbox_.interpreter().guard([&] {
    for (const auto& [file, code] :
         {std::pair("<prelude>", std::string(Prelude)), std::pair(option_.c_str(), function)}) {
      const auto program = python::load_program(rt, file, code, Sandbox::resolving(true), problems);
      if (program == nullptr) return;
      globals_->set(*rt.intern("__name__"), python::make_text(rt, option_));
      python::Program::run(rt, program, *globals_, *globals_);
    }
    function_ = globals_->get(*rt.intern(Function));
  });
  if (ended.ok && function_) return Done{};
  std::string why = ended.error;
  for (const Diagnostic& problem : problems.items)
    if (why.empty() && problem.severity == Severity::Error) why = problem.message;
  return make_error("usage", fmt::format("{} {}: {}", option_, printable(text_), why),
                    "write the expression otherwise");
}

const RowExpression::Sources& RowExpression::sources_of(const RowShape& shape) {
  const auto known = shapes_.find(&shape);
  if (known != shapes_.end()) return known->second;
  const Table* table = schema_ != nullptr ? schema_->find(shape.table) : nullptr;
  Sources sources;
  for (const std::string& name : columns_) {
    Source& source = sources.emplace_back();
    source.index = shape.find(name);
    if (source.index == shape.columns.size() || table == nullptr) continue;
    const ShapeColumn& hint = shape.columns[source.index];
    if (const Column* column = column_for(*table, hint))
      source.storage = std::make_unique<ColumnStorage>(*table, *column, &hint, StorageOptions());
  }
  return shapes_.emplace(&shape, std::move(sources)).first->second;
}

template <class Use>
Status RowExpression::run(const Row& row, Use use) {
  Runtime& rt = sandbox_.runtime();
  const Sources& sources = sources_of(*row.shape);
  std::string raised;
  const python::ProgramResult ended = sandbox_.interpreter().guard([&] {
    python::Ref<python::Exception> exception;
    try {
      rt.step();
      std::vector<Value> values;
      for (const Source& source : sources)
        values.push_back(source.index < row.cells.size()
                             ? values_.value_of(row.cells[source.index], source.storage.get())
                             : Value::none());
      python::Arguments arguments{values.data(), static_cast<std::uint32_t>(values.size()), 0,
                                  nullptr};
      use(python::call(rt, function_, arguments));
    } catch (const python::Raised& error) {
      exception = error.exception;
    }
    if (exception) raised = exception_line(rt, *exception);
  });
  if (ended.ok && raised.empty()) return Done{};
  const bool limit = ended.error.starts_with("LimitExceeded");
  Diagnostic error =
      make_error(limit ? "limit-exceeded" : "usage",
                 fmt::format("{} {} raised {}", option_, printable(text_),
                             printable(raised.empty() ? ended.error : raised)),
                 limit ? "if the expression is right, give it more with the option that is named"
                       : "write the expression so that it holds for this row too");
  error.place.file = row.module->file;
  error.place.line = row.line;
  error.table = row.shape->table;
  error.key = to_text(row.key());
  return error;
}

Result<Value> RowExpression::value(const Row& row) {
  Value result;
  UNDUMPY_CHECK(run(row, [&](Value value) { result = std::move(value); }));
  return result;
}

Result<bool> RowExpression::truth(const Row& row) {
  bool result = false;
  UNDUMPY_CHECK(
      run(row, [&](const Value& value) { result = python::truth(sandbox_.runtime(), value); }));
  return result;
}

}  // namespace undumpy
