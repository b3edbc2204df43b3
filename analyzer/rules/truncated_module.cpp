#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule truncated_module{
    .code = "CP204",
    .name = "truncated-module",
    .what = "A module ends in the middle of a statement.",
    .why = "It was cut off: by a full disk, or an interrupted copy. What should follow is lost.",
    .example = "loader.save(create_library_book(2,'Mo",
    .next = "Look for a complete copy of this module in another snapshot.",
};

}  // namespace undumpy::rules
