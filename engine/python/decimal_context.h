// The contexts of decimal, as objects: what getcontext() gives, its flags and traps, and the
// exceptions of conditions.
#pragma once

#include <cstdint>
#include <string>

#include "engine/python/decimal_arithmetic.h"
#include "engine/python/object.h"

namespace undumpy::python {

class ContextObject : public Object {
 public:
  static constexpr std::uint32_t UsualTraps = AnyInvalid | DivisionByZero | Overflow;
  explicit ContextObject(Class* its_class) : Object(Kind::Host, its_class) {}

  std::string repr(Runtime& rt) override;
  Value find_attribute(Runtime& rt, Str* name) override;
  void set_attribute(Runtime& rt, Str* name, const Value& value) override;

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
};
DecimalState& decimal_state(Runtime& rt);
ContextObject& current_context(Runtime& rt);

// A status that counts long work as steps and memory.
DecimalStatus decimal_status(Runtime& rt);
// Notes the conditions in the context's flags; raises those that it traps.
void settle(Runtime& rt, ContextObject& context, const DecimalStatus& status);

void define_decimal_exceptions(Runtime& rt);
void define_decimal_contexts(Runtime& rt);
void define_decimal_methods(Runtime& rt);

}  // namespace undumpy::python
