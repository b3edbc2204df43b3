// What the reports in all forms say alike: the words for a row, a group, a baseline entry, a total.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/check.h"

namespace undumpy {

// "library_book 3, publisher_id = 99"; empty when the finding is not about a row.
std::string row_line(const Diagnostic& finding);
// Where a finding is: "library_book.py:6:41", else "library_book.publisher_id", else nothing.
std::string subject_of(const Diagnostic& finding);
// " in library_book.publisher_id", or nothing.
std::string in_place_of(const FindingGroup& group);
// "RF401 in library_book.publisher_id, key 3"
std::string line_of(const Baseline::Entry& entry);

// The file from where the program runs: "dump/restore.py"; the snapshot itself when the finding is
// about no file of it.
std::string path_of(const CheckReport& report, const Place& place);

// What a finding shows below its source line: a diff or a traceback; may be empty.
const std::string& detail_of(const Diagnostic& finding);
// Its lines.
struct DetailLine {
  enum class Kind : std::uint8_t { Plain, Added, Removed };
  Kind kind = Kind::Plain;
  std::string_view text;  // of the finding
};
std::vector<DetailLine> detail_lines(const Diagnostic& finding);

struct RuleCount {
  const Rule* rule = nullptr;
  Severity severity = Severity::Info;  // of the worst
  std::uint64_t count = 0;
};
// The worst first, then by code.
std::vector<RuleCount> counts_by_rule(const CheckReport& report);

struct Totals {
  std::uint64_t modules = 0, tables = 0, rows = 0, bytes = 0, not_understood = 0;
  std::uint64_t errors = 0, warnings = 0, notes = 0, known = 0;
};
Totals totals_of(std::span<const CheckReport> reports);
// Of several snapshots: how many are fine, how much was examined.
std::string verdict_of(std::span<const CheckReport> reports);

}  // namespace undumpy
