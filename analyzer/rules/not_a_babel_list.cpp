#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule not_a_babel_list{
    .code = "VL309",
    .name = "not-a-babel-list",
    .what = "A multilingual field holds something else than a list of translations.",
    .why = "The translations can not be told apart; the row is not taken.",
    .example =
        "loader.save(create_library_shelf(1,'Upper shelf'))    # expected: ['Upper shelf', "
        "'']",
    .next = "Write a list with one text for each language of bv2kw.",
};

}  // namespace undumpy::rules
