#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule not_a_model{
    .code = "FM119",
    .name = "not-a-model",
    .what = "A content type is given by something else than the name of a model.",
    .why = "The reference can not be stored, so the row is not taken.",
    .example = "loader.save(create_notes_note(1,17,3))    # expected: library_Book",
    .next = "Correct the value; the models are the names that restore.py resolves.",
};

}  // namespace undumpy::rules
