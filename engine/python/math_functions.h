// The parts of the module math.
#pragma once

#include "engine/python/value.h"

namespace undumpy::python {

class Module;
class Runtime;

// A real argument: an int, a float, or what has __float__. Raises TypeError.
double real_argument(Runtime& rt, const Value& value);

void define_integer_functions(Runtime& rt, Module& module);  // gcd, factorial, comb …
void define_sum_functions(Runtime& rt, Module& module);      // fsum, hypot, dist, prod

}  // namespace undumpy::python
