#include "analyzer/code_lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

namespace {

std::string_view without_blanks_at_end(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r\n\f");
  return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// The end of the string literal that begins at `at`, behind its quote.
std::size_t string_end(std::string_view line, std::size_t at) {
  const char quote = line[at++];
  while (at < line.size() && line[at] != quote) at += line[at] == '\\' ? 2 : 1;
  return std::min(at + 1, line.size());
}

// In double quotes, when that changes nothing else.
void append_string(std::string_view literal, std::string& out) {
  const bool plain = literal.size() >= 2 && literal.back() == literal[0] &&
                     literal.find_first_of("\"\\", 1) >= literal.size() - 1;
  if (literal[0] == '\'' && plain)
    out += fmt::format("\"{}\"", literal.substr(1, literal.size() - 2));
  else
    out += literal;
}

}  // namespace

std::string normal_line(std::string_view line) {
  line = without_blanks_at_end(line);
  const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
  std::string result(line.substr(0, indent));
  bool blank = false;
  for (std::size_t at = indent; at < line.size();) {
    const char c = line[at];
    if (c == '#') return result += line.substr(at);
    if (c == ' ' || c == '\t') {
      blank = true;
      ++at;
      continue;
    }
    if (blank && is_word(result.back()) && is_word(c)) result += ' ';
    blank = false;
    if (c == '\'' || c == '"') {
      const std::size_t end = string_end(line, at);
      append_string(line.substr(at, end - at), result);
      at = end;
    } else {
      result += c;
      ++at;
    }
  }
  return result;
}

CodeLines normal_lines(std::string_view text) {
  CodeLines result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line = normal_line(text.substr(0, end));
    if (!line.empty()) result.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

CodeLines normal_lines(const std::vector<std::string_view>& lines) {
  CodeLines result;
  for (const std::string_view line : lines) result.push_back(normal_line(line));
  return result;
}

StatementLines lines_of_statement(const SyntaxTree& tree, std::size_t index) {
  const std::string_view text = tree.text;
  const syntax::Span span = tree.body[index]->span;
  const std::size_t limit =
      index + 1 < tree.body.size() ? tree.body[index + 1]->span.begin : text.size();
  StatementLines result;
  std::size_t at = span.begin;
  bool gap = false;  // a blank line was met behind the statement's last token
  while (at < limit) {
    const std::size_t end = std::min(text.find('\n', at), limit);
    const std::string_view line = without_blanks_at_end(text.substr(at, end - at));
    if (at >= span.end && line.empty()) gap = true;
    // A comment below a blank line belongs to what follows it.
    if (at >= span.end && gap && !line.empty() && line[0] == '#') break;
    if (!line.empty()) {
      result.shown.emplace_back(line);
      result.normal.push_back(normal_line(line));
      result.offsets.push_back(at);
    }
    at = end + 1;
  }
  return result;
}

std::vector<LineChange> changes(const CodeLines& from, const CodeLines& to) {
  // What both begin and end with is the same; between, the longest common subsequence. Hand-written
  // functions are short: a product that is too large is taken as one change.
  constexpr std::size_t MaxProduct = 4'000'000;
  std::size_t begin = 0;
  while (begin < from.size() && begin < to.size() && from[begin] == to[begin]) ++begin;
  std::size_t from_end = from.size();
  std::size_t to_end = to.size();
  while (from_end > begin && to_end > begin && from[from_end - 1] == to[to_end - 1])
    --from_end, --to_end;
  const std::size_t rows = from_end - begin;
  const std::size_t columns = to_end - begin;
  const bool aligned = rows * columns <= MaxProduct;
  std::vector<std::uint32_t> length(aligned ? (rows + 1) * (columns + 1) : 0);
  const auto common = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return length[i * (columns + 1) + j];
  };
  if (aligned)
    for (std::size_t i = rows; i-- > 0;)
      for (std::size_t j = columns; j-- > 0;)
        common(i, j) = from[begin + i] == to[begin + j]
                           ? common(i + 1, j + 1) + 1
                           : std::max(common(i + 1, j), common(i, j + 1));
  std::vector<LineChange> result;
  for (std::size_t i = 0; i < begin; ++i) result.push_back({LineChange::Kind::Same, i, i});
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (aligned && i < rows && j < columns && from[begin + i] == to[begin + j]) {
      result.push_back({LineChange::Kind::Same, begin + i++, begin + j});
      ++j;
    } else if (i < rows && (j == columns || !aligned || common(i + 1, j) >= common(i, j + 1))) {
      result.push_back({LineChange::Kind::Removed, begin + i++, begin + j});
    } else {
      result.push_back({LineChange::Kind::Added, begin + j, begin + j});
      ++j;
    }
  }
  for (std::size_t k = 0; from_end + k < from.size(); ++k)
    result.push_back({LineChange::Kind::Same, from_end + k, to_end + k});
  return result;
}

std::string unified_diff(const std::vector<LineChange>& changes, const CodeLines& from,
                         const CodeLines& to, std::size_t most) {
  const auto is_change = [&](std::size_t i) {
    return i < changes.size() && changes[i].kind != LineChange::Kind::Same;
  };
  std::string result;
  std::size_t shown = 0;
  bool gap = false;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (!is_change(i) && !is_change(i + 1) && !(i > 0 && is_change(i - 1))) {
      gap = shown > 0;
      continue;
    }
    if (shown == most) return result + "…\n";
    if (gap) result += "…\n";
    gap = false;
    const LineChange& change = changes[i];
    const std::string& line =
        change.kind == LineChange::Kind::Added ? to[change.line] : from[change.line];
    result += fmt::format("{}{}\n", static_cast<char>(change.kind), line);
    ++shown;
  }
  return result;
}

}  // namespace undumpy
