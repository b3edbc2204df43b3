#include "engine/python/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/python/runtime.h"

namespace undumpy::python {

void no_keywords(Runtime& rt, const Arguments& arguments, const char* function) {
  if (arguments.keywords != 0) type_error(rt, "{}() takes no keyword arguments", function);
}

namespace {

std::size_t position_of_name(const Signature& signature, const std::string& name) {
  const auto found = std::ranges::find(signature.names, name);
  return static_cast<std::size_t>(found - signature.names.begin());
}

// Too many arguments, more by position than may be.
void check_counts(Runtime& rt, const Arguments& arguments, const Signature& signature,
                  const std::string& function) {
  const std::size_t names = signature.names.size();
  const std::size_t total = arguments.count + arguments.keywords;
  const std::size_t most = std::min(names, signature.positional);
  if (total > names)
    type_error(rt, "{} takes at most {} {}argument{} ({} given)", function, names,
               arguments.count == 0 ? "keyword " : "", names == 1 ? "" : "s", total);
  if (arguments.count > most)
    type_error(rt, "{} takes at most {} positional argument{} ({} given)", function, most,
               most == 1 ? "" : "s", arguments.count);
}

}  // namespace

void read_arguments(Runtime& rt, const Arguments& arguments, const Signature& signature,
                    std::span<Value> out) {
  const bool named = *signature.function != 0;
  const std::string function = named ? std::string(signature.function) + "()" : "function";
  check_counts(rt, arguments, signature, function);
  for (std::size_t i = 0; i < arguments.count; ++i) out[i] = arguments[i];
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) {
    const std::size_t at = position_of_name(signature, arguments.names[k]->text);
    if (at < out.size() && !out[at]) out[at] = arguments.keyword(k);
  }
  for (std::size_t i = 0; i < signature.required; ++i)
    if (!out[i])
      type_error(rt, "{} missing required argument '{}' (pos {})", function,
                 *(signature.names.begin() + i), i + 1);
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) {
    const std::string& name = arguments.names[k]->text;
    const std::size_t at = position_of_name(signature, name);
    if (at == signature.names.size())
      type_error(rt, "'{}' is an invalid keyword argument for {}", name,
                 named ? function : "this function");
    if (at < arguments.count)
      type_error(rt, "argument for {} given by name ('{}') and position ({})", function, name,
                 at + 1);
  }
}

}  // namespace undumpy::python
