#include "engine/transforms.h"

#include <array>

#include "engine/transforms/list.h"

namespace undumpy {

std::span<const TransformKind* const> transform_kinds() {
  // Columns first, by the names of the snapshot; the table they go into after all.
  static const std::array kinds = {&transforms::rename,    &transforms::drop_column,
                                   &transforms::languages, &transforms::set,
                                   &transforms::map,       &transforms::table};
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
