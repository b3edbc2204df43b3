// CodeOptions: what code is given that undumpy runs for a user — hand-edited create_ functions,
// repair scripts, loaders.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/python/limits.h"

namespace undumpy {

struct CodeOptions {
  python::Limits limits;
  std::optional<std::string> now;            // --now; without it there is no clock
  std::vector<std::string> allowed_outside;  // folders whose files may be run besides
};

}  // namespace undumpy
