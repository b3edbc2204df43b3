#include "analyzer/rule_pages.h"

#include <fmt/format.h>

#include <array>

#include "analyzer/rules.h"

namespace undumpy {

namespace {

// The families, in the order of their codes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> Families = {{
    {"TR", "Trust: is it what a generator wrote?"},
    {"FM", "Format: can it be read?"},
    {"CP", "Completeness: is it whole?"},
    {"VL", "Values: are the cells what they should be?"},
    {"RF", "References: do the rows hold together?"},
    {"UQ", "Uniqueness: is every row there once?"},
    {"DR", "Drift: does it fit the other side?"},
    {"VR", "Version: does it fit in time?"},
}};

std::string file_of(const Rule& rule) { return fmt::format("{}-{}.md", rule.code, rule.name); }

// In a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}

std::string index_page() {
  std::string page =
      "# The rules of `undumpy check`\n\nWritten by `undumpy explain --write-docs docs/rules`; "
      "`undumpy explain CODE` prints a page.\n";
  for (const auto& [prefix, title] : Families) {
    std::string rows;
    for (const Rule* rule : all_rules())
      if (rule->code.starts_with(prefix))
        rows += fmt::format("| [{}]({}) | {} | {} | {} |\n", rule->code, file_of(*rule), rule->name,
                            name_of(rule->severity), cell(summary_of(*rule)));
    if (!rows.empty())
      page += fmt::format(
          "\n## {}\n\n| code | name | severity | finds |\n| --- | --- | --- | --- |\n{}", title,
          rows);
  }
  return page;
}

}  // namespace

std::string_view summary_of(const Rule& rule) { return rule.what.substr(0, rule.what.find('\n')); }

std::vector<std::pair<std::string, std::string>> rule_pages() {
  std::vector<std::pair<std::string, std::string>> pages = {{"README.md", index_page()}};
  for (const Rule* rule : all_rules()) pages.emplace_back(file_of(*rule), page_of(*rule));
  return pages;
}

}  // namespace undumpy
