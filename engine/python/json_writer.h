// JsonWriter: json.dumps().
#pragma once

#include <string>
#include <unordered_set>

#include "engine/python/runtime.h"

namespace undumpy::python {

struct JsonStyle {
  bool skip_keys = false;
  bool ascii = true;
  bool check_circular = true;
  bool allow_nan = true;
  bool sort_keys = false;
  bool indented = false;
  std::string indent;  // of one level
  std::string item_separator = ", ";
  std::string key_separator = ": ";
  Value fallback;  // default=: absent when there is none
};

class JsonWriter {
 public:
  JsonWriter(Runtime& rt, const JsonStyle& style) : rt_(rt), style_(style) {}
  // Raises TypeError for what is no JSON, ValueError for circles and what is out of range,
  // RecursionError for what is too deep.
  std::string write(const Value& value);

 private:
  void append(std::string_view text);
  void append_string(std::string_view text);
  void append_value(const Value& value);
  void append_list(const Value& value, const std::vector<Value>& items);
  void append_dict(Dict& dict);
  void append_other(const Value& value);
  void append_line(std::size_t level);
  std::string float_text(double number);
  // False: the key is to be skipped.
  bool key_text(const Value& key, std::string& text);
  // Marks an object as being written, for as long as it lives.
  class Inside;

  Runtime& rt_;
  const JsonStyle& style_;
  std::string out_;
  Charge charge_;
  std::size_t level_ = 0;
  std::unordered_set<const Object*> open_;
};

}  // namespace undumpy::python
