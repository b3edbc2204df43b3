// The contexts of decimal, as objects: what getcontext() gives, its flags and traps, and the
// exceptions of conditions.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "engine/python/decimal_arithmetic.h"
#include "engine/python/object.h"

namespace undumpy::python {

struct NamedCondition {
  std::uint32_t condition;
  const char* name;  // of the exception
};
// What can be trapped, in CPython's order.
inline constexpr std::array<NamedCondition, 9> DecimalSignals = {{
    {AnyInvalid, "decimal.InvalidOperation"},
    {FloatOperation, "decimal.FloatOperation"},
    {DivisionByZero, "decimal.DivisionByZero"},
    {Overflow, "decimal.Overflow"},
    {Underflow, "decimal.Underflow"},
    {Subnormal, "decimal.Subnormal"},
    {Inexact, "decimal.Inexact"},
    {Rounded, "decimal.Rounded"},
    {Clamped, "decimal.Clamped"},
}};
inline constexpr std::array<const char*, 8> DecimalRoundings = {
    "ROUND_CEILING",   "ROUND_DOWN",    "ROUND_FLOOR", "ROUND_HALF_DOWN",
    "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_UP",    "ROUND_05UP"};

class ContextObject : public Object {
 public:
  static constexpr std::uint32_t UsualTraps = AnyInvalid | DivisionByZero | Overflow;
  explicit ContextObject(Class* its_class) : Object(Kind::Host, its_class) {}

  std::string repr(Runtime& rt) override;
  Value find_attribute(Runtime& rt, Str* name) override;
  void set_attribute(Runtime& rt, Str* name, const Value& value) override;
  void delete_attribute(Runtime& rt, Str* name) override;

  DecimalContext settings;
  std::uint32_t flags = 0;
  std::uint32_t traps = UsualTraps;
};

// What the module keeps for its runtime.
struct DecimalState {
  Ref<ContextObject> current;
  Class* context = nullptr;      // decimal.Context
  Class* signal_dict = nullptr;  // of flags and traps
  Class* manager = nullptr;      // of localcontext()
  Class* tuple = nullptr;        // decimal.DecimalTuple
};
DecimalState& decimal_state(Runtime& rt);
ContextObject& current_context(Runtime& rt);

// A status that counts long work as steps and memory.
DecimalStatus decimal_status(Runtime& rt);
// Notes the conditions in the context's flags; raises those that it traps.
void settle(Runtime& rt, ContextObject& context, const DecimalStatus& status);

// "ROUND_HALF_UP" and the like: raises TypeError.
DecimalRounding rounding_of(Runtime& rt, const Value& value);
// A context with the same settings, flags and traps, of the class decimal.Context.
Ref<ContextObject> copy_of(Runtime& rt, const ContextObject& context);

void define_decimal_exceptions(Runtime& rt);
void define_decimal_contexts(Runtime& rt);
void define_decimal_context_class(Runtime& rt);
void define_decimal_methods(Runtime& rt);

}  // namespace undumpy::python
