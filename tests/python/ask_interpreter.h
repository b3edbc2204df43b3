// The same question that ask_python.h puts to CPython, put to our interpreter.
#pragma once

#include <string>
#include <vector>

#include "engine/python/interpreter.h"
#include "tests/python/ask_python.h"

namespace undumpy::test {

// Calls the `answer` of one program with the fields of each case, which are texts.
class Answerer {
 public:
  explicit Answerer(const std::string& program, const python::Limits& limits = {})
      : interpreter_(limits, host_) {
    const auto loaded =
        interpreter_.run("answer.py", "def text(field): return field\nnumber = int\n" + program);
    EXPECT_TRUE(loaded.ok) << loaded.traceback;
  }

  // What it returns, shown with str(); an exception as "ValueError: message".
  std::string operator()(const Case& fields) {
    python::Runtime& rt = interpreter_.runtime();
    std::string shown;
    const auto result = interpreter_.guard([&] {
      std::vector<python::Value> values;
      for (const std::string& field : fields) values.push_back(python::make_text(rt, field));
      python::Arguments arguments{values.data(), static_cast<std::uint32_t>(values.size()), 0,
                                  nullptr};
      const python::Value answer = interpreter_.globals().get(*rt.intern("answer"));
      shown = python::str(rt, python::call(rt, answer, arguments));
    });
    if (result.ok) return shown;
    // CPython's side shows the bare name of the class.
    const std::size_t colon = result.error.find(':');
    const std::size_t dot = result.error.rfind('.', colon);
    return dot < colon && dot != std::string::npos ? result.error.substr(dot + 1) : result.error;
  }

 private:
  python::TextHost host_;
  python::Interpreter interpreter_;
};

}  // namespace undumpy::test
