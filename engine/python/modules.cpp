// The modules that any program can import. What belongs to Django and Lino comes from the host.

#include <array>

#include "engine/python/runtime.h"

namespace undumpy::python {

Value make_os(Runtime& rt);
Value make_os_path(Runtime& rt);
Value make_math(Runtime& rt);
Value make_functools(Runtime& rt);
Value make_argparse(Runtime& rt);
Value make_json(Runtime& rt);
Value make_logging(Runtime& rt);
Value make_re(Runtime& rt);

namespace {

struct Entry {
  std::string_view name;
  ModuleMaker maker;
};
constexpr std::array<Entry, 8> Modules = {{
    {"argparse", make_argparse},
    {"functools", make_functools},
    {"json", make_json},
    {"logging", make_logging},
    {"math", make_math},
    {"os", make_os},
    {"os.path", make_os_path},
    {"re", make_re},
}};

}  // namespace

ModuleMaker find_module(std::string_view name) {
  for (const Entry& entry : Modules)
    if (entry.name == name) return entry.maker;
  return nullptr;
}

std::vector<std::string_view> module_names() {
  std::vector<std::string_view> names;
  for (const Entry& entry : Modules) names.push_back(entry.name);
  return names;
}

}  // namespace undumpy::python
