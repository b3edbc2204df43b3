// Str and Bytes: immutable text (UTF-8, lone surrogates as three bytes) and immutable bytes.
#pragma once

#include <string>
#include <string_view>

#include "engine/python/object.h"

namespace undumpy::python {

class Str : public Object {
 public:
  static constexpr Kind TheKind = Kind::Str;
  Str(Class* its_class, std::string value);

  [[nodiscard]] bool ascii() const { return length_ == text.size(); }
  // In code points.
  [[nodiscard]] std::size_t size() const { return length_; }
  [[nodiscard]] std::size_t hash_value() const { return hash_; }

  std::string repr(Runtime& rt) override;
  std::string str(Runtime& rt) override;
  Value computed_attribute(Runtime& rt, const std::string& name) override;
  Value format(Runtime& rt, const std::string& spec) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  std::size_t length(Runtime& rt) override;
  bool has_length() const override { return true; }
  Ref<Iterator> iterate(Runtime& rt) override;
  Value get_item(Runtime& rt, const Value& key) override;
  bool contains(Runtime& rt, const Value& item) override;

  const std::string text;
  bool interned = false;

 private:
  Charge charge_;
  std::size_t length_;
  std::size_t hash_;
};

class Bytes : public Object {
 public:
  static constexpr Kind TheKind = Kind::Bytes;
  Bytes(Class* its_class, std::string value);

  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  bool truth(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override;
  std::size_t length(Runtime& rt) override;
  bool has_length() const override { return true; }
  Ref<Iterator> iterate(Runtime& rt) override;
  Value get_item(Runtime& rt, const Value& key) override;
  bool contains(Runtime& rt, const Value& item) override;

  const std::string text;

 private:
  Charge charge_;
};

}  // namespace undumpy::python
