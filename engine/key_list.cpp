#include "engine/key_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "parser/source.h"
#include "parser/text_reader.h"
#include "parser/trimmed.h"

namespace undumpy {

namespace {

constexpr std::uint64_t MaxFileBytes = 1ULL << 30;
constexpr const char* HowToWrite = "write keys as 1,5,10-20, or @FILE with one key per line";

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_quote(char c) { return c == '\'' || c == '"'; }

Diagnostic bad_part(std::string_view part, std::string_view why) {
  return make_error("usage", fmt::format("in a list of keys, {} {}", printable(part), why),
                    HowToWrite);
}

// Where the part ends that begins at `begin`: at a comma that is in no quotes.
std::size_t end_of_part(std::string_view text, std::size_t begin) {
  std::size_t at = text.find_first_not_of(" \t", begin);
  if (at != std::string_view::npos && is_quote(text[at])) {
    const std::size_t closed = text.find(text[at], at + 1);
    if (closed != std::string_view::npos) begin = closed;
  }
  return std::min(text.find(',', begin), text.size());
}

// A line of a file without its comment.
std::string_view without_comment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1))
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  return line;
}

}  // namespace

Result<KeyList> KeyList::parse(std::string_view text) {
  KeyList list;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = end_of_part(text, begin);
    const std::string_view part = trimmed(text.substr(begin, end - begin));
    begin = end + 1;
    if (part.empty())
      return make_error("usage",
                        text.empty()
                            ? "a list of keys is empty"
                            : fmt::format("the list of keys {} has an empty part", printable(text)),
                        HowToWrite);
    UNDUMPY_CHECK(part[0] == '@' ? list.add_file(std::string(part.substr(1))) : list.add(part));
  }
  list.join_ranges();
  return list;
}

Status KeyList::add(std::string_view part) {
  if (is_quote(part[0])) {
    if (part.size() < 2 || part.back() != part[0]) return bad_part(part, "lacks its last quote");
    keys_.add(Cell::of_text(CellKind::Text, part.substr(1, part.size() - 2)));
    return Done{};
  }
  UNDUMPY_TRY(const bool range, add_range(part));
  if (!range) keys_.add(Cell::of_text(CellKind::Text, part));
  return Done{};
}

// False when it is a single key: '2015-06' and '02-123' are texts, because of their zeros.
Result<bool> KeyList::add_range(std::string_view part) {
  const std::size_t dash = part.find('-', 1);
  if (dash == std::string_view::npos) return false;
  const std::string_view left = part.substr(0, dash);
  const std::string_view right = part.substr(dash + 1);
  if (all_digits(left) && right.empty()) return bad_part(part, "is a range without an end");
  if (left[0] == '-' && all_digits(left.substr(1)))
    return bad_part(part, "is no range: ranges are of positive integers");
  if (!all_digits(left) || !all_digits(right)) return false;
  constexpr std::size_t MostDigits = 18;
  if (left.size() > MostDigits || right.size() > MostDigits)
    return bad_part(part, "has more than 18 digits");
  Range range{};
  if (!ValueSet::as_integer(left, range.first) || !ValueSet::as_integer(right, range.last))
    return false;
  if (range.first > range.last) return bad_part(part, "ends before it begins");
  ranges_.push_back(range);
  return true;
}

Status KeyList::add_file(const std::string& path) {
  DiagnosticList problems;
  const auto source = path.empty() ? Result<std::unique_ptr<Source>>(Diagnostic())
                                   : open_source(path, {}, problems);
  if (!source || (*source)->members().size() != 1)
    return make_error("usage", fmt::format("there is no file of keys @{}", printable(path)),
                      HowToWrite);
  UNDUMPY_TRY(const std::string text,
              read_text(**source, (*source)->members()[0].name, MaxFileBytes, problems));
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    bool comment = false;
    for (; end < text.size() && text[end] != '\n'; ++end) comment = comment || text[end] == '#';
    std::string_view key = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    ++number;
    // Most keys are plain numbers, and there may be very many.
    if (std::int64_t integer = 0; ValueSet::as_integer(key, integer)) {
      keys_.add(Cell::of(integer));
      continue;
    }
    key = trimmed(comment ? without_comment(key) : key);
    if (key.empty()) continue;
    if (const Status added = add(key); !added) {
      Diagnostic error = added.error();
      error.place.file = path;
      error.place.line = number;
      return error;
    }
  }
  return Done{};
}

void KeyList::join_ranges() {
  std::ranges::sort(ranges_, {}, &Range::first);
  std::vector<Range> joined;
  for (const Range& range : ranges_) {
    if (!joined.empty() && range.first <= joined.back().last + 1)
      joined.back().last = std::max(joined.back().last, range.last);
    else
      joined.push_back(range);
  }
  ranges_ = std::move(joined);
}

bool KeyList::in_ranges(std::int64_t key) const {
  const auto next = std::ranges::upper_bound(ranges_, key, {}, &Range::first);
  return next != ranges_.begin() && key <= std::prev(next)->last;
}

bool KeyList::contains(const Cell& key) const {
  std::int64_t number = key.integer;
  switch (key.kind) {
    case CellKind::Integer:
      return keys_.contains(key) || (!ranges_.empty() && in_ranges(number));
    case CellKind::Text:
      return keys_.contains(key) ||
             (!ranges_.empty() && ValueSet::as_integer(key.text(), number) && in_ranges(number));
    case CellKind::BigInteger:
    case CellKind::Decimal:
      return keys_.contains(Cell::of_text(CellKind::Text, key.text()));
    default:
      return false;
  }
}

}  // namespace undumpy
