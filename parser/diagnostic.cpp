#include "parser/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "parser/hidden_characters.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

// A shown source line is cut to about this many characters around the caret.
constexpr std::size_t ShownBefore = 60;
constexpr std::size_t ShownTotal = 110;

std::string escaped(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  if (c < 0x100) return fmt::format("\\x{:02x}", static_cast<std::uint32_t>(c));
  if (c < 0x10000) return fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
  return fmt::format("\\U{:08x}", static_cast<std::uint32_t>(c));
}

void append_printable(std::string_view text, std::size_t& at, std::string& out) {
  const utf8::Decoded decoded = utf8::decode(text, at);
  if (!decoded.valid) {
    out += escaped(static_cast<unsigned char>(text[at]));
  } else if (decoded.character < 0x20 || (decoded.character >= 0x7F && decoded.character < 0xA0) ||
             decoded.character == 0x2028 || decoded.character == 0x2029 ||
             is_deceptive(decoded.character)) {
    out += escaped(decoded.character);
  } else {
    out += text.substr(at, decoded.size);
  }
  at += decoded.size;
}

// Lines below a message.
void append_lines(std::string_view lines, std::string& out) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    out += fmt::format("  | {}\n", printable(lines.substr(0, end)));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

}  // namespace

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::Info:
      return "note";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      return "error";
  }
  return "error";
}

std::string_view to_string(Confidence confidence) {
  switch (confidence) {
    case Confidence::Certain:
      return "certain";
    case Confidence::Likely:
      return "likely";
    case Confidence::Guess:
      return "guess";
  }
  return "guess";
}

MarkedLine marked_line(const Place& place) {
  MarkedLine line;
  if (place.source_column > 0) line.before = "…";
  std::size_t column = place.source_column + 1;
  for (std::size_t at = 0; at < place.source.size(); ++column)
    append_printable(place.source, at,
                     column < place.column                  ? line.before
                     : column < place.column + place.length ? line.marked
                                                            : line.after);
  return line;
}

std::string carets_below(const MarkedLine& line) {
  const std::size_t marked = std::max<std::size_t>(utf8::count(line.marked), 1);
  return std::string(utf8::count(line.before), ' ') + "^" + std::string(marked - 1, '~');
}

Diagnostic make_error(std::string name, std::string message, std::string next) {
  Diagnostic result;
  result.name = std::move(name);
  result.message = std::move(message);
  result.next = std::move(next);
  return result;
}

std::string to_text(const Place& place) {
  std::string result = printable(place.file);
  if (place.line > 0) result += fmt::format(":{}", place.line);
  if (place.line > 0 && place.column > 0) result += fmt::format(":{}", place.column);
  return result;
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string result = to_text(diagnostic.place);
  if (!result.empty()) result += ": ";
  result += fmt::format("{}: {} [{}]\n", to_string(diagnostic.severity),
                        printable(diagnostic.message), diagnostic.name);
  if (diagnostic.place.line > 0 && !diagnostic.place.source.empty()) {
    const MarkedLine line = marked_line(diagnostic.place);
    result +=
        fmt::format("  {}{}{}\n  {}\n", line.before, line.marked, line.after, carets_below(line));
  }
  for (const std::string* lines : {&diagnostic.traceback, &diagnostic.diff})
    append_lines(*lines, result);
  if (!diagnostic.why.empty()) result += fmt::format("  why: {}\n", printable(diagnostic.why));
  if (!diagnostic.next.empty()) result += fmt::format("  next: {}\n", printable(diagnostic.next));
  return result;
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) append_printable(text, at, result);
  return result;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t Most = 5;
  std::string result;
  for (std::size_t i = 0; i < names.size() && i < Most; ++i)
    result += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > Most) result += fmt::format(" and {} more", names.size() - Most);
  return result;
}

Place place_in(std::string_view file, std::string_view text, std::size_t begin, std::size_t end,
               std::uint32_t first_line, std::uint32_t first_column) {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  const std::size_t newline_before =
      begin == 0 ? std::string_view::npos : text.rfind('\n', begin - 1);
  const std::size_t line_begin = newline_before == std::string_view::npos ? 0 : newline_before + 1;
  // What is shown or marked lies in these bytes, however long the line is.
  const std::size_t reach = std::min(text.size(), begin + (ShownTotal + 1) * utf8::MostBytes);
  std::size_t line_end = std::min(text.substr(0, reach).find('\n', begin), reach);
  const bool is_end = line_end == text.size() || text[line_end] == '\n';
  if (is_end && line_end > line_begin && text[line_end - 1] == '\r') --line_end;
  const std::size_t marked_end = std::max(begin, std::min(end, line_end));

  Place place;
  place.file = file;
  place.line =
      first_line + static_cast<std::uint32_t>(std::count(
                       text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line_begin), '\n'));
  const std::string_view before = text.substr(line_begin, begin - line_begin);
  const std::size_t count_before = utf8::count(before);
  if (line_begin > 0) first_column = 1;
  place.column = first_column + static_cast<std::uint32_t>(count_before);
  place.length = static_cast<std::uint32_t>(
      std::max<std::size_t>(1, utf8::count(text.substr(begin, marked_end - begin))));

  std::size_t shown_begin = line_begin;
  place.source_column = first_column - 1;
  for (std::size_t extra = count_before; extra > ShownBefore; --extra) {
    shown_begin += utf8::decode(text, shown_begin).size;
    ++place.source_column;
  }
  std::size_t shown_end = shown_begin;
  for (std::size_t count = 0; shown_end < line_end && count < ShownTotal; ++count)
    shown_end += utf8::decode(text, shown_end).size;
  place.source =
      text.substr(shown_begin, std::min(shown_end, std::max(line_end, shown_begin)) - shown_begin);
  place.length = std::min<std::uint32_t>(place.length, ShownTotal);
  return place;
}

bool DiagnosticList::has_errors() const {
  return std::any_of(items.begin(), items.end(),
                     [](const Diagnostic& item) { return item.severity == Severity::Error; });
}

}  // namespace undumpy
