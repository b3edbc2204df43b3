// undumpy.toml: what `check` is to do when the command line does not say.
//
//     [check]
//     select = ["TR", "RF"]
//     ignore = ["VL309"]
//     fail-on = "warning"
//     against = "site.sql"                # beside this file
//     baseline = "known-findings.json"    # beside this file
//
//     [check.severity]
//     RF402 = "error"
//     unused-module = "info"
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parser/result.h"

namespace undumpy::cli {

struct CheckConfig {
  std::string file;  // empty: there is none
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::string fail_on;   // these three are empty when the file does not say
  std::string against;   // a path from where the program runs
  std::string baseline;  // as well
  std::vector<std::pair<std::string, Severity>> severities;  // the broadest selector first
};

// The nearest undumpy.toml above the snapshot; empty when there is none. One inside the snapshot
// does not count: what is judged has no say in how.
std::string find_config(const std::string& snapshot);

// Errors, with line and column: "config-unreadable", "config-invalid".
Result<CheckConfig> read_config(const std::string& path);
Result<CheckConfig> parse_config(const std::string& text, const std::string& path);

}  // namespace undumpy::cli
