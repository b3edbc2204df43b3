#include "engine/python/text_repr.h"

#include "engine/python/character.h"

namespace undumpy::python {
namespace {

// Single quotes, unless there are some inside and no double ones.
char quote_for(std::string_view text) {
  const bool has_single = text.find('\'') != std::string_view::npos;
  const bool has_double = text.find('"') != std::string_view::npos;
  return has_single && !has_double ? '"' : '\'';
}

// Appends what has a short escape in any literal; false for all else.
bool append_short_escape(char32_t character, char quote, std::string& out) {
  switch (character) {
    case U'\t':
      out += "\\t";
      return true;
    case U'\n':
      out += "\\n";
      return true;
    case U'\r':
      out += "\\r";
      return true;
    case U'\\':
      out += "\\\\";
      return true;
    default:
      break;
  }
  if (character != static_cast<char32_t>(quote)) return false;
  out += '\\';
  out += quote;
  return true;
}

template <typename Plain>
std::string literal_of(std::string_view text, Plain is_plain) {
  const char quote = quote_for(text);
  std::string out(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = character::next(text, at);
    if (append_short_escape(character, quote, out)) continue;
    if (is_plain(character)) {
      out += text.substr(begin, at - begin);
    } else {
      append_escape(character, out);
    }
  }
  out += quote;
  return out;
}

}  // namespace

void append_escape(char32_t character, std::string& out) {
  const int digits = character < 0x100 ? 2 : character < 0x10000 ? 4 : 8;
  out += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += "0123456789abcdef"[(character >> static_cast<unsigned>(shift)) & 0xFU];
  }
}

std::string repr_text(std::string_view text) { return literal_of(text, character::is_printable); }

std::string ascii_text(std::string_view text) {
  return literal_of(text, [](char32_t c) { return c < 0x80 && character::is_printable(c); });
}

std::string escape_beyond_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = character::next(text, at);
    if (character < 0x80) {
      out += static_cast<char>(character);
    } else {
      append_escape(character, out);
    }
  }
  return out;
}

std::string repr_bytes(std::string_view bytes) {
  const char quote = quote_for(bytes);
  std::string out = {'b', quote};
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (append_short_escape(value, quote, out)) continue;
    if (value >= 0x20 && value < 0x7F) {
      out += byte;
    } else {
      append_escape(value, out);
    }
  }
  out += quote;
  return out;
}

}  // namespace undumpy::python
