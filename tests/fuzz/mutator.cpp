#include "tests/fuzz/mutator.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace undumpy::fuzz {

namespace {

using namespace std::string_view_literals;

// What the syntax, the escapes and the templates turn on.
constexpr std::string_view Tokens[] = {
    "("sv,
    ")"sv,
    "["sv,
    "]"sv,
    "{"sv,
    "}"sv,
    "'"sv,
    "\""sv,
    "'''"sv,
    "\"\"\""sv,
    "\\"sv,
    "#"sv,
    ","sv,
    ":"sv,
    "="sv,
    "*"sv,
    "**"sv,
    "-"sv,
    "."sv,
    ";"sv,
    "@"sv,
    "\n"sv,
    "\r"sv,
    "\t"sv,
    "    "sv,
    "\0"sv,
    "\f"sv,
    "\xFF"sv,
    "\xC3"sv,
    "\xED\xA0\x80"sv,
    "\xEF\xBB\xBF"sv,
    "\xE2\x80\xAE"sv,
    "\xF0\x9D\x84\x9E"sv,
    "\\u12"sv,
    "\\ud800"sv,
    "\\N{DASH}"sv,
    "\\x"sv,
    "\\0"sv,
    "b'"sv,
    "u'"sv,
    "r'"sv,
    "f'{"sv,
    "None"sv,
    "True"sv,
    "if "sv,
    "else:"sv,
    "for x in "sv,
    "while True: pass\n"sv,
    "def f(): return f()\n"sv,
    "return "sv,
    "yield "sv,
    "lambda: "sv,
    "import os\n"sv,
    "try:\n"sv,
    "except:\n"sv,
    "del "sv,
    "global x\n"sv,
    "class A: pass\n"sv,
    "with "sv,
    "raise "sv,
    "assert "sv,
    "date("sv,
    "dt("sv,
    "Decimal('"sv,
    "time(25,61)"sv,
    "date(0,0,0)"sv,
    "loader.save("sv,
    "loader.flush_deferred_objects()\n"sv,
    "execfile(\"restore.py\", *args)\n"sv,
    "create_library_book("sv,
    "kw.update("sv,
    "new_content_type_id("sv,
    "bv2kw('name',"sv,
    "create_mti_child("sv,
    "resolve_model(\"library.Book\")"sv,
    "__import__('os')"sv,
    "# fields: "sv,
    "logger.info(\"Loading 2 objects to table library_book...\")\n"sv,
    "SOURCE_VERSION = "sv,
};

constexpr std::string_view Numbers[] = {
    "0"sv,
    "-1"sv,
    "-0"sv,
    "00"sv,
    "1.5"sv,
    "1e999"sv,
    "0x7f"sv,
    "9223372036854775807"sv,
    "9223372036854775808"sv,
    "-9223372036854775808"sv,
    "18446744073709551616"sv,
    "1e-400"sv,
    "1j"sv,
    "1_0"sv,
    "123456789012345678901234567890123456789012345678901234567890"sv,
};

constexpr std::string_view Names[] = {
    "main.py"sv, "restore.py"sv, "../restore.py"sv,     "/etc/passwd"sv,       ""sv,      ".py"sv,
    "a/b.py"sv,  "a\nb.py"sv,    "\xFF.py"sv,           "library_book"sv,      "x.zip"sv, "con"sv,
    "."sv,       "\0.py"sv,      "library_book_1.py"sv, "library_book_2.py"sv,
};

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Begin and end of the word, number or sign at `at`.
std::pair<std::size_t, std::size_t> token_at(const std::string& text, std::size_t at) {
  std::size_t begin = at, end = at + 1;
  if (!in_word(text[at])) return {begin, end};
  while (begin > 0 && in_word(text[begin - 1])) --begin;
  while (end < text.size() && in_word(text[end])) ++end;
  return {begin, end};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

}  // namespace

Files Mutator::damaged() {
  Files files = one_of(snapshots_);
  for (std::size_t n = 1 + below(8); n > 0; --n) mutate(files);
  return files;
}

void Mutator::mutate(Files& files) {
  if (files.empty()) return;
  std::string& text = files[below(files.size())].second;
  switch (below(16)) {
    case 0:
      return mutate_names(files);
    case 1:
      return splice(text, one_of(one_of(snapshots_)).second);
    case 2:
      return text.resize(below(text.size() + 1));
    case 3:
    case 4:
    case 5:
      return mutate_lines(text);
    case 6:
    case 7:
    case 8:
      return mutate_bytes(text);
    default:
      return mutate_tokens(text);
  }
}

void Mutator::mutate_names(Files& files) {
  const std::size_t at = below(files.size());
  switch (below(4)) {
    case 0:
      files.erase(files.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    case 1:
      files[at].first = one_of(Names);
      break;
    case 2:
      std::swap(files[at].first, files[below(files.size())].first);
      break;
    default:
      files.emplace_back(one_of(Names), files[at].second);
  }
}

void Mutator::mutate_bytes(std::string& text) {
  const std::size_t at = below(text.size());
  const std::size_t length = 1 + below(8);
  switch (below(4)) {
    case 0:
      text.insert(at, length, static_cast<char>(random_()));
      break;
    case 1:
      text.insert(at, text.substr(at, length * 10));
      break;
    case 2:
      text.erase(at, length);
      break;
    default:
      if (!text.empty()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
  }
}

void Mutator::mutate_tokens(std::string& text) {
  if (text.empty()) return;
  const std::size_t at = below(text.size());
  const auto [begin, end] = token_at(text, at);
  switch (below(6)) {
    case 0:
      text.insert(begin, one_of(Tokens));
      break;
    case 1:
      text.replace(begin, end - begin, one_of(Tokens));
      break;
    case 2:
      text.erase(begin, end - begin);
      break;
    case 3:
      text.insert(end, text.substr(begin, end - begin));
      break;
    case 4: {
      const auto [from, to] = token_at(text, below(text.size()));
      text.replace(begin, end - begin, text.substr(from, to - from));
      break;
    }
    default: {
      const std::size_t digit = text.find_first_of("0123456789", at);
      if (digit == std::string::npos) return;
      const auto [from, to] = token_at(text, digit);
      text.replace(from, to - from, one_of(Numbers));
    }
  }
}

void Mutator::mutate_lines(std::string& text) {
  std::vector<std::string> lines = lines_of(text);
  if (lines.empty()) return;
  const std::size_t a = below(lines.size());
  const std::size_t b = below(lines.size());
  const auto place = [&](std::size_t i) { return lines.begin() + static_cast<std::ptrdiff_t>(i); };
  switch (below(5)) {
    case 0:
      lines.erase(place(a));
      break;
    case 1:
      std::swap(lines[a], lines[b]);
      break;
    case 2:
      lines.insert(place(a), std::string(lines[b]));
      break;
    case 3:
      lines[a].insert(0, below(9), ' ');
      break;
    default:
      lines[a].erase(0, 1 + below(4));
  }
  text.clear();
  for (const std::string& line : lines) text += line;
}

void Mutator::splice(std::string& text, const std::string& other) {
  text.resize(below(text.size() + 1));
  text += other.substr(below(other.size() + 1));
}

}  // namespace undumpy::fuzz
