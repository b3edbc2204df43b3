#include "engine/python/function.h"

#include <alloca.h>
#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "engine/python/class.h"
#include "engine/python/generator.h"
#include "engine/python/nodes.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Code::Code() = default;
Code::~Code() = default;

Function::Function(Runtime& rt, const Code& function_code, Ref<Dict> function_globals)
    : TrackedObject(TheKind, rt.types.function),
      code(function_code),
      globals(std::move(function_globals)),
      name(code.name->text),
      qualified_name(code.qualified_name) {}

std::string Function::repr(Runtime& rt) {
  static_cast<void>(rt);
  return fmt::format("<function {}>", qualified_name);
}

void Function::clear() {
  globals = {};
  defaults.clear();
  keyword_defaults.clear();
  closure.clear();
  annotations = {};
  attributes_ = {};
}

Value Function::find_attribute(Runtime& rt, Str* attribute) {
  if (attributes_)
    if (Value value = attributes_->get(*attribute)) return value;
  const std::string& text = attribute->text;
  if (text == "__name__" || text == "func_name") return make_text(rt, name);
  if (text == "__qualname__") return make_text(rt, qualified_name);
  if (text == "__doc__" || text == "func_doc") return code.doc ? code.doc : Value::none();
  if (text == "__module__") {
    const Value module = globals->get(*rt.intern("__name__"));
    return module ? module : Value::none();
  }
  if (text == "__defaults__" || text == "func_defaults")
    return defaults.empty() ? Value::none() : make_tuple(rt, defaults);
  if (text == "__kwdefaults__") return keyword_defaults_of(rt);
  if (text == "__annotations__") {
    if (!annotations) annotations = new_dict(rt);
    return annotations;
  }
  if (text == "__dict__") return make_attributes(rt);
  return Object::find_attribute(rt, attribute);
}

Value Function::keyword_defaults_of(Runtime& rt) const {
  const Ref<Dict> dict = new_dict(rt);
  for (std::size_t i = 0; i < keyword_defaults.size(); ++i)
    if (keyword_defaults[i]) dict->set(*code.keyword_only[i].name, keyword_defaults[i]);
  return dict->table.size() == 0 ? Value::none() : Value(dict);
}

void Function::set_attribute(Runtime& rt, Str* attribute, const Value& value) {
  if (attribute->text == "__name__") {
    name = text_argument(rt, value, "__name__");
  } else if (attribute->text == "__qualname__") {
    qualified_name = text_argument(rt, value, "__qualname__");
  } else if (attribute->text.starts_with("__") && attribute->text != "__doc__" &&
             attribute->text != "__module__" && attribute->text != "__wrapped__") {
    attribute_error(rt, "'function' object attribute '{}' is read-only", attribute->text);
  } else {
    make_attributes(rt)->set(*attribute, value);
  }
}

Ref<Dict> Function::make_attributes(Runtime& rt) {
  if (!attributes_) attributes_ = new_dict(rt);
  return attributes_;
}

namespace {

std::string quoted_names(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i != 0) text += i + 1 == names.size() ? (names.size() > 2 ? ", and " : " and ") : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

[[noreturn]] void too_many(Runtime& rt, const Function& function, std::size_t given,
                           std::size_t keyword_only_given) {
  const Code& code = function.code;
  const std::size_t most = code.positional.size();
  const std::size_t least = most - std::min(most, function.defaults.size());
  const std::string takes =
      least == most ? std::to_string(most) : fmt::format("from {} to {}", least, most);
  const bool plural = least == most ? most != 1 : true;
  const std::string also =
      keyword_only_given == 0
          ? ""
          : fmt::format(" positional argument{} (and {} keyword-only argument{})",
                        given != 1 ? "s" : "", keyword_only_given,
                        keyword_only_given != 1 ? "s" : "");
  type_error(rt, "{}() takes {} positional argument{} but {}{} {} given", function.qualified_name,
             takes, plural ? "s" : "", given, also,
             given == 1 && keyword_only_given == 0 ? "was" : "were");
}

[[noreturn]] void missing(Runtime& rt, const Function& function, const char* what,
                          const std::vector<std::string>& names) {
  type_error(rt, "{}() missing {} required {} argument{}: {}", function.qualified_name,
             names.size(), what, names.size() == 1 ? "" : "s", quoted_names(names));
}

// The slot of a parameter that may be given by keyword, or nothing.
const Code::Parameter* parameter_named(const Code& code, const Str* name, bool& positional) {
  for (std::size_t i = code.positional_only; i < code.positional.size(); ++i)
    if (code.positional[i].name == name) {
      positional = true;
      return &code.positional[i];
    }
  positional = false;
  for (const auto& parameter : code.keyword_only)
    if (parameter.name == name) return &parameter;
  return nullptr;
}

[[noreturn]] void unexpected_keyword(Runtime& rt, const Function& function,
                                     const Arguments& arguments, const Str& name) {
  // A positional-only parameter given by keyword has a wording of its own.
  std::string names;
  for (std::size_t i = 0; i < function.code.positional_only; ++i)
    for (std::uint32_t k = 0; k < arguments.keywords; ++k)
      if (function.code.positional[i].name == arguments.names[k])
        names += (names.empty() ? "" : ", ") + arguments.names[k]->text;
  if (!names.empty())
    type_error(rt, "{}() got some positional-only arguments passed as keyword arguments: '{}'",
               function.qualified_name, names);
  type_error(rt, "{}() got an unexpected keyword argument '{}'", function.qualified_name,
             name.text);
}

void bind_keywords(Runtime& rt, Function& function, Arguments& arguments, Value* slots) {
  const Code& code = function.code;
  Ref<Dict> rest;
  if (code.double_star >= 0) {
    rest = new_dict(rt);
    slots[code.double_star] = rest;
  }
  for (std::uint32_t i = 0; i < arguments.keywords; ++i) {
    Str* name = arguments.names[i];
    bool positional = false;
    const Code::Parameter* parameter = parameter_named(code, name, positional);
    if (parameter == nullptr) {
      if (!rest) unexpected_keyword(rt, function, arguments, *name);
      rest->set(*name, arguments.keyword(i));
      continue;
    }
    if (slots[parameter->slot].present())
      type_error(rt, "{}() got multiple values for argument '{}'", function.qualified_name,
                 name->text);
    slots[parameter->slot] = std::move(arguments.keyword(i));
  }
}

void fill_defaults(Runtime& rt, Function& function, const Arguments& arguments, Value* slots) {
  const Code& code = function.code;
  const std::size_t most = code.positional.size();
  const std::size_t first_default = most - std::min(most, function.defaults.size());
  std::vector<std::string> names;
  for (std::size_t i = std::min<std::size_t>(arguments.count, most); i < most; ++i) {
    Value& slot = slots[code.positional[i].slot];
    if (slot.present()) continue;
    if (i >= first_default)
      slot = function.defaults[i - first_default];
    else
      names.push_back(code.positional[i].name->text);
  }
  if (!names.empty()) missing(rt, function, "positional", names);
  for (std::size_t i = 0; i < code.keyword_only.size(); ++i) {
    Value& slot = slots[code.keyword_only[i].slot];
    if (slot.present()) continue;
    if (i < function.keyword_defaults.size() && function.keyword_defaults[i].present())
      slot = function.keyword_defaults[i];
    else
      names.push_back(code.keyword_only[i].name->text);
  }
  if (!names.empty()) missing(rt, function, "keyword-only", names);
}

}  // namespace

void bind_parameters(Runtime& rt, Function& function, Arguments& arguments, Value* slots) {
  const Code& code = function.code;
  const std::size_t most = code.positional.size();
  const std::size_t taken = std::min<std::size_t>(arguments.count, most);
  for (std::size_t i = 0; i < taken; ++i)
    slots[code.positional[i].slot] = std::move(arguments.values[i]);
  if (code.star >= 0) {
    std::vector<Value> rest;
    for (std::size_t i = taken; i < arguments.count; ++i)
      rest.push_back(std::move(arguments.values[i]));
    slots[code.star] = make_tuple(rt, std::move(rest));
  }
  if (arguments.keywords != 0 || code.double_star >= 0)
    bind_keywords(rt, function, arguments, slots);
  if (arguments.count > most && code.star < 0) {
    std::size_t keyword_only_given = 0;
    for (const auto& parameter : code.keyword_only)
      if (slots[parameter.slot].present()) ++keyword_only_given;
    too_many(rt, function, arguments.count, keyword_only_given);
  }
  if (arguments.count < most || !code.keyword_only.empty())
    fill_defaults(rt, function, arguments, slots);
}

namespace {

// Frames of functions live on the C++ stack; this one ends the lifetime of their slots.
struct Slots {
  Value* values;
  std::size_t count;
  ~Slots() {
    for (std::size_t i = 0; i < count; ++i) values[i].~Value();
  }
};

}  // namespace

Value Function::call(Runtime& rt, Arguments& arguments) {
  rt.step();
  rt.check_stack();
  if (code.generator) return make_generator(rt, *this, arguments);
  const DepthGuard guard(rt, "");
  const std::size_t count = code.slot_names.size();
  auto* memory = static_cast<Value*>(alloca(sizeof(Value) * (count + 1)));
  for (std::size_t i = 0; i < count; ++i) new (memory + i) Value();
  const Slots slots{memory, count};
  bind_parameters(rt, *this, arguments, memory);
  // The function may be rebound while it runs.
  const Ref<Function> keep(this);
  Frame frame{rt, code, globals.get(), nullptr, memory, closure.data()};
  return run_frame(frame);
}

Value run_frame(Frame& frame) {
  Runtime& rt = frame.rt;
  const Code& code = frame.code;
  for (const std::uint32_t slot : code.cell_parameters) {
    const Ref<ClosureCell> cell(new ClosureCell(rt.types.cell));
    cell->value = std::move(frame.slots[slot]);
    frame.slots[slot] = cell;
  }
  for (const std::uint32_t slot : code.cell_slots)
    frame.slots[slot] = Value(new ClosureCell(rt.types.cell));
  frame.caller = rt.frame;
  rt.frame = &frame;
  struct Leave {
    Frame& frame;
    ~Leave() { frame.rt.frame = frame.caller; }
  } const leave{frame};
  try {
    for (const auto& statement : code.body) {
      rt.step();
      if (statement->run(frame) != Flow::Next) break;
    }
  } catch (Raised& raised) {
    note_frame(frame, *raised.exception);
    throw;
  } catch (LimitExceeded&) {
    note_limit(frame);
    throw;
  }
  return frame.result.present() ? std::move(frame.result) : Value::none();
}

}  // namespace undumpy::python
