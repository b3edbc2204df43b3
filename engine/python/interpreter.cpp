#include "engine/python/interpreter.h"

#include "engine/python/generator.h"
#include "engine/python/number.h"
#include "parser/python.h"

namespace undumpy::python {

Interpreter::Interpreter(const Limits& limits, Host& host)
    : runtime_(std::make_unique<Runtime>(limits, host)), globals_(new_dict(*runtime_)) {}

std::shared_ptr<const Program> load_program(Runtime& rt, const std::string& file,
                                            const std::string& text, const ResolveOptions& options,
                                            DiagnosticSink& problems) {
  std::shared_ptr<SyntaxTree> tree = parse_python(file, text, {.whole_program = true}, problems);
  return Program::resolve(rt, std::move(tree), options, problems);
}

ProgramResult Interpreter::run(const std::string& file, const std::string& text,
                               const ResolveOptions& options, const std::string& name) {
  DiagnosticList problems;
  Runtime& rt = *runtime_;
  std::shared_ptr<const Program> program;
  ProgramResult loaded =
      guard([&] { program = load_program(rt, file, text, options, problems); }, file);
  if (!loaded.ok) return loaded;
  if (!program) {
    ProgramResult refused;
    refused.ok = false;
    for (const Diagnostic& problem : problems.items) {
      if (problem.severity != Severity::Error) continue;
      refused.traceback += to_text(problem);
      refused.problems.push_back(problem);
      if (!refused.error.empty()) continue;
      refused.error = "SyntaxError: " + problem.message;
      refused.error_line = problem.place.line;
    }
    return refused;
  }
  return guard(
      [&] {
        globals_->set(*rt.intern("__name__"), make_text(rt, name));
        globals_->set(*rt.intern("__file__"), make_text(rt, file));
        Program::run(rt, program, *globals_, *globals_);
        // `print x,` at the end: Python 2 ends the line.
        if (std::exchange(rt.soft_space, false)) rt.print("\n");
      },
      file);
}

ProgramResult Interpreter::guard(const std::function<void()>& work, const std::string& file) {
  Runtime& rt = *runtime_;
  ProgramResult result;
  const auto line_in = [&file](const std::vector<TracebackEntry>& entries) {
    for (const TracebackEntry& entry : entries)
      if (entry.tree != nullptr && entry.tree->file == file)
        return entry.tree->place(entry.span).line;
    return std::uint32_t{0};
  };
  // Native work inside a program may come back here.
  Frame* const outer_frame = rt.frame;
  const std::uint32_t outer_depth = rt.depth;
  const Ref<Exception> outer_handling = rt.handling;
  Ref<Exception> raised;
  try {
    run_on_big_stack(rt, work);
  } catch (const Raised& error) {
    raised = error.exception;
  } catch (const LimitExceeded& limit) {
    result.ok = false;
    result.error = "LimitExceeded: " + limit.message();
    result.traceback = limit_text(rt, limit);
    result.error_line = line_in(rt.limit_traceback);
    rt.limit_traceback.clear();
  }
  rt.frame = outer_frame;
  rt.depth = outer_depth;
  rt.heap.stopping = false;
  rt.handling = outer_handling;
  if (!raised) return result;
  if (raised->cls->derives_from(*exception_class(rt, "SystemExit"))) {
    const auto& arguments = as<Tuple>(raised->args)->items;
    result.error = raised->cls->name;
    if (arguments.empty() || arguments[0].is_none()) return result;
    result.error = exception_line(rt, *raised);
    result.error_line = line_in(raised->traceback);
    const auto code = is_integer(arguments[0]) ? int64_of(arguments[0]) : std::nullopt;
    result.exit_code = code ? static_cast<int>(*code & 255) : 1;
    result.ok = result.exit_code == 0;
    if (!code) result.traceback = result.error.substr(raised->cls->name.size() + 2) + "\n";
    return result;
  }
  result.ok = false;
  // Messages are made by the program's own __str__, which may fail or eat its limits again.
  try {
    result.error = exception_line(rt, *raised);
    result.traceback = traceback_text(rt, *raised);
  } catch (const LimitExceeded& limit) {
    result.error = raised->cls->name;
    result.traceback = limit_text(rt, limit);
  }
  const std::size_t last = result.error.rfind('\n');
  if (last != std::string::npos) result.error = result.error.substr(last + 1);
  result.error_line = line_in(raised->traceback);
  return result;
}

}  // namespace undumpy::python
