#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule stale_file{
    .code = "CP209",
    .name = "stale-file",
    .severity = Severity::Warning,
    .what =
        "A data module that nothing runs, and that nothing needs.\n"
        "\n"
        "Its table is unknown to restore.py, or has other modules that are run.",
    .why =
        "It is left over from an older dump (`dump2py --overwrite` removes nothing), and "
        "may be taken for a part of this one.",
    .example = "library_book.py beside library_book_1.py and library_book_2.py",
    .next = "Remove it.",
};

}  // namespace undumpy::rules
