// Findings: what the rules say, grouped by rule, table and column. The first of each group are
// kept, the rest is counted.
//
// It is a DiagnosticSink: what the reader reports becomes a finding of the rule of that name.
// Severities stay those of the diagnostic, so that a rule may find worse and lesser cases (but see
// Rule::severe_for_reader).
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzer/baseline.h"
#include "analyzer/rule.h"
#include "parser/diagnostic.h"

namespace undumpy {

// What makes two findings the same, in this snapshot and in tomorrow's: not the line, which moves.
// 16 hexadecimal digits.
std::string identity_of(const Rule& rule, const Diagnostic& finding);

struct FindingGroup {
  const Rule* rule = nullptr;
  std::string table;                   // empty: the finding is not about one
  std::string column;                  // empty: the finding is not about one
  Severity severity = Severity::Info;  // of the worst
  Confidence confidence = Confidence::Certain;
  std::uint64_t count = 0;        // of findings
  std::uint64_t rows = 0;         // that they affect, as far as they are about rows
  std::vector<Diagnostic> first;  // the first few, in the order of the snapshot
};

struct FindingOptions {
  std::vector<std::string> select;  // codes, prefixes or names; all rules when empty
  std::vector<std::string> ignore;
  // Severities that the user gave: selectors as above; the last one that fits a rule counts.
  std::vector<std::pair<std::string, Severity>> severities;
  std::size_t shown = 3;  // kept of each group
  Baseline baseline;
  bool keep_identities = false;  // for writing a baseline
};

class Findings final : public DiagnosticSink {
 public:
  explicit Findings(FindingOptions options = {}) : options_(std::move(options)) {}

  // A diagnostic whose name is no rule's is a finding of FM199 (unclassified), never lost.
  void report(Diagnostic diagnostic) override;
  // `rows`: how many rows it affects, when one finding stands for many.
  void add(const Rule& rule, Diagnostic finding, std::uint64_t rows = 1);
  // False for a rule that the options leave out: its check need not run.
  [[nodiscard]] bool selected(const Rule& rule) const;

  // The worst first, then by code, table, column.
  [[nodiscard]] std::vector<FindingGroup> take_groups();
  [[nodiscard]] std::uint64_t count(Severity severity) const {
    return counts_[static_cast<std::size_t>(severity)];
  }
  // Findings that the baseline knows: they are not counted otherwise.
  [[nodiscard]] std::uint64_t known() const { return known_; }
  // Entries of the baseline, of selected rules, that were not found.
  [[nodiscard]] std::vector<Baseline::Entry> stale() const;
  // Of all findings, when keep_identities is set.
  [[nodiscard]] const Baseline& found() const { return found_; }

 private:
  struct Place {
    std::string_view code;
    std::string table, column;
    auto operator<=>(const Place&) const = default;
  };
  FindingOptions options_;
  std::map<Place, FindingGroup> groups_;
  std::uint64_t counts_[3] = {0, 0, 0};
  std::uint64_t known_ = 0;
  std::set<std::string> matched_;  // identities of the baseline that were found
  Baseline found_;
};

}  // namespace undumpy
