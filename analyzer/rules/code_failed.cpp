#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule code_failed{
    .code = "FM114",
    .name = "code-failed",
    .what =
        "restore.py itself can not be run by the interpreter.\n"
        "\n"
        "Hand-edited create_ functions need what stands at its top level: helper functions, "
        "dictionaries.",
    .why = "The rows of the tables whose functions need it are missing after a restore.",
    .example = "NameError: name 'DUPS' is not defined",
    .next = "Correct the line that the traceback names.",
};

}  // namespace undumpy::rules
