// os, os.path and functools.

#include "engine/python/containers.h"
#include "engine/python/function.h"
#include "engine/python/iterator.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Value make_os(Runtime& rt);
Value make_os_path(Runtime& rt);
Value make_functools(Runtime& rt);

namespace {

std::string path_of(Runtime& rt, const Value& value) {
  if (const auto* text = as<Str>(value)) return text->text;
  type_error(rt, "expected str, bytes or os.PathLike object, not {}", type_name(rt, value));
}

Value path_join(Runtime& rt, Arguments& a) {
  std::string path = path_of(rt, a[0]);
  for (std::size_t i = 1; i < a.count; ++i) {
    const std::string part = path_of(rt, a[i]);
    if (part.starts_with('/'))
      path = part;
    else if (path.empty() || path.ends_with('/'))
      path += part;
    else
      path += "/" + part;
  }
  return make_text(rt, path);
}

Value path_basename(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  return make_text(rt, path.substr(path.rfind('/') + 1));
}

Value path_dirname(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  std::string head = path.substr(0, path.rfind('/') + 1);
  const std::size_t last = head.find_last_not_of('/');
  if (last != std::string::npos) head.erase(last + 1);
  return make_text(rt, head);
}

std::size_t extension_at(const std::string& path) {
  const std::size_t name = path.rfind('/') + 1;
  const std::size_t dot = path.rfind('.');
  // Dots in front of a name begin no extension.
  const std::size_t first = path.find_first_not_of('.', name);
  return dot == std::string::npos || dot < name || first == std::string::npos || dot < first
             ? path.size()
             : dot;
}

Value path_splitext(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  const std::size_t at = extension_at(path);
  return make_tuple(rt, {make_text(rt, path.substr(0, at)), make_text(rt, path.substr(at))});
}

Value path_split(Runtime& rt, Arguments& a) {
  return make_tuple(rt, {path_dirname(rt, a), path_basename(rt, a)});
}

Value path_isabs(Runtime& rt, Arguments& a) {
  return Value::boolean(path_of(rt, a[0]).starts_with('/'));
}

// a//b/./c/../d is a/b/d.
Value path_normpath(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  const bool rooted = path.starts_with('/');
  // POSIX gives exactly two slashes in front a meaning of their own.
  const std::string root = path.starts_with("//") && !path.starts_with("///") ? "//" : "/";
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    const bool up = part == "..";
    if (up && !parts.empty() && parts.back() != "..")
      parts.pop_back();
    else if (!up || !rooted)
      parts.push_back(part);
  }
  std::string text = rooted ? root : "";
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i != 0 ? "/" : "") + parts[i];
  return make_text(rt, text.empty() ? "." : text);
}

Value path_exists(Runtime& rt, Arguments& a) {
  return Value::boolean(rt.host.file_exists(path_of(rt, a[0])));
}
Value path_isfile(Runtime& rt, Arguments& a) {
  return Value::boolean(rt.host.is_file(path_of(rt, a[0])));
}

Value functools_reduce(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator = iterate(rt, a[1]);
  Value result;
  if (a.count > 2)
    result = a[2];
  else if (!iterator->next(rt, result))
    type_error(rt, "reduce() of empty iterable with no initial value");
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    result = call(rt, a[0], {result, item});
  }
  return result;
}

// partial(function, …): remembers arguments.
class Partial final : public TrackedObject {
 public:
  Partial(Class* its_class, Value called)
      : TrackedObject(Kind::Host, its_class), function(std::move(called)) {}
  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& a) override {
    std::vector<Value> values = positional;
    values.insert(values.end(), a.values, a.values + a.count);
    const auto count = static_cast<std::uint32_t>(values.size());
    std::vector<Str*> all_names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      bool replaced = false;
      for (std::uint32_t k = 0; k < a.keywords; ++k) replaced |= a.names[k] == names[i];
      if (replaced) continue;
      all_names.push_back(names[i]);
      values.push_back(keywords[i]);
    }
    for (std::uint32_t k = 0; k < a.keywords; ++k) {
      all_names.push_back(a.names[k]);
      values.push_back(a.keyword(k));
    }
    Arguments all{values.data(), count, static_cast<std::uint32_t>(all_names.size()),
                  all_names.data()};
    return python::call(rt, function, all);
  }
  Value find_attribute(Runtime& rt, Str* name) override {
    if (name->text == "func") return function;
    if (name->text == "args") return make_tuple(rt, positional);
    return Object::find_attribute(rt, name);
  }
  void clear() override {
    function = Value();
    positional.clear();
    keywords.clear();
  }
  Value function;
  std::vector<Value> positional, keywords;
  std::vector<Str*> names;
};

Value make_partial(Runtime& rt, Class& cls, Arguments& a) {
  if (a.count == 0 || !callable(a[0])) type_error(rt, "the first argument must be callable");
  const Ref<Partial> partial(new Partial(&cls, a[0]));
  partial->positional.assign(a.values + 1, a.values + a.count);
  for (std::uint32_t k = 0; k < a.keywords; ++k) {
    partial->names.push_back(a.names[k]);
    partial->keywords.push_back(a.keyword(k));
  }
  return partial;
}

// Copies what names a function onto its wrapper.
Value update_wrapper(Runtime& rt, Arguments& a) {
  for (const char* name : {"__name__", "__qualname__", "__doc__", "__module__"})
    if (const Value value = find_attribute(rt, a[1], name))
      set_attribute(rt, a[0], rt.intern(name), value);
  set_attribute(rt, a[0], rt.intern("__wrapped__"), a[1]);
  return a[0];
}

Value wraps_apply(Runtime& rt, Arguments& a) {
  Value values[] = {a[1], a[0]};
  Arguments swapped{values, 2, 0, nullptr};
  return update_wrapper(rt, swapped);
}

Value functools_wraps(Runtime& rt, Arguments& a) {
  Class* partial = as<Class>(find_attribute(rt, rt.import_module("functools"), "partial"));
  const Ref<Partial> made(new Partial(partial, rt.native("wraps", wraps_apply, 2, 2)));
  made->positional.push_back(a[0]);
  return made;
}

}  // namespace

Value make_os_path(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "os.path"));
  module->add(rt, "join", path_join, 1, 100);
  module->add(rt, "basename", path_basename, 1, 1);
  module->add(rt, "dirname", path_dirname, 1, 1);
  module->add(rt, "split", path_split, 1, 1);
  module->add(rt, "splitext", path_splitext, 1, 1);
  module->add(rt, "isabs", path_isabs, 1, 1);
  module->add(rt, "normpath", path_normpath, 1, 1);
  module->add(rt, "exists", path_exists, 1, 1);
  module->add(rt, "isfile", path_isfile, 1, 1);
  module->add(rt, "sep", make_text(rt, "/"));
  return module;
}

Value make_os(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "os"));
  module->add(rt, "path", rt.import_module("os.path"));
  return module;
}

Value make_functools(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "functools"));
  Class* partial = rt.make_class("partial", "functools", rt.types.object);
  partial->maker = make_partial;
  partial->sealed = true;
  module->add(rt, "partial", Value(partial));
  module->add(rt, "reduce", functools_reduce, 2, 3);
  module->add(rt, "wraps", functools_wraps, 1, 1);
  module->add(rt, "update_wrapper", update_wrapper, 2, 2);
  return module;
}

}  // namespace undumpy::python
