// Lines of Python, for comparing what stands in restore.py with what a generator would have
// written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/syntax.h"

namespace undumpy {

using CodeLines = std::vector<std::string>;

// The line without differences that mean nothing: blanks at its end and between tokens, and the
// kind of quotes. Its indentation and its comment stay.
std::string normal_line(std::string_view line);

// Normal lines of a text, without blank ones.
CodeLines normal_lines(std::string_view text);
CodeLines normal_lines(const std::vector<std::string_view>& lines);

// A top-level statement as it stands in the file, with the comments that stand in it and directly
// below it, without blank lines.
struct StatementLines {
  CodeLines shown;                   // as written, without blanks at the end
  CodeLines normal;                  // the same, normal
  std::vector<std::size_t> offsets;  // where each begins in the file
};
// REQUIRES: `index` < tree.body.size().
StatementLines lines_of_statement(const SyntaxTree& tree, std::size_t index);

// What one has to do to `from` to get `to`.
struct LineChange {
  enum class Kind : char { Same = ' ', Removed = '-', Added = '+' };
  Kind kind;
  std::size_t line;  // in `from` when removed or the same, in `to` when added
  std::size_t to;    // the line of `to` at which it stands
};
std::vector<LineChange> changes(const CodeLines& from, const CodeLines& to);

// The changes as a unified diff: lines that begin with ' ', '-' or '+', with one line of context
// around each change; at most `most` lines, then "…". `from` and `to` are what is shown.
std::string unified_diff(const std::vector<LineChange>& changes, const CodeLines& from,
                         const CodeLines& to, std::size_t most = 24);

}  // namespace undumpy
