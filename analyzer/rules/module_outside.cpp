#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule module_outside{
    .code = "TR005",
    .name = "module-outside",
    .what = "restore.py runs a module that lies outside of the snapshot.",
    .why =
        "The rows come from another dump, perhaps of another day, and nobody sees it in the "
        "snapshot. Without --allow-outside undumpy does not read such a module, and its rows "
        "are missing.",
    .example = "execfile(\"../2015-08-24/contacts_partner.py\", *args)",
    .next =
        "Find out who edited restore.py. If the module is meant, put it into the snapshot, "
        "or allow its folder with --allow-outside DIR.",
};

}  // namespace undumpy::rules
