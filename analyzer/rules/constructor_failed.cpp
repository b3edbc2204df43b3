#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule constructor_failed{
    .code = "FM113",
    .name = "constructor-failed",
    .what = "A hand-edited create_ function raised an exception for this row.",
    .why = "The row is missing after a restore. Python would have stopped here.",
    .example = "KeyError: 4711",
    .next = "The traceback shows the line of the function. Correct the function, or the row.",
};

}  // namespace undumpy::rules
