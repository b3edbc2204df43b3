// ReplacementTemplate: what re.sub() and Match.expand() put in: text and groups.
//
//     parse_template(U"<\\1>", …)  // pieces: "<", group 1, ">"
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/python/regular_expression.h"

namespace undumpy::python {

struct ReplacementTemplate {
  struct Piece {
    std::string text;
    std::size_t group = 0;  // when `of_group`; 0 is the whole match
    bool of_group = false;
  };
  std::vector<Piece> pieces;
};

struct TemplateResult {
  ReplacementTemplate parsed;
  std::optional<PatternError> error;  // IndexError for a name that is no group
};
// Bytes come as one character each.
TemplateResult parse_template(std::u32string_view text, const RegularExpression& expression,
                              PatternOf of);

}  // namespace undumpy::python
