// The programs of tests/python/programs run in CPython and in our interpreter: what they print and
// how they end must be the same, byte for byte.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/python/run_python.h"
#include "tests/support.h"

namespace undumpy::test {
namespace {

std::filesystem::path programs_dir() { return corpus_dir().parent_path() / "tests" / "python"; }

std::string command_output(const std::string& command, int& status) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 65536> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
    text.append(buffer.data(), size);
  status = WEXITSTATUS(pclose(pipe));
  return text;
}

std::string without_suggestion(const std::string& error) {
  const std::size_t at = error.find(". Did you mean");
  return at == std::string::npos ? error : error.substr(0, at);
}

// The text of the chunk whose title stands on `line`, on the same lines as in the file.
std::string chunk_at(const std::string& text, std::size_t line) {
  std::string chunk;
  std::size_t number = 1;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string current = text.substr(at, end - at);
    if (number > line && current.starts_with("# ---- ")) break;
    chunk += number > line ? current + "\n" : "\n";
    at = end + 1;
  }
  return chunk;
}

class Differential : public testing::TestWithParam<std::string> {};

TEST_P(Differential, AgreesWithCPython) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "there is no /usr/bin/python3";
  const auto file = programs_dir() / "programs" / (GetParam() + ".py");
  int status = 0;
  const std::string answer = command_output(
      "/usr/bin/python3 -I " + (programs_dir() / "oracle.py").string() + " " + file.string(),
      status);
  if (status == 77) GTEST_SKIP() << "this python3 is not the version that we agree with";
  ASSERT_EQ(status, 0);
  const std::string text = read_file(file);
  int programs = 0;
  for (const auto& expected : nlohmann::json::parse(answer)) {
    const auto line = expected["line"].get<std::size_t>();
    SCOPED_TRACE(file.filename().string() + ":" + std::to_string(line) + ": " +
                 expected["title"].get<std::string>());
    const RunResult result = run_python(chunk_at(text, line));
    EXPECT_EQ(result.output, expected["output"].get<std::string>()) << result.traceback;
    EXPECT_EQ(without_suggestion(result.error), expected["error"].get<std::string>());
    ++programs;
  }
  EXPECT_GT(programs, 0);
}

std::vector<std::string> program_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(programs_dir() / "programs"))
    if (entry.path().extension() == ".py") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Programs, Differential, testing::ValuesIn(program_files()),
                         [](const auto& file) { return file.param; });

}  // namespace
}  // namespace undumpy::test
