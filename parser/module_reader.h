// ModuleReader: a data module as a sequence of batches of rows.
//
// A module (FORMAT.md 1.2) holds a header, a `# fields:` line, one `loader.save(create_T(…))` per
// row and a flush. The reader looks at each statement once, in the first gear that understands it:
//
//   gear 1  the row scanner (parser/row_scanner.h), for rows as generators write them;
//   gear 2  tree-sitter on one statement, for what gear 1 declined: re-wrapped calls, odd spacing,
//           `loader.save(` with a literal no generator writes.
//
// The rows of single-file dumps are read likewise (ReaderOptions::function).
//
// What neither understands is a diagnostic with its place and is counted in ModuleFacts; it is
// never skipped silently, and reading goes on behind it. Nothing is executed.
//
// A program that runs the module itself (execfile) asks for the other statements too
// (ReaderOptions::other_statements): they are handed out as text, in their place among the rows,
// instead of being reported.
//
// Memory is one block (64 KiB, or the longest statement), whatever the size of the module.
//
//     ModuleReader reader("contacts_partner.py", std::move(stream), {}, problems);
//     Batch batch;
//     while (true) {
//       UNDUMPY_TRY(bool more, reader.next(batch));
//       if (!more) break;
//       for (const ScannedRow& row : batch.rows) use(row.constructor, batch.cells_of(row));
//     }
//
// Diagnostics (all with place and, where known, table):
//   broken-row               a row whose text can not be parsed; the next row is read
//   row-argument-not-literal a row with an argument that would have to be evaluated
//   impossible-date          date(2018,2,30): Python would stop here
//   foreign-statement        a statement that no generator writes
//   statement-too-long       longer than ReaderOptions::statement_bytes
//   nested-too-deeply, nul-byte, truncated-module (the file ends inside a statement),
//   hidden-character (warning), homoglyph-identifier (warning; a constructor's name)
//   encoding-contradicts (warning), encoding-unknown (warning), dump-aborted (the `raise` that
//   `dump2py --tolerate` leaves behind, FORMAT.md 5.4)
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/arena.h"
#include "parser/cell_buffer.h"
#include "parser/encoding.h"
#include "parser/result.h"
#include "parser/single_file.h"
#include "parser/source.h"

namespace undumpy {

struct ScannedRow {
  std::string_view constructor;  // "contacts_partner": what follows create_
  std::uint32_t first_cell = 0;  // into Batch::cells
  std::uint32_t cell_count = 0;
  std::uint32_t line = 0;    // of the statement's first character, from 1
  std::uint32_t length = 0;  // of the statement, in bytes, with the blanks before it
  // Of the statement, with the blanks before it, in the decoded text of the module.
  std::uint64_t offset = 0;
};

// A statement that is no row of literals: header, flush, or what somebody wrote into the module.
struct OtherStatement {
  std::string_view text;
  std::uint32_t line = 0;      // of its first character
  std::size_t before_row = 0;  // index in Batch::rows: it stands before that row
};

// Rows that were read together and the memory they point into. Moves; recycle it for speed.
struct Batch {
  std::vector<ScannedRow> rows;
  std::vector<OtherStatement> others;  // when ReaderOptions::other_statements is set
  CellBuffer cells;
  std::string block;               // the text that cells point into: do not resize
  std::uint64_t block_offset = 0;  // of the block's beginning in the decoded text of the module
  Arena arena;

  [[nodiscard]] std::span<const Cell> cells_of(const ScannedRow& row) const {
    return {cells.data() + row.first_cell, row.cell_count};
  }
  [[nodiscard]] std::string_view text_of(const ScannedRow& row) const {
    return std::string_view(block).substr(row.offset - block_offset, row.length);
  }
};

// What a module says besides its rows. The head (up to `declared`) is complete after the first
// next(); the counters after the last.
struct ModuleFacts {
  std::optional<std::uint64_t> announced;  // "Loading N objects": of the whole table, all parts
  std::uint32_t part = 1;                  // "(part 2 of 3)"
  std::uint32_t parts = 1;
  std::string table;                               // of the header: "to table T"
  std::optional<std::vector<std::string>> fields;  // the `# fields:` line: names without _id
  std::uint32_t fields_line = 0;
  Encoding declared = Encoding::Utf8;

  std::uint64_t rows = 0;         // given out in batches
  std::uint64_t unread_rows = 0;  // rows met but not understood (each has a diagnostic)
  std::uint64_t foreign_statements = 0;
  std::uint64_t gear2_rows = 0;  // of `rows`, those that gear 1 declined
  std::uint64_t flushes = 0;
  std::uint64_t comments = 0;        // besides the coding line and `# fields:`
  std::uint32_t first_comment = 0;   // its line
  std::uint64_t commented_rows = 0;  // of `comments`: rows that somebody commented out
  std::uint32_t first_commented_row = 0;
  std::uint64_t hidden_characters = 0;  // raw in the text
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;  // of the file, up to the end of the module
  bool crlf = false;        // lines end with \r\n
  bool truncated = false;   // the file ends inside a statement
  bool aborted = false;     // dump2py --tolerate broke off here
};

struct ReaderOptions {
  enum class Gears : std::uint8_t { Both, TreeOnly };  // TreeOnly: for the differential test
  Gears gears = Gears::Both;
  bool plain_strings_are_bytes = false;
  // The text is the body of a row function of a single-file dump (FORMAT.md 1.1), without the `def`
  // line: its rows are `    yield create_T(…)`, and there is neither header nor flush.
  std::optional<RowFunction> function;
  bool other_statements = false;  // hand them out in Batch::others
  std::size_t block_bytes = 64 * 1024;
  std::size_t statement_bytes = 64 * 1024 * 1024;  // longer statements are a diagnostic
};

struct ModuleHead;

class ModuleReader {
 public:
  ModuleReader(std::string file, std::unique_ptr<Stream> stream, const ReaderOptions& options,
               DiagnosticSink& diagnostics);
  ~ModuleReader();
  ModuleReader(const ModuleReader&) = delete;
  ModuleReader& operator=(const ModuleReader&) = delete;

  // Fills `batch` with the rows of the next block (possibly none); false at the end of the module.
  // Errors: what Stream::read returns.
  Result<bool> next(Batch& batch);

  [[nodiscard]] const ModuleFacts& facts() const;

 private:
  friend Result<ModuleHead> read_module_head(const std::string& file, Stream& stream);
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Reads only the head of a module: header and fields line, at most the first block. `facts.rows`
// and the other counters stay 0. `first_constructor` is that of the first row met, or empty.
struct ModuleHead {
  ModuleFacts facts;
  std::string first_constructor;
};
Result<ModuleHead> read_module_head(const std::string& file, Stream& stream);

}  // namespace undumpy
