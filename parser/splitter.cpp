#include "parser/splitter.h"

namespace undumpy {

namespace {

bool starts_statement(std::string_view line) {
  return line.starts_with("loader.") || line.starts_with("logger.") ||
         line.starts_with("    yield create_") || line.starts_with("yield create_");
}

bool is_blank_or_comment(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t\r\n\f");
  return at == std::string_view::npos || line[at] == '#';
}

}  // namespace

const char* StatementSplitter::message() const {
  if (triple_ != 0) return "the triple-quoted string has no end";
  if (string_open_) return "the string does not end on this line";
  return "the bracket is never closed";
}

StatementSplitter::Verdict StatementSplitter::add(std::string_view line) {
  const bool first = size_ == 0;
  string_open_ = false;
  if (!first && open() && starts_statement(line)) return Verdict::BrokenBefore;
  if (!first && in_block_ && !open()) {
    // Inside the body of a compound statement: it ends before the next line at column 0.
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    const bool clause = line.starts_with("else") || line.starts_with("elif") ||
                        line.starts_with("except") || line.starts_with("finally");
    if (!indented && !clause && !is_blank_or_comment(line)) return Verdict::CompleteBefore;
  }
  const bool fine = scan(line);
  size_ += line.size();
  if (!fine) return Verdict::Broken;
  if (open() || in_block_) return Verdict::NeedsMore;
  return Verdict::Complete;
}

// False when a string is left open at the end of the line.
bool StatementSplitter::scan(std::string_view line) {
  continued_ = false;
  char last = 0;  // the last character that is neither blank nor comment
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (triple_ != 0) {
      if (c == '\\') {
        ++at;
      } else if (c == triple_ && line.size() - at >= 3 && line[at + 1] == c && line[at + 2] == c) {
        triple_ = 0;
        at += 2;
        last = c;
      }
      continue;
    }
    switch (c) {
      case '\'':
      case '"': {
        last = c;
        if (line.size() - at >= 3 && line[at + 1] == c && line[at + 2] == c) {
          triple_ = c;
          if (depth_ == 0) problem_ = size_ + at;
          at += 2;
          break;
        }
        const std::size_t begin = at++;
        while (at < line.size() && line[at] != c && line[at] != '\n') at += line[at] == '\\' ? 2 : 1;
        if (at >= line.size() || line[at] != c) {
          // A backslash before the line end continues a string: rare, and left to the parser.
          problem_ = size_ + begin;
          string_open_ = true;
          return false;
        }
        break;
      }
      case '(':
      case '[':
      case '{':
        if (depth_++ == 0) problem_ = size_ + at;
        last = c;
        break;
      case ')':
      case ']':
      case '}':
        if (depth_ > 0) --depth_;
        last = c;
        break;
      case '#': at = line.size(); break;
      case '\\':
        if (line.find_first_not_of("\r\n", at + 1) == std::string_view::npos) continued_ = true;
        last = c;
        break;
      case ' ':
      case '\t':
      case '\r':
      case '\n': break;
      default: last = c; break;
    }
  }
  if (!open() && last == ':') in_block_ = true;
  return true;
}

}  // namespace undumpy
