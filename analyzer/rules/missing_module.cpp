#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule missing_module{
    .code = "TR007",
    .name = "missing-module",
    .what = "restore.py runs a module that is not in the snapshot.",
    .why = "The rows of this table, or of this part of it, are lost.",
    .example = "execfile(\"noteers_note.py\", *args)",
    .next =
        "Find the file in the backup it came from, or in an older snapshot. A file that "
        "nothing runs (TR006) may be the one that is meant.",
};

}  // namespace undumpy::rules
