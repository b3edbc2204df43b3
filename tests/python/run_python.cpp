#include "tests/python/run_python.h"

#include "engine/python/interpreter.h"

namespace undumpy::test {

RunResult run_python(const std::string& source, const std::string& file) {
  python::Limits limits;
  limits.steps = 20'000'000;
  limits.memory = 256 << 20;
  python::TextHost host;
  python::ProgramResult result;
  {
    python::Interpreter interpreter(limits, host);
    result = interpreter.run(file, source);
  }
  return {host.output, result.error, result.traceback, result.error_line};
}

}  // namespace undumpy::test
