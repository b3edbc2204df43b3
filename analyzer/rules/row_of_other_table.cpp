#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule row_of_other_table{
    .code = "FM123",
    .name = "row-of-other-table",
    .severity = Severity::Warning,
    .what = "A row of another table than the one its module is of.",
    .why = "Generators write the rows of one table into a module: somebody put the row here.",
    .example = "library_book.py:4: loader.save(create_library_publisher(3,'Puffin'))",
    .next = "The row is read. Find out where it comes from.",
};

}  // namespace undumpy::rules
