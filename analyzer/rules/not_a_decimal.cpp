#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule not_a_decimal{
    .code = "VL302",
    .name = "not-a-decimal",
    .what = "A column of decimal numbers holds something that is no number.",
    .why = "Python would stop here; the row is not taken.",
    .example = "loader.save(create_shop_item(1,'12,50'))",
    .next = "Correct the value: generators write '12.50'.",
};

}  // namespace undumpy::rules
