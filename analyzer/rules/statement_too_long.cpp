#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule statement_too_long{
    .code = "FM116",
    .name = "statement-too-long",
    .what = "A statement is longer than undumpy reads.",
    .why = "It is not read, so that memory stays bounded. Reading goes on behind it.",
    .example = "loader.save(create_library_book(1,'xxxxx… (64 MiB)",
    .next = "No generator writes such rows: repair the line.",
};

}  // namespace undumpy::rules
