// What CPython answers: one run of /usr/bin/python3 over many cases.
//
//     const auto answers = ask_python("def answer(text): return text.decode().upper()", {{"a"},
//     {"ß"}});
//     (*answers)[1]  // "SS"
//
// Fields reach `answer` as bytes; `text(field)` makes a str of one, `number(field)` an int. What it
// returns is shown with str(); an exception as "ValueError: message".
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/python/failure.h"
#include "tests/support.h"

namespace undumpy::test {

using Case = std::vector<std::string>;

inline std::string to_hex(std::string_view text) {
  std::string hex;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    hex += "0123456789abcdef"[byte >> 4U];
    hex += "0123456789abcdef"[byte & 15U];
  }
  return hex;
}

inline std::string from_hex(std::string_view hex) {
  std::string text;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    text += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return text;
}

// Nothing when there is no Python 3.11 here.
inline std::optional<std::vector<std::string>> ask_python(std::string_view program,
                                                          const std::vector<Case>& cases) {
  constexpr std::string_view Before = R"(
import sys
if sys.version_info[:2] != (3, 11): sys.exit(3)
def text(field): return field.decode('utf-8', 'surrogatepass')
def number(field): return int(field)
)";
  constexpr std::string_view After = R"(
for line in open(sys.argv[1]):
    try:
        result = answer(*(bytes.fromhex(field) for field in line[:-1].split(',')))
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    print(str(result).encode('utf-8', 'surrogatepass').hex())
)";
  const TempDir folder;
  const std::string script = folder / "answer.py";
  const std::string input = folder / "cases";
  write_file(script, std::string(Before) + std::string(program) + std::string(After));
  std::string lines;
  for (const Case& each : cases) {
    for (const std::string& field : each) lines += to_hex(field) + ',';
    lines.back() = '\n';
  }
  write_file(input, lines);
  const std::string output = folder / "answers";
  const std::string command = "/usr/bin/python3 -I " + script + ' ' + input + " >" + output;
  if (std::system(command.c_str()) != 0) return std::nullopt;  // NOLINT(bugprone-command-processor)
  std::vector<std::string> answers;
  const std::string text = read_file(output);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    answers.push_back(from_hex(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return answers;
}

// As ask_python shows them.
inline std::string shown(const python::Failure& failure) {
  return failure.type + ": " + failure.message;
}
inline std::string shown(const python::Outcome<std::string>& outcome) {
  return outcome ? *outcome : shown(outcome.error());
}

// Asserts that CPython answers what `ours` does, in all cases.
template <typename Ours>
void expect_as_python(std::string_view program, const std::vector<Case>& cases, Ours ours) {
  const auto answers = ask_python(program, cases);
  if (!answers) GTEST_SKIP() << "no /usr/bin/python3 of version 3.11";
  ASSERT_EQ(answers->size(), cases.size());
  int wrong = 0;
  for (std::size_t i = 0; i < cases.size() && wrong < 10; ++i) {
    const std::string mine = ours(cases[i]);
    if (mine == (*answers)[i]) continue;
    ++wrong;
    std::string fields;
    for (const std::string& field : cases[i]) fields += " <" + field + ">";
    ADD_FAILURE() << "case" << fields << "\n  ours    " << mine << "\n  python  " << (*answers)[i];
  }
}

// Choices that are the same in every run.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  // 0 to sides - 1.
  std::size_t roll(std::size_t sides) { return engine_() % sides; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(roll(static_cast<std::size_t>(high - low + 1)));
  }
  template <typename List>
  auto one_of(const List& list) {
    return *(std::begin(list) + static_cast<std::ptrdiff_t>(roll(std::size(list))));
  }
  std::string some_of(const std::vector<std::string>& pieces, std::size_t most) {
    std::string text;
    for (std::size_t left = roll(most + 1); left > 0; --left) text += one_of(pieces);
    return text;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace undumpy::test
