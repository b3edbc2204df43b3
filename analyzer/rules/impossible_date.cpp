#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule impossible_date{
    .code = "VL301",
    .name = "impossible-date",
    .what = "A date or time that the calendar does not have.",
    .why = "Python would stop here, and no database stores such a value. The row is not taken.",
    .example = "date(2018,2,30)",
    .next = "Correct the value in the module.",
};

}  // namespace undumpy::rules
