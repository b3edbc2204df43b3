#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule arity_mismatch{
    .code = "FM103",
    .name = "arity-mismatch",
    .what = "A row has more or fewer values than its create_ function takes.",
    .why =
        "Values would land in wrong columns, so the row is not taken. Mostly restore.py and "
        "the module come from different dumps.",
    .example =
        "def create_library_book(id, title, pages):\n"
        "loader.save(create_library_book(1,'Momo'))",
    .next =
        "Compare the `# fields:` line of the module with the parameters of the function. "
        "Restore with the restore.py that belongs to the module.",
};

}  // namespace undumpy::rules
