// Runs programs in the interpreter, for fuzz.py: one JSON array of texts comes in, one of results
// goes out, in the order of the texts.
//
//   echo '["print(1)", "int(\"x\")"]' | fuzz_programs
//   [{"output": "1\n", "error": ""}, {"output": "", "error": "ValueError: invalid literal …"}]

#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/python/run_python.h"

int main() {
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  nlohmann::json results = nlohmann::json::array();
  for (const auto& program : nlohmann::json::parse(text)) {
    const auto result = undumpy::test::run_python(program.get<std::string>());
    results.push_back(
        {{"output", result.output}, {"error", result.error}, {"traceback", result.traceback}});
  }
  std::cout << results.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}
