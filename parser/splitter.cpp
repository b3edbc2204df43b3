#include "parser/splitter.h"

#include <algorithm>

namespace undumpy {

namespace {

bool starts_statement(std::string_view line) {
  if (line.starts_with("loader.") || line.starts_with("logger.")) return true;
  const std::size_t at = line.find_first_not_of(' ');
  return at != std::string_view::npos && line.substr(at).starts_with("yield create_");
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

bool is_blank_or_comment(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t\r\n\f");
  return at == std::string_view::npos || line[at] == '#';
}

// `else:` and its kind go on with the statement although they stand no deeper.
bool is_clause(std::string_view line) {
  const std::string_view word =
      line.substr(0, line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"));
  return word == "else" || word == "elif" || word == "except" || word == "finally";
}

bool is_line_end(std::string_view text) {
  return text.empty() || text[0] == '\n' || text.starts_with("\r\n");
}

bool is_tripled(std::string_view text) {
  return text.size() >= 3 && text[1] == text[0] && text[2] == text[0];
}

}  // namespace

const char* StatementSplitter::message() const {
  if (quote_ != 0 && triple_) return "the triple-quoted string has no end";
  if (quote_ != 0) return "the string does not end on this line";
  if (depth_ > 0) return "the bracket is never closed";
  return "nothing follows the backslash";
}

StatementSplitter::Verdict StatementSplitter::add(std::string_view line) {
  const bool first = size_ == 0;
  if (!first && open() && starts_statement(line)) return Verdict::BrokenBefore;
  if (!first && in_block_ && !open()) {
    // Inside the body of a compound statement: it ends before the next line that stands no deeper
    // than its own first one.
    const std::size_t indent = indent_of(line);
    if (indent <= indent_ && !is_clause(line.substr(indent)) && !is_blank_or_comment(line))
      return Verdict::CompleteBefore;
  }
  if (first) indent_ = indent_of(line);
  if (!open()) decorated_ = (first || decorated_) && line.substr(indent_of(line)).starts_with('@');
  const bool fine = scan(line);
  size_ += line.size();
  if (!fine) return Verdict::Broken;
  if (open() || in_block_ || decorated_) return Verdict::NeedsMore;
  return Verdict::Complete;
}

// False when a string is left open at the end of the line and can not go on.
bool StatementSplitter::scan(std::string_view line) {
  continued_ = false;
  char last = 0;  // the last character that is neither blank nor comment
  for (std::size_t at = 0; at < line.size();) {
    if (quote_ != 0) {
      last = quote_;
      if (!skip_string(line, at)) return false;
      continue;
    }
    const char c = line[at];
    switch (c) {
      case '\'':
      case '"':
        open_string(line, at);
        continue;
      case '(':
      case '[':
      case '{':
        if (depth_++ == 0) bracket_at_ = size_ + at;
        break;
      case ')':
      case ']':
      case '}':
        if (depth_ > 0) --depth_;
        break;
      case '\\':
        continued_ = is_line_end(line.substr(at + 1));
        break;
      default:
        break;
    }
    if (c == '#') break;
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') last = c;
    ++at;
  }
  if (!open() && last == ':') in_block_ = true;
  return true;
}

void StatementSplitter::open_string(std::string_view line, std::size_t& at) {
  quote_ = line[at];
  quote_at_ = size_ + at;
  triple_ = is_tripled(line.substr(at));
  at += triple_ ? 3 : 1;
}

// Moves behind the string, or behind the line when the string goes on in the next one.
bool StatementSplitter::skip_string(std::string_view line, std::size_t& at) {
  while (at < line.size()) {
    const char c = line[at];
    if (c == '\\') {
      at += line.substr(at + 1).starts_with("\r\n") ? 3 : 2;
    } else if (c == quote_ && (!triple_ || is_tripled(line.substr(at)))) {
      at += triple_ ? 3 : 1;
      quote_ = 0;
      return true;
    } else if (!triple_ && c == '\n') {
      return false;
    } else {
      ++at;
    }
  }
  return true;
}

}  // namespace undumpy
