#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule duplicate_constructor{
    .code = "FM106",
    .name = "duplicate-constructor",
    .severity = Severity::Warning,
    .what = "restore.py defines a create_ function twice.",
    .why =
        "The last definition counts. Somebody copied a function to edit it, and may not know "
        "which one works.",
    .example =
        "def create_library_book(id, title):\n"
        "…\n"
        "def create_library_book(id, title, pages):",
    .next = "Remove the one that is not meant.",
};

}  // namespace undumpy::rules
