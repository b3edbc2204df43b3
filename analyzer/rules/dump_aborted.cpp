#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule dump_aborted{
    .code = "FM110",
    .name = "dump-aborted",
    .what =
        "The dump was made with `--tolerate` and broke off: a `raise` stands in a module, or "
        "in restore.py.",
    .why =
        "dump2py met an error in the database and went on without the rest of this table. "
        "Its rows are not in this snapshot.",
    .example = "raise Exception(\"library_book has not been dumpedbecause an error occurred\")",
    .next = "Restore this table from another snapshot.",
};

}  // namespace undumpy::rules
