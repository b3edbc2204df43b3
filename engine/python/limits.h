// Limits: what a program may use before it is stopped.
//
// All are on by default, so that a script found in a backup directory can not eat the machine. What
// exceeds one is an error of its own, which no `except` of the program catches: it names the limit,
// its value and the option that changes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace undumpy::python {

struct Limits {
  std::uint64_t steps = 500'000'000;   // statements, loop rounds and calls
  std::uint64_t memory = 1ULL << 30;   // bytes of live objects, counted when they are made
  std::uint64_t depth = 1000;          // calls inside calls: then RecursionError, as Python
  std::uint64_t output = 64ULL << 20;  // bytes printed and logged
  std::uint64_t rows = 100'000'000;    // rows written to the database
};

enum class Limit : std::uint8_t { Steps, Memory, Output, Rows };
std::string_view to_string(Limit limit);  // "steps"
// "--max-steps"
std::string_view option_of(Limit limit);

// Thrown through everything, also through the program's own `except:`.
struct LimitExceeded {
  Limit limit;
  std::uint64_t value;
  [[nodiscard]] std::string message() const;
};

}  // namespace undumpy::python
