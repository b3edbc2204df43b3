#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule duplicate_function{
    .code = "FM126",
    .name = "duplicate-function",
    .what =
        "A single-file dump defines a function of rows, or objects(), twice.\n"
        "\n"
        "Generators write one function for each table that has rows.",
    .why = "Python takes the last definition: the rows of the first one are not restored.",
    .example =
        "def library_book_objects():\n"
        "    yield create_library_book(1,u'Momo')\n"
        "def library_book_objects():\n"
        "    yield create_library_book(2,u'Matilda')",
    .next = "Find out which rows are meant; put the rows of both into one function if it is both.",
};

}  // namespace undumpy::rules
