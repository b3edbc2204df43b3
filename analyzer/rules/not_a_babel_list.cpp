#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule not_a_babel_list{
    .code = "VL309",
    .name = "not-a-babel-list",
    .also = "babel-list-too-short babel-list-too-long",
    .what =
        "A multilingual field holds something else than a list with one text for each "
        "language.\n"
        "\n"
        "The languages are the keywords of bv2kw in restore.py. A list that is too long is a "
        "warning: the row is taken, its surplus texts are not.",
    .why =
        "The translations can not be told apart, so the row is not taken. Mostly the list of "
        "languages in bv2kw was edited, or the module comes from another dump.",
    .example =
        "loader.save(create_library_shelf(1,'Upper shelf'))    # expected: ['Upper shelf', "
        "'']",
    .next = "Write a list with one text for each language of bv2kw.",
};

}  // namespace undumpy::rules
