#include "engine/python/text.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <vector>

#include "engine/python/character.h"
#include "parser/utf8.h"

namespace undumpy::python {
namespace {

constexpr char32_t BeyondUnicode = 0x110000;
constexpr std::size_t None = std::string_view::npos;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return !character::continues(byte); }));
}

// What lies between bounds, as bytes, and the index of its first unit.
struct Range {
  bool valid = false;  // the start is not behind the end, nor behind the text
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t index = 0;
};

Range range_of(Text text, Bounds bounds) {
  const std::size_t bytes = text.bytes().size();
  if (bounds.start == 0 && bounds.end >= static_cast<std::int64_t>(bytes)) {
    return {true, 0, bytes, 0};
  }
  const auto size = static_cast<std::int64_t>(text.size());
  const auto adjusted = [&](std::int64_t index) {
    return index < 0 ? std::max<std::int64_t>(index + size, 0) : index;
  };
  const std::int64_t start = adjusted(bounds.start);
  const std::int64_t end = std::min(adjusted(bounds.end), size);
  if (start > end) return {};
  const std::size_t begin = text.offset(static_cast<std::size_t>(start));
  const Text rest = text.with(text.bytes().substr(begin));
  return {true, begin, begin + rest.offset(static_cast<std::size_t>(end - start)),
          static_cast<std::size_t>(start)};
}

std::string_view within(Text text, const Range& range) {
  return text.bytes().substr(range.begin, range.end - range.begin);
}

// Knuth, Morris and Pratt, from the end.
std::size_t find_last_linear(std::string_view text, std::string_view part) {
  const std::size_t size = part.size();
  const auto pattern = [&](std::size_t i) { return part[size - 1 - i]; };
  std::vector<std::size_t> border(size, 0);
  for (std::size_t i = 1, length = 0; i < size; ++i) {
    while (length > 0 && pattern(i) != pattern(length)) length = border[length - 1];
    if (pattern(i) == pattern(length)) ++length;
    border[i] = length;
  }
  std::size_t matched = 0;
  for (std::size_t at = text.size(); at-- > 0;) {
    while (matched > 0 && text[at] != pattern(matched)) matched = border[matched - 1];
    if (text[at] == pattern(matched)) ++matched;
    if (matched == size) return at;
  }
  return None;
}

}  // namespace

bool is_ascii(std::string_view bytes) {
  constexpr std::uint64_t HighBits = 0x8080808080808080;
  std::uint64_t word = 0;
  while (bytes.size() >= sizeof word) {
    std::memcpy(&word, bytes.data(), sizeof word);
    if ((word & HighBits) != 0) return false;
    bytes.remove_prefix(sizeof word);
  }
  return std::ranges::all_of(bytes, [](char byte) { return (byte & '\x80') == 0; });
}

Text::Text(std::string_view str)
    : bytes_(str), units_(is_ascii(str) ? Units::Ascii : Units::Characters) {}

std::size_t Text::size() const { return wide() ? characters(bytes_) : bytes_.size(); }

std::size_t Text::offset(std::size_t index) const {
  if (!wide() || index >= bytes_.size()) return std::min(index, bytes_.size());
  std::size_t at = 0;
  for (; at < bytes_.size(); ++at) {
    if (!character::continues(bytes_[at]) && index-- == 0) break;
  }
  return at;
}

std::size_t Text::index(std::size_t offset) const {
  return wide() ? characters(bytes_.substr(0, offset)) : std::min(offset, bytes_.size());
}

char32_t Text::next(std::size_t& at) const {
  if (wide()) return character::next(bytes_, at);
  const auto byte = static_cast<unsigned char>(bytes_[at++]);
  return byte < 0x80 ? byte : BeyondUnicode + byte;
}

char32_t Text::previous(std::size_t& at) const {
  if (wide()) return character::previous(bytes_, at);
  std::size_t from = --at;
  return next(from);
}

void Text::append(char32_t unit, std::string& out) const {
  if (unit >= BeyondUnicode) {
    out += static_cast<char>(unit - BeyondUnicode);
  } else {
    utf8::append(unit, out);
  }
}

bool Text::is_space(char32_t unit) const {
  return character::is_space(unit) && !(units_ == Units::Bytes && unit >= 0x1C && unit <= 0x1F);
}

bool Text::is_line_end(char32_t unit) const {
  return units_ == Units::Bytes ? unit == U'\n' || unit == U'\r' : character::is_line_end(unit);
}

std::string_view substring(Text text, std::size_t first, std::size_t last) {
  if (first >= last) return {};
  const std::string_view rest = text.bytes().substr(text.offset(first));
  return rest.substr(0, text.with(rest).offset(last - first));
}

std::string slice(Text text, std::size_t start, std::int64_t step, std::size_t count) {
  if (count == 0) return {};
  if (step == 1) return std::string(substring(text, start, start + count));
  std::string result;
  const std::size_t skipped = static_cast<std::size_t>(step < 0 ? -(step + 1) : step - 1);
  std::size_t at = text.offset(start);
  const std::size_t end = text.bytes().size();
  if (!text.wide()) {
    result.reserve(count);
    const auto stride = static_cast<std::ptrdiff_t>(step);
    for (auto index = static_cast<std::ptrdiff_t>(at); count-- > 0; index += stride) {
      result += text.bytes()[static_cast<std::size_t>(index)];
    }
  } else if (step > 0) {
    while (count > 0 && at < end) {
      text.append(text.next(at), result);
      if (--count == 0) break;
      for (std::size_t i = 0; i < skipped && at < end; ++i) text.next(at);
    }
  } else {
    text.next(at);
    while (count > 0 && at > 0) {
      text.append(text.previous(at), result);
      if (--count == 0) break;
      for (std::size_t i = 0; i < skipped && at > 0; ++i) text.previous(at);
    }
  }
  return result;
}

std::size_t find_bytes(std::string_view text, std::string_view part, std::size_t from) {
  if (from > text.size()) return None;
  if (part.empty()) return from;
  const std::string_view rest = text.substr(from);
  // The C library searches in linear time, std::string_view::find does not.
  const void* found = memmem(rest.data(), rest.size(), part.data(), part.size());
  if (found == nullptr) return None;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::size_t find_last_bytes(std::string_view text, std::string_view part) {
  constexpr std::size_t Short = 16;
  return part.size() <= Short ? text.rfind(part) : find_last_linear(text, part);
}

std::int64_t find(Text text, std::string_view part, Bounds bounds) {
  const Range range = range_of(text, bounds);
  if (!range.valid) return -1;
  const std::string_view inside = within(text, range);
  const std::size_t found = find_bytes(inside, part);
  if (found == None) return -1;
  return static_cast<std::int64_t>(range.index + text.with(inside).index(found));
}

std::int64_t find_last(Text text, std::string_view part, Bounds bounds) {
  const Range range = range_of(text, bounds);
  if (!range.valid) return -1;
  const std::string_view inside = within(text, range);
  const std::size_t found = find_last_bytes(inside, part);
  if (found == None) return -1;
  return static_cast<std::int64_t>(range.index + text.with(inside).index(found));
}

std::size_t count(Text text, std::string_view part, Bounds bounds) {
  const Range range = range_of(text, bounds);
  if (!range.valid) return 0;
  const std::string_view inside = within(text, range);
  if (part.empty()) return text.with(inside).size() + 1;
  std::size_t found = 0;
  for (std::size_t at = find_bytes(inside, part); at != None;
       at = find_bytes(inside, part, at + part.size())) {
    ++found;
  }
  return found;
}

bool starts_with(Text text, std::string_view part, Bounds bounds) {
  const Range range = range_of(text, bounds);
  return range.valid && within(text, range).starts_with(part);
}

bool ends_with(Text text, std::string_view part, Bounds bounds) {
  const Range range = range_of(text, bounds);
  return range.valid && within(text, range).ends_with(part);
}

std::string_view remove_prefix(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

std::string_view remove_suffix(std::string_view text, std::string_view suffix) {
  return text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text;
}

}  // namespace undumpy::python
