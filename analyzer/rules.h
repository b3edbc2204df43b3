// The table of all rules.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analyzer/rule.h"

namespace undumpy {

// Sorted by code.
std::span<const Rule* const> all_rules();
// By code ("RF401", whatever the case) or name; nullptr when there is none.
const Rule* find_rule(std::string_view code_or_name);
// The rule that answers for diagnostics of this name; FM199 for one that no rule knows.
const Rule& rule_for(std::string_view diagnostic);
// True when `selector` is the code, a prefix of the code ("RF", "RF4"), or the name of the rule.
bool selects(std::string_view selector, const Rule& rule);
// "error", "warning", "info"
std::string_view name_of(Severity severity);
// The rule's page as Markdown: docs/rules/CODE-name.md.
std::string page_of(const Rule& rule);

}  // namespace undumpy
