// Attempts to get out of the interpreter, to make it hang, or to eat the machine. Each ends in an
// error and leaves no trace: nothing asked of the host, no more memory than allowed.
//
// Chunk files in escapes/: reach.py tries to get hold of what was not handed out, limits.py to use
// too much, depth.py to recurse too deeply. Every program runs in a process of its own.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "engine/python/interpreter.h"
#include "tests/python/chunks.h"
#include "tests/python/run_python.h"

namespace undumpy::test {
namespace {

// What the program did in a process that the system stops when it takes too much.
nlohmann::json run_in_child(const std::string& program) {
  int ends[2];
  if (pipe(ends) != 0) return {{"status", -1}};
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    // Stacks of generators are address space, which is not memory.
    [[maybe_unused]] const rlimit space{std::size_t{24} << 30, std::size_t{24} << 30};
#if !defined(__SANITIZE_ADDRESS__)
    setrlimit(RLIMIT_AS, &space);
#endif
    const RunResult result = run_python(program);
    const std::string answer =
        nlohmann::json{{"output", result.output},       {"error", result.error},
                       {"traceback", result.traceback}, {"line", result.error_line},
                       {"touched", result.touched},     {"refused", result.refused}}
            .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    for (std::size_t at = 0; at < answer.size();) {
      const ssize_t written = write(ends[1], answer.data() + at, answer.size() - at);
      if (written <= 0) _exit(1);
      at += static_cast<std::size_t>(written);
    }
    _exit(0);
  }
  close(ends[1]);
  std::string answer;
  char buffer[4096];
  while (const ssize_t size = read(ends[0], buffer, sizeof buffer)) {
    if (size < 0) break;
    answer.append(buffer, static_cast<std::size_t>(size));
  }
  close(ends[0]);
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  if (status != 0) return {{"status", status}};
  nlohmann::json result = nlohmann::json::parse(answer);
  result["status"] = 0;
  result["kilobytes"] = used.ru_maxrss;
  return result;
}

class Escapes : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Escapes, EndInAnError) {
  for (const Chunk& chunk : read_chunks(GetParam())) {
    SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(chunk.line) + ": " +
                 chunk.title);
    ASSERT_EQ(chunk.errors.size(), 1U);
    const auto& [line, part] = chunk.errors.front();
    const nlohmann::json result = run_in_child(chunk.text);
    ASSERT_EQ(result["status"], 0) << "the process died";
    const auto error = result["error"].get<std::string>();
    const auto traceback = result["traceback"].get<std::string>();
    EXPECT_NE(error.find(part), std::string::npos) << error;
    EXPECT_EQ(result["line"], line) << traceback;
    EXPECT_EQ(result["output"], chunk.output);
    EXPECT_EQ(result["touched"], "");
    EXPECT_TRUE(result["refused"].get<bool>() ||
                traceback.find("Traceback (most") != std::string::npos)
        << traceback;
    if (!error.starts_with("LimitExceeded: ")) continue;
    EXPECT_NE(traceback.find("--max-"), std::string::npos) << traceback;
    EXPECT_NE(error.find_first_of("0123456789"), std::string::npos) << "names no value: " << error;
#if !defined(__SANITIZE_ADDRESS__)
    // The limit of the programs is 256 MiB; a moment's second copy may stand beside it.
    EXPECT_LT(result["kilobytes"].get<std::int64_t>(), 640 * 1024);
#endif
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Escapes, testing::ValuesIn(chunk_files("escapes")),
                         [](const auto& file) { return file.param.stem().string(); });

// A limit that passes through generators, handlers and context managers leaves the interpreter as
// good as new.
TEST(Escapes, ALimitBreaksNothing) {
  python::Limits limits;
  limits.memory = 64 << 20;
  python::TextHost host;
  python::Interpreter interpreter(limits, host);
  const auto failed = interpreter.run("first.py", R"(
def numbers():
    try:
        for i in range(10 ** 9):
            yield i
    finally:
        print('never')
class Manager:
    def __enter__(self): return self
    def __exit__(self, *a): print('never'); return True
def outer():
    yield from numbers()
kept = numbers()
next(kept)
with Manager():
    try:
        found = [x for x in outer()]
    except BaseException:
        print('never')
    finally:
        print('never')
)");
  EXPECT_FALSE(failed.ok);
  EXPECT_EQ(failed.error, "LimitExceeded: the program needs more than 67108864 bytes of memory");
  EXPECT_EQ(host.output, "");
  const auto after = interpreter.run("second.py", "print(next(kept), sum(x for x in range(10)))\n");
  EXPECT_TRUE(after.ok) << after.traceback;
  EXPECT_EQ(host.output, "1 45\n");
}

// Circles are counted while they live, and gone with the interpreter.
TEST(Escapes, CirclesAreCounted) {
  python::TextHost host;
  python::Interpreter interpreter({}, host);
  const auto before = interpreter.runtime().heap.used();
  ASSERT_TRUE(interpreter.run("a.py", "for i in range(1000): a = []; a.append(a)\n").ok);
  EXPECT_GT(interpreter.runtime().heap.used(), before + 1000 * sizeof(python::List));
  ASSERT_TRUE(interpreter.run("b.py", "for i in range(1000): a = [[]] * 5\n").ok);
  const auto after = interpreter.runtime().heap.used();
  ASSERT_TRUE(interpreter.run("b.py", "for i in range(100000): a = [[]] * 5\n").ok);
  EXPECT_LT(interpreter.runtime().heap.used(), after + 4096);
}

}  // namespace
}  // namespace undumpy::test
