// os and os.path: the work on paths as text. Only whether a file exists is asked of the host.

#include "engine/python/modules.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

constexpr const char* Refusal = "scripts have no access to the environment, files or processes";

std::string path_of(Runtime& rt, const Value& value) {
  if (const auto* text = as<Str>(value)) return text->text;
  type_error(rt, "expected str, bytes or os.PathLike object, not {}", type_name(rt, value));
}

// Where the last part of a path begins.
std::size_t tail_of(const std::string& path) { return path.rfind('/') + 1; }

// The path before its last part, without slashes at its end unless it is the root.
std::string head_of(const std::string& path) {
  std::string head = path.substr(0, tail_of(path));
  const std::size_t last = head.find_last_not_of('/');
  if (last != std::string::npos) head.erase(last + 1);
  return head;
}

Value path_join(Runtime& rt, Arguments& a) {
  std::string path = path_of(rt, a[0]);
  for (std::size_t i = 1; i < a.count; ++i) {
    rt.step();
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
  return make_text(rt, path.substr(tail_of(path)));
}

Value path_dirname(Runtime& rt, Arguments& a) { return make_text(rt, head_of(path_of(rt, a[0]))); }

Value path_split(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  return make_tuple(rt, {make_text(rt, head_of(path)), make_text(rt, path.substr(tail_of(path)))});
}

// A dot at the start of a name begins no extension.
Value path_splitext(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  const std::size_t name = path.find_first_not_of('.', tail_of(path));
  const std::size_t dot = path.rfind('.');
  const bool has_extension = dot != std::string::npos && name != std::string::npos && dot > name;
  const std::size_t at = has_extension ? dot : path.size();
  return make_tuple(rt, {make_text(rt, path.substr(0, at)), make_text(rt, path.substr(at))});
}

Value path_normpath(Runtime& rt, Arguments& a) {
  const std::string path = path_of(rt, a[0]);
  // Two slashes at the start mean something else than one, or three.
  const std::size_t slashes = std::min(path.find_first_not_of('/'), path.size());
  const std::string root(slashes == 2 ? 2 : slashes > 0 ? 1 : 0, '/');
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..")
      parts.push_back(part);
    else if (!parts.empty() && parts.back() != "..")
      parts.pop_back();
    else if (root.empty())
      parts.push_back(part);
  }
  std::string normal = root;
  for (std::size_t i = 0; i < parts.size(); ++i) normal += (i != 0 ? "/" : "") + parts[i];
  return make_text(rt, normal.empty() ? "." : normal);
}

Value path_isabs(Runtime& rt, Arguments& a) {
  return Value::boolean(path_of(rt, a[0]).starts_with('/'));
}
Value path_exists(Runtime& rt, Arguments& a) {
  return Value::boolean(rt.host.file_exists(path_of(rt, a[0])));
}
Value path_isfile(Runtime& rt, Arguments& a) {
  return Value::boolean(rt.host.is_file(path_of(rt, a[0])));
}

}  // namespace

Value make_os_path(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "os.path"));
  module->refusal = Refusal;
  module->add(rt, "join", path_join, 1, 1000);
  module->add(rt, "basename", path_basename, 1, 1);
  module->add(rt, "dirname", path_dirname, 1, 1);
  module->add(rt, "split", path_split, 1, 1);
  module->add(rt, "splitext", path_splitext, 1, 1);
  module->add(rt, "normpath", path_normpath, 1, 1);
  module->add(rt, "isabs", path_isabs, 1, 1);
  module->add(rt, "exists", path_exists, 1, 1);
  module->add(rt, "isfile", path_isfile, 1, 1);
  module->add(rt, "sep", make_text(rt, "/"));
  module->add(rt, "curdir", make_text(rt, "."));
  module->add(rt, "pardir", make_text(rt, ".."));
  return module;
}

Value make_os(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "os"));
  module->refusal = Refusal;
  module->add(rt, "path", rt.import_module("os.path"));
  module->add(rt, "sep", make_text(rt, "/"));
  module->add(rt, "linesep", make_text(rt, "\n"));
  return module;
}

}  // namespace undumpy::python
