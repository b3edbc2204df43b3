// Where the rows of a table go: --table OLD=NEW. Internal to the transforms.
#pragma once

#include <string>

#include "engine/filter.h"

namespace undumpy::transforms {

// The table of the target for a table of the snapshot: NEW where --table says so. Arguments that
// are not understood are no matter here.
std::string target_name(const std::string& table, const Arguments& arguments,
                        const FilterContext& context);

}  // namespace undumpy::transforms
