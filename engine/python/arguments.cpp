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
  const bool named = *signature.function != 0;
  const std::string function = named ? std::string(signature.function) + "()" : "function";
  const std::size_t names = signature.names.size();
  const std::size_t most = std::min(names, signature.positional);
  if (arguments.count > most)
    type_error(rt, "{} takes at most {} {}argument{} ({} given)", function, most,
               named ? "positional " : "", most == 1 ? "" : "s",
               arguments.count + (named ? 0 : arguments.keywords));
  for (std::size_t i = 0; i < arguments.count; ++i) out[i] = arguments[i];
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) {
    const std::string& name = arguments.names[k]->text;
    std::size_t at = 0;
    for (const char* each : signature.names) {
      if (name == each) break;
      ++at;
    }
    if (at == names)
      type_error(rt, "'{}' is an invalid keyword argument for {}", name,
                 named ? function : "this function");
    if (out[at])
      type_error(rt, "argument for {} given by name ('{}') and position ({})", function, name,
                 at + 1);
    out[at] = arguments.keyword(k);
  }
  for (std::size_t i = 0; i < signature.required; ++i)
    if (!out[i])
      type_error(rt, "{} missing required argument '{}' (pos {})", function,
                 *(signature.names.begin() + i), i + 1);
}

}  // namespace undumpy::python
