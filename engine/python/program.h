// Program: one source text, resolved and ready to run.
//
// Resolving finds everything that is out of the language before anything runs: syntax errors,
// async, match, metaclasses, eval, imports of modules that nobody hands out. What it reports has
// its place and says what to do instead.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/python/function.h"
#include "parser/diagnostic.h"
#include "parser/syntax.h"

namespace undumpy::python {

struct ResolveOptions {
  // Refuse what is out before anything runs. Without it (restore.py, whose template has an open()
  // and an exec() that never run) such names are errors when they are reached.
  bool strict = true;
  // Modules that can be imported besides the built-in ones.
  std::function<bool(std::string_view module)> knows_module;
};

class Program {
 public:
  // nullptr when something is out or wrong: `problems` has said what.
  static std::shared_ptr<const Program> resolve(Runtime& rt, std::shared_ptr<const SyntaxTree> tree,
                                                const ResolveOptions& options,
                                                DiagnosticSink& problems);

  [[nodiscard]] const SyntaxTree& tree() const { return *tree_; }
  [[nodiscard]] const Code& code() const { return code_; }
  // Runs the module's statements in the namespaces, which may be the same one. The Runtime keeps
  // the program, because its functions live on.
  static void run(Runtime& rt, const std::shared_ptr<const Program>& program, Dict& globals,
                  Dict& locals);

 private:
  friend class Resolver;
  Program() = default;
  std::shared_ptr<const SyntaxTree> tree_;
  Code code_;
};

}  // namespace undumpy::python
