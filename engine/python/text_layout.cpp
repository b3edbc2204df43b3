#include "engine/python/text_layout.h"

#include <algorithm>
#include <utility>

namespace undumpy::python {
namespace {

// Text that grows up to a size.
class Builder {
 public:
  explicit Builder(std::size_t most_bytes) : most_(most_bytes) {}

  void add(std::string_view piece) { add(1, piece); }
  void add(std::size_t times, std::string_view piece) {
    if (times == 0 || piece.empty() || overflow_) return;
    overflow_ = times > (most_ - text_.size()) / piece.size();
    if (overflow_) return;
    if (piece.size() == 1) {
      text_.append(times, piece.front());
    } else {
      while (times-- > 0) text_ += piece;
    }
  }
  [[nodiscard]] bool overflow() const { return overflow_; }
  Outcome<std::string> take() && {
    if (overflow_) return too_large();
    return std::move(text_);
  }

 private:
  std::string text_;
  std::size_t most_;
  bool overflow_ = false;
};

std::size_t missing(Text text, std::int64_t width) {
  const std::size_t size = text.size();
  return width > 0 && static_cast<std::size_t>(width) > size
             ? static_cast<std::size_t>(width) - size
             : 0;
}

Outcome<std::string> interleave(Text text, std::string_view other, std::int64_t most,
                                std::size_t most_bytes) {
  Builder result(most_bytes);
  const std::string_view bytes = text.bytes();
  std::size_t at = 0;
  while (most != 0 && !result.overflow()) {
    result.add(other);
    if (most > 0) --most;
    if (at == bytes.size()) break;
    const std::size_t begin = at;
    text.next(at);
    result.add(bytes.substr(begin, at - begin));
  }
  result.add(bytes.substr(at));
  return std::move(result).take();
}

}  // namespace

Failure too_large() { return {"MemoryError", ""}; }

Outcome<std::string> pad(Text text, std::int64_t width, std::string_view fill, Alignment alignment,
                         std::size_t most_bytes) {
  const std::size_t margin = missing(text, width);
  std::size_t left = 0;
  if (alignment == Alignment::Right) left = margin;
  // An odd margin leans to the left only in an odd width.
  if (alignment == Alignment::Center) {
    left = margin / 2 + (margin & static_cast<std::size_t>(width) & 1U);
  }
  Builder result(most_bytes);
  result.add(left, fill);
  result.add(text.bytes());
  result.add(margin - left, fill);
  return std::move(result).take();
}

Outcome<std::string> fill_zeros(Text text, std::int64_t width, std::size_t most_bytes) {
  std::string_view rest = text.bytes();
  const bool sign = !rest.empty() && (rest.front() == '+' || rest.front() == '-');
  Builder result(most_bytes);
  result.add(rest.substr(0, sign ? 1 : 0));
  result.add(missing(text, width), "0");
  result.add(rest.substr(sign ? 1 : 0));
  return std::move(result).take();
}

Outcome<std::string> expand_tabs(Text text, std::int64_t tab_size, std::size_t most_bytes) {
  const std::size_t stop = tab_size > 0 ? static_cast<std::size_t>(tab_size) : 0;
  Builder result(most_bytes);
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.bytes().size() && !result.overflow();) {
    const std::size_t begin = at;
    const char32_t unit = text.next(at);
    if (unit == U'\t') {
      const std::size_t blanks = stop == 0 ? 0 : stop - column % stop;
      result.add(blanks, " ");
      column = 0;  // of the next stop
      continue;
    }
    result.add(text.bytes().substr(begin, at - begin));
    column = unit == U'\n' || unit == U'\r' ? 0 : column + 1;
  }
  return std::move(result).take();
}

Outcome<std::string> replace(Text text, std::string_view part, std::string_view other,
                             std::int64_t most, std::size_t most_bytes) {
  if (part.empty()) return interleave(text, other, most, most_bytes);
  Builder result(most_bytes);
  const std::string_view bytes = text.bytes();
  std::size_t begin = 0;
  for (; most != 0 && !result.overflow(); --most) {
    const std::size_t found = find_bytes(bytes, part, begin);
    if (found == std::string_view::npos) break;
    result.add(bytes.substr(begin, found - begin));
    result.add(other);
    begin = found + part.size();
  }
  result.add(bytes.substr(begin));
  return std::move(result).take();
}

Outcome<std::string> translate(Text text, const Translation& translation, std::size_t most_bytes) {
  Builder result(most_bytes);
  for (std::size_t at = 0; at < text.bytes().size() && !result.overflow();) {
    const std::size_t begin = at;
    const char32_t unit = text.next(at);
    const std::string_view same = text.bytes().substr(begin, at - begin);
    const auto code =
        text.wide() ? unit : static_cast<char32_t>(static_cast<unsigned char>(same.front()));
    const std::optional<std::string> translated = translation(code);
    result.add(translated ? std::string_view(*translated) : same);
  }
  return std::move(result).take();
}

}  // namespace undumpy::python
