// The parts of the module itertools, each in a file of its own.
#pragma once

#include "engine/python/class.h"
#include "engine/python/iterator.h"

namespace undumpy::python {

class Module;

// Adds the class of an iterator to the module; calling it makes one.
Class* add_iterator_class(Runtime& rt, Module& module, const char* name, Class::Maker maker);
// Raises TypeError when there are keywords, or too few or too many arguments.
void expect_positional(Runtime& rt, const Arguments& arguments, const char* function,
                       std::uint32_t least, std::uint32_t most);

void define_selections(Runtime& rt, Module& module);  // product, permutations, combinations …
void define_groups(Runtime& rt, Module& module);      // groupby, tee

}  // namespace undumpy::python
