#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule nested_too_deeply{
    .code = "FM117",
    .name = "nested-too-deeply",
    .also = "parse-too-slow",
    .what = "Brackets nest deeper than undumpy follows them.",
    .why = "The statement is not read.",
    .example = "loader.save(create_library_book([[[[[[[[…",
    .next = "No generator writes this: find out where the file comes from.",
};

}  // namespace undumpy::rules
