#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule encoding_unknown{
    .code = "FM108",
    .name = "encoding-unknown",
    .severity = Severity::Warning,
    .what = "The coding line names an encoding that undumpy does not know.",
    .why =
        "The file is read as UTF-8, or as cp1252 where its bytes are no UTF-8. Characters "
        "beyond ASCII may be others than were meant.",
    .example = "# -*- coding: koi8-r -*-",
    .next = "Convert the file to UTF-8 and correct its coding line.",
};

}  // namespace undumpy::rules
