// Stable sorting with the comparison of Python.
#pragma once

#include <vector>

#include "engine/python/object.h"

namespace undumpy::python {

// Sorts in place by `key` (absent or None: the values themselves), with `<` or, in Python 2, with a
// function `cmp` that gives a number below, at or above zero. What `<` or the key function
// raises passes through; then `values` holds the same values in some order.
void sort_values(Runtime& rt, std::vector<Value>& values, const Value& key, bool reverse,
                 const Value& cmp = {});

}  // namespace undumpy::python
