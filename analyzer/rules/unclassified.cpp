#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule unclassified{
    .code = "FM199",
    .name = "unclassified",
    .what =
        "The reader said something that no rule knows. This is a gap in undumpy; nothing is "
        "lost.",
    .why = "The message itself says it.",
    .example = "—",
    .next = "Read the message; please report this gap.",
};

}  // namespace undumpy::rules
