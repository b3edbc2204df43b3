// Where rows stand in a snapshot, found again by their keys.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/constructor.h"
#include "engine/ledger.h"
#include "engine/script/code_options.h"

namespace undumpy {

// Fills in file and line of those rejects that have no line, from the first row with their table
// and key. Reads the modules of these tables again. Errors: those of RowStream::run.
Status find_places(std::vector<Reject>& rejects, const Snapshot& snapshot,
                   const Constructors& constructors, const CodeOptions& code);

}  // namespace undumpy
