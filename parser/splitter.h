// Finds where a statement ends, without parsing it: the splitter knows strings (all prefixes, triple
// quotes), brackets, comments and line continuations, and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace undumpy {

struct StatementEnd {
  enum class Kind : std::uint8_t {
    Complete,    // `size` bytes, without the line end
    Incomplete,  // the text ends inside the statement: read more, or report truncation
    Broken,      // an unterminated string or bracket; `size` bytes belong to the broken statement
  };
  Kind kind;
  std::size_t size;
  std::size_t problem = 0;          // Broken, Incomplete: offset of the open quote or bracket
  const char* message = nullptr;    // Broken: "the string does not end on this line", …
};

// `text` begins at the first character of a statement at column 0. An indented block that follows a
// line ending in ':' belongs to the statement. A line that begins with `loader.` or `logger.` in
// column 0 while brackets are open means that the statement before it is broken: generators and
// formatters never write one inside a call, and resuming there loses nothing else.
StatementEnd find_statement_end(std::string_view text);

}  // namespace undumpy
