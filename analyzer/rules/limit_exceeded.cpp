#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule limit_exceeded{
    .code = "FM115",
    .name = "limit-exceeded",
    .what = "Code of restore.py needed more steps, memory, depth or output than it may.",
    .why = "The rows of hand-edited functions are missing from here on.",
    .example = "limit of 100000000 steps exceeded (--max-steps)",
    .next =
        "When the code is meant to work so much, raise the limit with the option that the "
        "message names.",
};

}  // namespace undumpy::rules
