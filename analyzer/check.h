// Check: reads a snapshot from end to end, as a restore would, and keeps what is wrong with it.
//
// It is a sink on the same row stream as restore: what is checked is what is loaded.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/script/code_options.h"
#include "parser/diagnostic.h"
#include "parser/result.h"
#include "parser/snapshot.h"

namespace undumpy {

struct CheckReport {
  std::vector<Diagnostic> findings;
  std::uint64_t modules = 0;  // read
  std::uint64_t tables = 0;
  std::uint64_t rows = 0;            // met, understood or not
  std::uint64_t not_understood = 0;  // rows that could not be read or constructed

  [[nodiscard]] std::size_t errors() const;
  [[nodiscard]] std::size_t warnings() const;
  // One line that says how much was examined.
  [[nodiscard]] std::string verdict() const;
};

// `go_on` is asked between blocks; error "interrupted" when it says no.
Result<CheckReport> check_snapshot(const Snapshot& snapshot, const CodeOptions& code,
                                   const std::function<bool()>& go_on);

}  // namespace undumpy
