// Runs a command of undumpy inside the test: arguments in, output and exit status out.
#pragma once

#include <string>
#include <vector>

#include "cli/program.h"

namespace undumpy::test {

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

class StringConsole final : public cli::Console {
 public:
  void out(std::string_view text) override { outcome.out += text; }
  void err(std::string_view text) override { outcome.err += text; }
  Outcome outcome;
};

inline Outcome undumpy(const std::vector<std::string>& arguments) {
  StringConsole console;
  console.outcome.status = cli::run(arguments, console);
  return std::move(console.outcome);
}

}  // namespace undumpy::test
