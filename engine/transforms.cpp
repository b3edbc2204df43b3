#include "engine/transforms.h"

#include <array>

namespace undumpy {

std::span<const TransformKind* const> transform_kinds() {
  static const std::array<const TransformKind*, 0> kinds = {};
  return kinds;
}

Result<std::vector<std::unique_ptr<Transform>>> make_transforms(const Arguments& arguments,
                                                                const FilterContext& context) {
  std::vector<std::unique_ptr<Transform>> transforms;
  for (const TransformKind* kind : transform_kinds()) {
    if (!arguments.has(kind->options.front().name)) continue;
    UNDUMPY_TRY(auto transform, kind->make(arguments, context));
    transforms.push_back(std::move(transform));
  }
  return transforms;
}

}  // namespace undumpy
