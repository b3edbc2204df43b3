// PlanFile: what a plan was made for, so that it is applied to nothing else.
//
// A JSON file: {"format": "undumpy.plan/1", "target": …, "content": …, "options": …, "plan": …}.
#pragma once

#include <string>

#include "engine/ledger.h"
#include "parser/result.h"

namespace undumpy {

struct PlanFile {
  std::string target;   // as the user named it
  std::string content;  // digest of what the target held; empty: it was new
  std::string options;  // digest of everything that decides which rows are written, and how
  std::string plan;     // digest of the counts of every table

  // Errors: "plan-unreadable".
  static Result<PlanFile> read(const std::string& path);
  // Errors: "target-unwritable".
  [[nodiscard]] Status write(const std::string& path) const;
  // Error "plan-outdated", which says what is not as it was when `planned` was made.
  [[nodiscard]] Status same_beginning(const PlanFile& planned) const;
};

// A digest of texts, in their order.
std::string text_digest(const std::vector<std::string>& texts);
// Of the counts of every table.
std::string plan_digest(const std::map<std::string, TableReport>& tables);

}  // namespace undumpy
