#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule hand_written_helper{
    .code = "TR013",
    .name = "hand-written-helper",
    .severity = Severity::Warning,
    .what =
        "A function or a table of values that somebody wrote into restore.py.\n"
        "\n"
        "It does nothing by itself: create_ functions use it, for example to give rows "
        "other keys. An assignment of something that has to be computed is foreign (TR001).",
    .why =
        "The rows become what the helper makes of them. undumpy runs it in its own "
        "interpreter, Python would run it with all rights.",
    .example =
        "DUPS = {200708: 4011}\n"
        "def new_partner_id(old):\n"
        "    return DUPS.get(old, old)",
    .next = "Read it, and the create_ functions that use it (TR003).",
};

}  // namespace undumpy::rules
