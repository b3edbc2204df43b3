#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule member_refused{
    .code = "TR015",
    .name = "member-refused",
    .what =
        "A file of the snapshot has a name that leads out of it, or is no regular file.\n"
        "\n"
        "Absolute names, `..`, symbolic links that lead out, devices.",
    .why = "Such names are how archives attack the one who unpacks them. The file is not read.",
    .example = "../../etc/cron.d/job",
    .next = "Do not unpack this archive with other tools. Find out where it comes from.",
};

}  // namespace undumpy::rules
