#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule missing_header{
    .code = "CP210",
    .name = "missing-header",
    .what =
        "A module does not say how many rows it holds.\n"
        "\n"
        "Generators of every year begin a module with `Loading N objects to table T`. It is a "
        "warning when the module holds rows, and an error when it holds none: then it was emptied.",
    .why = "Without the number nobody can tell whether rows were lost.",
    .example =
        "# -*- coding: UTF-8 -*-\n"
        "loader.save(create_library_book(1,'Momo'))\n"
        "loader.flush_deferred_objects()",
    .next = "Compare the module with another copy of this snapshot.",
};

}  // namespace undumpy::rules
