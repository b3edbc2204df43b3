// Python source to syntax tree, through tree-sitter (gears 2 and 3 of the reader).
//
// Parsing never fails and never executes anything: what can not be parsed is an ErrorStatement in
// the tree and a diagnostic. Each top-level statement is converted on its own, so that one broken
// statement costs one diagnostic, not the file.
//
//     DiagnosticList problems;
//     auto tree = parse_python("restore.py", "x = 1\n", {}, problems);
//     syntax::as<syntax::Assign>(tree->body[0])->…
//
// Diagnostics: "syntax-error", "nested-too-deeply", "invalid-literal", "nul-byte",
// "statement-too-long".
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "parser/diagnostic.h"
#include "parser/syntax.h"

namespace undumpy {

// Longer texts are not shown to tree-sitter, which needs more than 100 bytes of memory for each
// byte of text. (Generated rows are read by the row scanner, whatever their length.)
inline constexpr std::size_t MaxParsedBytes = 4 * 1024 * 1024;
// tree-sitter takes quadratic time on some crafted texts (100 kB of "in in in …"): it is stopped
// after this time, and as much again for each MiB. Honest text of a MiB takes a fifth of a second.
inline constexpr std::chrono::seconds MaxParseTime{2};

struct PythonOptions {
  // Line number of the text's first line in its file, for places.
  std::uint32_t first_line = 1;
  // Literals without prefix are byte strings (Python 2 without unicode_literals: before S9).
  bool plain_strings_are_bytes = false;
  // The text is to be run: an error in the head of a compound statement spoils all of it. Without
  // it the blocks of such a statement are still read.
  bool whole_program = false;
};

// `text` must be valid UTF-8 (see parser/encoding.h); '\r\n' and '\n' end lines.
std::unique_ptr<SyntaxTree> parse_python(std::string file, std::string text,
                                         const PythonOptions& options, DiagnosticSink& diagnostics);

// A literal as rows know them: None, bool, numbers (also negative), text, bytes, date(…), time(…),
// dt(…), i2d(…), a list, tuple or dict of literals, a bare name (Model). Memory comes from `arena`.
// False when `expression` is anything else; an impossible date or an invalid number is false too
// and `reason` says why.
bool literal_of(const syntax::Expression& expression, Arena& arena, Cell& out, std::string& reason);

}  // namespace undumpy
