// Cells of rows as values of the interpreter, and back.
#pragma once

#include <string>

#include "engine/python/runtime.h"
#include "parser/arena.h"
#include "parser/cell.h"

namespace undumpy::orm {

// Text is copied. REQUIRES: the cell is no Model.
python::Value value_of(python::Runtime& rt, const Cell& cell);
// False when no cell can hold the value; `why` says what it is: its type, or that it is too large
// or too deep with all that it holds. Text is copied into the arena.
bool cell_of(python::Runtime& rt, const python::Value& value, Arena& arena, Cell& out,
             std::string& why);

}  // namespace undumpy::orm
