#include "analyzer/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzer/rules/list.h"
#include "parser/utf8.h"

namespace undumpy {

std::span<const Rule* const> all_rules() {
  static const auto sorted = [] {
    auto rules = rules::listed();
    std::ranges::sort(rules, {}, &Rule::code);
    return rules;
  }();
  return sorted;
}

const Rule* find_rule(std::string_view code_or_name) {
  const std::string code = utf8::ascii_upper(code_or_name);
  for (const Rule* rule : all_rules())
    if (rule->name == code_or_name || rule->code == code) return rule;
  return nullptr;
}

const Rule& rule_for(std::string_view diagnostic) {
  const auto is_among = [&](std::string_view names) {
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(' '), names.size());
      if (names.substr(0, end) == diagnostic) return true;
      names.remove_prefix(std::min(end + 1, names.size()));
    }
    return false;
  };
  for (const Rule* rule : all_rules())
    if (rule->name == diagnostic || is_among(rule->also)) return *rule;
  return rules::unclassified;
}

bool selects(std::string_view selector, const Rule& rule) {
  return rule.name == selector ||
         (!selector.empty() && rule.code.starts_with(utf8::ascii_upper(selector)));
}

std::string_view name_of(Severity severity) {
  return severity == Severity::Info ? "info" : to_string(severity);
}

std::string page_of(const Rule& rule) {
  std::string page = fmt::format("# {} {}\n\nSeverity: {}. Confidence: {}.\n\n", rule.code,
                                 rule.name, name_of(rule.severity), to_string(rule.confidence));
  page += fmt::format("## What it finds\n\n{}\n\n## Why it matters\n\n{}\n\n", rule.what, rule.why);
  page +=
      fmt::format("## Example\n\n```\n{}\n```\n\n## What to do\n\n{}\n", rule.example, rule.next);
  return page;
}

}  // namespace undumpy
