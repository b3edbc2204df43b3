#include "engine/python/runtime.h"

#include <fmt/format.h>

#include "engine/python/generator.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

void Host::execute_file(Runtime& rt, const std::string& path, Dict& globals, Dict& locals) {
  static_cast<void>(globals), static_cast<void>(locals);
  raise(rt, "PermissionError", fmt::format("execfile({}): there is no snapshot to read", path));
}

Runtime::Runtime(const Limits& program_limits, Host& runtime_host)
    : heap(program_limits.memory),
      limits(program_limits),
      host(runtime_host),
      steps_left(program_limits.steps),
      output_left(program_limits.output) {
  // Without a stack of our own: what a thread surely has left.
  const char here = 0;
  stack_limit = reinterpret_cast<const char*>(reinterpret_cast<std::uintptr_t>(&here) -
                                              (std::uintptr_t{4} << 20));
  define_objects(*this);
  define_exceptions(*this);
  define_functions(*this);
  define_generators(*this);
  define_numbers(*this);
  define_text(*this);
  define_bytes(*this);
  define_lists(*this);
  define_dicts(*this);
  define_sets(*this);
  define_ranges(*this);
  define_decimals(*this);
  define_datetimes(*this);
  define_special_methods(*this);
  define_builtins(*this);
  define_python2(*this);
}

Runtime::~Runtime() {
  heap.ending = true;
  // Nodes hold constants: programs go while the heap is there, but after the functions.
}

Str* Runtime::intern(std::string_view text) {
  const auto found = names_.find(text);
  if (found != names_.end()) return found->second.get();
  const Ref<Str> made(new Str(types.str, std::string(text)));
  made->interned = true;
  names_.emplace(std::string_view(made->text), made);
  return made.get();
}

void Runtime::stack_exhausted() {
  // Room for the raising itself.
  stack_limit -= 64 << 10;
  struct Restore {
    Runtime& rt;
    ~Restore() { rt.stack_limit += 64 << 10; }
  } const restore{*this};
  raise(*this, "RecursionError", "maximum recursion depth exceeded");
}

void DepthGuard::too_deep(const char* doing) {
  raise(rt_, "RecursionError", std::string("maximum recursion depth exceeded") + doing);
}

void Runtime::steps_exhausted() {
  steps_left = 1;
  heap.stopping = true;
  throw LimitExceeded{Limit::Steps, limits.steps};
}

void Runtime::output_exhausted() {
  heap.stopping = true;
  throw LimitExceeded{Limit::Output, limits.output};
}

void Runtime::print(std::string_view text) {
  if (text.size() > output_left) output_exhausted();
  output_left -= text.size();
  host.print(text);
}

void Runtime::log(std::string_view text) {
  if (text.size() > output_left) output_exhausted();
  output_left -= text.size();
  host.log(text);
}

Value Runtime::find_or_make_module(const std::string& name) {
  if (const auto found = modules.find(name); found != modules.end()) return found->second;
  Value module = host.import_module(*this, name);
  if (!module)
    if (const ModuleMaker maker = find_module(name)) module = maker(*this);
  if (!module) return {};
  modules[name] = module;
  // import a.b makes b an attribute of a.
  if (const std::size_t dot = name.rfind('.'); dot != std::string::npos) {
    const Value package = find_or_make_module(name.substr(0, dot));
    Str* last = intern(std::string_view(name).substr(dot + 1));
    if (auto* parent = as<Module>(package); parent != nullptr && !parent->dict->get(*last))
      parent->dict->set(*last, module);
  }
  return module;
}

Value Runtime::import_module(const std::string& name) {
  Value module = find_or_make_module(name);
  if (!module) raise(*this, "ModuleNotFoundError", fmt::format("No module named '{}'", name));
  return module;
}

void Runtime::add_builtin(std::string_view name, const Value& value) {
  builtins->set(*intern(name), value);
}

void Runtime::add_builtin(const char* name, NativeFunction function, int minimum, int maximum) {
  add_builtin(name, native(name, function, minimum, maximum));
}

Value Runtime::native(const char* name, NativeFunction function, int minimum, int maximum,
                      Class* owner) {
  return Value(new Native(types.native, name, function, minimum, maximum, owner));
}

void Runtime::method(Class* cls, const char* name, NativeFunction function, int minimum,
                     int maximum) {
  cls->dict->set(*intern(name), native(name, function, minimum, maximum, cls));
}

void Runtime::getter(Class* cls, const char* name, NativeFunction function) {
  cls->dict->set(
      *intern(name),
      Value(new Property(types.property, native(name, function, 0, 0, cls), Value(), Value())));
}

Class* Runtime::make_class(std::string name, std::string module, Class* base) {
  const Ref<Class> cls(new Class(types.type, std::move(name), std::move(module), base));
  cls->dict = new_dict(*this);
  classes_.push_back(cls);
  return cls.get();
}

Module::Module(Runtime& rt, std::string module_name)
    : TrackedObject(TheKind, rt.types.module), name(std::move(module_name)), dict(new_dict(rt)) {
  dict->set(*rt.intern("__name__"), make_text(rt, name));
}

void Module::add(Runtime& rt, std::string_view attribute, const Value& value) {
  dict->set(*rt.intern(attribute), value);
}

void Module::add(Runtime& rt, const char* attribute, NativeFunction function, int minimum,
                 int maximum) {
  add(rt, attribute, rt.native(attribute, function, minimum, maximum));
}

std::string Module::repr(Runtime& rt) {
  return static_cast<void>(rt), fmt::format("<module '{}'>", name);
}

Value Module::find_attribute(Runtime& rt, Str* attribute) {
  if (Value value = dict->get(*attribute)) return value;
  if (attribute->text == "__dict__") {
    const Ref<Dict> copy = new_dict(rt);
    copy->table.copy_from(dict->table);
    return copy;
  }
  return Object::find_attribute(rt, attribute);
}

void Module::set_attribute(Runtime& rt, Str* attribute, const Value& value) {
  attribute_error(rt, "the module '{}' belongs to undumpy: '{}' can not be set", name,
                  attribute->text);
  static_cast<void>(value);
}

// ---- the first types ---------------------------------------------------------------------------

namespace {

Value make_object(Runtime& rt, Class& cls, Arguments& arguments) {
  if (!cls.of_program && arguments.count + arguments.keywords != 0)
    type_error(rt, "object() takes no arguments");
  return allocate<PlainObject>(cls);
}

Value object_class(Runtime& rt, Arguments& arguments) { return Value(type_of(rt, arguments[0])); }

Value object_dict(Runtime& rt, Arguments& arguments) {
  const Value& self = arguments[0];
  const Ref<Dict> dict = self.is_object() && !self.object()->cls->restricted
                             ? self.object()->make_attributes(rt)
                             : Ref<Dict>();
  if (!dict)
    attribute_error(rt, "'{}' object has no attribute '__dict__'", type_name(rt, arguments[0]));
  return dict;
}

Value object_init(Runtime& rt, Arguments& arguments) {
  if (arguments.count + arguments.keywords > 1)
    type_error(rt, "object.__init__() takes exactly one argument (the instance to initialize)");
  return Value::none();
}

Value object_new(Runtime& rt, Arguments& arguments) {
  auto* cls = arguments.count > 0 ? as<Class>(arguments[0]) : nullptr;
  if (cls == nullptr) type_error(rt, "object.__new__(X): X is not a type object");
  Arguments rest = arguments.after(1);
  if (cls->layout == nullptr) rest.count = rest.keywords = 0;
  if (cls->maker == nullptr) type_error(rt, "cannot create '{}' instances", cls->name);
  return cls->maker(rt, *cls, rest);
}

Value object_init_subclass(Runtime& rt, Arguments& arguments) {
  return static_cast<void>(rt), static_cast<void>(arguments), Value::none();
}

Value make_type(Runtime& rt, Class& cls, Arguments& arguments) {
  static_cast<void>(cls);
  if (arguments.count == 1 && arguments.keywords == 0) return Value(type_of(rt, arguments[0]));
  if (arguments.count != 3) type_error(rt, "type() takes 1 or 3 arguments");
  const auto* bases = as<Tuple>(arguments[1]);
  const auto* dict = as<Dict>(arguments[2]);
  if (bases == nullptr || dict == nullptr)
    type_error(rt, "type() wants a name, a tuple of classes and a dict");
  const Ref<Dict> copy = new_dict(rt);
  copy->table.copy_from(dict->table);
  const std::string name = text_argument(rt, arguments[0], "type.__new__() argument 1");
  return build_class_of(rt, name, bases->items, copy);
}

Value type_mro(Runtime& rt, Arguments& arguments) {
  std::vector<Value> classes;
  for (Class* each : as<Class>(arguments[0])->mro) classes.emplace_back(each);
  return make_list(rt, std::move(classes));
}

}  // namespace

void define_objects(Runtime& rt) {
  Types& t = rt.types;
  // object and type refer to each other, and names need str: these four come by hand.
  t.type = new Class(nullptr, "type", "builtins", nullptr);
  retain(t.type);
  t.type->cls = t.type;
  t.object = new Class(t.type, "object", "builtins", nullptr);
  retain(t.object);
  t.type->bases.emplace_back(t.object);
  t.type->mro.push_back(t.object);
  t.dict = new Class(t.type, "dict", "builtins", t.object);
  retain(t.dict);
  for (Class* cls : {t.type, t.object, t.dict}) cls->dict = new_dict(rt);
  const auto make = [&rt](const char* name, Class* base = nullptr) {
    return rt.make_class(name, "builtins", base != nullptr ? base : rt.types.object);
  };
  t.str = make("str");
  t.none = make("NoneType");
  t.ellipsis = make("ellipsis");
  t.not_implemented = make("NotImplementedType");
  t.int_ = make("int");
  t.bool_ = make("bool", t.int_);
  t.float_ = make("float");
  t.bytes = make("bytes");
  t.list = make("list");
  t.tuple = make("tuple");
  rt.heap.tuple_class = t.tuple;
  rt.empty_tuple = make_tuple(rt, {});
  t.set = make("set");
  t.frozenset = make("frozenset");
  t.range = make("range");
  t.slice = make("slice");
  t.union_ = make("UnionType");
  t.union_->module = "types";
  t.union_->name_with_module = "types.UnionType";
  t.generic_alias = make("GenericAlias");
  t.generic_alias->module = "types";
  t.generic_alias->name_with_module = "types.GenericAlias";
  t.dict_keys = make("dict_keys");
  t.dict_values = make("dict_values");
  t.dict_items = make("dict_items");
  t.function = make("function");
  t.native = make("builtin_function_or_method");
  t.method = make("method");
  t.property = make("property");
  t.static_method = make("staticmethod");
  t.class_method = make("classmethod");
  t.super = make("super");
  t.module = make("module");
  t.generator = make("generator");
  t.cell = make("cell");
  t.traceback = make("traceback");
  t.base_exception = make("BaseException");
  t.exception = t.base_exception;
  for (Class* cls :
       {t.none, t.ellipsis, t.not_implemented, t.bool_, t.range, t.slice, t.union_, t.generic_alias,
        t.function, t.native, t.method, t.module, t.generator, t.cell, t.traceback})
    cls->sealed = true;
  rt.builtins = new_dict(rt);
  t.object->maker = make_object;
  t.type->maker = make_type;
  t.type->sealed = true;
  rt.getter(t.object, "__class__", object_class);
  rt.getter(t.object, "__dict__", object_dict);
  rt.method(t.object, "__init__", object_init, 0, -1);
  t.object->dict->set(*rt.intern("__new__"),
                      Value(new MethodWrapper(Kind::StaticMethod, t.static_method,
                                              rt.native("__new__", object_new, 0, -1))));
  t.object->dict->set(
      *rt.intern("__init_subclass__"),
      Value(new MethodWrapper(Kind::ClassMethod, t.class_method,
                              rt.native("__init_subclass__", object_init_subclass, 0, -1))));
  rt.method(t.type, "mro", type_mro, 0, 0);
  const std::pair<const char*, Class*> names[] = {
      {"object", t.object}, {"type", t.type},   {"int", t.int_},     {"bool", t.bool_},
      {"float", t.float_},  {"str", t.str},     {"bytes", t.bytes},  {"list", t.list},
      {"tuple", t.tuple},   {"dict", t.dict},   {"set", t.set},      {"frozenset", t.frozenset},
      {"range", t.range},   {"slice", t.slice}, {"xrange", t.range}, {"unicode", t.str},
      {"long", t.int_}};
  for (const auto& [name, cls] : names) rt.add_builtin(name, Value(cls));
  rt.add_builtin("NotImplemented", Value::not_implemented());
  rt.add_builtin("Ellipsis", Value::ellipsis());
}

}  // namespace undumpy::python
