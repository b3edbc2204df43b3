#include <sqlite3.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "cli/program.h"

namespace {

class StandardConsole final : public undumpy::cli::Console {
 public:
  void out(std::string_view text) override { std::fwrite(text.data(), 1, text.size(), stdout); }
  void err(std::string_view text) override {
    std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
  [[nodiscard]] bool err_is_terminal() const override { return isatty(STDERR_FILENO) == 1; }
  [[nodiscard]] bool out_is_terminal() const override { return isatty(STDOUT_FILENO) == 1; }
};

}  // namespace

int main(int argc, char** argv) {
  struct sigaction action {};
  action.sa_handler = [](int) { undumpy::cli::interrupted = 1; };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // SQLite's account of its memory takes a lock at each allocation; nobody here asks for it.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  StandardConsole console;
  const int status = undumpy::cli::run({argv + 1, argv + argc}, console);
  std::fflush(stdout);
  return status;
}
