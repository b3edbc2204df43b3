// Reads what restore.py says (FORMAT.md 1.2) out of its syntax tree. Internal to Snapshot.
#pragma once

#include "parser/snapshot.h"

namespace undumpy {

// Fills the members of `snapshot` that come from restore.py alone; `modules` get file and span.
// Diagnostics: foreign-statement, foreign-import, hand-written-helper, dump-aborted,
// duplicate-constructor, duplicate-model, unknown-template.
void read_catalogue(const SyntaxTree& tree, Snapshot& snapshot, DiagnosticSink& diagnostics);

}  // namespace undumpy
