// Diagnostic: one thing a person should know about the input, with its place.
//
// Every layer speaks through this type, so that every message of undumpy says what is wrong, where,
// why it matters and what to do next. The text form is
//
//     contacts_partner.py:12:34: error: the string does not end on this line [broken-row]
//       loader.save(create_contacts_partner(101,'Rumma
//                                               ^~~~~~
//     why: the row can not be read and would be lost
//     next: compare the line with an older snapshot, or repair the quote
//
// Text from snapshots is untrusted: to_text() escapes control, bidirectional and invisible
// characters and shortens long lines around the caret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace undumpy {

enum class Severity : std::uint8_t { Info, Warning, Error };
std::string_view to_string(Severity severity);

// How sure undumpy is of what it says. Likely and Guess rest on inference, e.g. of where a
// reference leads.
enum class Confidence : std::uint8_t { Certain, Likely, Guess };
std::string_view to_string(Confidence confidence);

// A place in a file of the snapshot. `line` and `column` count from 1; 0 means "not in a line".
// `column` counts characters (code points), as editors do; `length` is the number of characters to
// underline, at least 1.
struct Place {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 1;
  std::string source;  // the text of the line, or of its part around the column; may be empty
  // How many characters of the line stand before `source` (0 when it is the whole line).
  std::uint32_t source_column = 0;
};

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string name;     // stable, kebab-case: "broken-row", "arity-mismatch"
  std::string message;  // what is wrong; starts in lower case, no full stop
  Place place;
  std::string table;   // when it concerns one table
  std::string key;     // when it concerns one row: its primary key as text
  std::string column;  // when it concerns one column or one cell
  std::string value;   // when it concerns one cell: its value as to_text(Cell) writes it
  std::optional<Confidence> confidence;  // absent: what the rule of this name says
  std::string traceback;                 // when code raised it: lines in the shape of Python's
  // What a generator would have written ('-') and what stands here ('+'): lines of a unified diff.
  std::string diff;
  std::string why;   // why it matters (may be empty)
  std::string next;  // what to do next (may be empty)
};

// An error without a place in a snapshot file (operating system, database, command line).
Diagnostic make_error(std::string name, std::string message, std::string next = {});

// The source line of a place, made printable, in three parts. `marked` is empty when the place is
// behind the last character.
struct MarkedLine {
  std::string before, marked, after;
};
MarkedLine marked_line(const Place& place);
// The line to print below it: "      ^~~~".
std::string carets_below(const MarkedLine& line);

// "file:12:34", "file:12", "file" or "".
std::string to_text(const Place& place);
// All lines of the form above, each ended by '\n'.
std::string to_text(const Diagnostic& diagnostic);

// Makes untrusted text safe for a terminal: control, bidirectional and invisible characters and
// invalid UTF-8 become \n, \xNN, \uNNNN; nothing else changes.
std::string printable(std::string_view text);

// For messages: "1 row", "3 rows".
std::string counted(std::uint64_t number, std::string_view noun);

// For messages: "a, b", "a, b, c and 4 more".
std::string some_of(const std::vector<std::string>& names);

// Builds the Place of byte offsets [begin, end) of `text`, the text of a whole file or of a part of
// it that begins at line `first_line`, column `first_column`. O(begin).
Place place_in(std::string_view file, std::string_view text, std::size_t begin, std::size_t end,
               std::uint32_t first_line = 1, std::uint32_t first_column = 1);

// Where diagnostics go while a stream is read. Implementations: a vector (tests), a counter, the
// command line's printer.
class DiagnosticSink {
 public:
  virtual ~DiagnosticSink() = default;
  virtual void report(Diagnostic diagnostic) = 0;
};

class DiagnosticList final : public DiagnosticSink {
 public:
  void report(Diagnostic diagnostic) override { items.push_back(std::move(diagnostic)); }
  [[nodiscard]] bool has_errors() const;
  std::vector<Diagnostic> items;
};

// For what somebody else reports, or nobody needs: keeps nothing, however much is reported.
class IgnoredDiagnostics final : public DiagnosticSink {
 public:
  void report(Diagnostic) override {}
};

}  // namespace undumpy
