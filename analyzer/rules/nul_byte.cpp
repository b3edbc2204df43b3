#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule nul_byte{
    .code = "FM118",
    .name = "nul-byte",
    .what = "A NUL byte stands in a file outside of a text literal.",
    .why = "Python refuses such files. Mostly a disk or a transfer has damaged it.",
    .example = "loader.save(create_library_book(1,'Mo\\0\\0\\0\\0\\0",
    .next = "Take the file from another copy of the snapshot.",
};

}  // namespace undumpy::rules
