#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule duplicate_model{
    .code = "FM111",
    .name = "duplicate-model",
    .severity = Severity::Warning,
    .what = "restore.py resolves a model twice.",
    .why = "The last line counts.",
    .example =
        "library_Book = resolve_model(\"library.Book\")\n"
        "library_Book = resolve_model(\"books.Book\")",
    .next = "Remove the line that is not meant.",
};

}  // namespace undumpy::rules
