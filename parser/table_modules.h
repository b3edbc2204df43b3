// Which modules restore.py runs for each table.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parser/snapshot.h"

namespace undumpy {

// T, when the file is called T.py or T_N.py and restore.py defines create_T; else empty.
std::string table_of_file(const Snapshot& snapshot, std::string_view file);

// In the order of execution. A module that is missing belongs to the table of its name.
std::map<std::string, std::vector<const ModuleRun*>> modules_by_table(const Snapshot& snapshot);

}  // namespace undumpy
