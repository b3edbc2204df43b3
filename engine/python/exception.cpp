#include "engine/python/exception.h"

#include <algorithm>

#include "engine/python/runtime.h"
#include "engine/python/suggestion.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

Exception::Exception(Class* exception_class_of, std::vector<Value> values)
    : TrackedObject(TheKind, exception_class_of) {
  args = Value(new Tuple(Heap::current().tuple_class, std::move(values)));
}

void Exception::clear() {
  args = cause = context = Value();
  attributes_ = {};
}

std::string Exception::repr(Runtime& rt) {
  const auto& items = as<Tuple>(args)->items;
  if (items.size() == 1) return cls->name + "(" + python::repr(rt, items[0]) + ")";
  std::string text = cls->name + "(";
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i != 0 ? ", " : "") + python::repr(rt, items[i]);
  return text + ")";
}

std::string Exception::str(Runtime& rt) {
  const auto& items = as<Tuple>(args)->items;
  if (items.empty()) return "";
  if (items.size() > 1) return python::repr(rt, args);
  const Class* key_error_class = exception_class(rt, "KeyError");
  return cls->derives_from(*key_error_class) ? python::repr(rt, items[0])
                                             : python::str(rt, items[0]);
}

Ref<Dict> Exception::make_attributes(Runtime& rt) {
  if (!attributes_) attributes_ = new_dict(rt);
  return attributes_;
}

Value Exception::find_attribute(Runtime& rt, Str* name) {
  const std::string& text = name->text;
  const auto shown = [](const Value& value) { return value.present() ? value : Value::none(); };
  if (text == "args") return args;
  if (text == "__cause__") return shown(cause);
  if (text == "__context__") return shown(context);
  if (text == "__suppress_context__") return Value::boolean(suppress_context);
  if (text == "__traceback__") return Value::none();
  const auto& items = as<Tuple>(args)->items;
  if (text == "value" && cls->derives_from(*rt.types.stop_iteration))
    return items.empty() ? Value::none() : items[0];
  if (text == "code" && cls->derives_from(*exception_class(rt, "SystemExit")))
    return items.empty() ? Value::none() : items[0];
  if (text == "message" && !items.empty() && !cls->lookup(name) &&
      (!attributes_ || !attributes_->get(*name)))
    return items[0];  // Python 2
  return Object::find_attribute(rt, name);
}

void Exception::set_attribute(Runtime& rt, Str* name, const Value& value) {
  if (name->text == "args") {
    args = make_tuple(rt, to_vector(rt, value));
  } else if (name->text == "__cause__") {
    cause = value.is_none() ? Value() : value;
    suppress_context = true;
  } else if (name->text == "__context__") {
    context = value.is_none() ? Value() : value;
  } else if (name->text == "__suppress_context__") {
    suppress_context = python::truth(rt, value);
  } else if (name->text != "__traceback__") {
    make_attributes(rt)->set(*name, value);
  }
}

Class* exception_class(Runtime& rt, std::string_view name) {
  const auto found = rt.exceptions.find(name);
  return found != rt.exceptions.end() ? found->second : rt.types.exception;
}

namespace {

[[noreturn]] void throw_new(Runtime& rt, Exception* exception) {
  Ref<Exception> raised(exception);
  if (rt.handling && rt.handling.get() != exception) raised->context = rt.handling;
  throw Raised{std::move(raised)};
}

}  // namespace

void raise(Runtime& rt, Class* type, std::vector<Value> arguments) {
  throw_new(rt, new Exception(type, std::move(arguments)));
}

void raise(Runtime& rt, Class* type, std::string message) {
  std::vector<Value> arguments;
  if (!message.empty()) arguments.push_back(make_text(rt, std::move(message)));
  raise(rt, type, std::move(arguments));
}

void raise(Runtime& rt, std::string_view type, std::string message) {
  raise(rt, exception_class(rt, type), std::move(message));
}

void raise(Runtime& rt, const Failure& failure) { raise(rt, failure.type, failure.message); }

void key_error(Runtime& rt, const Value& key) {
  raise(rt, exception_class(rt, "KeyError"), std::vector<Value>{key});
}

void no_attribute(Runtime& rt, const Value& object, const Str& name) {
  std::vector<std::string> names;
  const auto add = [&names](const Dict* dict) {
    if (dict == nullptr) return;
    for (const auto& entry : dict->table.entries())
      if (const auto* text = as<Str>(entry.key)) names.push_back(text->text);
  };
  if (object.is_object()) add(object.object()->attributes());
  for (const Class* cls : type_of(rt, object)->mro) add(cls->dict.get());
  std::string message;
  if (const auto* cls = as<Class>(object))
    message = fmt::format("type object '{}' has no attribute '{}'", cls->message_name(), name.text);
  else if (const auto* module = as<Module>(object))
    message = fmt::format("module '{}' has no attribute '{}'", module->name, name.text);
  else if (as<Super>(object) != nullptr)
    message = fmt::format("'super' object has no attribute '{}'", name.text);
  else
    message = fmt::format("'{}' object has no attribute '{}'", type_name(rt, object), name.text);
  const Ref<Exception> exception(
      new Exception(exception_class(rt, "AttributeError"), {make_text(rt, message)}));
  exception->suggestion = suggestion(name.text, names);
  exception->make_attributes(rt)->set(*rt.intern("name"), make_text(rt, name.text));
  exception->make_attributes(rt)->set(*rt.intern("obj"), object);
  throw_new(rt, exception.get());
}

void raise_value(Runtime& rt, const Value& value, const Value& cause) {
  Value made = value;
  if (auto* cls = as<Class>(value)) {
    if (!cls->derives_from(*rt.types.base_exception))
      type_error(rt, "exceptions must derive from BaseException");
    made = call(rt, value, {});
  }
  auto* exception = as<Exception>(made);
  if (exception == nullptr) type_error(rt, "exceptions must derive from BaseException");
  if (cause.present()) {
    Value reason = cause;
    if (as<Class>(cause) != nullptr) reason = call(rt, cause, {});
    if (!reason.is_none() && as<Exception>(reason) == nullptr)
      type_error(rt, "exception causes must derive from BaseException");
    exception->cause = reason.is_none() ? Value() : reason;
    exception->suppress_context = true;
  }
  throw_new(rt, exception);
}

bool matches(Runtime& rt, const Value& exception, const Value& classes) {
  if (const auto* cls = as<Class>(classes)) {
    if (!cls->derives_from(*rt.types.base_exception))
      type_error(rt, "catching classes that do not inherit from BaseException is not allowed");
    return is_instance(rt, exception, *cls);
  }
  if (const auto* tuple = as<Tuple>(classes))
    return std::ranges::any_of(tuple->items,
                               [&](const Value& item) { return matches(rt, exception, item); });
  type_error(rt, "catching classes that do not inherit from BaseException is not allowed");
}

namespace {

Value make_exception(Runtime& rt, Class& cls, Arguments& arguments) {
  if (arguments.keywords != 0 && !cls.of_program)
    type_error(rt, "{}() takes no keyword arguments", cls.name);
  std::vector<Value> values(arguments.values, arguments.values + arguments.count);
  return allocate<Exception>(cls, std::move(values));
}

Value exception_init(Runtime& rt, Arguments& arguments) {
  auto* exception = as<Exception>(arguments[0]);
  if (arguments.keywords != 0)
    type_error(rt, "{}() takes no keyword arguments", exception->cls->name);
  exception->args =
      make_tuple(rt, std::vector<Value>(arguments.values + 1, arguments.values + arguments.count));
  return Value::none();
}

Value exception_str(Runtime& rt, Arguments& arguments) {
  return make_text(rt, as<Exception>(arguments[0])->Exception::str(rt));
}
Value exception_repr(Runtime& rt, Arguments& arguments) {
  return make_text(rt, as<Exception>(arguments[0])->Exception::repr(rt));
}
Value exception_with_traceback(Runtime& rt, Arguments& arguments) {
  return static_cast<void>(rt), arguments[0];
}

struct Definition {
  const char* name;
  const char* base;
};
constexpr Definition Definitions[] = {
    {"SystemExit", "BaseException"},
    {"KeyboardInterrupt", "BaseException"},
    {"GeneratorExit", "BaseException"},
    {"Exception", "BaseException"},
    {"StopIteration", "Exception"},
    {"StopAsyncIteration", "Exception"},
    {"ArithmeticError", "Exception"},
    {"FloatingPointError", "ArithmeticError"},
    {"OverflowError", "ArithmeticError"},
    {"ZeroDivisionError", "ArithmeticError"},
    {"AssertionError", "Exception"},
    {"AttributeError", "Exception"},
    {"BufferError", "Exception"},
    {"EOFError", "Exception"},
    {"ImportError", "Exception"},
    {"ModuleNotFoundError", "ImportError"},
    {"LookupError", "Exception"},
    {"IndexError", "LookupError"},
    {"KeyError", "LookupError"},
    {"MemoryError", "Exception"},
    {"NameError", "Exception"},
    {"UnboundLocalError", "NameError"},
    {"OSError", "Exception"},
    {"FileNotFoundError", "OSError"},
    {"FileExistsError", "OSError"},
    {"PermissionError", "OSError"},
    {"IsADirectoryError", "OSError"},
    {"NotADirectoryError", "OSError"},
    {"TimeoutError", "OSError"},
    {"ReferenceError", "Exception"},
    {"RuntimeError", "Exception"},
    {"NotImplementedError", "RuntimeError"},
    {"RecursionError", "RuntimeError"},
    {"SyntaxError", "Exception"},
    {"SystemError", "Exception"},
    {"TypeError", "Exception"},
    {"ValueError", "Exception"},
    {"UnicodeError", "ValueError"},
    {"UnicodeDecodeError", "UnicodeError"},
    {"UnicodeEncodeError", "UnicodeError"},
    {"Warning", "Exception"},
    {"UserWarning", "Warning"},
    {"DeprecationWarning", "Warning"},
    {"RuntimeWarning", "Warning"},
};

}  // namespace

void define_exceptions(Runtime& rt) {
  Class* base = rt.types.base_exception;
  rt.exceptions["BaseException"] = base;
  base->maker = make_exception;
  base->layout = base;
  rt.add_builtin("BaseException", Value(base));
  rt.method(base, "__init__", exception_init, 0, -1);
  rt.method(base, "__str__", exception_str, 0, 0);
  rt.method(base, "__repr__", exception_repr, 0, 0);
  rt.method(base, "with_traceback", exception_with_traceback, 1, 1);
  for (const auto& [name, parent] : Definitions) {
    Class* cls = rt.make_class(name, "builtins", rt.exceptions.at(parent));
    rt.exceptions[name] = cls;
    rt.add_builtin(name, Value(cls));
  }
  rt.add_builtin("IOError", Value(rt.exceptions.at("OSError")));
  rt.add_builtin("EnvironmentError", Value(rt.exceptions.at("OSError")));
  rt.add_builtin("StandardError", Value(rt.exceptions.at("Exception")));
  rt.types.exception = rt.exceptions.at("Exception");
  rt.types.stop_iteration = rt.exceptions.at("StopIteration");
  rt.types.generator_exit = rt.exceptions.at("GeneratorExit");
}

}  // namespace undumpy::python
