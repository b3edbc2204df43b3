#include "engine/python/limits.h"

#include <fmt/format.h>

namespace undumpy::python {

std::string_view to_string(Limit limit) {
  switch (limit) {
    case Limit::Steps:
      return "steps";
    case Limit::Memory:
      return "memory";
    case Limit::Output:
      return "output";
    case Limit::Rows:
      return "rows";
  }
  return "";
}

std::string_view option_of(Limit limit) {
  switch (limit) {
    case Limit::Steps:
      return "--max-steps";
    case Limit::Memory:
      return "--max-memory";
    case Limit::Output:
      return "--max-output";
    case Limit::Rows:
      return "--max-rows";
  }
  return "";
}

std::string LimitExceeded::message() const {
  switch (limit) {
    case Limit::Steps:
      return fmt::format("the program took more than {} steps", value);
    case Limit::Memory:
      return fmt::format("the program needs more than {} bytes of memory", value);
    case Limit::Output:
      return fmt::format("the program printed more than {} bytes", value);
    case Limit::Rows:
      return fmt::format("the program wrote more than {} rows", value);
  }
  return "";
}

}  // namespace undumpy::python
