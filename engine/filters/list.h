// The filters, one per file: what engine/filters.cpp lists. Internal.
#pragma once

#include "engine/filter.h"

namespace undumpy::filters {

extern const FilterKind only;
extern const FilterKind skip;
extern const FilterKind where;
extern const FilterKind since;
extern const FilterKind until;
extern const FilterKind first;
extern const FilterKind last;
extern const FilterKind rows;
extern const FilterKind sample;
extern const FilterKind missing;

}  // namespace undumpy::filters
