// Interpreter: runs one Python source text, and says how it ended.
//
//     TextHost host;                       // collects what is printed
//     Interpreter interpreter({}, host);
//     auto result = interpreter.run("repair.py", text);
//     if (!result.ok) … result.error, result.traceback
//
// Nothing thrown leaves run(). Programs that are refused (syntax, constructs and imports that are
// out of the language) end before their first statement.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/python/program.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

struct ProgramResult {
  bool ok = true;
  std::string error;      // the last line: "TypeError: …"; of SystemExit when it is ok, too
  std::string traceback;  // everything to show
  std::uint32_t error_line = 0;  // the innermost line in the program's own file; 0: unknown
  int exit_code = 0;             // of SystemExit
  // Why the program was refused before it ran; empty when it ran.
  std::vector<Diagnostic> problems;
};

// Collects output in memory.
class TextHost : public Host {
 public:
  void print(std::string_view text) override { output += text; }
  void log(std::string_view text) override { messages += text; }
  std::string output;
  std::string messages;
};

class Interpreter {
 public:
  Interpreter(const Limits& limits, Host& host);

  // Runs the text as the module `name` in `globals()`.
  ProgramResult run(const std::string& file, const std::string& text,
                    const ResolveOptions& options = {}, const std::string& name = "__main__");
  // Runs native work under the same roof: limits, big stack, tracebacks.
  ProgramResult guard(const std::function<void()>& work, const std::string& file = {});

  [[nodiscard]] Runtime& runtime() { return *runtime_; }
  [[nodiscard]] Dict& globals() { return *globals_; }

 private:
  std::unique_ptr<Runtime> runtime_;
  Ref<Dict> globals_;
};

// Parses and resolves; what is wrong raises SyntaxError in the program. Used by execfile().
std::shared_ptr<const Program> load_program(Runtime& rt, const std::string& file,
                                            const std::string& text, const ResolveOptions& options,
                                            DiagnosticSink& problems);

}  // namespace undumpy::python
