// The methods of querysets, which managers have too, in tables.
#pragma once

#include <span>

#include "engine/python/class.h"

namespace undumpy::orm {

class Session;

struct QuerySetMethod {
  const char* name;
  python::NativeFunction function;
  int minimum, maximum;
};

std::span<const QuerySetMethod> chaining_methods();  // filter(), order_by(), …
std::span<const QuerySetMethod> reading_methods();   // get(), count(), aggregate(), …
std::span<const QuerySetMethod> writing_methods();   // create(), update(), delete(), …

}  // namespace undumpy::orm
