#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule unreadable{
    .code = "FM121",
    .name = "unreadable",
    .also =
        "archive-bomb archive-damaged file-too-large missing-file too-many-files no-such-file "
        "empty-source not-a-snapshot",
    .what =
        "A file of the snapshot can not be read: damaged archive, no permission, size beyond "
        "the limits.",
    .why = "What it holds is missing.",
    .example = "snapshot.zip: the archive ends unexpectedly",
    .next = "Take the file from another copy of the snapshot.",
};

}  // namespace undumpy::rules
