// Closure: the rows that are taken along because others need them.
//
//   --with-referenced  what the selected rows refer to and the target lacks, and what these rows
//                      refer to, and so on; the parents of a row (multi-table inheritance) always
//   --with-children    what refers to the selected rows, also through generic foreign keys, and
//                      what refers to these, and so on; a child of a child is no child of what it
//                      only refers to
//
// References are those of the target's schema. Rows that an exclusion turns away are never taken.
// The snapshot is read until nothing new is found; memory is the keys.
#pragma once

#include <span>

#include "engine/filter.h"
#include "engine/row_stream.h"
#include "engine/selection.h"

namespace undumpy {

// with-referenced and with-children.
[[nodiscard]] std::span<const OptionText> closure_options();

// The rows to take along; empty when no option asks for it. `source` and `stored` are the filters
// of both stages, and have had their survey. Errors: those of filters and of RowStream::run,
// "database-error".
Result<RowKeys> closure(const Arguments& arguments, const FilterContext& context,
                        const StreamOptions& stream, Selection& source, Selection& stored);

}  // namespace undumpy
