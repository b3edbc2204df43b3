// "Did you mean": the nearest of some names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace undumpy::python {

// The name that a misspelt one most likely means, or "" when none is near.
std::string suggestion(std::string_view wrong, const std::vector<std::string>& names);

}  // namespace undumpy::python
