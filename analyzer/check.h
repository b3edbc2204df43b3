// Check: reads a snapshot from end to end, as a restore would, and lets the rules look at it.
//
// It is a sink on the same row stream as restore: what is checked is what is loaded. A second
// reading follows only where places are needed that the first one could not know (rows whose
// reference dangles), and only of the tables concerned.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analyzer/findings.h"
#include "analyzer/inspection.h"
#include "engine/script/code_options.h"
#include "parser/result.h"
#include "parser/snapshot.h"

namespace undumpy {

class Against;

struct TableSummary {
  std::string table;
  std::string model;
  std::string parent;
  std::optional<std::uint64_t> announced;  // absent: no module has a header
  std::uint64_t rows = 0;
  std::uint64_t not_understood = 0;
  std::vector<std::string> modules;
};

struct CheckReport {
  std::string snapshot;  // as it was named
  std::string generation;
  std::string source_version;  // may be empty
  std::vector<std::string> languages;
  std::string against;  // as it was named; empty: alone

  std::vector<FindingGroup> groups;  // the worst first
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  std::uint64_t notes = 0;
  std::uint64_t known = 0;             // findings that the baseline has
  std::vector<Baseline::Entry> stale;  // of the baseline, not found any more
  Baseline found;                      // when FindingOptions::keep_identities is set

  std::uint64_t modules = 0;         // read
  std::uint64_t rows = 0;            // met, understood or not
  std::uint64_t not_understood = 0;  // rows that could not be read or constructed
  std::uint64_t bytes = 0;
  std::uint64_t keys = 0;            // values in the key sets, and
  std::uint64_t key_bytes = 0;       // the memory they took
  std::vector<TableSummary> tables;  // in the order of execution, then those without a module
  std::vector<Reference> references;
  std::vector<Difference> differences;

  // There are errors that have nothing to do with what it was checked against.
  [[nodiscard]] bool damaged() const;
  // "fine", "readable, with warnings", "this snapshot does not fit the target", "this snapshot is
  // damaged", "nothing examined".
  [[nodiscard]] std::string judgement() const;
  // The judgement, and how much was examined, in one line.
  [[nodiscard]] std::string verdict() const;
};

struct CheckOptions {
  FindingOptions findings;
  CodeOptions code;
  const Against* against = nullptr;
  // Asked between blocks, with the bytes read so far; error "interrupted" when it says no.
  std::function<bool(std::uint64_t bytes)> progress;
};

// Errors: "interrupted"; "database-error" when the one that the snapshot is checked against can not
// be read.
Result<CheckReport> check_source(std::unique_ptr<Source> source, const CheckOptions& options);
// Opens the source named `path` and checks it. A path that is no snapshot gives a report with
// nothing examined and a finding that says why. Errors: as above.
Result<CheckReport> check_path(const std::string& path, const CheckOptions& options);

}  // namespace undumpy
