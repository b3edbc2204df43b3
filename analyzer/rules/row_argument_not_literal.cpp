#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule row_argument_not_literal{
    .code = "TR002",
    .name = "row-argument-not-literal",
    .what =
        "A row with an argument that would have to be evaluated.\n"
        "\n"
        "Generators write literals only: numbers, texts, dates, lists of texts and names of "
        "models.",
    .why =
        "undumpy executes nothing that stands in a module, so the row is not read and would "
        "be missing after a restore.",
    .example = "loader.save(create_library_book(1, open('/etc/passwd').read()))",
    .next = "Replace the argument by its value, or find out who edited the module.",
};

}  // namespace undumpy::rules
