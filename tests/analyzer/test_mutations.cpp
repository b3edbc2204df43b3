// No miss: exactly one fault is put into snapshots with which nothing is wrong, of each kind at
// many random places. The right rule has to say so at the right place, and no other rule may report
// an error that does not follow from the fault.
//
// The recall table stands in docs/recall.md. UNDUMPY_REWRITE=1 writes it anew.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "analyzer/rules.h"
#include "tests/analyzer/mutations/fault.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

constexpr std::size_t Places = 25;

struct Score {
  std::size_t places = 0;
  std::size_t found = 0;
  std::size_t accused = 0;  // errors of other rules
  std::string misses;       // in words
};

std::vector<Kind> all_kinds() {
  std::vector<Kind> kinds;
  for (const auto& family : {trust_faults(), format_faults(), completeness_faults(), value_faults(),
                             key_faults(), drift_faults(), version_faults(), single_file_faults()})
    kinds.insert(kinds.end(), family.begin(), family.end());
  return kinds;
}

bool is_expected_at(const Fault& fault, const Diagnostic& finding) {
  const auto agrees = [](const std::string& wanted, const std::string& is) {
    return wanted.empty() || wanted == is;
  };
  return agrees(fault.file, finding.place.file) &&
         (fault.line == 0 || fault.line == finding.place.line) &&
         agrees(fault.table, finding.table) && agrees(fault.key, finding.key) &&
         agrees(fault.column, finding.column);
}

bool is_consequence(const Kind& kind, std::string_view code) {
  return std::ranges::any_of(kind.consequences,
                             [&](const char* family) { return code.starts_with(family); });
}

// What is found with the fault and not without it.
void judge(const Kind& kind, const Fault& fault, Score& score) {
  CheckOptions options = all_findings();
  std::unique_ptr<Against> changed;
  if (fault.other) changed = against(*fault.other);
  if (!fault.sql.empty())
    changed = against(fault.sql, fault.in_database ? Target::Database : Target::Statements);
  if (kind.against == Kind::Against::Schema) options.against = fault.on.schema();
  if (changed != nullptr) options.against = changed.get();
  const CheckReport report = check(fault.files, options);
  const auto& known = fault.on.findings(options.against != nullptr);

  bool found = false;
  bool accused = false;
  std::string seen;
  for (const FindingGroup& group : report.groups) {
    for (const Diagnostic& finding : group.first) {
      if (known.contains(identity(group, finding))) continue;
      const bool right = group.rule->code == kind.rule && is_expected_at(fault, finding);
      const bool wrong = finding.severity == Severity::Error && group.rule->code != kind.rule &&
                         !is_consequence(kind, group.rule->code);
      found = found || right;
      accused = accused || wrong;
      seen += fmt::format("    {} {} {} {} {}.{} key {}: {}\n", wrong ? "wrong" : "found",
                          group.rule->code, to_string(finding.severity), to_text(finding.place),
                          finding.table, finding.column, finding.key, finding.message);
    }
  }
  ++score.places;
  score.found += found ? 1 : 0;
  score.accused += accused ? 1 : 0;
  if (found && !accused) return;
  score.misses += fmt::format("  {}: wanted {} at {}:{} {}.{} key {}\n{}", fault.on.name, kind.rule,
                              fault.file, fault.line, fault.table, fault.column, fault.key, seen);
}

Score try_kind(const Kind& kind, const std::vector<std::unique_ptr<Pristine>>& snapshots) {
  Score score;
  for (std::size_t place = 0; place < Places; ++place) {
    Random random(kind.name, place);
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
      const Pristine& pristine = *snapshots[(place + i) % snapshots.size()];
      if (kind.against == Kind::Against::Schema && pristine.schema() == nullptr) continue;
      Fault fault(pristine, random);
      if (!kind.inject(fault)) continue;
      judge(kind, fault, score);
      break;
    }
  }
  return score;
}

constexpr std::string_view Head = R"(# What check finds

One fault is put into snapshots with which nothing is wrong: made-up ones, those of corpus/, and real
ones where they are there. *Found*: the right rule reports it at the right place. *Accused*: another
rule reports an error that does not follow from the fault. The test `Mutations.RecallTable` makes this
table; `UNDUMPY_REWRITE=1` writes it.

| fault | rule | places | found | accused |
| --- | --- | ---: | ---: | ---: |
)";

TEST(Mutations, RecallTable) {
  const auto snapshots = pristine_snapshots();
  const auto single_files = pristine_single_files();
  std::string table(Head);
  std::string waiting;
  std::size_t tried = 0;
  const char* const only = std::getenv("UNDUMPY_FAULT");
  for (const Kind& kind : all_kinds()) {
    if (only != nullptr && std::string_view(kind.name).find(only) == std::string_view::npos)
      continue;
    const Rule* rule = find_rule(kind.rule);
    if (rule == nullptr) {
      waiting +=
          fmt::format("{}waiting for {}: {}", waiting.empty() ? "" : "\n", kind.rule, kind.name);
      continue;
    }
    ++tried;
    const Score score = try_kind(kind, kind.single_file ? single_files : snapshots);
    table += fmt::format("| {} | {} {} | {} | {} | {} |\n", kind.name, kind.rule, rule->name,
                         score.places, score.found, score.accused);
    EXPECT_EQ(score.places, Places) << kind.name;
    EXPECT_GE(score.found, kind.least) << kind.name << "\n" << score.misses;
    EXPECT_EQ(score.accused, 0U) << kind.name << "\n" << score.misses;
  }
  fmt::print("{}\n{} kinds of faults\n{}\n", table.substr(table.find('|')), tried, waiting);
  if (only != nullptr) return;
  const auto page = corpus_dir() / ".." / "docs" / "recall.md";
  if (std::getenv("UNDUMPY_REWRITE") != nullptr) write_file(page, table);
  // Where rules guess, the numbers depend on the snapshots that are there.
  if (shared_dir()) {
    EXPECT_EQ(read_file(page), table) << "UNDUMPY_REWRITE=1 writes it anew";
  }
}

}  // namespace

}  // namespace undumpy::test
