// What programs may not do: chunk files whose programs say themselves where they must fail.
//
// refused/before_*.py: refused before anything runs, and every refusal says what to do instead.
// refused/while_*.py: errors of the running program, with Python's words.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/python/chunks.h"
#include "tests/python/run_python.h"

namespace undumpy::test {
namespace {

class Refused : public testing::TestWithParam<std::filesystem::path> {};

void compare(const Chunk& chunk, std::vector<Problem> problems) {
  for (const auto& [line, part] : chunk.errors) {
    const auto found = std::ranges::find_if(problems, [&](const Problem& problem) {
      return problem.line == line && problem.message.find(part) != std::string::npos;
    });
    if (found == problems.end())
      ADD_FAILURE() << "line " << line << " should fail: " << part;
    else
      problems.erase(found);
  }
  for (const Problem& problem : problems)
    ADD_FAILURE() << "line " << problem.line << " fails unexpectedly: " << problem.message;
}

TEST_P(Refused, FailsWhereItSays) {
  const bool before = GetParam().filename().string().starts_with("before_");
  for (const Chunk& chunk : read_chunks(GetParam())) {
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(chunk.line) + ": " +
                 chunk.title);
    ASSERT_FALSE(chunk.errors.empty()) << "a program that expects no error";
    // The lines above the program are blank: the first one tells that it ran.
    const RunResult result = run_python("print('it runs')" + chunk.text);
    EXPECT_EQ(result.refused, before) << result.traceback;
    EXPECT_EQ(result.output.starts_with("it runs\n"), !before) << result.output;
    compare(chunk, result.problems);
    for (const Problem& problem : result.problems) {
      const bool says_what_to_do = problem.name != "not-in-the-language" || !problem.next.empty();
      EXPECT_TRUE(says_what_to_do) << problem.message;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Refused, testing::ValuesIn(chunk_files("refused")),
                         [](const auto& file) { return file.param.stem().string(); });

TEST(Refused, AreMany) {
  std::size_t count = 0;
  for (const auto& file : chunk_files("refused"))
    for (const Chunk& chunk : read_chunks(file)) count += chunk.errors.size();
  EXPECT_GE(count, 100U);
}

}  // namespace
}  // namespace undumpy::test
