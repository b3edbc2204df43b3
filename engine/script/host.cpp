#include "engine/script/host.h"

#include <fmt/format.h>

#include "engine/constructor.h"
#include "engine/python/program.h"
#include "engine/script/module_execution.h"
#include "parser/python.h"
#include "parser/text_reader.h"

namespace undumpy {

using python::Runtime;

namespace {

[[noreturn]] void raise_error(Runtime& rt, const Diagnostic& error) {
  const char* type = error.name == "file-outside"   ? "PermissionError"
                     : error.name == "no-such-file" ? "FileNotFoundError"
                                                    : "OSError";
  std::string message = error.message;
  if (!error.next.empty()) message += "; " + error.next;
  raise(rt, type, std::move(message));
}

python::ResolveOptions lenient() {
  python::ResolveOptions options;
  options.strict = false;  // the template holds an open() that never runs
  options.knows_module = Site::knows_module;
  return options;
}

void run_tree(Runtime& rt, std::shared_ptr<const SyntaxTree> tree, python::Dict& globals,
              python::Dict& locals) {
  DiagnosticList problems;
  const auto program = python::Program::resolve(rt, std::move(tree), lenient(), problems);
  for (const Diagnostic& problem : problems.items)
    if (problem.severity == Severity::Error) raise(rt, "SyntaxError", to_text(problem));
  if (program != nullptr) python::Program::run(rt, program, globals, locals);
}

}  // namespace

bool ScriptHost::file_exists(const std::string& path) {
  return files_ != nullptr && files_->find(path).ok();
}

python::Value ScriptHost::import_module(Runtime& rt, const std::string& name) {
  static_cast<void>(rt);
  return site_ != nullptr ? site_->import_module(name) : python::Value();
}

void ScriptHost::execute_file(Runtime& rt, const std::string& path, python::Dict& globals,
                              python::Dict& locals) {
  if (files_ == nullptr) return Host::execute_file(rt, path, globals, locals);
  const auto file = files_->find(path);
  if (!file) raise_error(rt, file.error());
  if (file->member == "restore.py" || file->member == "main.py")
    return execute_restore(rt, *file, path, globals, locals);
  auto stream = file->place->files().open(file->member);
  if (!stream) raise_error(rt, stream.error());
  execute_module(rt, path, std::move(*stream), globals, locals);
}

void ScriptHost::execute_restore(Runtime& rt, const ScriptFiles::File& file,
                                 const std::string& path, python::Dict& globals,
                                 python::Dict& locals) {
  if (const auto* name = python::as<python::Str>(globals.get(*rt.intern("__name__")));
      name != nullptr && name->text == "__main__")
    python::runtime_error(
        rt,
        "{} would run its main() now, which empties the database and loads everything; set "
        "__name__ = \"\" before, or use `undumpy restore`",
        path);
  DiagnosticList problems;
  const auto snapshot = files_->snapshot_of(file, problems);
  if (!snapshot) raise_error(rt, snapshot.error());
  if (site_ != nullptr) site_->declare(**snapshot, Constructors(**snapshot));
  // The snapshot keeps the tree as long as the files are there.
  run_tree(rt, std::shared_ptr<const SyntaxTree>(std::shared_ptr<void>(), &(*snapshot)->tree()),
           globals, locals);
  if (site_ != nullptr) site_->adopt(globals);
}

}  // namespace undumpy
