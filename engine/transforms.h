// The table of all transforms: each in a file of its own in engine/transforms/.
#pragma once

#include <span>

#include "engine/transform.h"

namespace undumpy {

[[nodiscard]] std::span<const TransformKind* const> transform_kinds();

// Those that the arguments ask for, in the order of the table. Error "usage".
Result<std::vector<std::unique_ptr<Transform>>> make_transforms(const Arguments& arguments,
                                                                const FilterContext& context);

}  // namespace undumpy
