// decimal.Context as programs see it: its attributes, flags and traps, and localcontext().

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/containers.h"
#include "engine/python/decimal.h"
#include "engine/python/decimal_context.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

// ctx.flags or ctx.traps: signals to booleans.
class SignalDict final : public Object {
 public:
  SignalDict(Class* its_class, Ref<ContextObject> of_context, bool of_traps)
      : Object(Kind::Host, its_class), context_(std::move(of_context)), traps_(of_traps) {}

  std::uint32_t& bits() const { return traps_ ? context_->traps : context_->flags; }

  std::string repr(Runtime& rt) override {
    std::string text;
    for (const NamedCondition& signal : DecimalSignals)
      text += fmt::format("{}{}:{}", text.empty() ? "" : ", ",
                          exception_class(rt, signal.name)->repr(rt),
                          (bits() & signal.condition) != 0 ? "True" : "False");
    return "{" + text + "}";
  }
  std::size_t length(Runtime& rt) override { return static_cast<void>(rt), DecimalSignals.size(); }
  bool has_length() const override { return true; }
  Ref<Iterator> iterate(Runtime& rt) override {
    std::vector<Value> classes;
    for (const NamedCondition& signal : DecimalSignals)
      classes.emplace_back(exception_class(rt, signal.name));
    return python::iterate(rt, make_list(rt, std::move(classes)));
  }
  Value get_item(Runtime& rt, const Value& key) override {
    return Value::boolean((bits() & condition_of(rt, key)) != 0);
  }
  void set_item(Runtime& rt, const Value& key, const Value& value) override {
    const std::uint32_t condition = condition_of(rt, key);
    bits() = python::truth(rt, value) ? bits() | condition : bits() & ~condition;
  }
  void delete_item(Runtime& rt, const Value& key) override {
    static_cast<void>(key);
    value_error(rt, "signal keys cannot be deleted");
  }
  bool contains(Runtime& rt, const Value& item) override {
    return std::ranges::any_of(DecimalSignals, [&](const NamedCondition& signal) {
      return item.same(Value(exception_class(rt, signal.name)));
    });
  }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override {
    const auto* dict = host<SignalDict>(other);
    if (dict == nullptr || (op != CompareOperator::Equal && op != CompareOperator::NotEqual))
      return Object::compare(rt, op, other);
    return Value::boolean((bits() == dict->bits()) == (op == CompareOperator::Equal));
  }

  static std::uint32_t condition_of(Runtime& rt, const Value& key) {
    for (const NamedCondition& signal : DecimalSignals)
      if (key.same(Value(exception_class(rt, signal.name)))) return signal.condition;
    key_error(rt, make_text(rt,
                            "valid values for signals are:\n  [InvalidOperation, FloatOperation, "
                            "DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, "
                            "Rounded,\n   Clamped]"));
  }

 private:
  Ref<ContextObject> context_;
  bool traps_;
};

std::int64_t number_in(Runtime& rt, const Value& value, std::int64_t least, std::int64_t most,
                       const char* complaint) {
  if (!is_integer(value)) type_error(rt, "an integer is required");
  const auto number = int64_of(value);
  if (!number) overflow_error(rt, "Python int too large to convert to C ssize_t");
  if (*number < least || *number > most) value_error(rt, "{}", complaint);
  return *number;
}

// The conditions of a list of signals, or of a dict from signals to booleans.
std::uint32_t conditions_of(Runtime& rt, const Value& value) {
  if (const auto* dict = host<SignalDict>(value)) return dict->bits();
  std::uint32_t bits = 0;
  auto* mapping = as<Dict>(value);
  for (const Value& signal : to_vector(rt, value)) {
    if (mapping != nullptr && !truth(rt, mapping->get(rt, signal))) continue;
    bits |= SignalDict::condition_of(rt, signal);
  }
  return bits;
}

// In the order of repr(): the reasons of an InvalidOperation have places of their own.
constexpr NamedCondition NamesInRepr[] = {
    {Clamped, "Clamped"},
    {ConversionSyntax, "InvalidOperation"},
    {DivisionByZero, "DivisionByZero"},
    {DivisionImpossible | DivisionUndefined, "InvalidOperation"},
    {Inexact, "Inexact"},
    {InvalidContext | InvalidOperation, "InvalidOperation"},
    {FloatOperation, "FloatOperation"},
    {Overflow, "Overflow"},
    {Rounded, "Rounded"},
    {Subnormal, "Subnormal"},
    {Underflow, "Underflow"},
};

std::string names_of(std::uint32_t bits) {
  std::string text;
  for (const NamedCondition& each : NamesInRepr) {
    if ((bits & each.condition) == 0 || text.find(each.name) != std::string::npos) continue;
    text += (text.empty() ? "" : ", ") + std::string(each.name);
  }
  return "[" + text + "]";
}

void set_context_attribute(Runtime& rt, ContextObject& context, std::string_view name,
                           const Value& value) {
  DecimalContext& settings = context.settings;
  if (name == "prec") {
    settings.precision =
        number_in(rt, value, 1, DecimalLargest, "valid range for prec is [1, MAX_PREC]");
  } else if (name == "rounding") {
    settings.rounding = rounding_of(rt, value);
  } else if (name == "Emin") {
    settings.smallest =
        number_in(rt, value, -DecimalLargest, 0, "valid range for Emin is [MIN_EMIN, 0]");
  } else if (name == "Emax") {
    settings.largest =
        number_in(rt, value, 0, DecimalLargest, "valid range for Emax is [0, MAX_EMAX]");
  } else if (name == "capitals") {
    settings.capitals = number_in(rt, value, 0, 1, "valid values for capitals are 0 or 1") != 0;
  } else if (name == "clamp") {
    settings.clamp = number_in(rt, value, 0, 1, "valid values for clamp are 0 or 1") != 0;
  } else if (name == "flags") {
    context.flags = conditions_of(rt, value);
  } else if (name == "traps") {
    context.traps = conditions_of(rt, value);
  } else {
    attribute_error(rt, "'{}' object has no attribute '{}'", type_name(rt, Value(&context)), name);
  }
}

constexpr std::initializer_list<const char*> ContextNames = {
    "prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"};

void set_all(Runtime& rt, ContextObject& context, std::span<const Value> values) {
  std::size_t i = 0;
  for (const char* name : ContextNames) {
    const Value& value = values[i++];
    if (value && !value.is_none()) set_context_attribute(rt, context, name, value);
  }
}

Value make_context(Runtime& rt, Class& cls, Arguments& a) {
  const auto values = read<8>(rt, a, {"", ContextNames});
  const Ref<ContextObject> context = allocate<ContextObject>(cls);
  set_all(rt, *context, values);
  return context;
}

ContextObject& self(const Arguments& a) { return *host<ContextObject>(a[0]); }

Value context_copy(Runtime& rt, Arguments& a) { return copy_of(rt, self(a)); }
Value clear_flags(Runtime& rt, Arguments& a) {
  static_cast<void>(rt);
  self(a).flags = 0;
  return Value::none();
}
Value clear_traps(Runtime& rt, Arguments& a) {
  static_cast<void>(rt);
  self(a).traps = 0;
  return Value::none();
}
Value smallest_exponent(Runtime& rt, Arguments& a) { return make_int(rt, self(a).settings.tiny()); }
Value largest_exponent(Runtime& rt, Arguments& a) { return make_int(rt, self(a).settings.top()); }

Value create_decimal(Runtime& rt, Arguments& a) {
  ContextObject& context = self(a);
  const Value made = a.count < 2 ? make_decimal(rt, DecimalNumber{})
                                 : call(rt, Value(rt.types.decimal), {a[1], Value(&context)});
  DecimalStatus status = decimal_status(rt);
  DecimalNumber number = fixed(as<Decimal>(made)->number, context.settings, status);
  settle(rt, context, status);
  return make_decimal(rt, std::move(number));
}

// ---- localcontext() ----------------------------------------------------------------------------

class ContextManager final : public Object {
 public:
  ContextManager(Class* its_class, Ref<ContextObject> inner)
      : Object(Kind::Host, its_class), local(std::move(inner)) {}
  Ref<ContextObject> local, outer;
};

Value enter_context(Runtime& rt, Arguments& a) {
  auto& manager = *host<ContextManager>(a[0]);
  manager.outer = decimal_state(rt).current;
  decimal_state(rt).current = manager.local;
  return manager.local;
}

Value exit_context(Runtime& rt, Arguments& a) {
  const auto& manager = *host<ContextManager>(a[0]);
  if (manager.outer) decimal_state(rt).current = manager.outer;
  return Value::boolean(false);
}

}  // namespace

Value make_local_context(Runtime& rt, Arguments& a);

Value make_local_context(Runtime& rt, Arguments& a) {
  if (a.count > 1) type_error(rt, "function takes at most 1 argument ({} given)", a.count);
  std::vector<Value> context_value;
  std::vector<Value> values(ContextNames.size());
  const ContextObject* context = &current_context(rt);
  const auto use = [&](const Value& value) {
    if (value.is_none()) return;
    context = host<ContextObject>(value);
    if (context == nullptr) type_error(rt, "optional argument must be a context");
  };
  if (a.count == 1) use(a[0]);
  for (std::uint32_t k = 0; k < a.keywords; ++k) {
    const std::string& name = a.names[k]->text;
    const auto found = std::ranges::find(ContextNames, name);
    if (name == "ctx")
      use(a.keyword(k));
    else if (found == ContextNames.end())
      type_error(rt, "'{}' is an invalid keyword argument for this function", name);
    else
      values[static_cast<std::size_t>(found - ContextNames.begin())] = a.keyword(k);
  }
  const Ref<ContextObject> local = copy_of(rt, *context);
  set_all(rt, *local, values);
  return Value(new ContextManager(decimal_state(rt).manager, local));
}

DecimalRounding rounding_of(Runtime& rt, const Value& value) {
  const auto* text = as<Str>(value);
  for (std::size_t i = 0; text != nullptr && i < DecimalRoundings.size(); ++i)
    if (text->text == DecimalRoundings[i]) return static_cast<DecimalRounding>(i);
  type_error(rt,
             "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, "
             "ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
}

Ref<ContextObject> copy_of(Runtime& rt, const ContextObject& context) {
  Ref<ContextObject> copy(new ContextObject(decimal_state(rt).context));
  copy->settings = context.settings;
  copy->flags = context.flags;
  copy->traps = context.traps;
  return copy;
}

std::string ContextObject::repr(Runtime& rt) {
  static_cast<void>(rt);
  return fmt::format(
      "Context(prec={}, rounding={}, Emin={}, Emax={}, capitals={}, clamp={}, flags={}, traps={})",
      settings.precision, DecimalRoundings[static_cast<std::size_t>(settings.rounding)],
      settings.smallest, settings.largest, settings.capitals ? 1 : 0, settings.clamp ? 1 : 0,
      names_of(flags), names_of(traps));
}

Value ContextObject::find_attribute(Runtime& rt, Str* name) {
  const std::string& text = name->text;
  if (text == "prec") return make_int(rt, settings.precision);
  if (text == "rounding")
    return make_text(rt, DecimalRoundings[static_cast<std::size_t>(settings.rounding)]);
  if (text == "Emin") return make_int(rt, settings.smallest);
  if (text == "Emax") return make_int(rt, settings.largest);
  if (text == "capitals") return Value::small(settings.capitals ? 1 : 0);
  if (text == "clamp") return Value::small(settings.clamp ? 1 : 0);
  if (text == "flags" || text == "traps")
    return Value(new SignalDict(decimal_state(rt).signal_dict, this, text == "traps"));
  return Object::find_attribute(rt, name);
}

void ContextObject::set_attribute(Runtime& rt, Str* name, const Value& value) {
  set_context_attribute(rt, *this, name->text, value);
}

void ContextObject::delete_attribute(Runtime& rt, Str* name) {
  static_cast<void>(name);
  attribute_error(rt, "context attributes cannot be deleted");
}

void define_decimal_context_class(Runtime& rt) {
  DecimalState& state = decimal_state(rt);
  state.context->maker = make_context;
  state.context->layout = state.context;
  state.context->name_with_module = "decimal.Context";
  rt.method(state.context, "copy", context_copy, 0, 0);
  rt.method(state.context, "__copy__", context_copy, 0, 0);
  rt.method(state.context, "clear_flags", clear_flags, 0, 0);
  rt.method(state.context, "clear_traps", clear_traps, 0, 0);
  rt.method(state.context, "Etiny", smallest_exponent, 0, 0);
  rt.method(state.context, "Etop", largest_exponent, 0, 0);
  rt.method(state.context, "create_decimal", create_decimal, 0, 1);
  rt.method(state.context, "create_decimal_from_float", create_decimal, 1, 1);
  const auto hidden = [&rt](const char* name) {
    Class* cls = rt.make_class(name, "decimal", rt.types.object);
    cls->maker = nullptr;
    cls->sealed = true;
    return cls;
  };
  state.signal_dict = hidden("SignalDict");
  state.manager = hidden("ContextManager");
  rt.method(state.manager, "__enter__", enter_context, 0, 0);
  rt.method(state.manager, "__exit__", exit_context, 0, 3);
}

}  // namespace undumpy::python
