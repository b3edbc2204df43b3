#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule encoding_contradicts{
    .code = "FM107",
    .name = "encoding-contradicts",
    .severity = Severity::Warning,
    .what =
        "The bytes of a file contradict its coding line.\n"
        "\n"
        "Generators write `# -*- coding: UTF-8 -*-` but opened files in the encoding of the "
        "machine, which on Windows is another.",
    .why =
        "The text is read in the encoding that its bytes have. Python would stop, or read "
        "other characters.",
    .example =
        "# -*- coding: UTF-8 -*-\n"
        "… bytes of cp1252",
    .next = "Look at a few names with accents. When they are right, nothing has to be done.",
};

}  // namespace undumpy::rules
