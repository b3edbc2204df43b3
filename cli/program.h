// The command line as a function: tests call it with arguments and two strings.
#pragma once

#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

#include "parser/diagnostic.h"

namespace undumpy::cli {

// Exit statuses (DESIGN.md).
enum ExitStatus : int {
  Fine = 0,
  Findings = 1,
  Usage = 2,
  Unreadable = 3,
  Failure = 4,
  Interrupted = 130,
};

// Where a command writes. Results go to out(), messages to err(); in the program these are standard
// output and standard error, in tests strings.
class Console {
 public:
  virtual ~Console() = default;
  virtual void out(std::string_view text) = 0;
  virtual void err(std::string_view text) = 0;
  // Draw progress and colour only there.
  [[nodiscard]] virtual bool err_is_terminal() const { return false; }
  [[nodiscard]] virtual bool out_is_terminal() const { return false; }
};

int run(const std::vector<std::string>& arguments, Console& console);

// Set by the signal handler of main(); commands look at it between batches.
extern volatile std::sig_atomic_t interrupted;

}  // namespace undumpy::cli
