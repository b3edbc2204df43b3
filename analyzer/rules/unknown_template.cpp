#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule unknown_template{
    .code = "TR012",
    .name = "unknown-template",
    .severity = Severity::Warning,
    .what =
        "restore.py has a form that no known generator writes.\n"
        "\n"
        "This is said apart from edited code: a generator newer than this undumpy is the "
        "likeliest reason.",
    .why =
        "It is read as one of the latest generation. Details, such as the meaning of dt(), "
        "may be misunderstood.",
    .example = "restore.py: no generator that undumpy knows writes a restore.py like this",
    .next =
        "Look at the other findings, and compare the numbers of rows with what you expect. "
        "Ask for a newer undumpy.",
};

}  // namespace undumpy::rules
