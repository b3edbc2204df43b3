#include "engine/python/decimal_context.h"

#include <fmt/format.h>

#include <array>

#include "engine/python/decimal.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

constexpr const char* StateName = "decimal";

// Reasons for an InvalidOperation: the exception lists them.
constexpr std::array<NamedCondition, 5> Reasons = {{
    {InvalidOperation, "decimal.InvalidOperation"},
    {ConversionSyntax, "decimal.ConversionSyntax"},
    {DivisionImpossible, "decimal.DivisionImpossible"},
    {DivisionUndefined, "decimal.DivisionUndefined"},
    {InvalidContext, "decimal.InvalidContext"},
}};

}  // namespace

DecimalState& decimal_state(Runtime& rt) {
  return *static_cast<DecimalState*>(rt.extensions.find(StateName)->second.get());
}

ContextObject& current_context(Runtime& rt) { return *decimal_state(rt).current; }

DecimalStatus decimal_status(Runtime& rt) {
  return {0, [&rt](std::int64_t digits) { meter_decimals(rt, digits); }};
}

void settle(Runtime& rt, ContextObject& context, const DecimalStatus& status) {
  context.flags |= status.conditions;
  const std::uint32_t trapped = status.conditions & context.traps;
  if (trapped == 0) return;
  std::vector<Value> met;
  for (const NamedCondition& reason : Reasons)
    if ((trapped & reason.condition) != 0) met.emplace_back(exception_class(rt, reason.name));
  Class* type = nullptr;
  for (const NamedCondition& signal : DecimalSignals) {
    if ((trapped & signal.condition) == 0) continue;
    Class* cls = exception_class(rt, signal.name);
    if (type == nullptr) type = cls;
    if (signal.condition != AnyInvalid) met.emplace_back(cls);
  }
  raise(rt, type, {make_list(rt, std::move(met))});
}

void define_decimal_exceptions(Runtime& rt) {
  const auto define = [&rt](const char* name, std::initializer_list<const char*> bases) {
    std::vector<Ref<Class>> classes;
    for (const char* base : bases) classes.emplace_back(rt.exceptions.at(base));
    Class* cls = rt.make_class(name, "decimal", nullptr);
    cls->set_bases(rt, std::move(classes));
    cls->of_program = false;
    rt.exceptions[std::string("decimal.") + name] = cls;
  };
  const char* root = "decimal.DecimalException";
  const char* invalid = "decimal.InvalidOperation";
  define("DecimalException", {"ArithmeticError"});
  define("InvalidOperation", {root});
  define("FloatOperation", {root, "TypeError"});
  define("DivisionByZero", {root, "ZeroDivisionError"});
  define("Inexact", {root});
  define("Rounded", {root});
  define("Subnormal", {root});
  define("Clamped", {root});
  define("Overflow", {"decimal.Inexact", "decimal.Rounded"});
  define("Underflow", {"decimal.Inexact", "decimal.Rounded", "decimal.Subnormal"});
  define("ConversionSyntax", {invalid});
  define("DivisionImpossible", {invalid});
  define("DivisionUndefined", {invalid, "ZeroDivisionError"});
  define("InvalidContext", {invalid});
}

void define_decimal_contexts(Runtime& rt) {
  const auto state = std::make_shared<DecimalState>();
  rt.extensions[StateName] = state;
  state->context = rt.make_class("Context", "decimal", rt.types.object);
  state->current = Ref<ContextObject>(new ContextObject(state->context));
  define_decimal_context_class(rt);
}

}  // namespace undumpy::python
