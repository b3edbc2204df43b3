#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule swallowed_line{
    .code = "FM125",
    .name = "swallowed-line",
    .severity = Severity::Warning,
    .what =
        "A comment in objects() of a single-file dump ends with the line that should run a table's "
        "rows.\n"
        "\n"
        "Where models refer to each other in a circle, the generators of October 2012 to May 2016 "
        "wrote a comment about it and forgot to end its line: the first table behind it became a "
        "part of the comment.",
    .why =
        "Python loads none of the rows of that table, and says nothing. undumpy reads them: they "
        "were in the database that was dumped.",
    .example =
        "def objects():\n"
        "    # circular dependencies: library.Book -> library.Author    yield "
        "library_publisher_objects()",
    .next =
        "Nothing. If the table was left out on purpose, leave it out with --skip, or with filters.",
};

}  // namespace undumpy::rules
