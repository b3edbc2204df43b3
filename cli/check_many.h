// Checks several snapshots, some at a time: a thread has its snapshot, its interpreter and its
// target for itself, they share nothing.
#pragma once

#include <string>
#include <vector>

#include "analyzer/check.h"
#include "cli/program.h"

namespace undumpy::cli {

struct ManyOptions {
  undumpy::CheckOptions check;  // `against` and `progress` are set here
  std::string against;          // as the user named it; empty: alone
  unsigned jobs = 0;            // 0: one for each processor
};

// The reports, in the order of the paths, whatever was ready first. Errors: those of Against::open,
// "interrupted".
Result<std::vector<CheckReport>> check_many(const std::vector<std::string>& paths,
                                            const ManyOptions& options);

}  // namespace undumpy::cli
