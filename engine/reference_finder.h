// ReferenceFinder: to which table each foreign-key column leads, by values, names and load order.
//
// A target must hold all values of the column as keys; of those that do, the names decide; columns
// whose name says nothing take the target that the same field has in other tables, else a guess. A
// parent link is certain. What was found is evidence, not truth: each reference keeps its
// confidence.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/column_facts.h"
#include "engine/inference.h"

namespace undumpy {

// In the order of tables and columns. References to content types are not among them: the
// constructors name those.
std::vector<InferredReference> find_references(const std::map<std::string, TableFacts>& tables);

}  // namespace undumpy
