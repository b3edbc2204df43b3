#include "engine/python/json_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/python/float_text.h"
#include "engine/python/number.h"
#include "engine/python/text.h"
#include "engine/python/user_object.h"
#include "parser/utf8.h"

namespace undumpy::python {

Value make_json_error(Runtime& rt, Class& cls, const std::string& message, const Value& document,
                      std::size_t position) {
  const auto* doc = as<Str>(document);
  const std::string_view text = doc != nullptr ? std::string_view(doc->text) : "";
  const std::string_view before = text.substr(0, Text(text).offset(position));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n');
  const std::size_t column =
      line_start == std::string_view::npos ? position + 1 : Text(before.substr(line_start)).size();
  const std::string shown =
      fmt::format("{}: line {} column {} (char {})", message, line, column, position);
  const Ref<Exception> made = allocate<Exception>(cls, std::vector<Value>{make_text(rt, shown)});
  const Ref<Dict> attributes = made->make_attributes(rt);
  attributes->set(*rt.intern("msg"), make_text(rt, message));
  attributes->set(*rt.intern("doc"), document);
  attributes->set(*rt.intern("pos"), make_int(rt, static_cast<std::int64_t>(position)));
  attributes->set(*rt.intern("lineno"), make_int(rt, line));
  attributes->set(*rt.intern("colno"), make_int(rt, static_cast<std::int64_t>(column)));
  return made;
}

void JsonReader::fail(const char* message, std::size_t at) {
  const Value document(const_cast<Str*>(&document_));
  Class* cls = exception_class(rt_, "json.decoder.JSONDecodeError");
  raise_value(rt_, make_json_error(rt_, *cls, message, document, Text(text_).index(at)), Value());
}

Value JsonReader::read() {
  if (text_.starts_with("\xEF\xBB\xBF")) fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
  skip_space();
  Value result = value();
  skip_space();
  if (at_ != text_.size()) fail("Extra data", at_);
  return result;
}

void JsonReader::skip_space() {
  while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != std::string::npos)
    ++at_;
}

void JsonReader::enter(const char* what) {
  rt_.check_stack();
  if (rt_.depth + level_ >= rt_.limits.depth)
    raise(rt_, "RecursionError",
          fmt::format("maximum recursion depth exceeded while decoding a JSON {} from a unicode "
                      "string",
                      what));
}

Value JsonReader::value() {
  rt_.step();
  switch (peek()) {
    case '"':
      return make_text(rt_, string());
    case '{':
      return dict();
    case '[':
      return list();
    default:
      break;
  }
  const std::pair<const char*, Value> words[] = {
      {"null", Value::none()}, {"true", Value::boolean(true)}, {"false", Value::boolean(false)}};
  for (const auto& [word, meaning] : words) {
    if (!ahead(word)) continue;
    at_ += std::string_view(word).size();
    return meaning;
  }
  if (ahead("NaN")) return constant("NaN", make_float(rt_, std::nan("")));
  if (ahead("Infinity")) return constant("Infinity", make_float(rt_, HUGE_VAL));
  if (ahead("-Infinity")) return constant("-Infinity", make_float(rt_, -HUGE_VAL));
  return number();
}

Value JsonReader::constant(const char* word, const Value& usual) {
  at_ += std::string_view(word).size();
  return hooks_.constant ? call(rt_, hooks_.constant, {make_text(rt_, word)}) : usual;
}

Value JsonReader::number() {
  const std::size_t begin = at_;
  std::size_t end = at_;
  const auto digits = [&] {
    const std::size_t from = end;
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    return end > from;
  };
  if (peek() == '-') ++end;
  if (end < text_.size() && text_[end] == '0')
    ++end;
  else if (!digits())
    fail("Expecting value", begin);
  const std::size_t whole = end;
  bool is_float = false;
  if (end < text_.size() && text_[end] == '.') {
    ++end;
    is_float = digits();
    if (!is_float) end = whole;
  }
  if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
    const std::size_t before = end++;
    if (end < text_.size() && (text_[end] == '+' || text_[end] == '-')) ++end;
    if (digits())
      is_float = true;
    else
      end = before;
  }
  at_ = end;
  rt_.steps((end - begin) / 64);
  const std::string text(text_.substr(begin, end - begin));
  const Value& hook = is_float ? hooks_.float_number : hooks_.integer;
  if (hook) return call(rt_, hook, {make_text(rt_, text)});
  if (!is_float) return parse_integer(rt_, text, 10, make_text(rt_, text));
  const auto parsed = parse_float(text);
  if (!parsed) raise(rt_, parsed.error());
  return make_float(rt_, *parsed);
}

// Behind the opening quote's place; `at_` comes to stand behind the closing one.
std::string JsonReader::string() {
  const std::size_t begin = at_++;
  std::string out;
  while (true) {
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\') {
      if (hooks_.strict && static_cast<unsigned char>(text_[at_]) < 0x20)
        fail("Invalid control character at", at_);
      ++at_;
    }
    if (at_ >= text_.size()) fail("Unterminated string starting at", begin);
    rt_.heap.require(out.size() + at_ - from);
    out += text_.substr(from, at_ - from);
    rt_.steps((at_ - from) / 256);
    if (text_[at_++] == '"') return out;
    escape(out, begin);
  }
}

// Behind a backslash.
void JsonReader::escape(std::string& out, std::size_t begin) {
  if (at_ >= text_.size()) fail("Unterminated string starting at", begin);
  const char c = text_[at_++];
  constexpr std::string_view Letters = "\"\\/bfnrt";
  constexpr std::string_view Meanings = "\"\\/\b\f\n\r\t";
  if (const std::size_t which = Letters.find(c); which != std::string_view::npos) {
    out += Meanings[which];
    return;
  }
  if (c != 'u') fail("Invalid \\escape", at_ - 2);
  char32_t character = unit(at_);
  const bool pair =
      character >= 0xD800 && character <= 0xDBFF && at_ + 6 < text_.size() && ahead("\\u");
  if (pair) {
    const std::size_t single = at_;
    at_ += 2;
    const char32_t low = unit(at_);
    if (low >= 0xDC00 && low <= 0xDFFF)
      character = 0x10000 + ((character - 0xD800) << 10U) + (low - 0xDC00);
    else
      at_ = single;
  }
  utf8::append(character, out);
}

// Four hexadecimal digits, with something behind them.
char32_t JsonReader::unit(std::size_t digits) {
  if (digits + 4 >= text_.size()) fail("Invalid \\uXXXX escape", digits - 1);
  char32_t unit = 0;
  for (const char c : text_.substr(digits, 4)) {
    const std::size_t value =
        std::string_view("0123456789abcdef")
            .find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    if (value == std::string_view::npos) fail("Invalid \\uXXXX escape", digits - 1);
    unit = unit << 4U | static_cast<char32_t>(value);
  }
  at_ = digits + 4;
  return unit;
}

Value JsonReader::list() {
  enter("array");
  const Ref<List> items(new List(rt_.types.list));
  ++level_;
  ++at_;
  skip_space();
  while (peek() != ']' || !items->items.empty()) {
    items->append(value());
    skip_space();
    if (peek() == ']') break;
    if (peek() != ',') fail("Expecting ',' delimiter", at_);
    ++at_;
    skip_space();
  }
  ++at_;
  --level_;
  return items;
}

Value JsonReader::dict() {
  enter("object");
  std::vector<Value> pairs;
  const Ref<Dict> made = new_dict(rt_);
  const bool as_pairs = hooks_.object_pairs.present();
  ++level_;
  ++at_;
  skip_space();
  bool first = true;
  while (peek() != '}' || !first) {
    first = false;
    if (peek() != '"') fail("Expecting property name enclosed in double quotes", at_);
    const Value key = make_text(rt_, string());
    skip_space();
    if (peek() != ':') fail("Expecting ':' delimiter", at_);
    ++at_;
    skip_space();
    const Value item = value();
    if (as_pairs)
      pairs.push_back(make_tuple(rt_, {key, item}));
    else
      made->table.set(rt_, key, item);
    skip_space();
    if (peek() == '}') break;
    if (peek() != ',') fail("Expecting ',' delimiter", at_);
    ++at_;
    skip_space();
  }
  ++at_;
  --level_;
  if (as_pairs) return call(rt_, hooks_.object_pairs, {make_list(rt_, std::move(pairs))});
  return hooks_.object ? call(rt_, hooks_.object, {made}) : Value(made);
}

}  // namespace undumpy::python
