// What a create_ function that does not reduce to a plan still tells: its model, and for each
// parameter whether it is a decimal, a choice, a content type, a babel field.
//
// The interpreter makes the rows of such a function; the hints say how their values are stored,
// exactly as those of a plan.
#pragma once

#include "engine/row.h"
#include "parser/snapshot.h"

namespace undumpy {

// Fills model, parent and columns of `shape`: one column for each parameter, or one for each
// language of a babel field. Members that are set already stay.
void read_hints(const Snapshot& snapshot, const syntax::FunctionDef& function, RowShape& shape);

// The parameters that have a choicelist line, active or commented (FORMAT.md 1.2).
std::vector<std::string_view> choices_of(const SyntaxTree& tree,
                                         const syntax::FunctionDef& function);

}  // namespace undumpy
