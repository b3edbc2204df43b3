// re

#include "engine/python/modules.h"
#include "engine/python/regular_objects.h"

namespace undumpy::python {

namespace {

Value re_compile(Runtime& rt, Arguments& a) {
  const auto [pattern, flags] = read<2>(rt, a, {"compile", {"pattern", "flags"}, 1});
  return compile_pattern(rt, pattern, flags);
}

// re.match(pattern, string, flags) is re.compile(pattern, flags).match(string).
Value call_of_pattern(Runtime& rt, Arguments& a, const char* method) {
  const auto [pattern, text, flags] = read<3>(rt, a, {method, {"pattern", "string", "flags"}, 2});
  return call_method(rt, compile_pattern(rt, pattern, flags), method, {text});
}
Value re_match(Runtime& rt, Arguments& a) { return call_of_pattern(rt, a, "match"); }
Value re_fullmatch(Runtime& rt, Arguments& a) { return call_of_pattern(rt, a, "fullmatch"); }
Value re_search(Runtime& rt, Arguments& a) { return call_of_pattern(rt, a, "search"); }
Value re_findall(Runtime& rt, Arguments& a) { return call_of_pattern(rt, a, "findall"); }
Value re_finditer(Runtime& rt, Arguments& a) { return call_of_pattern(rt, a, "finditer"); }

Value re_split(Runtime& rt, Arguments& a) {
  const auto [pattern, text, most, flags] =
      read<4>(rt, a, {"split", {"pattern", "string", "maxsplit", "flags"}, 2});
  return call_method(rt, compile_pattern(rt, pattern, flags), "split",
                     {text, most ? most : Value::small(0)});
}

Value substitute(Runtime& rt, Arguments& a, const char* method) {
  const auto [pattern, wanted, text, count, flags] =
      read<5>(rt, a, {method, {"pattern", "repl", "string", "count", "flags"}, 3});
  return call_method(rt, compile_pattern(rt, pattern, flags), method,
                     {wanted, text, count ? count : Value::small(0)});
}
Value re_sub(Runtime& rt, Arguments& a) { return substitute(rt, a, "sub"); }
Value re_subn(Runtime& rt, Arguments& a) { return substitute(rt, a, "subn"); }

Value re_escape(Runtime& rt, Arguments& a) {
  const auto* str = as<Str>(a[0]);
  const auto* bytes = as<Bytes>(a[0]);
  if (str == nullptr && bytes == nullptr)
    type_error(rt, "decoding to str: need a bytes-like object, {} found", type_name(rt, a[0]));
  const std::string& text = str != nullptr ? str->text : bytes->text;
  rt.heap.require(2 * text.size());
  std::string out;
  for (const char c : text) {
    constexpr std::string_view Special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
    if (Special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return str != nullptr ? make_text(rt, std::move(out)) : make_bytes(rt, std::move(out));
}

Value re_purge(Runtime& rt, Arguments&) {
  regular_state(rt).compiled.clear();
  return Value::none();
}

}  // namespace

Value make_re(Runtime& rt) {
  const RegularState& state = regular_state(rt);
  const Ref<Module> module(new Module(rt, "re"));
  const std::pair<const char*, NativeFunction> functions[] = {
      {"compile", re_compile},   {"match", re_match},     {"fullmatch", re_fullmatch},
      {"search", re_search},     {"findall", re_findall}, {"split", re_split},
      {"finditer", re_finditer}, {"sub", re_sub},         {"subn", re_subn}};
  for (const auto& [name, function] : functions) module->add(rt, name, function, 0, -1);
  module->add(rt, "escape", re_escape, 1, 1);
  module->add(rt, "purge", re_purge, 0, 0);
  module->add(rt, "Pattern", Value(state.pattern_class));
  module->add(rt, "Match", Value(state.match_class));
  module->add(rt, "error", Value(exception_class(rt, "re.error")));
  const std::tuple<const char*, const char*, int> flags[] = {
      {"NOFLAG", "NOFLAG", 0}, {"I", "IGNORECASE", 2}, {"L", "LOCALE", 4},   {"M", "MULTILINE", 8},
      {"S", "DOTALL", 16},     {"U", "UNICODE", 32},   {"X", "VERBOSE", 64}, {"A", "ASCII", 256}};
  for (const auto& [letter, name, flag] : flags) {
    module->add(rt, letter, Value::small(flag));
    module->add(rt, name, Value::small(flag));
  }
  return module;
}

}  // namespace undumpy::python
