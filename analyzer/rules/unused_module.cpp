#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule unused_module{
    .code = "TR006",
    .name = "unused-module",
    .severity = Severity::Warning,
    .what = "A Python file lies beside restore.py, but nothing runs it.",
    .why =
        "Its rows are not restored. Mostly it is left over from an older dump (dump2py "
        "--overwrite removes nothing); but when its table has no other module, the line that "
        "should run it was damaged.",
    .example = "noteers_note.py is run, notes_note.py lies there",
    .next =
        "Remove the file when it is not needed; when it belongs to the snapshot, add or "
        "correct its execfile line in restore.py.",
};

}  // namespace undumpy::rules
