// The same question that ask_python.h puts to CPython, put to our interpreter.
#pragma once

#include <string>
#include <vector>

#include "engine/python/interpreter.h"
#include "tests/python/ask_python.h"

namespace undumpy::test {

// What the program's `answer` gives for each case, shown as ask_python() shows it.
inline std::vector<std::string> ask_interpreter(const std::string& program,
                                                const std::vector<Case>& cases) {
  python::TextHost host;
  python::Interpreter interpreter({}, host);
  const auto loaded =
      interpreter.run("answer.py", "def text(field): return field\nnumber = int\n" + program);
  EXPECT_TRUE(loaded.ok) << loaded.traceback;
  python::Runtime& rt = interpreter.runtime();
  std::vector<std::string> answers;
  const auto ask = [&](const Case& fields) {
    std::vector<python::Value> values;
    for (const std::string& field : fields) values.push_back(python::make_text(rt, field));
    python::Arguments arguments{values.data(), static_cast<std::uint32_t>(values.size()), 0,
                                nullptr};
    const python::Value answer = interpreter.globals().get(*rt.intern("answer"));
    answers.push_back(python::str(rt, python::call(rt, answer, arguments)));
  };
  const auto all = interpreter.guard([&] {
    for (const Case& fields : cases) {
      rt.steps_left = 5'000'000;
      try {
        ask(fields);
      } catch (const python::Raised& raised) {
        answers.push_back(raised.exception->cls->name + ": " + raised.exception->str(rt));
      } catch (const python::LimitExceeded& limit) {
        answers.push_back("LimitExceeded: " + limit.message());
      }
    }
  });
  EXPECT_TRUE(all.ok) << all.traceback;
  return answers;
}

// Asserts that the interpreter answers what CPython does, in all cases.
inline void expect_same_answers(const std::string& program, const std::vector<Case>& cases) {
  const std::vector<std::string> ours = ask_interpreter(program, cases);
  ASSERT_EQ(ours.size(), cases.size());
  expect_as_python(program, cases,
                   [&ours, next = std::size_t{0}](const Case&) mutable { return ours[next++]; });
}

}  // namespace undumpy::test
