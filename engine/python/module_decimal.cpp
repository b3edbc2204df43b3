// The module decimal.

#include "engine/python/decimal.h"
#include "engine/python/decimal_context.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Value make_decimal_module(Runtime& rt);
Value make_local_context(Runtime& rt, Arguments& a);

namespace {

Value get_context(Runtime& rt, Arguments& a) {
  return static_cast<void>(a), Value(decimal_state(rt).current);
}

Value set_context(Runtime& rt, Arguments& a) {
  auto* context = host<ContextObject>(a[0]);
  if (context == nullptr) type_error(rt, "argument must be a context");
  // The contexts of the module are templates: they never become current themselves.
  const Value module = rt.import_module("decimal");
  Ref<ContextObject> current(context);
  for (const char* name : {"DefaultContext", "BasicContext", "ExtendedContext"}) {
    if (!a[0].same(find_attribute(rt, module, name))) continue;
    current = copy_of(rt, *context);
    current->flags = 0;
  }
  decimal_state(rt).current = current;
  return Value::none();
}

Value template_context(Runtime& rt, std::int64_t precision, DecimalRounding rounding,
                       std::uint32_t traps) {
  const Ref<ContextObject> context(new ContextObject(decimal_state(rt).context));
  context->settings.precision = precision;
  context->settings.rounding = rounding;
  context->traps = traps;
  return context;
}

}  // namespace

Value make_decimal_module(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "decimal"));
  module->add(rt, "Decimal", Value(rt.types.decimal));
  module->add(rt, "Context", Value(decimal_state(rt).context));
  module->add(rt, "DecimalTuple", Value(decimal_state(rt).tuple));
  for (const auto& [name, cls] : rt.exceptions)
    if (name.starts_with("decimal.")) module->add(rt, name.substr(8), Value(cls));
  for (const char* rounding : DecimalRoundings) module->add(rt, rounding, make_text(rt, rounding));
  const std::uint32_t usual = ContextObject::UsualTraps;
  module->add(rt, "DefaultContext", template_context(rt, 28, DecimalRounding::HalfEven, usual));
  module->add(rt, "BasicContext",
              template_context(rt, 9, DecimalRounding::HalfUp, usual | Underflow | Clamped));
  module->add(rt, "ExtendedContext", template_context(rt, 9, DecimalRounding::HalfEven, 0));
  module->add(rt, "MAX_PREC", make_int(rt, DecimalLargest));
  module->add(rt, "MAX_EMAX", make_int(rt, DecimalLargest));
  module->add(rt, "MIN_EMIN", make_int(rt, -DecimalLargest));
  module->add(rt, "MIN_ETINY", make_int(rt, DecimalTiniest));
  module->add(rt, "HAVE_THREADS", Value::boolean(true));
  module->add(rt, "HAVE_CONTEXTVAR", Value::boolean(true));
  module->add(rt, "getcontext", get_context, 0, 0);
  module->add(rt, "setcontext", set_context, 1, 1);
  module->add(rt, "localcontext", make_local_context, 0, -1);
  return module;
}

}  // namespace undumpy::python
