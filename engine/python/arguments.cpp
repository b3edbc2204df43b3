#include "engine/python/arguments.h"

#include <fmt/format.h>

#include <string_view>

#include "engine/python/runtime.h"

namespace undumpy::python {

void no_keywords(Runtime& rt, const Arguments& arguments, const char* function) {
  if (arguments.keywords != 0) type_error(rt, "{}() takes no keyword arguments", function);
}

void read_arguments(Runtime& rt, const Arguments& arguments, const Signature& signature,
                    std::span<Value> out) {
  const std::size_t names = signature.names.size();
  const std::size_t most = std::min(names, signature.positional);
  const std::size_t given = arguments.count + arguments.keywords;
  if (most == names && given > names && *signature.function != 0)
    type_error(rt, "{}() takes at most {} {}argument{} ({} given)", signature.function, names,
               arguments.count == 0 ? "keyword " : "", names == 1 ? "" : "s", given);
  if (arguments.count > most)
    type_error(rt, "{}() takes at most {} positional argument{} ({} given)", signature.function,
               most, most == 1 ? "" : "s", arguments.count);
  for (std::size_t i = 0; i < arguments.count; ++i) out[i] = arguments[i];
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) {
    const std::string& name = arguments.names[k]->text;
    std::size_t at = 0;
    for (const char* each : signature.names) {
      if (name == each) break;
      ++at;
    }
    if (at == names)
      type_error(rt, "'{}' is an invalid keyword argument for {}()", name, signature.function);
    if (out[at])
      type_error(rt, "argument for {}() given by name ('{}') and position ({})", signature.function,
                 name, at + 1);
    out[at] = arguments.keyword(k);
  }
  for (std::size_t i = 0; i < signature.required; ++i)
    if (!out[i])
      type_error(rt, "{}() missing required argument '{}' (pos {})", signature.function,
                 *(signature.names.begin() + i), i + 1);
}

}  // namespace undumpy::python
