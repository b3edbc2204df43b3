// JsonReader: json.loads().
#pragma once

#include <string>
#include <string_view>

#include "engine/python/runtime.h"

namespace undumpy::python {

// What the program wants instead of the usual objects; absent: nothing.
struct JsonHooks {
  Value object, object_pairs;
  Value float_number, integer, constant;
  bool strict = true;  // no control characters in strings
};

class JsonReader {
 public:
  // The document lives as long as the reader.
  JsonReader(Runtime& rt, const Str& document, const JsonHooks& hooks)
      : rt_(rt), document_(document), text_(document.text), hooks_(hooks) {}
  // Raises json.decoder.JSONDecodeError, and RecursionError for what is too deep.
  Value read();

 private:
  [[noreturn]] void fail(const char* message, std::size_t at);
  void skip_space();
  [[nodiscard]] bool ahead(std::string_view word) const {
    return text_.substr(at_, word.size()) == word;
  }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  Value value();
  Value constant(const char* word, const Value& usual);
  Value number();
  Value list();
  Value dict();
  std::string string();
  void escape(std::string& out, std::size_t begin);
  char32_t unit(std::size_t digits);
  void enter(const char* what);

  Runtime& rt_;
  const Str& document_;
  std::string_view text_;
  const JsonHooks& hooks_;
  std::size_t at_ = 0;
  std::size_t level_ = 0;
};

// A JSONDecodeError; `position` in characters.
Value make_json_error(Runtime& rt, Class& cls, const std::string& message, const Value& document,
                      std::size_t position);

}  // namespace undumpy::python
