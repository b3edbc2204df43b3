#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule row_count_differs{
    .code = "CP201",
    .name = "row-count-differs",
    .what =
        "A table holds more or fewer rows than its modules announce.\n"
        "\n"
        "The number in `Loading N objects to table T` is compared with the rows met, over "
        "all parts of the table.",
    .why = "Rows were lost, or added, since the dump was made.",
    .example =
        "logger.info(\"Loading 3 objects to table library_book...\")\n"
        "(two rows follow)",
    .next = "Compare the module with another copy of this snapshot.",
};

}  // namespace undumpy::rules
