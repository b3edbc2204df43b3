// The row scanner, gear 1: one generated row in one pass over its bytes.
//
// It takes a line of the form
//
//     loader.save(create_T(v,v,…))        or        yield create_T(v,v,…)
//
// with literals as generators write them (FORMAT.md 1.3), and either yields all its values or
// declines. Blanks behind commas are fine, and so are line ends between values and brackets, where
// editors and formatters break long rows. It never guesses: whatever is unusual is declined and
// left to gear 2, which must agree with it on every row that it accepts
// (tests/parser/test_gears.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/arena.h"
#include "parser/cell_buffer.h"

namespace undumpy {

class RowScanner {
 public:
  // The scanner looks at 16 bytes at a time: this many bytes behind the text must be readable.
  static constexpr std::size_t Padding = 16;
  // Lists and dicts nest this deep at most.
  static constexpr int MaxDepth = 32;

  // `plain_strings_are_bytes`: literals without prefix are byte strings (before S9).
  explicit RowScanner(bool plain_strings_are_bytes = false)
      : plain_strings_are_bytes_(plain_strings_are_bytes) {}

  // REQUIRES: the text ends with '\n' (a sentinel: the scanner reads up to it without looking at a
  // length) and Padding more bytes. `begin` is at the first character of a line.
  // True: end() is behind the row's last character (at its '\n' or '\r'), and constructor() and the
  // cells appended to `cells` are the row. False: declined; `cells` and `arena` may hold rests,
  // which the caller drops (it knows the old size).
  bool scan(const char* begin, CellBuffer& cells, Arena& arena);

  [[nodiscard]] const char* end() const { return at_; }
  // Line ends inside the row.
  [[nodiscard]] std::uint32_t line_ends() const { return line_ends_; }
  // What stands between `create_` and `(`.
  [[nodiscard]] std::string_view constructor() const { return constructor_; }

 private:
  bool arguments(CellBuffer& cells);
  bool value(Cell& out, int depth);
  bool text(Cell& out);
  bool prefixed_text(Cell& out);
  bool escaped_text(const char* literal, const char* stop, Cell& out);
  bool number(Cell& out);
  bool list(Cell& out, int depth);
  bool dict(Cell& out, int depth);
  void close_items(std::size_t first, CellKind kind, Cell& out);
  bool word(Cell& out);
  template <CellKind Kind>
  bool moment(Cell& out);
  // Editors and formatters put blanks and line ends between values. Neither stands there mostly.
  void blanks() {
    if (static_cast<unsigned char>(*at_) <= ' ') skip_blanks();
  }
  void line_end() {
    if (static_cast<unsigned char>(*at_) <= '\r') skip_line_end();
  }
  void skip_blanks();
  void skip_line_end();

  bool plain_strings_are_bytes_;
  const char* at_ = nullptr;
  std::uint32_t line_ends_ = 0;
  Arena* arena_ = nullptr;
  std::string_view constructor_;
  std::array<Cell, 64> row_;   // its first values, on their way into one place
  std::vector<Cell> pending_;  // items of open lists and dicts
  std::string reason_;
};

}  // namespace undumpy
