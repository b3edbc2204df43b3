// Walking syntax trees when only some kinds of nodes matter.
//
//     walk(*function, [&](const syntax::Node& node) {
//       if (const auto* call = as<Call>(&node)) calls.push_back(call);
//       return true;  // go into its children
//     });
#pragma once

#include <functional>

#include "parser/syntax.h"

namespace undumpy::syntax {

// Calls `visit` for the node and, when that returns true, for everything inside it, in the order of
// the source. Recursive: trees are shallow (MaxSyntaxDepth).
using Visit = std::function<bool(const Node& node)>;
void walk(const Node& node, const Visit& visit);
void walk(Block statements, const Visit& visit);

}  // namespace undumpy::syntax
