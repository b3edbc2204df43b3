// Expressions that CPython and the interpreter must agree on: many of them in one program.
//
//     expect_same_values("from decimal import *\n", {"Decimal(1) / 3", "Decimal('x')"});
//
// What is compared is the repr() of each, or its exception as "ValueError: message".
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/python/ask_python.h"
#include "tests/python/run_python.h"

namespace undumpy::test {

inline std::vector<std::string> our_values(const std::string& setup,
                                           const std::vector<std::string>& expressions) {
  std::vector<std::string> values;
  constexpr std::size_t AtOnce = 400;
  for (std::size_t begin = 0; begin < expressions.size(); begin += AtOnce) {
    std::string program = setup + "for run in (\n";
    const std::size_t end = std::min(begin + AtOnce, expressions.size());
    for (std::size_t i = begin; i < end; ++i) program += "    lambda: (" + expressions[i] + "),\n";
    program +=
        "):\n"
        "    try:\n"
        "        print(repr(run()))\n"
        "    except Exception as error:\n"
        "        print(type(error).__name__ + ': ' + str(error))\n";
    const RunResult result = run_python(program);
    EXPECT_EQ(result.error, "") << result.traceback;
    for (std::size_t at = 0; at < result.output.size();) {
      const std::size_t line_end = result.output.find('\n', at);
      values.push_back(result.output.substr(at, line_end - at));
      at = line_end + 1;
    }
    values.resize(end);
  }
  return values;
}

inline void expect_same_values(const std::string& setup,
                               const std::vector<std::string>& expressions) {
  std::vector<Case> cases;
  for (const std::string& expression : expressions) cases.push_back({expression});
  const std::vector<std::string> ours = our_values(setup, expressions);
  std::size_t next = 0;
  const std::string program =
      setup + "def answer(expression): return repr(eval(text(expression)))\n";
  expect_as_python(program, cases, [&](const Case&) { return ours[next++]; });
}

}  // namespace undumpy::test
