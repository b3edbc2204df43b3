// The lines of tests/engine/orm/*.txt, evaluated by our ORM and by Django: what they give, and how
// they fail, must be the same.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>

#include "tests/engine/run_orm.h"
#include "tests/support.h"

namespace undumpy::test {
namespace {

std::string command_output(const std::string& command, int& status) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 65536> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
    text.append(buffer.data(), size);
  status = WEXITSTATUS(pclose(pipe));
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Each line in a try of its own; what it gives is printed behind its number.
std::string program_of(const std::vector<std::string>& lines) {
  std::string program = orm_file("prelude.py");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (line.empty() || line.starts_with('#')) continue;
    const std::string number = std::to_string(i + 1);
    program += "try:\n    ";
    program += line.starts_with("! ") ? line.substr(2) : "show(" + number + ", " + line + ")";
    program += "\nexcept Exception as e:\n    show_error(" + number + ", e)\n";
  }
  return program;
}

// What each numbered line of the output says.
std::map<std::size_t, std::string> by_line(const std::string& output) {
  std::map<std::size_t, std::string> result;
  for (const std::string& line : lines_of(output))
    if (const std::size_t number = std::strtoul(line.c_str(), nullptr, 10); number > 0)
      result[number] = line;
  return result;
}

class OrmOracle : public testing::TestWithParam<std::string> {};

TEST_P(OrmOracle, AgreesWithDjango) {
  if (!std::filesystem::exists("/usr/bin/python3")) GTEST_SKIP() << "there is no /usr/bin/python3";
  const std::vector<std::string> source = lines_of(orm_file(GetParam() + ".txt"));
  const std::string program = program_of(source);
  const TempDir folder;
  write_file(folder / "program.py", program);
  int status = 0;
  const std::string answer =
      command_output("/usr/bin/python3 -W ignore " + orm_path("oracle.py") + " " +
                         orm_path("fixture.sql") + " " + (folder / "program.py") + " 2>&1",
                     status);
  if (status == 77) GTEST_SKIP() << "there is no Django that we agree with";
  ASSERT_EQ(status, 0) << answer;
  OrmRun run;
  const std::string output = run.program(program);
  const std::map<std::size_t, std::string> ours = by_line(output);
  const std::map<std::size_t, std::string> theirs = by_line(answer);
  for (const auto& [number, expected] : theirs) {
    const auto found = ours.find(number);
    EXPECT_EQ(
        found != ours.end()
            ? found->second
            : "(nothing: " + output.substr(output.size() < 200 ? 0 : output.size() - 200) + ")",
        expected)
        << GetParam() << ".txt:" << number << ": " << source[number - 1];
  }
  EXPECT_EQ(ours.size(), theirs.size());
  EXPECT_GT(theirs.size(), 40U);
}

INSTANTIATE_TEST_SUITE_P(Files, OrmOracle, testing::Values("queries", "changes", "validation"),
                         [](const auto& file) { return file.param; });

}  // namespace
}  // namespace undumpy::test
