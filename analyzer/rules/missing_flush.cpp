#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule missing_flush{
    .code = "CP203",
    .name = "missing-flush",
    .severity = Severity::Warning,
    .what = "A module does not end with `loader.flush_deferred_objects()`.",
    .why = "Generators end every table so: the file may have been cut off between two rows.",
    .example =
        "loader.save(create_library_book(2,'Momo'))\n"
        "(end of file)",
    .next = "Compare the number of rows with the first line of the module.",
};

}  // namespace undumpy::rules
