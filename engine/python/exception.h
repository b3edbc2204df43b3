// Exceptions: the object that a program sees, the C++ exception that carries it, and how natives
// raise one.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "engine/python/containers.h"
#include "engine/python/failure.h"
#include "engine/python/object.h"

namespace undumpy {
class SyntaxTree;
}

namespace undumpy::python {

// Where a frame was when an exception passed through it.
struct TracebackEntry {
  const SyntaxTree* tree = nullptr;  // nullptr: a row of a data module
  syntax::Span span;
  syntax::Span anchor;   // what of it is marked ^ rather than ~; empty: all
  std::string function;  // "<module>"
  // Without a tree:
  std::string file;
  std::uint32_t line = 0;
  std::string source;  // the text of the line, or its beginning
};

class Exception : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Exception;
  explicit Exception(Class* its_class, std::vector<Value> values = {});

  std::string repr(Runtime& rt) override;
  std::string str(Runtime& rt) override;
  Value computed_attribute(Runtime& rt, const std::string& name) override;
  bool set_computed(Runtime& rt, const std::string& name, const Value& value) override;
  void set_attribute(Runtime& rt, Str* name, const Value& value) override;
  Dict* attributes() override { return attributes_.get(); }
  Ref<Dict> make_attributes(Runtime& rt) override;
  void clear() override;

  Value args;     // a tuple
  Value cause;    // raise … from cause; absent when not given
  Value context;  // what was being handled; absent
  bool suppress_context = false;
  std::vector<TracebackEntry> traceback;  // innermost first
  const void* last_frame = nullptr;       // that noted itself there
  std::string suggestion;                 // "Did you mean: 'x'?"

 private:
  Ref<Dict> attributes_;
};

// Thrown in C++ while a Python exception is on its way.
struct Raised {
  Ref<Exception> exception;
};

[[noreturn]] void raise(Runtime& rt, Class* type, std::string message);
[[noreturn]] void raise(Runtime& rt, Class* type, std::vector<Value> arguments);
[[noreturn]] void raise(Runtime& rt, const Failure& failure);
// By name: "ValueError", "decimal.InvalidOperation".
[[noreturn]] void raise(Runtime& rt, std::string_view type, std::string message);
Class* exception_class(Runtime& rt, std::string_view name);

#define UNDUMPY_RAISER(function, type)                                                        \
  template <typename... Args>                                                                 \
  [[noreturn]] void function(Runtime& rt, fmt::format_string<Args...> text, Args&&... args) { \
    raise(rt, type, fmt::format(text, std::forward<Args>(args)...));                          \
  }
UNDUMPY_RAISER(type_error, "TypeError")
UNDUMPY_RAISER(value_error, "ValueError")
UNDUMPY_RAISER(index_error, "IndexError")
UNDUMPY_RAISER(attribute_error, "AttributeError")
UNDUMPY_RAISER(name_error, "NameError")
UNDUMPY_RAISER(runtime_error, "RuntimeError")
UNDUMPY_RAISER(overflow_error, "OverflowError")
UNDUMPY_RAISER(zero_division_error, "ZeroDivisionError")
UNDUMPY_RAISER(import_error, "ImportError")
#undef UNDUMPY_RAISER
[[noreturn]] void key_error(Runtime& rt, const Value& key);

// Throws the exception that `raise value` means: an instance, or a class that is called.
[[noreturn]] void raise_value(Runtime& rt, const Value& value, const Value& cause);
// True when `raised` is an instance of the class, or of one of the tuple.
bool matches(Runtime& rt, const Value& exception, const Value& classes);
// "TypeError: message", the last line of a traceback.
std::string exception_line(Runtime& rt, const Exception& exception);
// In the shape of Python's, with carets; causes and contexts included.
std::string traceback_text(Runtime& rt, const Exception& exception);
// The same for a limit: traceback, which limit, and the option that raises it.
std::string limit_text(Runtime& rt, const LimitExceeded& limit);

}  // namespace undumpy::python
