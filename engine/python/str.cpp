#include "engine/python/str.h"

#include <algorithm>

#include "engine/python/character.h"
#include "engine/python/containers.h"
#include "engine/python/format_spec.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/text.h"
#include "engine/python/text_layout.h"
#include "engine/python/text_repr.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

Str::Str(Class* its_class, std::string value)
    : Object(TheKind, its_class),
      text(std::move(value)),
      charge_(text.capacity()),
      length_(is_ascii(text) ? text.size() : Text(text, Units::Characters).size()),
      hash_(text.empty() ? 0 : std::hash<std::string_view>()(text)) {}

std::string Str::repr(Runtime& rt) {
  // What is escaped takes two bytes at least.
  const auto escaped = std::ranges::count_if(
      text, [](char c) { return (c >= 0 && c < ' ') || c == '\\' || c == '\''; });
  rt.heap.require(text.size() + static_cast<std::size_t>(escaped));
  return repr_text(text);
}
namespace {

// Text of Python 2 that is decoded is text already.
Value text_decode(Runtime& rt, Arguments& arguments) { return static_cast<void>(rt), arguments[0]; }

}  // namespace

Value Str::computed_attribute(Runtime& rt, const std::string& name) {
  if (name != "decode" || !rt.python2()) return {};
  return Value(new BoundMethod(rt.types.native, Value(this),
                               rt.native("decode", text_decode, 0, -1, rt.types.str)));
}

std::string Str::str(Runtime& rt) { return static_cast<void>(rt), text; }
Value Str::format(Runtime& rt, const std::string& spec) {
  if (spec.empty() && cls->of_program) return make_text(rt, str(rt));
  return make_text(rt, format_text(rt, text, spec));
}
std::size_t Str::hash(Runtime& rt) { return static_cast<void>(rt), hash_; }
bool Str::truth(Runtime& rt) { return static_cast<void>(rt), !text.empty(); }
std::size_t Str::length(Runtime& rt) { return static_cast<void>(rt), length_; }

namespace {

Value compare_texts(CompareOperator op, const std::string& left, const std::string& right) {
  // Bytes of UTF-8 sort as code points do.
  const int order = left.compare(right);
  return ordered(op, order);
}

bool is_index(const Value& value) {
  return is_integer(value) ||
         (value.is_object() && value.object()->cls->dunder(Dunder::Index).present());
}

std::string repeated(Runtime& rt, const std::string& text, std::int64_t times) {
  if (times <= 0 || text.empty()) return "";
  std::size_t total = 0;
  if (__builtin_mul_overflow(text.size(), static_cast<std::size_t>(times), &total))
    rt.heap.exceeded();
  rt.heap.require(total);
  rt.steps(total / 128);
  std::string result;
  result.reserve(total);
  for (std::int64_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

Value Str::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* str = as<Str>(other);
  if (str != nullptr) rt.steps(std::min(text.size(), str->text.size()) / 1024);
  return str != nullptr ? compare_texts(op, text, str->text) : Value::not_implemented();
}

Value Str::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (op == BinaryOperator::Add && !reflected)
    if (const auto* str = as<Str>(other)) {
      rt.heap.require(text.size() + str->text.size());
      rt.steps((text.size() + str->text.size()) / 128);
      return make_text(rt, text + str->text);
    }
  if (op == BinaryOperator::Multiply && is_index(other))
    return make_text(rt, repeated(rt, text, to_count(rt, other)));
  if (op == BinaryOperator::Modulo && !reflected)
    return make_text(rt, percent_format(rt, text, other, false));
  return Value::not_implemented();
}

Ref<Iterator> Str::iterate(Runtime& rt) {
  return make_iterator(
      rt, ascii() ? "str_ascii_iterator" : "str_iterator",
      [keep = Ref<Str>(this), at = std::size_t{0}](Runtime& runtime, Value& out) mutable {
        if (at >= keep->text.size()) return false;
        const std::size_t begin = at;
        character::next(keep->text, at);
        out = Value(runtime.intern(std::string_view(keep->text).substr(begin, at - begin)));
        return true;
      });
}

Value Str::get_item(Runtime& rt, const Value& key) {
  const Text view(text, ascii() ? Units::Ascii : Units::Characters);
  if (const auto* slice_key = as<Slice>(key)) {
    const auto bounds = slice_key->bounds(rt, length_);
    if (bounds.count == 0) return make_text(rt, "");
    rt.steps(bounds.count / 64 + (ascii() ? 0 : text.size() / 512));
    return make_text(
        rt, slice(view, static_cast<std::size_t>(bounds.start), bounds.step, bounds.count));
  }
  if (!is_integer(key) && (!key.is_object() || !key.object()->cls->dunder(Dunder::Index)))
    type_error(rt, "string indices must be integers, not '{}'", type_name(rt, key));
  const std::size_t at = position_of(rt, key, length_, "string");
  return Value(rt.intern(substring(view, at, at + 1)));
}

bool Str::contains(Runtime& rt, const Value& item) {
  const auto* part = as<Str>(item);
  if (part == nullptr)
    type_error(rt, "'in <string>' requires string as left operand, not {}", type_name(rt, item));
  rt.steps(text.size() / 512);
  return find_bytes(text, part->text) != std::string::npos;
}

Bytes::Bytes(Class* its_class, std::string value)
    : Object(TheKind, its_class), text(std::move(value)), charge_(text.capacity()) {}

std::string Bytes::repr(Runtime& rt) { return static_cast<void>(rt), repr_bytes(text); }
std::size_t Bytes::hash(Runtime& rt) {
  return static_cast<void>(rt), text.empty() ? 0 : std::hash<std::string_view>()(text);
}
bool Bytes::truth(Runtime& rt) { return static_cast<void>(rt), !text.empty(); }
std::size_t Bytes::length(Runtime& rt) { return static_cast<void>(rt), text.size(); }
Value Bytes::compare(Runtime& rt, CompareOperator op, const Value& other) {
  static_cast<void>(rt);
  const auto* bytes = as<Bytes>(other);
  return bytes != nullptr ? compare_texts(op, text, bytes->text) : Value::not_implemented();
}
Value Bytes::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  if (op == BinaryOperator::Add && !reflected)
    if (const auto* bytes = as<Bytes>(other)) {
      rt.heap.require(text.size() + bytes->text.size());
      rt.steps((text.size() + bytes->text.size()) / 128);
      return make_bytes(rt, text + bytes->text);
    }
  if (op == BinaryOperator::Multiply && is_index(other))
    return make_bytes(rt, repeated(rt, text, to_count(rt, other)));
  if (op == BinaryOperator::Modulo && !reflected)
    return make_bytes(rt, percent_format(rt, text, other, true));
  return Value::not_implemented();
}
Ref<Iterator> Bytes::iterate(Runtime& rt) {
  return make_iterator(
      rt, "bytes_iterator",
      [keep = Ref<Bytes>(this), at = std::size_t{0}](Runtime&, Value& out) mutable {
        if (at >= keep->text.size()) return false;
        out = Value::small(static_cast<unsigned char>(keep->text[at++]));
        return true;
      });
}
Value Bytes::get_item(Runtime& rt, const Value& key) {
  if (const auto* slice_key = as<Slice>(key)) {
    const auto bounds = slice_key->bounds(rt, text.size());
    if (bounds.count == 0) return make_bytes(rt, "");
    rt.steps(bounds.count / 64);
    return make_bytes(rt, slice(Text(text, Units::Bytes), static_cast<std::size_t>(bounds.start),
                                bounds.step, bounds.count));
  }
  if (!is_integer(key) && (!key.is_object() || !key.object()->cls->dunder(Dunder::Index)))
    type_error(rt, "byte indices must be integers or slices, not {}", type_name(rt, key));
  std::int64_t at = to_index(rt, key);
  if (at < 0) at += static_cast<std::int64_t>(text.size());
  if (at < 0 || static_cast<std::size_t>(at) >= text.size()) index_error(rt, "index out of range");
  return Value::small(static_cast<unsigned char>(text[static_cast<std::size_t>(at)]));
}
bool Bytes::contains(Runtime& rt, const Value& item) {
  rt.steps(text.size() / 512);
  if (const auto* part = as<Bytes>(item)) return find_bytes(text, part->text) != std::string::npos;
  if (!is_integer(item))
    type_error(rt, "a bytes-like object is required, not '{}'", type_name(rt, item));
  const auto byte = int64_of(item);
  if (!byte || *byte < 0 || *byte > 255) value_error(rt, "byte must be in range(0, 256)");
  return text.find(static_cast<char>(*byte)) != std::string::npos;
}

}  // namespace undumpy::python
