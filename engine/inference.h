// Inference: a schema for a snapshot, from the snapshot alone.
//
// One pass over the rows keeps, per column, which kinds of values occur, and for keys and
// references the set of values. Foreign-key columns are known exactly (FORMAT.md 3, rule 7) where
// the `# fields:` line is there; their targets are inferred: a target must hold all values, and
// names and load order decide between those that do. Every reference keeps its evidence and a
// confidence.
#pragma once

#include <string>
#include <vector>

#include "engine/constructor.h"
#include "engine/schema.h"
#include "engine/script/code_options.h"
#include "parser/snapshot.h"

namespace undumpy {

struct InferredReference {
  std::string table;
  std::string column;
  std::string target;  // table
  Confidence confidence = Confidence::Guess;
  std::size_t dangling = 0;  // different values that are no key of the target
  std::string evidence;      // "all 70 values are keys of countries_place; the only such model …"
};

struct Inference {
  Schema schema;
  std::vector<InferredReference> references;  // sorted by table and column
};

// Reads the whole snapshot once; `code` is for constructors that the interpreter runs. Errors:
// those of RowStream::run.
Result<Inference> infer_schema(const Snapshot& snapshot, const Constructors& constructors,
                               const CodeOptions& code = {});

}  // namespace undumpy
