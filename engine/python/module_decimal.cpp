// The module decimal.

#include "engine/python/decimal_context.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Value make_decimal_module(Runtime& rt);

Value make_decimal_module(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "decimal"));
  module->add(rt, "Decimal", Value(rt.types.decimal));
  module->add(rt, "Context", Value(decimal_state(rt).context));
  for (const auto& [name, cls] : rt.exceptions)
    if (name.starts_with("decimal.")) module->add(rt, name.substr(8), Value(cls));
  for (const char* rounding : {"ROUND_CEILING", "ROUND_DOWN", "ROUND_FLOOR", "ROUND_HALF_DOWN",
                               "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_UP", "ROUND_05UP"})
    module->add(rt, rounding, make_text(rt, rounding));
  return module;
}

}  // namespace undumpy::python
