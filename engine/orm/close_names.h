// Names that a misspelt lookup may mean, as Django suggests them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace undumpy::orm {

// Up to three of the names, the best first: those whose Ratcliff-Obershelp similarity to the wrong
// one is at least 0.6.
std::vector<std::string> close_names(std::string_view wrong, const std::vector<std::string>& names);

}  // namespace undumpy::orm
