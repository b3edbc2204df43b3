#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule constructor_interpreted{
    .code = "FM120",
    .name = "constructor-interpreted",
    .severity = Severity::Info,
    .what = "A create_ function does not reduce to a plan: the interpreter makes its rows.",
    .why = "It is slower, and it is hand-written code: what it does was not proved.",
    .example =
        "def create_library_book(id, title):\n"
        "    if id in DUPS: return None",
    .next = "Read the function. `undumpy list` shows which tables go this way.",
};

}  // namespace undumpy::rules
