#include "engine/python/text_split.h"

#include <algorithm>
#include <vector>

namespace undumpy::python {
namespace {

constexpr std::size_t None = std::string_view::npos;

// How often may still be cut.
class Cuts {
 public:
  explicit Cuts(std::int64_t most) : left_(most) {}
  bool take() {
    if (left_ == 0) return false;
    if (left_ > 0) --left_;
    return true;
  }

 private:
  std::int64_t left_;  // negative: any number
};

// Takes off units at the ends while `unwanted` says so.
template <typename Unwanted>
std::string_view strip_while(Text text, Side side, Unwanted unwanted) {
  std::size_t begin = 0;
  std::size_t end = text.bytes().size();
  if (side != Side::Right) {
    for (std::size_t at = begin; at < end; begin = at) {
      if (!unwanted(text.next(at))) break;
    }
  }
  if (side != Side::Left) {
    for (std::size_t at = end; at > begin; end = at) {
      if (!unwanted(text.previous(at))) break;
    }
  }
  return text.bytes().substr(begin, end - begin);
}

// The first unit at or behind `at` that is a space (or is none): its offset, or the end.
std::size_t skip(Text text, std::size_t at, bool spaces) {
  for (std::size_t here = at; at < text.bytes().size(); at = here) {
    if (text.is_space(text.next(here)) != spaces) break;
  }
  return at;
}

std::size_t skip_back(Text text, std::size_t at, bool spaces) {
  for (std::size_t here = at; at > 0; at = here) {
    if (text.is_space(text.previous(here)) != spaces) break;
  }
  return at;
}

}  // namespace

void split(std::string_view text, std::string_view separator, std::int64_t most,
           const PieceSink& sink) {
  Cuts cuts(most);
  std::size_t begin = 0;
  while (cuts.take()) {
    const std::size_t found = find_bytes(text, separator, begin);
    if (found == None) break;
    sink(text.substr(begin, found - begin));
    begin = found + separator.size();
  }
  sink(text.substr(begin));
}

void split_right(std::string_view text, std::string_view separator, std::int64_t most,
                 const PieceSink& sink) {
  Cuts cuts(most);
  std::string_view rest = text;
  while (cuts.take()) {
    const std::size_t found = find_last_bytes(rest, separator);
    if (found == None) break;
    sink(rest.substr(found + separator.size()));
    rest = rest.substr(0, found);
  }
  sink(rest);
}

void split_spaces(Text text, std::int64_t most, const PieceSink& sink) {
  Cuts cuts(most);
  const std::string_view bytes = text.bytes();
  for (std::size_t begin = skip(text, 0, true); begin < bytes.size();) {
    if (!cuts.take()) {
      sink(bytes.substr(begin));
      return;
    }
    const std::size_t end = skip(text, begin, false);
    sink(bytes.substr(begin, end - begin));
    begin = skip(text, end, true);
  }
}

void split_spaces_right(Text text, std::int64_t most, const PieceSink& sink) {
  Cuts cuts(most);
  const std::string_view bytes = text.bytes();
  for (std::size_t end = skip_back(text, bytes.size(), true); end > 0;) {
    if (!cuts.take()) {
      sink(bytes.substr(0, end));
      return;
    }
    const std::size_t begin = skip_back(text, end, false);
    sink(bytes.substr(begin, end - begin));
    end = skip_back(text, begin, true);
  }
}

void split_lines(Text text, bool keep_ends, const PieceSink& sink) {
  const std::string_view bytes = text.bytes();
  std::size_t begin = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = at;
    const char32_t unit = text.next(at);
    if (!text.is_line_end(unit)) continue;
    if (unit == U'\r' && at < bytes.size() && bytes[at] == '\n') ++at;
    sink(bytes.substr(begin, (keep_ends ? at : end) - begin));
    begin = at;
  }
  if (begin < bytes.size()) sink(bytes.substr(begin));
}

Partition partition(std::string_view text, std::string_view separator) {
  const std::size_t found = find_bytes(text, separator);
  if (found == None) return {text, {}, {}};
  return {text.substr(0, found), separator, text.substr(found + separator.size())};
}

Partition partition_right(std::string_view text, std::string_view separator) {
  const std::size_t found = find_last_bytes(text, separator);
  if (found == None) return {{}, {}, text};
  return {text.substr(0, found), separator, text.substr(found + separator.size())};
}

std::string_view strip(Text text, Side side) {
  return strip_while(text, side, [&](char32_t unit) { return text.is_space(unit); });
}

std::string_view strip(Text text, std::string_view set, Side side) {
  const Text units(set, text.units() == Units::Bytes ? Units::Bytes : Units::Characters);
  std::vector<char32_t> unwanted;
  for (std::size_t at = 0; at < set.size();) unwanted.push_back(units.next(at));
  std::ranges::sort(unwanted);
  return strip_while(text, side,
                     [&](char32_t unit) { return std::ranges::binary_search(unwanted, unit); });
}

}  // namespace undumpy::python
