// Python's string and number literals, exactly: what the row scanner (gear 1) and the tree-sitter
// bridge (gears 2, 3) both call, so that they can not disagree on a value.
//
// FORMAT.md 1.3 names what generators write; hand-edited files may hold anything Python allows, so
// all of it is decoded: prefixes u b r br ur f (any case), triple quotes, \N{…} excepted (an
// error), octal escapes, line continuations, 0x 0o 0b and Python 2's 0777 and L suffix,
// underscores, floats.
#pragma once

#include <string>
#include <string_view>

#include "parser/arena.h"
#include "parser/cell.h"

namespace undumpy {

// Decodes one whole string literal with prefix and quotes, e.g. `u'a\xe9'`. The result is Text or
// Bytes; it points into `literal` when nothing had to be decoded, else into `arena`. f-strings are
// not decoded here. False when it is no valid literal; `reason` then says why ("truncated \xXX
// escape").
bool decode_string_literal(std::string_view literal, bool plain_is_bytes, Arena& arena, Cell& out,
                           std::string& reason);

// Decodes the text between the quotes of a text literal (not raw): escapes to UTF-8. Pairs of
// \ud83d\ude00 surrogates become one character (as a narrow Python 2 build wrote them); lone ones
// stay as three-byte sequences and set has_surrogates.
bool decode_text_escapes(std::string_view body, Arena& arena, Cell& out, std::string& reason);

// Decodes an unsigned number literal; the result is Integer, BigInteger or Float. `negative`
// applies a minus sign before it (so that -9223372036854775808 is an Integer). Imaginary numbers
// are refused.
bool decode_number_literal(std::string_view literal, bool negative, Arena& arena, Cell& out,
                           std::string& reason);

}  // namespace undumpy
