// Runs a program in the interpreter, as the tests want to see it.
//
//   RunResult result = run_python("print(1)\nint('x')\n");
//   result.output      // "1\n"
//   result.error       // "ValueError: invalid literal for int() with base 10: 'x'"
//   result.error_line  // 2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace undumpy::test {

struct Problem {
  std::uint32_t line = 0;
  std::string name;  // of the diagnostic; empty when the program failed while it ran
  std::string message;
  std::string next;  // what to do instead
};

struct RunResult {
  std::string output;             // what it printed
  std::string error;              // the last line of the traceback; empty when it ended normally
  std::string traceback;          // all of it
  std::uint32_t error_line = 0;   // the innermost line of the program in the traceback
  bool refused = false;           // before it ran
  std::vector<Problem> problems;  // all refusals, or the one error that ended it
  std::string touched;            // what it asked its host for besides printing
};

// A program that is refused before it runs ends with an error, too. Never throws.
RunResult run_python(const std::string& source, const std::string& file = "program.py");

}  // namespace undumpy::test
