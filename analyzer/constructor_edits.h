// What was done to a create_ function, in words: "project_id is commented out; tariff_id is stored
// as fee_id".
#pragma once

#include <string>
#include <vector>

#include "analyzer/code_lines.h"
#include "analyzer/regenerated_constructor.h"

namespace undumpy {

// `changes` lead from `generated` to `written`, both normal lines.
std::string describe_edits(const RegeneratedConstructor& constructor,
                           const std::vector<LineChange>& changes, const CodeLines& generated,
                           const CodeLines& written);

}  // namespace undumpy
