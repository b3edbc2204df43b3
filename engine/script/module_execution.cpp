#include "engine/script/module_execution.h"

#include <fmt/format.h>

#include "engine/orm/values.h"
#include "engine/python/program.h"
#include "engine/script/site.h"
#include "parser/python.h"

namespace undumpy {

using python::Runtime;
using python::Str;
using python::Value;

namespace {

// The line that a row begins on, for messages.
std::string_view line_of_row(const Batch& batch, const ScannedRow& row) {
  const char* begin = row.constructor.data();
  const char* block = batch.block.data();
  if (begin < block || begin >= block + batch.block.size()) return {};
  const std::string_view text(batch.block);
  const std::size_t at = static_cast<std::size_t>(begin - block);
  const std::size_t first = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return text.substr(first, std::min(text.find('\n', at), text.size()) - first);
}

class ModuleExecution {
 public:
  ModuleExecution(Runtime& rt, std::string file, python::Dict& globals, python::Dict& locals)
      : rt_(rt),
        file_(std::move(file)),
        globals_(globals),
        locals_(locals),
        loader_(rt.intern("loader")),
        save_(rt.intern("save")) {}

  void run(std::unique_ptr<Stream> stream) {
    ReaderOptions options;
    options.other_statements = true;
    ModuleReader reader(file_, std::move(stream), options, problems_);
    Batch batch;
    while (true) {
      const auto more = reader.next(batch);
      raise_problems();
      if (!more) raise(rt_, "OSError", to_text(more.error()));
      if (!*more) return;
      run_batch(batch);
    }
  }

 private:
  void run_batch(const Batch& batch) {
    std::size_t other = 0;
    for (std::size_t i = 0; i <= batch.rows.size(); ++i) {
      while (other < batch.others.size() && batch.others[other].before_row <= i)
        run_statement(batch.others[other++]);
      if (i < batch.rows.size()) run_row(batch, batch.rows[i]);
    }
  }

  void run_row(const Batch& batch, const ScannedRow& row) {
    rt_.step();
    try {
      const Value object = call_constructor(batch, row);
      const Value loader = look_up(*loader_);
      arguments_.assign(1, object);
      python::Arguments arguments{arguments_.data(), 1, 0, nullptr};
      python::call(rt_, python::get_attribute(rt_, loader, save_), arguments);
    } catch (const python::Raised& raised) {
      raised.exception->traceback.push_back(line_entry(file_, row.line, line_of_row(batch, row)));
      throw;
    } catch (const python::LimitExceeded&) {
      rt_.limit_traceback.push_back(line_entry(file_, row.line, line_of_row(batch, row)));
      throw;
    }
  }

  Value call_constructor(const Batch& batch, const ScannedRow& row) {
    if (row.constructor != constructor_) {
      constructor_ = row.constructor;
      function_ = rt_.intern(fmt::format("create_{}", constructor_));
    }
    const Value function = look_up(*function_);
    arguments_.clear();
    for (const Cell& cell : batch.cells_of(row))
      arguments_.push_back(argument_value(rt_, cell, globals_));
    python::Arguments arguments{arguments_.data(), static_cast<std::uint32_t>(arguments_.size()), 0,
                                nullptr};
    return python::call(rt_, function, arguments);
  }

  Value look_up(const Str& name) {
    Value value = locals_.get(name);
    if (!value) value = globals_.get(name);
    if (!value) python::name_error(rt_, "name '{}' is not defined", name.text);
    return value;
  }

  void run_statement(const OtherStatement& statement) {
    PythonOptions options;
    options.first_line = statement.line;
    python::ResolveOptions resolve;
    resolve.strict = false;
    resolve.knows_module = Site::knows_module;
    const auto program = python::Program::resolve(
        rt_, parse_python(file_, std::string(statement.text), options, problems_), resolve,
        problems_);
    raise_problems();
    python::Program::run(rt_, program, globals_, locals_);
  }

  void raise_problems() {
    for (const Diagnostic& problem : problems_.items)
      if (problem.severity == Severity::Error) raise(rt_, "SyntaxError", to_text(problem));
    problems_.items.clear();
  }

  Runtime& rt_;
  const std::string file_;
  python::Dict& globals_;
  python::Dict& locals_;
  Str* loader_;
  Str* save_;
  DiagnosticList problems_;
  std::string constructor_;  // of the row before
  Str* function_ = nullptr;  // its function's name
  std::vector<Value> arguments_;
};

}  // namespace

python::TracebackEntry line_entry(const std::string& file, std::uint32_t line,
                                  std::string_view source) {
  python::TracebackEntry entry;
  entry.function = "<module>";
  entry.file = file;
  entry.line = line;
  constexpr std::size_t Shown = 200;
  entry.source = source.substr(0, Shown);
  return entry;
}

Value argument_value(Runtime& rt, const Cell& cell, const python::Dict& globals) {
  if (cell.kind != CellKind::Model) return orm::value_of(rt, cell);
  Value model = globals.get(*rt.intern(cell.text()));
  if (!model) python::name_error(rt, "name '{}' is not defined", cell.text());
  return model;
}

void execute_module(Runtime& rt, const std::string& file, std::unique_ptr<Stream> stream,
                    python::Dict& globals, python::Dict& locals) {
  ModuleExecution(rt, file, globals, locals).run(std::move(stream));
}

}  // namespace undumpy
