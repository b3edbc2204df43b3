// The pages of all rules as files: docs/rules/. `./dev docs` writes them; a test keeps them equal.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/rule.h"

namespace undumpy {

// The first line of what the rule finds.
std::string_view summary_of(const Rule& rule);
// Name of file and text: README.md with the list, then a page for each rule.
std::vector<std::pair<std::string, std::string>> rule_pages();

}  // namespace undumpy
