#include "engine/python/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/python/character.h"
#include "engine/python/float_text.h"
#include "engine/python/number.h"
#include "engine/python/sort.h"

namespace undumpy::python {

class JsonWriter::Inside {
 public:
  Inside(JsonWriter& writer, const Value& value) : writer_(writer), object_(value.object()) {
    Runtime& rt = writer.rt_;
    rt.check_stack();
    if (rt.depth + writer.level_ >= rt.limits.depth)
      raise(rt, "RecursionError", "maximum recursion depth exceeded while encoding a JSON object");
    if (writer.style_.check_circular && !writer.open_.insert(object_).second)
      value_error(rt, "Circular reference detected");
    ++writer.level_;
  }
  ~Inside() {
    --writer_.level_;
    writer_.open_.erase(object_);
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  JsonWriter& writer_;
  const Object* object_;
};

std::string JsonWriter::write(const Value& value) {
  append_value(value);
  return std::move(out_);
}

void JsonWriter::append(std::string_view text) {
  const std::size_t size = out_.size() + text.size();
  if (size > charge_.bytes()) {
    charge_.set(std::max(size, 2 * charge_.bytes()));
    out_.reserve(charge_.bytes());
  }
  out_ += text;
}

void JsonWriter::append_string(std::string_view text) {
  append("\"");
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = character::next(text, at);
    std::string escaped;
    if (c == U'"' || c == U'\\') {
      escaped = {'\\', static_cast<char>(c)};
    } else if (c >= 8 && c <= 13 && c != 11) {
      escaped = {'\\', "btn?fr"[c - 8]};
    } else if (c < 0x20 || (c >= 0x7F && style_.ascii)) {
      const auto unit = [](char32_t u) {
        return fmt::format("\\u{:04x}", static_cast<std::uint32_t>(u));
      };
      escaped = c < 0x10000 ? unit(c)
                            : unit(0xD800 + ((c - 0x10000) >> 10U)) + unit(0xDC00 + (c & 0x3FFU));
    } else {
      continue;
    }
    append(text.substr(plain, begin - plain));
    append(escaped);
    plain = at;
  }
  append(text.substr(plain));
  append("\"");
}

std::string JsonWriter::float_text(double number) {
  if (std::isfinite(number)) return repr_float(number);
  if (!style_.allow_nan) {
    // The two encoders of CPython differ.
    value_error(rt_, "Out of range float values are not JSON compliant{}",
                style_.indented ? ": " + repr_float(number) : "");
  }
  return std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
}

void JsonWriter::append_value(const Value& value) {
  rt_.step();
  if (const auto* text = as<Str>(value)) return append_string(text->text);
  if (value.is_none()) return append("null");
  if (value.is_bool()) return append(value.is_true() ? "true" : "false");
  if (is_integer(value)) return append(integer_text(rt_, integer_of(value)));
  if (const auto* number = as<Float>(value)) return append(float_text(number->number));
  if (const auto* list = as<List>(value)) return append_list(value, list->items);
  if (const auto* tuple = as<Tuple>(value)) return append_list(value, tuple->items);
  if (auto* dict = as<Dict>(value)) return append_dict(*dict);
  append_other(value);
}

void JsonWriter::append_line(std::size_t level) {
  if (!style_.indented) return;
  append("\n");
  for (std::size_t i = 0; i < level; ++i) append(style_.indent);
}

void JsonWriter::append_list(const Value& value, const std::vector<Value>& items) {
  if (items.empty()) return append("[]");
  const Value keep = value;
  const Inside inside(*this, value);
  append("[");
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) append(style_.item_separator);
    append_line(level_);
    append_value(Value(items[i]));
  }
  append_line(level_ - 1);
  append("]");
}

bool JsonWriter::key_text(const Value& key, std::string& text) {
  if (const auto* str = as<Str>(key))
    text = str->text;
  else if (const auto* number = as<Float>(key))
    text = float_text(number->number);
  else if (key.is_bool())
    text = key.is_true() ? "true" : "false";
  else if (key.is_none())
    text = "null";
  else if (is_integer(key))
    text = integer_text(rt_, integer_of(key));
  else if (style_.skip_keys)
    return false;
  else
    type_error(rt_, "keys must be str, int, float, bool or None, not {}", type_name(rt_, key));
  return true;
}

void JsonWriter::append_dict(Dict& dict) {
  if (dict.table.size() == 0) return append("{}");
  const Ref<Dict> keep(&dict);
  const Inside inside(*this, keep);
  std::vector<Value> items;
  std::size_t at = 0;
  rt_.heap.require(dict.table.size() * (sizeof(Value) + sizeof(Tuple)));
  while (const auto* entry = dict.table.next(at))
    items.push_back(make_tuple(rt_, {entry->key, entry->value}));
  if (style_.sort_keys) sort_values(rt_, items, Value(), false);
  append("{");
  append_line(level_);
  bool first = true;
  std::string text;
  for (const Value& item : items) {
    const auto& pair = as<Tuple>(item)->items;
    if (!key_text(pair[0], text)) continue;
    if (!first) {
      append(style_.item_separator);
      append_line(level_);
    }
    first = false;
    append_string(text);
    append(style_.key_separator);
    append_value(pair[1]);
  }
  append_line(level_ - 1);
  append("}");
}

void JsonWriter::append_other(const Value& value) {
  if (!style_.fallback)
    type_error(rt_, "Object of type {} is not JSON serializable", type_of(rt_, value)->name);
  const Inside inside(*this, value);
  const Value made = call(rt_, style_.fallback, {value});
  // What default= returns stands on the level of what it was given.
  --level_;
  struct Restore {
    std::size_t& level;
    ~Restore() { ++level; }
  } const restore{level_};
  append_value(made);
}

}  // namespace undumpy::python
