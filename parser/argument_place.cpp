#include "parser/argument_place.h"

#include <algorithm>

namespace undumpy {

namespace {

// Behind the string that begins at `at`; knows triple quotes, which people write.
std::size_t behind_string(std::string_view text, std::size_t at) {
  const std::string_view triple = text.substr(at, 3);
  const bool is_triple = triple.size() == 3 && triple[0] == triple[1] && triple[1] == triple[2];
  const std::string_view quote = is_triple ? triple : text.substr(at, 1);
  for (at += quote.size(); at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text.substr(at).starts_with(quote)) {
      return at + quote.size();
    }
  }
  return text.size();
}

struct Span {
  std::size_t begin, end;
};

bool is_blank(char c) { return std::string_view(" \t\r\n").find(c) != std::string_view::npos; }

// The argument with that number, of the call whose arguments begin at `at`; without the blanks and
// comments around it. Empty when there is none.
Span find_argument(std::string_view text, std::size_t at, std::size_t argument) {
  std::size_t depth = 0;
  Span span{0, 0};
  while (at < text.size()) {
    const char c = text[at];
    if (is_blank(c)) {
      ++at;
      continue;
    }
    if (c == '#') {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    const bool opens = c == '(' || c == '[' || c == '{';
    const bool closes = c == ')' || c == ']' || c == '}';
    if (depth == 0 && (c == ',' || closes)) {
      if (argument-- == 0) return span;
      if (closes) break;
      span = {0, 0};
      ++at;
      continue;
    }
    if (span.begin == 0) span.begin = at;
    if (opens) ++depth;
    if (closes) --depth;
    at = c == '\'' || c == '"' ? behind_string(text, at) : at + 1;
    span.end = at;
  }
  return {0, 0};
}

}  // namespace

Place place_of_argument(std::string_view file, std::string_view statement, std::uint32_t line,
                        std::size_t argument) {
  const std::size_t create = std::min(statement.find("create_"), statement.size());
  const std::size_t open = statement.find('(', create);
  Span span{create, std::min(open, statement.size())};
  if (argument != NoArgument && open != std::string_view::npos) {
    const Span found = find_argument(statement, open + 1, argument);
    if (found.begin < found.end) span = found;
  }
  return place_in(file, statement, span.begin, span.end, line);
}

}  // namespace undumpy
