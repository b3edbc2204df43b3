// The methods of str, and those of bytes that work the same way.

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/character.h"
#include "engine/python/codec.h"
#include "engine/python/containers.h"
#include "engine/python/format_spec.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/text.h"
#include "engine/python/text_case.h"
#include "engine/python/text_layout.h"
#include "engine/python/text_split.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

// What self is: the bytes and how they count.
Text self_of(const Arguments& arguments) {
  if (const auto* str = as<Str>(arguments[0]))
    return {str->text, str->ascii() ? Units::Ascii : Units::Characters};
  return {as<Bytes>(arguments[0])->text, Units::Bytes};
}

// A result of the same type as self.
Value like_self(Runtime& rt, const Arguments& arguments, std::string_view text) {
  return as<Str>(arguments[0]) != nullptr ? make_text(rt, std::string(text))
                                          : make_bytes(rt, std::string(text));
}

// `what` names the argument, for methods whose messages do.
const std::string& part_of(Runtime& rt, const Arguments& arguments, const Value& value,
                           std::string_view what = "") {
  if (as<Str>(arguments[0]) != nullptr) {
    if (const auto* str = as<Str>(value)) return str->text;
    if (what.empty()) type_error(rt, "must be str, not {}", type_name(rt, value));
    type_error(rt, "{} must be str, not {}", what, value.is_none() ? "None" : type_name(rt, value));
  }
  if (const auto* bytes = as<Bytes>(value)) return bytes->text;
  type_error(rt, "a bytes-like object is required, not '{}'", type_name(rt, value));
}

// What is searched for: in bytes, a number is a byte.
std::string searched(Runtime& rt, const Arguments& arguments) {
  const Value& value = arguments[1];
  if (as<Bytes>(arguments[0]) == nullptr || as<Bytes>(value) != nullptr)
    return part_of(rt, arguments, value);
  if (!is_integer(value))
    type_error(rt, "argument should be integer or bytes-like object, not '{}'",
               type_name(rt, value));
  const auto byte = int64_of(value);
  if (!byte || *byte < 0 || *byte > 255) value_error(rt, "byte must be in range(0, 256)");
  return std::string(1, static_cast<char>(*byte));
}

Bounds bounds_of(Runtime& rt, const Arguments& arguments, std::size_t first) {
  Bounds bounds;
  if (arguments.count > first && !arguments[first].is_none())
    bounds.start = to_index(rt, arguments[first]);
  if (arguments.count > first + 1 && !arguments[first + 1].is_none())
    bounds.end = to_index(rt, arguments[first + 1]);
  return bounds;
}

template <std::string (*Function)(Text)>
Value mapped(Runtime& rt, Arguments& arguments) {
  return like_self(rt, arguments, Function(self_of(arguments)));
}
template <bool (*Function)(Text)>
Value tested(Runtime& rt, Arguments& arguments) {
  return static_cast<void>(rt), Value::boolean(Function(self_of(arguments)));
}
template <Side Where>
Value stripped(Runtime& rt, Arguments& arguments) {
  if (arguments.count < 2 || arguments[1].is_none())
    return like_self(rt, arguments, strip(self_of(arguments), Where));
  constexpr const char* Name = Where == Side::Both   ? "strip"
                               : Where == Side::Left ? "lstrip"
                                                     : "rstrip";
  if (as<Str>(arguments[0]) != nullptr && as<Str>(arguments[1]) == nullptr)
    type_error(rt, "{} arg must be None or str", Name);
  return like_self(rt, arguments,
                   strip(self_of(arguments), part_of(rt, arguments, arguments[1]), Where));
}
template <std::int64_t (*Function)(Text, std::string_view, Bounds)>
Value found(Runtime& rt, Arguments& arguments) {
  return Value::small(
      Function(self_of(arguments), searched(rt, arguments), bounds_of(rt, arguments, 2)));
}
template <std::int64_t (*Function)(Text, std::string_view, Bounds)>
Value found_or_error(Runtime& rt, Arguments& arguments) {
  const Value at = found<Function>(rt, arguments);
  if (at.small() < 0)
    value_error(rt, "{} not found", as<Str>(arguments[0]) != nullptr ? "substring" : "subsection");
  return at;
}

Value str_count(Runtime& rt, Arguments& arguments) {
  return make_int(rt, static_cast<std::int64_t>(count(self_of(arguments), searched(rt, arguments),
                                                      bounds_of(rt, arguments, 2))));
}

template <bool (*Function)(Text, std::string_view, Bounds)>
Value has_affix(Runtime& rt, Arguments& arguments, const char* name) {
  const Bounds bounds = bounds_of(rt, arguments, 2);
  const bool of_text = as<Str>(arguments[0]) != nullptr;
  const char* type = of_text ? "str" : "bytes";
  const auto fits = [&](const Value& value) {
    return of_text ? as<Str>(value) != nullptr : as<Bytes>(value) != nullptr;
  };
  const auto test = [&](const Value& value) {
    return Function(self_of(arguments), part_of(rt, arguments, value), bounds);
  };
  if (const auto* tuple = as<Tuple>(arguments[1])) {
    for (const Value& item : tuple->items) {
      if (of_text && !fits(item))
        type_error(rt, "tuple for {} must only contain str, not {}", name, type_name(rt, item));
      if (test(item)) return Value::boolean(true);
    }
    return Value::boolean(false);
  }
  if (!fits(arguments[1]))
    type_error(rt, "{} first arg must be {} or a tuple of {}, not {}", name, type, type,
               type_name(rt, arguments[1]));
  return Value::boolean(test(arguments[1]));
}
Value str_startswith(Runtime& rt, Arguments& arguments) {
  return has_affix<starts_with>(rt, arguments, "startswith");
}
Value str_endswith(Runtime& rt, Arguments& arguments) {
  return has_affix<ends_with>(rt, arguments, "endswith");
}
Value str_removeprefix(Runtime& rt, Arguments& arguments) {
  return like_self(rt, arguments,
                   remove_prefix(self_of(arguments).bytes(),
                                 part_of(rt, arguments, arguments[1], "removeprefix() argument")));
}
Value str_removesuffix(Runtime& rt, Arguments& arguments) {
  return like_self(rt, arguments,
                   remove_suffix(self_of(arguments).bytes(),
                                 part_of(rt, arguments, arguments[1], "removesuffix() argument")));
}

template <bool Right>
Value str_split(Runtime& rt, Arguments& arguments) {
  const auto [separator, most_value] =
      read<2>(rt, arguments.after(1), {Right ? "rsplit" : "split", {"sep", "maxsplit"}});
  const std::int64_t most = most_value ? to_index(rt, most_value) : Unlimited;
  std::vector<Value> pieces;
  const PieceSink sink = [&](std::string_view piece) {
    rt.step();
    pieces.push_back(like_self(rt, arguments, piece));
  };
  const Text text = self_of(arguments);
  if (!separator || separator.is_none()) {
    Right ? split_spaces_right(text, most, sink) : split_spaces(text, most, sink);
  } else {
    if (as<Str>(arguments[0]) != nullptr && as<Str>(separator) == nullptr)
      type_error(rt, "must be str or None, not {}", type_name(rt, separator));
    const std::string& by = part_of(rt, arguments, separator);
    if (by.empty()) value_error(rt, "empty separator");
    Right ? split_right(text.bytes(), by, most, sink) : split(text.bytes(), by, most, sink);
  }
  if (Right) std::ranges::reverse(pieces);
  return make_list(rt, std::move(pieces));
}

Value str_splitlines(Runtime& rt, Arguments& arguments) {
  const auto [keep] = read<1>(rt, arguments.after(1), {"splitlines", {"keepends"}});
  std::vector<Value> lines;
  split_lines(self_of(arguments), keep && truth(rt, keep), [&](std::string_view line) {
    rt.step();
    lines.push_back(like_self(rt, arguments, line));
  });
  return make_list(rt, std::move(lines));
}

template <Partition (*Function)(std::string_view, std::string_view)>
Value str_partition(Runtime& rt, Arguments& arguments) {
  const std::string& by = part_of(rt, arguments, arguments[1]);
  if (by.empty()) value_error(rt, "empty separator");
  const Partition parts = Function(self_of(arguments).bytes(), by);
  return make_tuple(
      rt, {like_self(rt, arguments, parts.before), like_self(rt, arguments, parts.separator),
           like_self(rt, arguments, parts.after)});
}

Value checked(Runtime& rt, const Arguments& arguments, Outcome<std::string> result) {
  if (!result && result.error().type == "MemoryError") rt.heap.exceeded();
  if (!result) raise(rt, result.error());
  return like_self(rt, arguments, *result);
}

std::size_t most_bytes(Runtime& rt) {
  return static_cast<std::size_t>(rt.limits.memory - std::min(rt.limits.memory, rt.heap.used()));
}

Value str_replace(Runtime& rt, Arguments& arguments) {
  const Value part = arguments[1];
  const Value other = arguments[2];
  const Value most = arguments.get(3);
  const std::string& from = part_of(rt, arguments, part, "replace() argument 1");
  const std::string& to = part_of(rt, arguments, other, "replace() argument 2");
  return checked(
      rt, arguments,
      replace(self_of(arguments), from, to, most ? to_index(rt, most) : -1, most_bytes(rt)));
}

std::string fill_of(Runtime& rt, const Arguments& arguments, const char* function) {
  const Value& fill = arguments[2];
  if (as<Bytes>(arguments[0]) != nullptr) {
    const auto* byte = as<Bytes>(fill);
    if (byte != nullptr && byte->text.size() == 1) return byte->text;
    type_error(rt, "{}() argument 2 must be a byte string of length 1, not {}", function,
               fill.is_none() ? "None" : type_name(rt, fill));
  }
  const auto* character = as<Str>(fill);
  if (character == nullptr)
    type_error(rt, "The fill character must be a unicode character, not {}", type_name(rt, fill));
  if (character->size() != 1)
    type_error(rt, "The fill character must be exactly one character long");
  return character->text;
}

template <Alignment Where>
Value padded(Runtime& rt, Arguments& arguments) {
  constexpr const char* Name = Where == Alignment::Center ? "center"
                               : Where == Alignment::Left ? "ljust"
                                                          : "rjust";
  const std::int64_t width = to_index(rt, arguments[1]);
  const std::string fill = arguments.count > 2 ? fill_of(rt, arguments, Name) : " ";
  return checked(rt, arguments, pad(self_of(arguments), width, fill, Where, most_bytes(rt)));
}

Value str_zfill(Runtime& rt, Arguments& arguments) {
  return checked(rt, arguments,
                 fill_zeros(self_of(arguments), to_index(rt, arguments[1]), most_bytes(rt)));
}

Value str_expandtabs(Runtime& rt, Arguments& arguments) {
  const auto [size] = read<1>(rt, arguments.after(1), {"expandtabs", {"tabsize"}});
  return checked(rt, arguments,
                 expand_tabs(self_of(arguments), size ? to_index(rt, size) : 8, most_bytes(rt)));
}

Value str_join(Runtime& rt, Arguments& arguments) {
  std::string text;
  const std::string_view by = self_of(arguments).bytes();
  std::size_t position = 0;
  if (!is_iterable(rt, arguments[1])) type_error(rt, "can only join an iterable");
  for (const Value& item : to_vector(rt, arguments[1])) {
    if (position != 0) text += by;
    const bool of_text = as<Str>(arguments[0]) != nullptr;
    const bool same = of_text ? as<Str>(item) != nullptr : as<Bytes>(item) != nullptr;
    if (!same)
      type_error(rt, "sequence item {}: expected {}, {} found", position,
                 of_text ? "str instance" : "a bytes-like object", type_name(rt, item));
    text += part_of(rt, arguments, item);
    rt.heap.require(text.size());
    rt.step();
    ++position;
  }
  return like_self(rt, arguments, text);
}

Value str_format(Runtime& rt, Arguments& arguments) {
  return make_text(rt, format_string(rt, as<Str>(arguments[0])->text, arguments.after(1)));
}

Value str_format_map(Runtime& rt, Arguments& arguments) {
  std::vector<Str*> names;
  std::vector<Value> values;
  const Ref<Dict> dict(as<Dict>(arguments[1]));
  if (!dict) type_error(rt, "format_map() wants a dict");
  std::size_t i = 0;
  while (const auto* entry = dict->table.next(i))
    if (auto* name = as<Str>(entry->key)) {
      names.push_back(name);
      values.push_back(entry->value);
    }
  const Arguments all{values.data(), 0, static_cast<std::uint32_t>(names.size()), names.data()};
  return make_text(rt, format_string(rt, as<Str>(arguments[0])->text, all));
}

Value str_isascii(Runtime& rt, Arguments& arguments) {
  return static_cast<void>(rt), Value::boolean(is_ascii(self_of(arguments).bytes()));
}

Value str_translate(Runtime& rt, Arguments& arguments) {
  const Value table = arguments[1];
  const auto look_up = [&](char32_t c) -> std::optional<std::string> {
    rt.step();
    const auto* dict = as<Dict>(table);
    if (dict == nullptr) type_error(rt, "translate() wants a dict made by str.maketrans()");
    const auto* entry = as<Dict>(table)->table.find(rt, Value::small(c));
    if (entry == nullptr) return std::nullopt;
    if (entry->value.is_none()) return std::string();
    if (const auto* str = as<Str>(entry->value)) return str->text;
    std::string text;
    Text("\xC3\xA9").append(static_cast<char32_t>(to_index(rt, entry->value)), text);
    return text;
  };
  return checked(rt, arguments, translate(self_of(arguments), look_up, most_bytes(rt)));
}

Value str_maketrans(Runtime& rt, Arguments& arguments) {
  const Ref<Dict> table = new_dict(rt);
  if (arguments.count == 1) {
    for (const Value& pair : to_vector(rt, call_method(rt, arguments[0], "items", {}))) {
      const auto& items = as<Tuple>(pair)->items;
      std::size_t at = 0;
      const auto* key = as<Str>(items[0]);
      table->table.set(rt, key != nullptr ? Value::small(character::next(key->text, at)) : items[0],
                       items[1]);
    }
    return table;
  }
  const std::string from = text_argument(rt, arguments[0], "maketrans() argument");
  const std::string to = text_argument(rt, arguments[1], "maketrans() argument");
  if (Text(from).size() != Text(to).size())
    value_error(rt, "the first two maketrans arguments must have equal length");
  std::size_t at = 0;
  std::size_t other = 0;
  while (at < from.size()) {
    const Value key = Value::small(character::next(from, at));
    table->table.set(rt, key, Value::small(character::next(to, other)));
  }
  if (arguments.count > 2) {
    const std::string gone = text_argument(rt, arguments[2], "maketrans() argument");
    for (at = 0; at < gone.size();)
      table->table.set(rt, Value::small(character::next(gone, at)), Value::none());
  }
  return table;
}

const std::string& bytes_argument(Runtime& rt, const Value& value) {
  if (const auto* bytes = as<Bytes>(value)) return bytes->text;
  type_error(rt, "a bytes-like object is required, not '{}'", type_name(rt, value));
}

Value bytes_translate(Runtime& rt, Arguments& arguments) {
  if (arguments.count < 2)
    type_error(rt, "translate() takes at least 1 positional argument (0 given)");
  const auto [table_value, gone_value] =
      read<2>(rt, arguments.after(1), {"translate", {"table", "delete"}, 1});
  std::string table;
  if (!table_value.is_none()) {
    table = bytes_argument(rt, table_value);
    if (table.size() != 256) value_error(rt, "translation table must be 256 characters long");
  }
  const std::string gone = gone_value ? bytes_argument(rt, gone_value) : "";
  std::string text;
  for (const char byte : as<Bytes>(arguments[0])->text)
    if (gone.find(byte) == std::string::npos)
      text += table.empty() ? byte : table[static_cast<unsigned char>(byte)];
  return make_bytes(rt, std::move(text));
}

Value bytes_maketrans(Runtime& rt, Arguments& arguments) {
  const std::string& from = bytes_argument(rt, arguments[0]);
  const std::string& to = bytes_argument(rt, arguments[1]);
  if (from.size() != to.size()) value_error(rt, "maketrans arguments must have same length");
  std::string table(256, '\0');
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<char>(i);
  for (std::size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  return make_bytes(rt, std::move(table));
}

Value str_encode(Runtime& rt, Arguments& arguments) {
  const auto [name, errors] = read<2>(rt, arguments.after(1), {"encode", {"encoding", "errors"}});
  return make_bytes(
      rt, encode_text(rt, *as<Str>(arguments[0]),
                      name ? text_argument(rt, name, "encode() argument 'encoding'") : "utf-8",
                      errors ? text_argument(rt, errors, "encode() argument 'errors'") : "strict"));
}

Value bytes_hex(Runtime& rt, Arguments& arguments) {
  const auto [separator, width] =
      read<2>(rt, arguments.after(1), {"hex", {"sep", "bytes_per_sep"}});
  const std::string& bytes = as<Bytes>(arguments[0])->text;
  std::string between;
  if (separator) {
    const auto* str = as<Str>(separator);
    const auto* raw = as<Bytes>(separator);
    between = str != nullptr ? str->text : raw != nullptr ? raw->text : "";
    if (between.size() != 1) value_error(rt, "sep must be length 1.");
  }
  const std::int64_t group = width ? to_index(rt, width) : 1;
  const auto every = static_cast<std::size_t>(group < 0 ? -group : group);
  rt.heap.require(bytes.size() * 3);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t before = group < 0 ? i : bytes.size() - i;
    if (i != 0 && every != 0 && before % every == 0) text += between;
    text += fmt::format("{:02x}", static_cast<unsigned char>(bytes[i]));
  }
  return make_text(rt, text);
}

Value bytes_fromhex(Runtime& rt, Arguments& arguments) {
  const auto* source = as<Str>(arguments[1]);
  if (source == nullptr)
    type_error(rt, "fromhex() argument must be str, not {}", type_name(rt, arguments[1]));
  const std::string& text = source->text;
  const auto digit = [&](std::size_t at) {
    const char c = at < text.size() ? text[at] : ' ';
    const char low = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9') return c - '0';
    if (low >= 'a' && low <= 'f') return low - 'a' + 10;
    value_error(rt, "non-hexadecimal number found in fromhex() arg at position {}", at);
  };
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    if (std::string_view(" \t\n\r\f\v").find(text[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    const int high = digit(at);
    bytes += static_cast<char>(high * 16 + digit(at + 1));
    at += 2;
  }
  return allocate<Bytes>(*as<Class>(arguments[0]), bytes);
}

Value make_str(Runtime& rt, Class& cls, Arguments& arguments) {
  const auto [object, encoding, errors] =
      read<3>(rt, arguments, {"str", {"object", "encoding", "errors"}});
  if (!object) return allocate<Str>(cls, std::string());
  if (encoding || errors) {
    if (as<Str>(object) != nullptr) type_error(rt, "decoding str is not supported");
    const auto* bytes = as<Bytes>(object);
    if (bytes == nullptr)
      type_error(rt, "decoding to str: need a bytes-like object, {} found", type_name(rt, object));
    return allocate<Str>(
        cls,
        decode_bytes(rt, *bytes,
                     encoding ? text_argument(rt, encoding, "str() argument 'encoding'") : "utf-8",
                     errors ? text_argument(rt, errors, "str() argument 'errors'") : "strict"));
  }
  if (as<Str>(object) != nullptr && object.object()->cls == &cls && !cls.of_program) return object;
  return allocate<Str>(cls, str(rt, object));
}

Value make_bytes_object(Runtime& rt, Class& cls, Arguments& arguments) {
  const auto [source, encoding, errors] =
      read<3>(rt, arguments, {"bytes", {"source", "encoding", "errors"}});
  if (!source) return allocate<Bytes>(cls, std::string());
  if (const auto* text = as<Str>(source)) {
    if (!encoding) type_error(rt, "string argument without an encoding");
    return allocate<Bytes>(
        cls,
        encode_text(rt, *text, text_argument(rt, encoding, "bytes() argument 'encoding'"),
                    errors ? text_argument(rt, errors, "bytes() argument 'errors'") : "strict"));
  }
  if (encoding || errors) type_error(rt, "encoding without a string argument");
  if (const auto* bytes = as<Bytes>(source))
    return cls.of_program ? Value(allocate<Bytes>(cls, bytes->text)) : source;
  if (source.is_object())
    if (const Value& method = source.object()->cls->dunder(Dunder::Bytes)) {
      const Value made = call(rt, method, {source});
      if (as<Bytes>(made) == nullptr)
        type_error(rt, "__bytes__ returned non-bytes (type {})", type_name(rt, made));
      return made;
    }
  if (is_integer(source)) {
    const std::int64_t size = to_count(rt, source);
    if (size < 0) value_error(rt, "negative count");
    rt.heap.require(static_cast<std::size_t>(size));
    return allocate<Bytes>(cls, std::string(static_cast<std::size_t>(size), '\0'));
  }
  if (!is_iterable(rt, source))
    type_error(rt, "cannot convert '{}' object to bytes", type_name(rt, source));
  std::string text;
  for (const Value& item : to_vector(rt, source)) {
    const Integer byte = index_value(rt, item);
    if (byte < 0 || byte > 255) value_error(rt, "bytes must be in range(0, 256)");
    text += static_cast<char>(static_cast<unsigned>(byte));
  }
  return allocate<Bytes>(cls, text);
}

Value bytes_decode(Runtime& rt, Arguments& arguments) {
  const auto [name, errors] = read<2>(rt, arguments.after(1), {"decode", {"encoding", "errors"}});
  return make_text(
      rt,
      decode_bytes(rt, *as<Bytes>(arguments[0]),
                   name ? text_argument(rt, name, "decode() argument 'encoding'") : "utf-8",
                   errors ? text_argument(rt, errors, "decode() argument 'errors'") : "strict"));
}

void define_shared(Runtime& rt, Class* cls) {
  rt.method(cls, "upper", mapped<upper>, 0, 0);
  rt.method(cls, "lower", mapped<lower>, 0, 0);
  rt.method(cls, "title", mapped<title>, 0, 0);
  rt.method(cls, "capitalize", mapped<capitalize>, 0, 0);
  rt.method(cls, "swapcase", mapped<swap_case>, 0, 0);
  rt.method(cls, "isalpha", tested<is_alpha>, 0, 0);
  rt.method(cls, "isdigit", tested<is_digit>, 0, 0);
  rt.method(cls, "isalnum", tested<is_alphanumeric>, 0, 0);
  rt.method(cls, "isspace", tested<is_space>, 0, 0);
  rt.method(cls, "isupper", tested<is_upper>, 0, 0);
  rt.method(cls, "islower", tested<is_lower>, 0, 0);
  rt.method(cls, "istitle", tested<is_title>, 0, 0);
  rt.method(cls, "isascii", str_isascii, 0, 0);
  rt.method(cls, "strip", stripped<Side::Both>, 0, 1);
  rt.method(cls, "lstrip", stripped<Side::Left>, 0, 1);
  rt.method(cls, "rstrip", stripped<Side::Right>, 0, 1);
  rt.method(cls, "find", found<find>, 1, 3);
  rt.method(cls, "rfind", found<find_last>, 1, 3);
  rt.method(cls, "index", found_or_error<find>, 1, 3);
  rt.method(cls, "rindex", found_or_error<find_last>, 1, 3);
  rt.method(cls, "count", str_count, 1, 3);
  rt.method(cls, "startswith", str_startswith, 1, 3);
  rt.method(cls, "endswith", str_endswith, 1, 3);
  rt.method(cls, "removeprefix", str_removeprefix, 1, 1);
  rt.method(cls, "removesuffix", str_removesuffix, 1, 1);
  rt.method(cls, "split", str_split<false>, 0, -1);
  rt.method(cls, "rsplit", str_split<true>, 0, -1);
  rt.method(cls, "splitlines", str_splitlines, 0, -1);
  rt.method(cls, "partition", str_partition<partition>, 1, 1);
  rt.method(cls, "rpartition", str_partition<partition_right>, 1, 1);
  rt.method(cls, "replace", str_replace, 2, 3);
  rt.method(cls, "center", padded<Alignment::Center>, 1, 2);
  rt.method(cls, "ljust", padded<Alignment::Left>, 1, 2);
  rt.method(cls, "rjust", padded<Alignment::Right>, 1, 2);
  rt.method(cls, "zfill", str_zfill, 1, 1);
  rt.method(cls, "expandtabs", str_expandtabs, 0, -1);
  rt.method(cls, "join", str_join, 1, 1);
}

}  // namespace

void define_text(Runtime& rt) {
  Class* str = rt.types.str;
  str->maker = make_str;
  str->layout = str;
  define_shared(rt, str);
  rt.method(str, "casefold", mapped<case_fold>, 0, 0);
  rt.method(str, "isdecimal", tested<is_decimal>, 0, 0);
  rt.method(str, "isnumeric", tested<is_numeric>, 0, 0);
  rt.method(str, "isidentifier", tested<is_identifier>, 0, 0);
  rt.method(str, "isprintable", tested<is_printable>, 0, 0);
  rt.method(str, "format", str_format, 0, -1);
  rt.method(str, "format_map", str_format_map, 1, 1);
  rt.method(str, "translate", str_translate, 1, 1);
  rt.method(str, "encode", str_encode, 0, -1);
  str->dict->set(*rt.intern("maketrans"),
                 Value(new MethodWrapper(Kind::StaticMethod, rt.types.static_method,
                                         rt.native("maketrans", str_maketrans, 1, 3))));
}

void define_bytes(Runtime& rt) {
  Class* bytes = rt.types.bytes;
  bytes->maker = make_bytes_object;
  bytes->layout = bytes;
  define_shared(rt, bytes);
  rt.method(bytes, "decode", bytes_decode, 0, -1);
  rt.method(bytes, "translate", bytes_translate, 0, -1);
  bytes->dict->set(*rt.intern("maketrans"),
                   Value(new MethodWrapper(Kind::StaticMethod, rt.types.static_method,
                                           rt.native("maketrans", bytes_maketrans, 2, 2))));
  rt.method(bytes, "hex", bytes_hex, 0, -1);
  bytes->dict->set(*rt.intern("fromhex"),
                   Value(new MethodWrapper(Kind::ClassMethod, rt.types.class_method,
                                           rt.native("fromhex", bytes_fromhex, 2, 2))));
}

}  // namespace undumpy::python
