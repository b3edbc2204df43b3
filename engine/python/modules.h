// The makers of the standard modules, one file each; modules.cpp has them in its table.
#pragma once

#include "engine/python/value.h"

namespace undumpy::python {

class Runtime;

Value make_argparse(Runtime& rt);
Value make_collections(Runtime& rt);
Value make_collections_abc(Runtime& rt);
Value make_copy(Runtime& rt);
Value make_datetime_module(Runtime& rt);
Value make_decimal_module(Runtime& rt);
Value make_functools(Runtime& rt);
Value make_itertools(Runtime& rt);
Value make_json(Runtime& rt);
Value make_logging(Runtime& rt);
Value make_math(Runtime& rt);
Value make_operator(Runtime& rt);
Value make_os(Runtime& rt);
Value make_os_path(Runtime& rt);
Value make_re(Runtime& rt);
Value make_six(Runtime& rt);
Value make_string(Runtime& rt);
Value make_sys(Runtime& rt);

}  // namespace undumpy::python
