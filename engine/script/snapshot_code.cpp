#include "engine/script/snapshot_code.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/bindings.h"
#include "engine/orm/instance.h"
#include "engine/orm/values.h"
#include "engine/python/iterator.h"
#include "engine/script/module_execution.h"

namespace undumpy {

using python::Runtime;
using python::Value;

namespace {

// Leaves the interpreter when a flush failed; no `except` of the program sees it.
struct FlushFailed {
  Diagnostic error;
};

// The models of rows are known by name here: what a plan gives for a content type.
Value same_model(Runtime& rt, python::Arguments& a) { return static_cast<void>(rt), a[0]; }

Diagnostic code_error(const char* name, const python::ProgramResult& result) {
  Diagnostic error = make_error(name, result.error);
  error.traceback = result.traceback;
  return error;
}

}  // namespace

SnapshotCode::SnapshotCode(const Snapshot& snapshot, const Constructors& constructors,
                           Sandbox& sandbox)
    : snapshot_(snapshot),
      constructors_(constructors),
      sandbox_(sandbox),
      globals_(python::new_dict(sandbox.runtime())) {}

Status SnapshotCode::load() {
  if (!loaded_) loaded_ = run_restore();
  return *loaded_;
}

Status SnapshotCode::run_restore() {
  Runtime& rt = sandbox_.runtime();
  sandbox_.site().declare(snapshot_, constructors_);
  DiagnosticList problems;
  const SyntaxTree& tree = snapshot_.tree();
  // The snapshot keeps its tree.
  const std::shared_ptr<const SyntaxTree> shared(std::shared_ptr<void>(), &tree);
  std::shared_ptr<const python::Program> program;
  const auto ended = sandbox_.interpreter().guard(
      [&] {
        program = python::Program::resolve(rt, shared, Sandbox::resolving(false), problems);
        if (program == nullptr) return;
        globals_->set(*rt.intern("__name__"), python::make_text(rt, ""));
        python::Program::run(rt, program, *globals_, *globals_);
        sandbox_.site().adopt(*globals_);
        if (Bindings(tree).is_generated_helper("new_content_type_id"))
          globals_->set(*rt.intern("new_content_type_id"),
                        rt.native("new_content_type_id", same_model, 1, 1));
      },
      tree.file);
  Diagnostic error;
  if (ended.ok && program != nullptr) return Done{};
  if (!ended.ok) {
    error = code_error("code-failed", ended);
    error.message = fmt::format("{} can not be run: {}", tree.file, ended.error);
    error.place.line = ended.error_line;
  } else {
    for (const Diagnostic& problem : problems.items)
      if (problem.severity == Severity::Error) error = problem;
    error.name = "code-failed";
  }
  error.place.file = tree.file;
  error.why = "create_ functions that were edited by hand need it";
  error.next = "mend the line, or take back the edit";
  return error;
}

Status SnapshotCode::construct(const Constructor& constructor, std::string_view file, Batch& batch,
                               std::span<const ScannedRow> rows, Receiver& receiver,
                               std::size_t& done) {
  done = 0;
  UNDUMPY_CHECK(load());
  sandbox_.models().before_statement = [&receiver] {
    if (Status flushed = receiver.flush(); !flushed) throw FlushFailed{flushed.error()};
  };
  std::optional<Diagnostic> failed;
  const auto ended = sandbox_.interpreter().guard([&] {
    try {
      for (const ScannedRow& row : rows) {
        call(constructor, file, batch, row, receiver);
        ++done;
      }
    } catch (const FlushFailed& flush) {
      failed = flush.error;
    }
  });
  sandbox_.models().before_statement = nullptr;
  if (failed) return *failed;
  if (ended.ok) return Done{};
  Diagnostic error = code_error("limit-exceeded", ended);
  error.table = constructor.shape().table;
  error.why = fmt::format("create_{} was stopped", constructor.shape().table);
  error.next = "if the function is right, give it more with the option that the traceback names";
  return error;
}

void SnapshotCode::call(const Constructor& constructor, std::string_view file, Batch& batch,
                        const ScannedRow& row, Receiver& receiver) {
  Runtime& rt = sandbox_.runtime();
  python::Ref<python::Exception> raised;
  try {
    rt.step();
    std::vector<Value> values;
    for (const Cell& cell : batch.cells_of(row))
      values.push_back(argument_value(rt, cell, *globals_));
    python::Arguments arguments{values.data(), static_cast<std::uint32_t>(values.size()), 0,
                                nullptr};
    const Value function = globals_->get(*rt.intern("create_" + constructor.shape().table));
    std::size_t given = 0;
    give(python::call(rt, function, arguments), constructor, batch, row, receiver, given);
    if (given == 0) receiver.dropped(row);
    return;
  } catch (const python::Raised& error) {
    raised = error.exception;
  } catch (const python::LimitExceeded&) {
    rt.limit_traceback.push_back(line_entry(std::string(file), row.line, {}));
    throw;
  }
  raised->traceback.push_back(line_entry(std::string(file), row.line, {}));
  Diagnostic problem = make_error(
      "constructor-failed",
      fmt::format("create_{} raised {}", constructor.shape().table, exception_line(rt, *raised)),
      fmt::format("mend the function in {}, or the row", snapshot_.tree().file));
  problem.why = "this row was not made";
  problem.traceback = traceback_text(rt, *raised);
  receiver.failed(row, std::move(problem));
}

// What loader.save() does with a value (FORMAT.md 2).
void SnapshotCode::give(const Value& value, const Constructor& constructor, Batch& batch,
                        const ScannedRow& row, Receiver& receiver, std::size_t& given) {
  Runtime& rt = sandbox_.runtime();
  rt.check_stack();
  orm::MadeRow made;
  if (value.is_none()) return;
  if (orm::made_row(value, made)) {
    ++given;
    return give_instance(value, constructor, batch, row, receiver);
  }
  if (python::as<python::Str>(value) != nullptr || !python::is_iterable(rt, value))
    python::type_error(rt, "create_{}() returned {}, which is no row", constructor.shape().table,
                       python::repr(rt, value));
  const python::Ref<python::Iterator> items = python::iterate(rt, value);
  Value item;
  while (items->next(rt, item)) give(item, constructor, batch, row, receiver, given);
}

void SnapshotCode::give_instance(const Value& value, const Constructor& constructor, Batch& batch,
                                 const ScannedRow& row, Receiver& receiver) {
  Runtime& rt = sandbox_.runtime();
  orm::MadeRow made;
  orm::made_row(value, made);
  cells_.clear();
  names_.clear();
  std::string why;
  for (const auto& [name, cell_value] : made.columns) {
    Cell& cell = cells_.emplace_back(Cell::none());
    names_.push_back(name);
    if (!cell_of_model(cell_value, cell) && !orm::cell_of(rt, cell_value, batch.arena, cell, why))
      python::type_error(rt, "{}.{} can not be stored: {}", made.model, name, why);
  }
  const RowShape& shape = shape_of(constructor, made.table, made.model, made.parent);
  receiver.made(row, shape, cells_);
}

// A model class as a value is a content type: the cell is restore.py's name of the model.
bool SnapshotCode::cell_of_model(const Value& value, Cell& out) const {
  std::string_view name;
  if (!orm::model_name(value, name)) return false;
  const auto found = std::ranges::find(snapshot_.models, name, &ModelDeclaration::name);
  if (found == snapshot_.models.end()) return false;
  out = Cell::of_text(CellKind::Model, found->variable);
  return true;
}

const RowShape& SnapshotCode::shape_of(const Constructor& constructor, std::string_view table,
                                       std::string_view model, std::string_view parent) {
  const auto fits = [&](const RowShape& shape) {
    return shape.table == table && shape.parent == parent &&
           std::ranges::equal(shape.columns, names_, {}, &ShapeColumn::name);
  };
  if (last_shape_ != nullptr && fits(*last_shape_)) return *last_shape_;
  std::string key = fmt::format("{}\n{}\n{}", table, parent, fmt::join(names_, "\n"));
  std::unique_ptr<RowShape>& shape = shapes_[key];
  if (shape == nullptr) {
    shape = std::make_unique<RowShape>();
    shape->table = table;
    shape->model = model;
    shape->parent = parent;
    const RowShape& hints = constructor.shape();
    for (const std::string_view name : names_) {
      const std::size_t known = hints.find(name);
      ShapeColumn column;
      if (known < hints.columns.size()) column = hints.columns[known];
      column.name = name;
      if (column.field.empty()) column.field = name;
      column.parent_link = !parent.empty() && shape->columns.empty();
      shape->columns.push_back(std::move(column));
    }
  }
  last_shape_ = shape.get();
  return *shape;
}

}  // namespace undumpy
