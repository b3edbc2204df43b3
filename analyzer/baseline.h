// Baseline: findings that are known and accepted, kept in a file, so that tomorrow's snapshot is
// judged by what is new.
//
// The file is JSON, one finding a line, sorted: made to be read, compared and kept under version
// control. A finding is known by its identity (analyzer/findings.h); the rest is for people.
#pragma once

#include <compare>
#include <map>
#include <string>

#include "parser/result.h"

namespace undumpy {

struct Baseline {
  struct Entry {
    std::string rule, table, column, key;  // for the people who read the file
    auto operator<=>(const Entry&) const = default;
  };
  std::map<std::string, Entry> entries;  // by identity
};

// Errors, with the place in the file: "baseline-unreadable", "baseline-invalid".
Result<Baseline> read_baseline(const std::string& path);
Result<Baseline> parse_baseline(const std::string& text, const std::string& file);

std::string to_text(const Baseline& baseline);
// Error "baseline-unwritable".
Status write_baseline(const Baseline& baseline, const std::string& path);

}  // namespace undumpy
