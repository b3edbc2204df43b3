// PatternSource: a pattern or a replacement template, token by token: a character, or a backslash
// and the character behind it. Keeps the first error.
#pragma once

#include <string>
#include <string_view>

#include "engine/python/character.h"
#include "engine/python/regular_expression.h"
#include "engine/python/text_repr.h"
#include "parser/utf8.h"

namespace undumpy::python {

struct PatternToken {
  char32_t character = 0;
  std::size_t size = 0;  // 0: the end, 2: with a backslash
  [[nodiscard]] bool present() const { return size != 0; }
  [[nodiscard]] bool escape() const { return size == 2; }
  [[nodiscard]] bool is(char32_t c) const { return size == 1 && character == c; }
  [[nodiscard]] bool is_one_of(std::string_view characters) const {
    return size == 1 && character < 0x80 &&
           characters.find(static_cast<char>(character)) != std::string_view::npos;
  }
  [[nodiscard]] bool is_digit() const { return is_one_of("0123456789"); }
  [[nodiscard]] bool is_octal() const { return is_one_of("01234567"); }
};

inline std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) utf8::append(c, out);
  return out;
}
inline std::u32string to_characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += character::next(text, at);
  return out;
}
inline std::u32string bytes_to_characters(std::string_view bytes) {
  std::u32string out;
  for (const char byte : bytes) out += static_cast<unsigned char>(byte);
  return out;
}

class PatternSource {
 public:
  explicit PatternSource(std::u32string_view text) : text_(text) { advance(); }

  [[nodiscard]] const PatternToken& peek() const { return next_; }
  // Where peek() begins.
  [[nodiscard]] std::size_t tell() const { return index_ - next_.size; }
  PatternToken take() {
    const PatternToken token = next_;
    advance();
    return token;
  }
  bool take_if(char32_t character) {
    if (!next_.is(character)) return false;
    advance();
    return true;
  }
  void seek(std::size_t index) {
    index_ = index;
    advance();
  }
  // The characters up to `end`, which is passed. Wants at least one.
  std::u32string take_until(char32_t end, const std::string& what) {
    std::u32string name;
    while (true) {
      const PatternToken token = take();
      if (!token.present()) {
        if (name.empty())
          fail("missing " + what);
        else
          fail("missing " + to_utf8(std::u32string(1, end)) + ", unterminated name", name.size());
        return name;
      }
      if (token.is(end)) {
        if (name.empty()) fail("missing " + what, 1);
        return name;
      }
      if (token.escape()) name += U'\\';
      name += token.character;
    }
  }
  // As many of the next characters as `accepts` takes, at most `most`.
  template <typename Accepts>
  std::string take_while(std::size_t most, Accepts accepts) {
    std::string taken;
    while (taken.size() < most && accepts(next_)) taken += static_cast<char>(take().character);
    return taken;
  }

  // An error `back` characters before the next token.
  void fail(std::string message, std::size_t back = 0) { fail_at(message, tell() - back); }
  void fail_at(std::string message, std::optional<std::size_t> position,
               std::string type = "re.error") {
    if (!failed_) error_ = {std::move(type), std::move(message), position};
    failed_ = true;
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] const PatternError& error() const { return error_; }

 private:
  void advance() {
    next_ = {};
    if (index_ >= text_.size()) return;
    const char32_t c = text_[index_];
    if (c != U'\\') {
      next_ = {c, 1};
    } else if (index_ + 1 < text_.size()) {
      next_ = {text_[index_ + 1], 2};
    } else {
      fail_at("bad escape (end of pattern)", text_.size() - 1);
      return;
    }
    index_ += next_.size;
  }

  std::u32string_view text_;
  std::size_t index_ = 0;
  PatternToken next_;
  bool failed_ = false;
  PatternError error_;
};

// Python's str.isidentifier().
inline bool is_group_name(std::u32string_view name) {
  if (name.empty() || !character::is_identifier_start(name[0])) return false;
  for (const char32_t c : name)
    if (!character::is_identifier_continue(c)) return false;
  return true;
}

}  // namespace undumpy::python
