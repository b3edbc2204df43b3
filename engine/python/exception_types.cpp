// The exception classes: how they are made, what they say, and the attributes that some have.

#include <fmt/format.h>

#include <array>

#include "engine/python/exception.h"
#include "engine/python/function.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

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
    {"BlockingIOError", "OSError"},
    {"ChildProcessError", "OSError"},
    {"ConnectionError", "OSError"},
    {"BrokenPipeError", "ConnectionError"},
    {"ConnectionAbortedError", "ConnectionError"},
    {"ConnectionRefusedError", "ConnectionError"},
    {"ConnectionResetError", "ConnectionError"},
    {"InterruptedError", "OSError"},
    {"ProcessLookupError", "OSError"},
    {"ReferenceError", "Exception"},
    {"RuntimeError", "Exception"},
    {"NotImplementedError", "RuntimeError"},
    {"RecursionError", "RuntimeError"},
    {"SyntaxError", "Exception"},
    {"IndentationError", "SyntaxError"},
    {"TabError", "IndentationError"},
    {"SystemError", "Exception"},
    {"TypeError", "Exception"},
    {"ValueError", "Exception"},
    {"UnicodeError", "ValueError"},
    {"UnicodeDecodeError", "UnicodeError"},
    {"UnicodeEncodeError", "UnicodeError"},
    {"UnicodeTranslateError", "UnicodeError"},
    {"Warning", "Exception"},
    {"UserWarning", "Warning"},
    {"DeprecationWarning", "Warning"},
    {"RuntimeWarning", "Warning"},
    {"PendingDeprecationWarning", "Warning"},
    {"FutureWarning", "Warning"},
    {"SyntaxWarning", "Warning"},
    {"ImportWarning", "Warning"},
    {"UnicodeWarning", "Warning"},
    {"BytesWarning", "Warning"},
    {"ResourceWarning", "Warning"},
    {"EncodingWarning", "Warning"},
};

// Attributes that are arguments: the class, the name, and which of the arguments.
struct Part {
  const char* cls;
  std::string_view name;
  std::size_t position;
  std::size_t least;  // arguments that there must be
};
constexpr Part Parts[] = {
    {"StopIteration", "value", 0, 1},   {"SystemExit", "code", 0, 1},
    {"OSError", "errno", 0, 2},         {"OSError", "strerror", 1, 2},
    {"OSError", "filename", 2, 3},      {"ImportError", "msg", 0, 1},
    {"ImportError", "name", 1, 99},     {"ImportError", "path", 1, 99},
    {"NameError", "name", 0, 99},       {"AttributeError", "name", 0, 99},
    {"AttributeError", "obj", 0, 99},   {"SyntaxError", "msg", 0, 1},
    {"UnicodeError", "encoding", 0, 5}, {"UnicodeError", "object", 1, 5},
    {"UnicodeError", "start", 2, 5},    {"UnicodeError", "end", 3, 5},
    {"UnicodeError", "reason", 4, 5},
};

bool is_a(Runtime& rt, const Exception& exception, const char* name) {
  return exception.cls->derives_from(*exception_class(rt, name));
}

// "'ascii' codec can't encode character '\xe9' in position 1: ordinal not in range(128)"
std::string unicode_error_text(Runtime& rt, const Exception& exception,
                               const std::vector<Value>& items) {
  const bool encodes = is_a(rt, exception, "UnicodeEncodeError");
  const std::int64_t start = to_index(rt, items[2]);
  const std::int64_t end = to_index(rt, items[3]);
  std::string what = encodes ? "characters" : "bytes";
  std::string where = fmt::format("{}-{}", start, end - 1);
  const std::size_t size = length(rt, items[1]);
  if (end == start + 1 && start >= 0 && static_cast<std::size_t>(start) < size) {
    where = std::to_string(start);
    const Value unit = get_item(rt, items[1], items[2]);
    if (encodes) {
      const auto code = static_cast<unsigned>(
          to_index(rt, call(rt, rt.builtins->get(*rt.intern("ord")), {unit})));
      what = code < 0x100     ? fmt::format("character '\\x{:02x}'", code)
             : code < 0x10000 ? fmt::format("character '\\u{:04x}'", code)
                              : fmt::format("character '\\U{:08x}'", code);
    } else {
      what = fmt::format("byte 0x{:02x}", to_index(rt, unit));
    }
  }
  return fmt::format("'{}' codec can't {} {} in position {}: {}", str(rt, items[0]),
                     encodes ? "encode" : "decode", what, where, str(rt, items[4]));
}

}  // namespace

std::string Exception::str(Runtime& rt) {
  const Value keep = args;  // what is shown may set it
  const auto& items = as<Tuple>(args)->items;
  if (items.empty()) return "";
  if (items.size() == 1)
    return is_a(rt, *this, "KeyError") ? python::repr(rt, items[0]) : python::str(rt, items[0]);
  if (is_a(rt, *this, "OSError") && items.size() <= 5) {
    std::string text =
        fmt::format("[Errno {}] {}", python::str(rt, items[0]), python::str(rt, items[1]));
    if (items.size() > 2) text += ": " + python::repr(rt, items[2]);
    return text;
  }
  if (items.size() == 5 && is_a(rt, *this, "UnicodeError"))
    return unicode_error_text(rt, *this, items);
  return python::repr(rt, args);
}

Value Exception::computed_attribute(Runtime& rt, const std::string& name) {
  const auto shown = [](const Value& value) { return value.present() ? value : Value::none(); };
  if (name == "args") return args;
  if (name == "__cause__") return shown(cause);
  if (name == "__context__") return shown(context);
  if (name == "__suppress_context__") return Value::boolean(suppress_context);
  if (name == "__traceback__")
    return traceback.empty() ? Value::none() : Value(new PlainObject(rt.types.traceback));
  const auto& items = as<Tuple>(args)->items;
  for (const Part& part : Parts)
    if (name == part.name && is_a(rt, *this, part.cls)) {
      if (name == "code" && items.size() > 1) return args;
      return items.size() >= part.least ? items[part.position] : Value::none();
    }
  // Python 2 had it.
  if (name == "message" && rt.frame != nullptr && rt.frame->code.python2)
    return items.size() == 1 ? items[0] : make_text(rt, "");
  return {};
}

bool Exception::set_computed(Runtime& rt, const std::string& name, const Value& value) {
  if (name == "args") {
    args = make_tuple(rt, to_vector(rt, value));
  } else if (name == "__cause__") {
    cause = value.is_none() ? Value() : value;
    suppress_context = true;
  } else if (name == "__context__") {
    context = value.is_none() ? Value() : value;
  } else if (name == "__suppress_context__") {
    suppress_context = python::truth(rt, value);
  } else if (name != "__traceback__") {
    return false;
  }
  return true;
}

void Exception::set_attribute(Runtime& rt, Str* name, const Value& value) {
  user::set_own_attribute(rt, *this, name, value);
}

namespace {

// OSError(2, …) is a FileNotFoundError.
Class& class_by_number(Runtime& rt, Class& cls, const Arguments& arguments) {
  if (arguments.count < 2 || &cls != exception_class(rt, "OSError")) return cls;
  constexpr std::array<std::pair<std::int64_t, const char*>, 14> Numbers = {{
      {1, "PermissionError"},
      {2, "FileNotFoundError"},
      {3, "ProcessLookupError"},
      {4, "InterruptedError"},
      {10, "ChildProcessError"},
      {11, "BlockingIOError"},
      {13, "PermissionError"},
      {17, "FileExistsError"},
      {20, "NotADirectoryError"},
      {21, "IsADirectoryError"},
      {32, "BrokenPipeError"},
      {104, "ConnectionResetError"},
      {110, "TimeoutError"},
      {111, "ConnectionRefusedError"},
  }};
  for (const auto& [number, name] : Numbers)
    if (arguments[0].is_small() && arguments[0].small() == number)
      return *exception_class(rt, name);
  return cls;
}

Value make_exception(Runtime& rt, Class& cls, Arguments& arguments) {
  std::vector<Value> values(arguments.values, arguments.values + arguments.count);
  const Ref<Exception> made =
      allocate<Exception>(class_by_number(rt, cls, arguments), std::move(values));
  // ImportError(…, name=…), AttributeError(…, obj=…); the others take no keywords.
  for (std::uint32_t i = 0; i < arguments.keywords && !cls.of_program; ++i) {
    const std::string& name = arguments.names[i]->text;
    const bool known = std::ranges::any_of(Parts, [&](const Part& part) {
      return part.least == 99 && part.name == name && is_a(rt, *made, part.cls);
    });
    if (!known) type_error(rt, "{}() takes no keyword arguments", cls.name);
    made->make_attributes(rt)->set(*arguments.names[i], arguments.keyword(i));
  }
  return made;
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

Value exception_add_note(Runtime& rt, Arguments& arguments) {
  if (as<Str>(arguments[1]) == nullptr)
    type_error(rt, "note must be a str, not '{}'", type_name(rt, arguments[1]));
  const Ref<Dict> own = as<Exception>(arguments[0])->make_attributes(rt);
  Str* name = rt.intern("__notes__");
  if (!own->get(*name)) own->set(*name, make_list(rt, {}));
  const Value notes = own->get(*name);
  auto* list = as<List>(notes);
  if (list == nullptr) type_error(rt, "Cannot add note: __notes__ is not a list");
  list->append(arguments[1]);
  return Value::none();
}

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
  rt.method(base, "add_note", exception_add_note, 1, 1);
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
