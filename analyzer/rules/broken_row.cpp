#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule broken_row{
    .code = "FM102",
    .name = "broken-row",
    .what = "A row that can not be parsed: a quote or bracket is missing, or the line was torn.",
    .why = "The row is missing after a restore. The rows after it are read.",
    .example = "loader.save(create_library_book(3,'Rumma & Ko,None))",
    .next = "Repair the line, or take the row from another snapshot.",
};

}  // namespace undumpy::rules
