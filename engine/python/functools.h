// The parts of the module functools that have a file of their own.
#pragma once

#include "engine/python/value.h"

namespace undumpy::python {

class Module;
class Runtime;

// functools.update_wrapper(wrapper, wrapped): copies the names of a function onto its wrapper.
void update_wrapper(Runtime& rt, const Value& wrapper, const Value& wrapped);

void define_caches(Runtime& rt, Module& module);     // lru_cache, cache, cached_property
void define_orderings(Runtime& rt, Module& module);  // cmp_to_key, total_ordering

}  // namespace undumpy::python
