// Python 2 syntax, which the oracle can not run: programs that say themselves what they print.

#include <gtest/gtest.h>

#include "tests/python/chunks.h"
#include "tests/python/run_python.h"

namespace undumpy::test {
namespace {

class Python2 : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Python2, PrintsWhatItSays) {
  for (const Chunk& chunk : read_chunks(GetParam())) {
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(chunk.line) + ": " +
                 chunk.title);
    const RunResult result = run_python(chunk.text);
    EXPECT_EQ(result.output, chunk.output) << result.traceback;
    ASSERT_EQ(result.problems.size(), chunk.errors.size()) << result.traceback;
    for (std::size_t i = 0; i < chunk.errors.size(); ++i) {
      EXPECT_EQ(result.problems[i].line, chunk.errors[i].first);
      EXPECT_NE(result.problems[i].message.find(chunk.errors[i].second), std::string::npos)
          << result.problems[i].message;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Python2, testing::ValuesIn(chunk_files("python2")),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace undumpy::test
