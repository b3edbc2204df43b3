// Tracebacks have the shape of CPython's, carets and suggestions included: the same text.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/python/chunks.h"
#include "tests/python/run_python.h"

namespace undumpy::test {
namespace {

constexpr const char* Python = "/usr/bin/python3";

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
    text.append(buffer.data(), size);
  pclose(pipe);
  return text;
}

// What CPython writes to standard error, with the file called program.py.
std::string python_says(const std::string& program) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("undumpy-traceback-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "program.py") << program;
  std::string text =
      output_of("cd " + folder.string() + " && " + Python + " -I program.py 2>&1 >/dev/null");
  std::filesystem::remove_all(folder);
  const std::string path = folder.string() + "/";
  for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path, at))
    text.erase(at, path.size());
  return text;
}

class Tracebacks : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Tracebacks, AreAsPythonWritesThem) {
  if (!output_of(std::string(Python) + " --version 2>&1").starts_with("Python 3.11"))
    GTEST_SKIP() << "there is no " << Python << " of version 3.11";
  for (const Chunk& chunk : read_chunks(GetParam())) {
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(chunk.line) + ": " +
                 chunk.title);
    EXPECT_EQ(run_python(chunk.text).traceback, python_says(chunk.text));
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Tracebacks, testing::ValuesIn(chunk_files("tracebacks")),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace undumpy::test
