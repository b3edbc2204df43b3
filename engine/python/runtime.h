// Runtime: one interpreter — its types, names, modules, limits, and what it was handed by its host.
//
// A Runtime belongs to one thread. Whatever a program can reach goes through Host: without one it
// has no file, no clock, no output.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/python/class.h"
#include "engine/python/exception.h"
#include "engine/python/heap.h"
#include "engine/python/limits.h"
#include "engine/python/operators.h"
#include "engine/python/str.h"
#include "parser/diagnostic.h"
#include "parser/syntax.h"

namespace undumpy::python {

struct Frame;
class Module;

// What the interpreter may ask of the world around it. The defaults refuse.
class Host {
 public:
  virtual ~Host() = default;
  virtual void print(std::string_view text) = 0;
  // Text for standard error: logging.
  virtual void log(std::string_view text) { static_cast<void>(text); }
  // --now, as "2026-11-24T09:30:00"; absent when the user gave none.
  virtual std::optional<std::string> now() { return std::nullopt; }
  // sys.argv: the script's name and what stood behind it.
  virtual std::vector<std::string> arguments() { return {}; }
  virtual bool file_exists(const std::string& path) { return static_cast<void>(path), false; }
  virtual bool is_file(const std::string& path) { return static_cast<void>(path), false; }
  // execfile(path): runs the file in these namespaces.
  virtual void execute_file(Runtime& rt, const std::string& path, Dict& globals, Dict& locals);
  // A module of the host (django.…, lino.…), or absent.
  virtual Value import_module(Runtime& rt, const std::string& name) {
    return static_cast<void>(rt), static_cast<void>(name), Value();
  }
};

struct Types {
  Class *object, *type, *none, *ellipsis, *not_implemented;
  Class *int_, *bool_, *float_, *str, *bytes;
  Class *list, *tuple, *dict, *set, *frozenset, *range, *slice, *union_, *generic_alias;
  Class *dict_keys, *dict_values, *dict_items;
  Class *function, *native, *method, *property, *static_method, *class_method, *super, *module;
  Class *generator, *cell, *traceback;
  Class *decimal, *date, *time, *datetime, *timedelta, *tzinfo, *timezone;
  Class *base_exception, *exception, *stop_iteration, *generator_exit;
};

class Runtime {
 public:
  Runtime(const Limits& limits, Host& host);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  // The one Str of that text.
  Str* intern(std::string_view text);
  // The interned twin of a Str.
  Str* intern(const Str& text) { return intern(text.text); }

  // One statement, loop round or call.
  void step() {
    if (--steps_left == 0) steps_exhausted();
  }
  // For natives that do work for `amount` items.
  void steps(std::uint64_t amount) {
    if (amount >= steps_left) steps_exhausted();
    steps_left -= amount;
  }
  // Raises RecursionError when the stack of the machine comes to its end.
  void check_stack() {
    const char here = 0;
    if (&here < stack_limit) stack_exhausted();
  }
  [[noreturn]] void stack_exhausted();
  [[noreturn]] void steps_exhausted();
  [[noreturn]] void output_exhausted();
  void print(std::string_view text);
  void log(std::string_view text);

  // The module, imported if need be; raises ImportError with what can be imported.
  Value import_module(const std::string& name);
  // Registers a type under its name in builtins.
  void add_builtin(std::string_view name, const Value& value);
  void add_builtin(const char* name, NativeFunction function, int minimum, int maximum);
  Value native(const char* name, NativeFunction function, int minimum, int maximum,
               Class* owner = nullptr);
  // A method of a built-in class; arguments without self; maximum -1: any, keywords too.
  void method(Class* cls, const char* name, NativeFunction function, int minimum, int maximum);
  // A read-only attribute that is computed.
  void getter(Class* cls, const char* name, NativeFunction function);
  Class* make_class(std::string name, std::string module, Class* base);

  Heap heap;  // the first member: it outlives all objects
  const Limits limits;
  Host& host;
  Types types{};
  std::uint64_t steps_left;
  std::uint64_t output_left;
  std::uint32_t depth = 0;
  const char* stack_limit = nullptr;
  Frame* frame = nullptr;   // the innermost
  Ref<Exception> handling;  // what an except block is handling
  Ref<Dict> builtins;
  Value empty_tuple;
  // What programs that are Python 2 by their syntax find before the builtins.
  Ref<Dict> python2_builtins;
  // The innermost code of the program is Python 2.
  [[nodiscard]] bool python2() const;
  // `print x,` leaves a blank to be written before the next thing.
  bool soft_space = false;
  std::map<std::string, Value, std::less<>> modules;
  std::map<std::string, Class*, std::less<>> exceptions;  // by name
  std::map<std::string, Class*, std::less<>> iterator_classes;
  std::vector<TracebackEntry> limit_traceback;  // where a limit was exceeded
  // Programs whose functions may still be called.
  std::vector<std::shared_ptr<const void>> programs;
  std::map<std::string, std::shared_ptr<void>, std::less<>> extensions;  // state of modules

 private:
  Value find_or_make_module(const std::string& name);
  std::unordered_map<std::string_view, Ref<Str>> names_;
  std::vector<Ref<Class>> classes_;  // built-in ones live as long as the runtime
};

// One level deeper: a call, or a native that goes into what an object holds. Raises RecursionError
// at the same depth as Python; `doing` is the end of its message.
class DepthGuard {
 public:
  DepthGuard(Runtime& rt, const char* doing) : rt_(rt) {
    rt.check_stack();
    if (++rt.depth <= rt.limits.depth) return;
    --rt.depth;
    too_deep(doing);
  }
  ~DepthGuard() { --rt_.depth; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  [[noreturn]] void too_deep(const char* doing);
  Runtime& rt_;
};

// type(name, bases, dict)
Value build_class_of(Runtime& rt, const std::string& name, const std::vector<Value>& bases,
                     const Ref<Dict>& dict);

// A module: a named namespace.
class Module : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Module;
  Module(Runtime& rt, std::string module_name);
  void add(Runtime& rt, std::string_view name, const Value& value);
  void add(Runtime& rt, const char* name, NativeFunction function, int minimum, int maximum);
  std::string repr(Runtime& rt) override;
  Value find_attribute(Runtime& rt, Str* attribute) override;
  void set_attribute(Runtime& rt, Str* attribute, const Value& value) override;
  Dict* attributes() override { return dict.get(); }
  void clear() override { dict = {}; }

  std::string name;
  Ref<Dict> dict;
  std::string refusal;  // why it has no other names; may be empty
};

// Built-in modules and types register themselves through these; called once per Runtime.
void define_objects(Runtime& rt);
void define_numbers(Runtime& rt);
void define_text(Runtime& rt);
void define_bytes(Runtime& rt);
void define_lists(Runtime& rt);
void define_dicts(Runtime& rt);
void define_sets(Runtime& rt);
void define_ranges(Runtime& rt);
void define_decimals(Runtime& rt);
void define_datetimes(Runtime& rt);
void define_exceptions(Runtime& rt);
void define_functions(Runtime& rt);
void define_generators(Runtime& rt);
void define_special_methods(Runtime& rt);
void define_python2(Runtime& rt);
void define_builtins(Runtime& rt);
// modules.cpp: name -> maker of the module.
using ModuleMaker = Value (*)(Runtime& rt);
ModuleMaker find_module(std::string_view name);
std::vector<std::string_view> module_names();

}  // namespace undumpy::python
