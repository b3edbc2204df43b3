#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule unknown_constructor{
    .code = "FM104",
    .name = "unknown-constructor",
    .what = "A row calls a create_ function that restore.py does not define.",
    .why = "The row can not be constructed and is missing after a restore.",
    .example = "loader.save(create_cal_priority(1,'10'))",
    .next = "Is the module from another snapshot? Restore it with the restore.py it came with.",
};

}  // namespace undumpy::rules
