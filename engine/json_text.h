// Cells as JSON: the values of `undumpy show` and what a JSON column stores.
#pragma once

#include <string>
#include <string_view>

#include "parser/cell.h"

namespace undumpy {

enum class JsonStyle : std::uint8_t {
  Tagged,  // dates and the like as {"$date": "2018-01-02"} (DESIGN.md), floats as {"$float": "2.5"}
  Python,  // as json.dumps writes a dict or list literal: non-ASCII escaped
};

void append_json(const Cell& cell, JsonStyle style, std::string& out);
// With quotes. WTF-8 surrogates become \udXXX.
void append_json_string(std::string_view text, JsonStyle style, std::string& out);

// As Python's repr: 1.0, 0.1, 1e+300.
std::string float_text(double value);

}  // namespace undumpy
