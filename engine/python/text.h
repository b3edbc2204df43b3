// Text: what the methods of str and bytes work on, and finding in it.
//
// A str is UTF-8 (lone surrogates as three bytes) and counts characters; bytes count bytes. The
// functions of text.h, text_split.h, text_case.h and text_layout.h serve both, because a Text says
// what its units are:
//
//     find("grün ist", "n");                       // 3
//     find({"gr\xC3\xBC", Units::Bytes}, "\xBC");  // 3
//
// A Text owns nothing. Results that are views lie in the text given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace undumpy::python {

enum class Units : std::uint8_t {
  Ascii,       // a str whose characters are one byte each
  Characters,  // any str
  Bytes,
};

class Text {
 public:
  // A str; looks whether it is ASCII.
  Text(std::string_view str);                             // NOLINT(google-explicit-constructor)
  Text(const char* str) : Text(std::string_view(str)) {}  // NOLINT(google-explicit-constructor)
  Text(const std::string& str) : Text(std::string_view(str)) {}  // NOLINT
  // REQUIRES: all bytes are below 0x80 when units is Ascii.
  Text(std::string_view bytes, Units units) : bytes_(bytes), units_(units) {}

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] Units units() const { return units_; }
  // False when every unit is one byte, so that offsets and indexes are the same.
  [[nodiscard]] bool wide() const { return units_ == Units::Characters; }
  // In units.
  [[nodiscard]] std::size_t size() const;
  // Where the unit of that index begins; the end for indexes beyond.
  [[nodiscard]] std::size_t offset(std::size_t index) const;
  // How many units begin before the byte at `offset`.
  [[nodiscard]] std::size_t index(std::size_t offset) const;

  // The unit at `at`, which moves behind it. Bytes from 0x80 come as numbers beyond Unicode, so
  // that no property of a character is true for them. REQUIRES: at < bytes().size().
  char32_t next(std::size_t& at) const;
  // The unit before `at`, which moves to its begin. REQUIRES: at > 0.
  char32_t previous(std::size_t& at) const;
  // Appends what next() gave.
  void append(char32_t unit, std::string& out) const;
  [[nodiscard]] bool is_space(char32_t unit) const;
  [[nodiscard]] bool is_line_end(char32_t unit) const;

  [[nodiscard]] Text with(std::string_view bytes) const { return {bytes, units_}; }

 private:
  std::string_view bytes_;
  Units units_;
};

bool is_ascii(std::string_view bytes);

// The start and end that find, count, startswith … take: indexes of units, counted from the end
// when negative.
struct Bounds {
  std::int64_t start = 0;
  std::int64_t end = std::numeric_limits<std::int64_t>::max();
};

// Units from `first` to before `last`. Indexes beyond the end mean the end.
std::string_view substring(Text text, std::size_t first, std::size_t last);
// `count` units: start, start + step, …
// REQUIRES: step is not 0; start and the last index are within the text.
std::string slice(Text text, std::size_t start, std::int64_t step, std::size_t count);

// Index of the first or last `part`, -1 when there is none. Time is linear in the sizes.
std::int64_t find(Text text, std::string_view part, Bounds bounds = {});
std::int64_t find_last(Text text, std::string_view part, Bounds bounds = {});
// Parts that do not overlap.
std::size_t count(Text text, std::string_view part, Bounds bounds = {});
bool starts_with(Text text, std::string_view part, Bounds bounds = {});
bool ends_with(Text text, std::string_view part, Bounds bounds = {});
std::string_view remove_prefix(std::string_view text, std::string_view prefix);
std::string_view remove_suffix(std::string_view text, std::string_view suffix);

// The same by bytes: offsets, std::string_view::npos when there is none, in linear time.
std::size_t find_bytes(std::string_view text, std::string_view part, std::size_t from = 0);
std::size_t find_last_bytes(std::string_view text, std::string_view part);

}  // namespace undumpy::python
