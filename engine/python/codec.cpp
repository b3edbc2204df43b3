#include "engine/python/codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/python/character.h"
#include "engine/python/exception.h"
#include "engine/python/runtime.h"
#include "engine/python/text.h"

namespace undumpy::python {

namespace {

enum class Encoding : std::uint8_t { Utf8, Ascii, Latin1 };

Encoding encoding_named(Runtime& rt, const std::string& name) {
  std::string plain = name;
  for (char& c : plain) c = c == '-' || c == ' ' ? '_' : static_cast<char>(std::tolower(c));
  constexpr std::array<std::pair<std::string_view, Encoding>, 14> Names = {{
      {"utf_8", Encoding::Utf8},
      {"utf8", Encoding::Utf8},
      {"u8", Encoding::Utf8},
      {"utf", Encoding::Utf8},
      {"ascii", Encoding::Ascii},
      {"us_ascii", Encoding::Ascii},
      {"646", Encoding::Ascii},
      {"latin_1", Encoding::Latin1},
      {"latin1", Encoding::Latin1},
      {"latin", Encoding::Latin1},
      {"l1", Encoding::Latin1},
      {"iso_8859_1", Encoding::Latin1},
      {"iso8859_1", Encoding::Latin1},
      {"8859", Encoding::Latin1},
  }};
  for (const auto& [each, encoding] : Names)
    if (plain == each) return encoding;
  raise(rt, "LookupError", "unknown encoding: " + name);
}

const char* name_of(Encoding encoding) {
  return encoding == Encoding::Utf8 ? "utf-8" : encoding == Encoding::Ascii ? "ascii" : "latin-1";
}

[[noreturn]] void raise_unicode(Runtime& rt, const char* type, Encoding encoding,
                                const Object& object, std::size_t start, std::size_t end,
                                const std::string& reason) {
  raise(rt, exception_class(rt, type),
        {make_text(rt, name_of(encoding)), Value(const_cast<Object*>(&object)),
         make_int(rt, static_cast<std::int64_t>(start)),
         make_int(rt, static_cast<std::int64_t>(end)), make_text(rt, reason)});
}

[[noreturn]] void unknown_handler(Runtime& rt, const std::string& errors) {
  raise(rt, "LookupError", fmt::format("unknown error handler name '{}'", errors));
}

std::string escaped(char32_t c) {
  const auto code = static_cast<std::uint32_t>(c);
  if (code < 0x100) return fmt::format("\\x{:02x}", code);
  return code < 0x10000 ? fmt::format("\\u{:04x}", code) : fmt::format("\\U{:08x}", code);
}

bool is_surrogate(char32_t c) { return c >= 0xD800 && c < 0xE000; }

}  // namespace

std::string encode_text(Runtime& rt, const Str& text, const std::string& encoding_name,
                        const std::string& errors) {
  const Encoding encoding = encoding_named(rt, encoding_name);
  if (text.ascii()) return text.text;
  const auto fits = [encoding](char32_t c) {
    return encoding == Encoding::Utf8 ? !is_surrogate(c)
                                      : c < (encoding == Encoding::Ascii ? 128U : 256U);
  };
  std::string bytes;
  std::size_t position = 0;
  const std::string& source = text.text;
  for (std::size_t at = 0; at < source.size(); ++position) {
    const std::size_t begin = at;
    const char32_t c = character::next(source, at);
    if (fits(c)) {
      if (encoding == Encoding::Utf8)
        bytes.append(source, begin, at - begin);
      else
        bytes += static_cast<char>(c);
      continue;
    }
    if (errors == "ignore") continue;
    if (errors == "replace") {
      bytes += '?';
    } else if (errors == "xmlcharrefreplace") {
      bytes += fmt::format("&#{};", static_cast<std::uint32_t>(c));
    } else if (errors == "backslashreplace") {
      bytes += escaped(c);
    } else if (errors == "strict") {
      std::size_t end = position + 1;
      for (std::size_t next = at; next < source.size() && !fits(character::next(source, next));)
        ++end;
      raise_unicode(rt, "UnicodeEncodeError", encoding, text, position, end,
                    encoding == Encoding::Utf8    ? "surrogates not allowed"
                    : encoding == Encoding::Ascii ? "ordinal not in range(128)"
                                                  : "ordinal not in range(256)");
    } else {
      unknown_handler(rt, errors);
    }
  }
  return bytes;
}

namespace {

// How many bytes from `at` on make a character; or, negated, how many are wrong, and why.
struct Sequence {
  int size;
  const char* reason;
};

Sequence utf8_at(const std::string& bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {1, ""};
  if (lead < 0xC2 || lead > 0xF4) return {-1, "invalid start byte"};
  const int size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (int i = 1; i < size; ++i) {
    const std::size_t k = at + static_cast<std::size_t>(i);
    if (k >= bytes.size()) return {-i, "unexpected end of data"};
    const unsigned char low = i > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = i > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(k) < low || byte(k) > high) return {-i, "invalid continuation byte"};
  }
  return {size, ""};
}

}  // namespace

std::string decode_bytes(Runtime& rt, const Bytes& object, const std::string& encoding_name,
                         const std::string& errors) {
  const Encoding encoding = encoding_named(rt, encoding_name);
  const std::string& bytes = object.text;
  if (is_ascii(bytes)) return bytes;
  rt.heap.require(bytes.size() * 2);
  std::string text;
  const Text characters("\xC3\xA9");
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (encoding == Encoding::Latin1) {
      characters.append(lead, text);
      ++at;
      continue;
    }
    const Sequence found = encoding == Encoding::Utf8 ? utf8_at(bytes, at)
                           : lead < 0x80              ? Sequence{1, ""}
                                                      : Sequence{-1, "ordinal not in range(128)"};
    if (found.size > 0) {
      text.append(bytes, at, static_cast<std::size_t>(found.size));
      at += static_cast<std::size_t>(found.size);
      continue;
    }
    const std::size_t end = at + static_cast<std::size_t>(-found.size);
    if (errors == "replace") {
      text += "\xEF\xBF\xBD";
    } else if (errors == "backslashreplace") {
      for (std::size_t i = at; i < end; ++i)
        text += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes[i]));
    } else if (errors == "strict") {
      raise_unicode(rt, "UnicodeDecodeError", encoding, object, at, end, found.reason);
    } else if (errors != "ignore") {
      unknown_handler(rt, errors);
    }
    at = end;
  }
  return text;
}

}  // namespace undumpy::python
