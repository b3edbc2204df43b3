#include "analyzer/rules/list.h"

namespace undumpy::rules {

const Rule hidden_character{
    .code = "TR009",
    .name = "hidden-character",
    .severe_for_reader = true,
    .what =
        "A character that nobody sees, or that changes the order in which a line is shown, "
        "stands raw in restore.py or in a module.\n"
        "\n"
        "Zero width and bidirectional characters, blanks that are no plain blanks, control "
        "characters.",
    .why =
        "Generators write such characters as escapes, so somebody changed the file. A line "
        "that holds one is not what it looks like: code can hide behind it, and two equal "
        "values can differ.",
    .example = "loader.save(create_library_book(1,'Mo<U+200B>mo'))",
    .next =
        "Look at the line as undumpy shows it, with its escapes. Replace the character, or "
        "take the file from an untouched copy.",
};

}  // namespace undumpy::rules
