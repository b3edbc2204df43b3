#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule syntax_error{
    .code = "FM101",
    .name = "syntax-error",
    .also = "invalid-literal",
    .what = "restore.py holds text that is no Python.",
    .why =
        "The statement can not be understood, and Python could not run this file at all. "
        "What stands around it is read.",
    .example =
        "def create_library_book(id, title)\n"
        "    kw = dict()",
    .next = "Repair the line, or take restore.py from another copy of this snapshot.",
};

}  // namespace undumpy::rules
