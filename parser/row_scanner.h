// The row scanner, gear 1: one generated row in one pass over its bytes.
//
// It takes exactly one physical line of the form
//
//     loader.save(create_T(v,v,…))        or        yield create_T(v,v,…)
//
// with literals as generators write them (FORMAT.md 1.3; blanks after commas are fine), and either
// yields all its values or declines. It never guesses: whatever is unusual is declined and left to
// gear 2, which must agree with it on every row that it accepts (tests/parser/test_gears.cpp).
#pragma once

#include <string_view>
#include <vector>

#include "parser/arena.h"
#include "parser/cell.h"

namespace undumpy {

struct RowScan {
  // REQUIRES: the text ends with '\n' (a sentinel: the scanner reads up to it without looking at a
  // length). `begin` is at the first character of a line.
  // True: `end` is behind the row's last character (at its '\n' or '\r'), `constructor` and the
  // `cells` appended to the vector are the row. False: declined; `cells` and `arena` may hold rests,
  // which the caller drops (it knows the old size).
  bool scan(const char* begin, std::vector<Cell>& cells, Arena& arena);

  const char* end = nullptr;
  std::string_view constructor;
};

}  // namespace undumpy
