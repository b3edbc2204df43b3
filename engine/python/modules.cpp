// The modules that any program can import. What belongs to Django and Lino comes from the host.

#include "engine/python/modules.h"

#include <array>

#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

struct Entry {
  std::string_view name;
  ModuleMaker maker;
};
constexpr std::array Modules = std::to_array<Entry>({
    {"argparse", make_argparse},
    {"collections", make_collections},
    {"collections.abc", make_collections_abc},
    {"copy", make_copy},
    {"datetime", make_datetime_module},
    {"decimal", make_decimal_module},
    {"functools", make_functools},
    {"itertools", make_itertools},
    {"json", make_json},
    {"logging", make_logging},
    {"math", make_math},
    {"operator", make_operator},
    {"os", make_os},
    {"os.path", make_os_path},
    {"re", make_re},
    {"six", make_six},
    {"string", make_string},
    {"sys", make_sys},
});

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
