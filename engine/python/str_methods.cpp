// The methods of str, and those of bytes that work the same way.

#include <fmt/format.h>

#include "engine/python/character.h"
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

const std::string& part_of(Runtime& rt, const Arguments& arguments, const Value& value) {
  if (as<Str>(arguments[0]) != nullptr) {
    if (const auto* str = as<Str>(value)) return str->text;
    type_error(rt, "must be str, not {}", type_name(rt, value));
  }
  if (const auto* bytes = as<Bytes>(value)) return bytes->text;
  type_error(rt, "a bytes-like object is required, not '{}'", type_name(rt, value));
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
  return like_self(rt, arguments,
                   strip(self_of(arguments), part_of(rt, arguments, arguments[1]), Where));
}
template <std::int64_t (*Function)(Text, std::string_view, Bounds)>
Value found(Runtime& rt, Arguments& arguments) {
  return Value::small(Function(self_of(arguments), part_of(rt, arguments, arguments[1]),
                               bounds_of(rt, arguments, 2)));
}
template <std::int64_t (*Function)(Text, std::string_view, Bounds)>
Value found_or_error(Runtime& rt, Arguments& arguments) {
  const Value at = found<Function>(rt, arguments);
  if (at.small() < 0)
    value_error(rt, "{} not found", as<Str>(arguments[0]) != nullptr ? "substring" : "subsection");
  return at;
}

Value str_count(Runtime& rt, Arguments& arguments) {
  return make_int(
      rt, static_cast<std::int64_t>(count(self_of(arguments), part_of(rt, arguments, arguments[1]),
                                          bounds_of(rt, arguments, 2))));
}

template <bool (*Function)(Text, std::string_view, Bounds)>
Value has_affix(Runtime& rt, Arguments& arguments, const char* name) {
  const Bounds bounds = bounds_of(rt, arguments, 2);
  const auto test = [&](const Value& value) {
    if (as<Str>(value) == nullptr && as<Bytes>(value) == nullptr)
      type_error(rt, "{} first arg must be str or a tuple of str, not {}", name,
                 type_name(rt, value));
    return Function(self_of(arguments), part_of(rt, arguments, value), bounds);
  };
  if (const auto* tuple = as<Tuple>(arguments[1])) {
    for (const Value& item : tuple->items)
      if (test(item)) return Value::boolean(true);
    return Value::boolean(false);
  }
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
                   remove_prefix(self_of(arguments).bytes(), part_of(rt, arguments, arguments[1])));
}
Value str_removesuffix(Runtime& rt, Arguments& arguments) {
  return like_self(rt, arguments,
                   remove_suffix(self_of(arguments).bytes(), part_of(rt, arguments, arguments[1])));
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
    const std::string& by = part_of(rt, arguments, separator);
    if (by.empty()) value_error(rt, "empty separator");
    Right ? split_right(text.bytes(), by, most, sink) : split(text.bytes(), by, most, sink);
  }
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
  if (!result) raise(rt, result.error());
  return like_self(rt, arguments, *result);
}

std::size_t most_bytes(Runtime& rt) {
  return static_cast<std::size_t>(rt.limits.memory - std::min(rt.limits.memory, rt.heap.used()));
}

Value str_replace(Runtime& rt, Arguments& arguments) {
  const auto [part, other, most] =
      read<3>(rt, arguments.after(1), {"replace", {"old", "new", "count"}, 2});
  return checked(
      rt, arguments,
      replace(self_of(arguments), part_of(rt, arguments, part), part_of(rt, arguments, other),
              most ? to_index(rt, most) : -1, most_bytes(rt)));
}

template <Alignment Where>
Value padded(Runtime& rt, Arguments& arguments) {
  std::string fill = " ";
  if (arguments.count > 2) {
    fill = part_of(rt, arguments, arguments[2]);
    if (self_of(arguments).with(fill).size() != 1 && Text(fill).size() != 1)
      type_error(rt, "The fill character must be exactly one character long");
  }
  return checked(rt, arguments,
                 pad(self_of(arguments), to_index(rt, arguments[1]), fill, Where, most_bytes(rt)));
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
  if (!arguments[1].is_object()) type_error(rt, "can only join an iterable");
  for (const Value& item : to_vector(rt, arguments[1])) {
    if (position != 0) text += by;
    const bool same =
        as<Str>(arguments[0]) != nullptr ? as<Str>(item) != nullptr : as<Bytes>(item) != nullptr;
    if (!same)
      type_error(rt, "sequence item {}: expected {} instance, {} found", position,
                 as<Str>(arguments[0]) != nullptr ? "str" : "a bytes-like object",
                 type_name(rt, item));
    text += part_of(rt, arguments, item);
    rt.heap.require(text.size());
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

bool is_utf8_name(std::string name) {
  for (char& c : name) c = c == '-' ? '_' : static_cast<char>(std::tolower(c));
  return name == "utf_8" || name == "utf8";
}

Value str_encode(Runtime& rt, Arguments& arguments) {
  const auto [name, errors] = read<2>(rt, arguments.after(1), {"encode", {"encoding", "errors"}});
  const std::string encoding = name ? text_argument(rt, name, "encoding") : "utf-8";
  const std::string mode = errors ? text_argument(rt, errors, "errors") : "strict";
  const auto* str = as<Str>(arguments[0]);
  if (is_utf8_name(encoding)) return make_bytes(rt, str->text);
  const bool ascii = encoding == "ascii" || encoding == "us-ascii";
  if (!ascii && encoding != "latin-1" && encoding != "latin1" && encoding != "iso-8859-1")
    raise(rt, "LookupError", "unknown encoding: " + encoding);
  const char32_t limit = ascii ? 128 : 256;
  std::string bytes;
  std::size_t position = 0;
  for (std::size_t at = 0; at < str->text.size(); ++position) {
    const char32_t c = character::next(str->text, at);
    if (c < limit) {
      bytes += static_cast<char>(c);
    } else if (mode == "replace") {
      bytes += '?';
    } else if (mode != "ignore") {
      raise(rt, "UnicodeEncodeError",
            fmt::format("'{}' codec can't encode character '{}' in position {}: ordinal not in "
                        "range({})",
                        ascii ? "ascii" : "latin-1",
                        c < 256     ? fmt::format("\\x{:02x}", static_cast<std::uint32_t>(c))
                        : c < 65536 ? fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c))
                                    : fmt::format("\\U{:08x}", static_cast<std::uint32_t>(c)),
                        position, static_cast<std::uint32_t>(limit)));
    }
  }
  return make_bytes(rt, bytes);
}

Value bytes_hex(Runtime& rt, Arguments& arguments) {
  std::string text;
  for (const char c : as<Bytes>(arguments[0])->text)
    text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return make_text(rt, text);
}

Value make_str(Runtime& rt, Class& cls, Arguments& arguments) {
  if (arguments.count == 0) return allocate<Str>(cls, std::string());
  if (const auto* bytes = as<Bytes>(arguments[0]); bytes != nullptr && arguments.count > 1)
    return call_method(rt, arguments[0], "decode", {arguments[1]});
  if (as<Str>(arguments[0]) != nullptr && arguments[0].object()->cls == &cls) return arguments[0];
  return allocate<Str>(cls, str(rt, arguments[0]));
}

Value make_bytes_object(Runtime& rt, Class& cls, Arguments& arguments) {
  if (arguments.count == 0) return allocate<Bytes>(cls, std::string());
  if (as<Str>(arguments[0]) != nullptr) {
    if (arguments.count < 2) type_error(rt, "string argument without an encoding");
    return call_method(rt, arguments[0], "encode", {arguments[1]});
  }
  if (as<Bytes>(arguments[0]) != nullptr) return arguments[0];
  if (is_integer(arguments[0])) {
    const std::int64_t size = to_index(rt, arguments[0]);
    if (size < 0) value_error(rt, "negative count");
    rt.heap.require(static_cast<std::size_t>(size));
    return allocate<Bytes>(cls, std::string(static_cast<std::size_t>(size), '\0'));
  }
  std::string text;
  for (const Value& item : to_vector(rt, arguments[0])) {
    const std::int64_t byte = to_index(rt, item);
    if (byte < 0 || byte > 255) value_error(rt, "bytes must be in range(0, 256)");
    text += static_cast<char>(byte);
  }
  return allocate<Bytes>(cls, text);
}

Value bytes_decode(Runtime& rt, Arguments& arguments) {
  const auto [name, errors] = read<2>(rt, arguments.after(1), {"decode", {"encoding", "errors"}});
  const std::string encoding = name ? text_argument(rt, name, "encoding") : "utf-8";
  const std::string& bytes = as<Bytes>(arguments[0])->text;
  std::string text;
  if (encoding == "latin-1" || encoding == "latin1" || encoding == "iso-8859-1") {
    for (const char c : bytes) Text("\xC3\xA9").append(static_cast<unsigned char>(c), text);
    return make_text(rt, text);
  }
  const bool ascii = encoding == "ascii";
  if (!ascii && !is_utf8_name(encoding)) raise(rt, "LookupError", "unknown encoding: " + encoding);
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    std::size_t size = lead < 0x80                   ? 1
                       : lead >= 0xC2 && lead < 0xE0 ? 2
                       : lead >= 0xE0 && lead < 0xF0 ? 3
                       : lead >= 0xF0 && lead < 0xF5 ? 4
                                                     : 0;
    if (ascii && size > 1) size = 0;
    bool good = size != 0 && i + size <= bytes.size();
    for (std::size_t k = 1; good && k < size; ++k) good = character::continues(bytes[i + k]);
    if (!good)
      raise(rt, "UnicodeDecodeError",
            fmt::format("'{}' codec can't decode byte 0x{:02x} in position {}: {}",
                        ascii ? "ascii" : "utf-8", lead, i,
                        ascii                     ? "ordinal not in range(128)"
                        : size == 0               ? "invalid start byte"
                        : i + size > bytes.size() ? "unexpected end of data"
                                                  : "invalid continuation byte"));
    text.append(bytes, i, size);
    i += size;
  }
  return make_text(rt, text);
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
  rt.method(cls, "replace", str_replace, 2, -1);
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
  rt.method(bytes, "hex", bytes_hex, 0, 0);
}

}  // namespace undumpy::python
