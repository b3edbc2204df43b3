#include "tests/python/run_python.h"

#include "engine/python/interpreter.h"

namespace undumpy::test {

namespace {

// Collects what is printed, and notes whatever else is asked for.
class NotingHost final : public python::TextHost {
 public:
  std::optional<std::string> now() override {
    touched += "now;";
    return std::nullopt;
  }
  bool file_exists(const std::string& path) override {
    touched += "exists " + path + ";";
    return false;
  }
  bool is_file(const std::string& path) override { return file_exists(path); }
  void execute_file(python::Runtime& rt, const std::string& path, python::Dict& globals,
                    python::Dict& locals) override {
    touched += "execute " + path + ";";
    Host::execute_file(rt, path, globals, locals);
  }
  std::string touched;
};

}  // namespace

RunResult run_python(const std::string& source, const std::string& file) {
  python::Limits limits;
  limits.steps = 20'000'000;
  limits.memory = 256 << 20;
  limits.output = 1 << 20;
  NotingHost host;
  python::ProgramResult result;
  {
    python::Interpreter interpreter(limits, host);
    result = interpreter.run(file, source);
  }
  RunResult made{host.output, result.error, result.traceback, result.error_line, false, {}, {}};
  made.touched = host.touched;
  made.refused = !result.problems.empty();
  for (const Diagnostic& problem : result.problems)
    made.problems.push_back({problem.place.line, problem.name, problem.message, problem.next});
  if (!made.refused && !result.error.empty())
    made.problems.push_back({result.error_line, "", result.error, ""});
  return made;
}

}  // namespace undumpy::test
