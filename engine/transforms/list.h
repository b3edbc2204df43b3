// The transforms, one per file: what engine/transforms.cpp lists. Internal.
#pragma once

#include "engine/transform.h"

namespace undumpy::transforms {

extern const TransformKind table;
extern const TransformKind rename;
extern const TransformKind drop_column;
extern const TransformKind languages;
extern const TransformKind map;
extern const TransformKind set;

}  // namespace undumpy::transforms
