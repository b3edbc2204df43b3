// References that a transaction leaves dangling, and that led to a row before it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/target.h"

namespace undumpy {

struct DanglingReference {
  std::string table;
  std::int64_t rowid = 0;  // 0 in a table without row ids
  std::string target;      // the table referred to
  auto operator<=>(const DanglingReference&) const = default;
};

// `changed`: the tables that the open transaction has written. A living database may hold
// references that dangled all along; they are not reported. REQUIRES: nothing of the transaction
// has reached the file (PRAGMA cache_spill=OFF).
Result<std::vector<DanglingReference>> newly_dangling(Target& target,
                                                      const std::set<std::string>& changed);

}  // namespace undumpy
