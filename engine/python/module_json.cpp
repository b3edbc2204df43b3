// json

#include "engine/python/json_reader.h"
#include "engine/python/json_writer.h"
#include "engine/python/modules.h"
#include "engine/python/number.h"

namespace undumpy::python {

namespace {

bool given(const Value& value) { return value.present() && !value.is_none(); }

void no_class(Runtime& rt, const Value& cls, const char* function) {
  if (given(cls)) type_error(rt, "{}() takes no cls= here: use its other arguments", function);
}

std::string dumped(Runtime& rt, const Arguments& a) {
  const Arguments keywords{a.values + a.count, 0, a.keywords, a.names};
  const auto [skip_keys, ascii, circular, nan, cls, indent, separators, fallback, sort] =
      read<9>(rt, keywords,
              {"dumps",
               {"skipkeys", "ensure_ascii", "check_circular", "allow_nan", "cls", "indent",
                "separators", "default", "sort_keys"}});
  no_class(rt, cls, "dumps");
  const auto flag = [&rt](const Value& value, bool otherwise) {
    return value ? truth(rt, value) : otherwise;
  };
  JsonStyle style;
  style.skip_keys = flag(skip_keys, false);
  style.ascii = flag(ascii, true);
  style.check_circular = flag(circular, true);
  style.allow_nan = flag(nan, true);
  style.sort_keys = flag(sort, false);
  style.indented = given(indent);
  if (const auto* text = as<Str>(indent)) {
    style.indent = text->text;
  } else if (style.indented) {
    const std::int64_t width = std::max<std::int64_t>(0, to_index(rt, indent));
    rt.heap.require(static_cast<std::size_t>(width));
    style.indent.assign(static_cast<std::size_t>(width), ' ');
  }
  if (style.indented) style.item_separator.assign(1, ',');
  if (given(separators)) {
    const std::vector<Value> both = to_vector(rt, separators);
    if (both.size() < 2)
      value_error(rt, "not enough values to unpack (expected 2, got {})", both.size());
    if (both.size() > 2) value_error(rt, "too many values to unpack (expected 2)");
    style.item_separator = text_argument(rt, both[0], "item_separator");
    style.key_separator = text_argument(rt, both[1], "key_separator");
  }
  if (given(fallback)) style.fallback = fallback;
  return JsonWriter(rt, style).write(a[0]);
}

Value json_dumps(Runtime& rt, Arguments& a) {
  if (a.count == 0) type_error(rt, "dumps() missing 1 required positional argument: 'obj'");
  if (a.count > 1) type_error(rt, "dumps() takes 1 positional argument but {} were given", a.count);
  return make_text(rt, dumped(rt, a));
}

Value json_dump(Runtime& rt, Arguments& a) {
  if (a.count != 2) type_error(rt, "dump() takes an object and what to write it to");
  call_method(rt, a[1], "write", {make_text(rt, dumped(rt, a))});
  return Value::none();
}

Value loaded(Runtime& rt, const Value& document, const Arguments& keywords) {
  const auto [cls, object, floats, integers, constant, pairs, strict] =
      read<7>(rt, keywords,
              {"loads",
               {"cls", "object_hook", "parse_float", "parse_int", "parse_constant",
                "object_pairs_hook", "strict"}});
  no_class(rt, cls, "loads");
  const auto hook = [](const Value& value) { return given(value) ? value : Value(); };
  const JsonHooks hooks{hook(object),   hook(pairs),    hook(floats),
                        hook(integers), hook(constant), !strict || truth(rt, strict)};
  Value text = document;
  if (as<Bytes>(document) != nullptr)
    text = call_method(rt, document, "decode", {make_text(rt, "utf-8")});
  const auto* str = as<Str>(text);
  if (str == nullptr)
    type_error(rt, "the JSON object must be str, bytes or bytearray, not {}",
               type_name(rt, document));
  return JsonReader(rt, *str, hooks).read();
}

Value json_loads(Runtime& rt, Arguments& a) {
  if (a.count == 0) type_error(rt, "loads() missing 1 required positional argument: 's'");
  if (a.count > 1) type_error(rt, "loads() takes 1 positional argument but {} were given", a.count);
  return loaded(rt, a[0], a.after(1));
}

Value json_load(Runtime& rt, Arguments& a) {
  if (a.count != 1) type_error(rt, "load() takes what to read from");
  return loaded(rt, call_method(rt, a[0], "read", {}), a.after(1));
}

Value make_decode_error(Runtime& rt, Class& cls, Arguments& a) {
  const auto [message, document, position] =
      read<3>(rt, a, {"JSONDecodeError", {"msg", "doc", "pos"}, 3});
  return make_json_error(
      rt, cls, str(rt, message), document,
      static_cast<std::size_t>(std::max<std::int64_t>(0, to_index(rt, position))));
}

}  // namespace

Value make_json(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "json"));
  Class* error =
      rt.make_class("JSONDecodeError", "json.decoder", exception_class(rt, "ValueError"));
  error->maker = make_decode_error;
  rt.exceptions["json.decoder.JSONDecodeError"] = error;
  module->add(rt, "dumps", json_dumps, 0, -1);
  module->add(rt, "dump", json_dump, 0, -1);
  module->add(rt, "loads", json_loads, 0, -1);
  module->add(rt, "load", json_load, 0, -1);
  module->add(rt, "JSONDecodeError", Value(error));
  const Ref<Module> decoder(new Module(rt, "json.decoder"));
  decoder->add(rt, "JSONDecodeError", Value(error));
  module->add(rt, "decoder", decoder);
  return module;
}

}  // namespace undumpy::python
