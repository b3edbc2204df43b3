// docs/rules/ is what the rules say. Written anew by
//     UNDUMPY_REWRITE=1 build/tests/test_analyzer --gtest_filter='RulePages.*'
// or `undumpy explain --write-docs docs/rules`.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "analyzer/rule_pages.h"
#include "analyzer/rules.h"
#include "tests/support.h"

namespace undumpy::test {

namespace fs = std::filesystem;

TEST(RulePages, StandInDocs) {
  const fs::path folder = corpus_dir().parent_path() / "docs/rules";
  const bool rewrite = std::getenv("UNDUMPY_REWRITE") != nullptr;
  if (rewrite) fs::remove_all(folder);
  std::set<std::string> names;
  for (const auto& [name, text] : rule_pages()) {
    names.insert(name);
    if (rewrite) write_file(folder / name, text);
    ASSERT_TRUE(fs::exists(folder / name)) << name << " is missing: run with UNDUMPY_REWRITE=1";
    EXPECT_EQ(read_file(folder / name), text) << name << ": run with UNDUMPY_REWRITE=1";
  }
  for (const auto& file : fs::directory_iterator(folder))
    EXPECT_TRUE(names.contains(file.path().filename().string()))
        << file.path().filename() << " is of no rule: run with UNDUMPY_REWRITE=1";
}

TEST(RulePages, EveryRuleHasAllParts) {
  for (const Rule* rule : all_rules()) {
    for (const std::string_view part : {rule->what, rule->why, rule->example, rule->next})
      EXPECT_FALSE(part.empty()) << rule->code;
    EXPECT_FALSE(summary_of(*rule).empty()) << rule->code;
    EXPECT_EQ(rule->name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"),
              std::string_view::npos)
        << rule->name;
  }
}

}  // namespace undumpy::test
