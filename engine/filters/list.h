// Every filter, each in a file of its own beside this one.
#pragma once

#include "engine/filter.h"

namespace undumpy::filters {

extern const FilterKind missing;

}  // namespace undumpy::filters
