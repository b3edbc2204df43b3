// README.md is true: its commands are run, and what they print is compared with what it shows.
//
// Each chapter (##) gets a folder of its own, with corpus/ and the stories of tests/stories.h in
// it. In shown output a line "…" stands for any lines, "…" at the end of a line for the rest of it.

#include <gtest/gtest.h>

#include <memory>
#include <sstream>

#include "tests/cli/examples.h"

namespace undumpy::test {

namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view Dots = "…";
constexpr std::string_view Indent = "    ";

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();  // of CSV
    lines.push_back(line);
  }
  return lines;
}

std::string trimmed(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == std::string::npos ? "" : line.substr(begin);
}

bool same_line(const std::string& shown, const std::string& real) {
  const std::size_t dots = shown.find(Dots);
  if (dots == std::string::npos) return shown == real;
  const std::string_view after = std::string_view(shown).substr(dots + Dots.size());
  return real.starts_with(shown.substr(0, dots)) && real.size() >= dots + after.size() &&
         real.ends_with(after);
}

bool matches(const Lines& shown, std::size_t i, const Lines& real, std::size_t j) {
  if (i == shown.size()) return j == real.size();
  if (trimmed(shown[i]) == Dots) {
    for (std::size_t skip = j; skip <= real.size(); ++skip)
      if (matches(shown, i + 1, real, skip)) return true;
    return false;
  }
  return j < real.size() && same_line(shown[i], real[j]) && matches(shown, i + 1, real, j + 1);
}

// Empty lines do not count at the beginning and at the end.
Lines without_margins(Lines lines) {
  while (!lines.empty() && trimmed(lines.front()).empty()) lines.erase(lines.begin());
  while (!lines.empty() && trimmed(lines.back()).empty()) lines.pop_back();
  return lines;
}

struct Example {
  std::string chapter, command;
  Lines output;
};

// Indented blocks that begin with "$ ".
std::vector<Example> examples(const std::string& readme) {
  std::vector<Example> found;
  std::string chapter;
  bool in_block = false;
  bool goes_on = false;
  for (const std::string& line : lines_of(readme)) {
    if (line.starts_with("## ")) chapter = line.substr(3);
    if (!line.empty() && !line.starts_with(Indent)) in_block = false;
    if (line.size() < Indent.size()) {
      if (in_block) found.back().output.emplace_back();
      continue;
    }
    if (!line.starts_with(Indent)) continue;
    std::string text = line.substr(Indent.size());
    const bool begins = text.starts_with("$ ");
    if (begins) {
      in_block = true;
      found.push_back({chapter, "", {}});
      text = text.substr(2);
    }
    if (begins || goes_on) {
      goes_on = text.ends_with('\\');
      if (goes_on) text.pop_back();
      found.back().command += begins ? text : trimmed(text);
    } else if (in_block) {
      found.back().output.push_back(text);
    }
  }
  return found;
}

void expect_output(const Example& example) {
  SCOPED_TRACE(example.chapter + ": $ " + example.command);
  const Outcome outcome = Examples::run(example.command);
  const Lines shown = without_margins(example.output);
  bool same = false;
  for (const std::string& all : {outcome.out, outcome.err + outcome.out, outcome.out + outcome.err})
    same = same || matches(shown, 0, without_margins(lines_of(all)), 0);
  EXPECT_TRUE(same) << "it prints:\n" << outcome.out << "---\n" << outcome.err;
}

TEST(Readme, ItsCommandsPrintWhatItShows) {
  const std::vector<Example> all = examples(read_file(corpus_dir().parent_path() / "README.md"));
  ASSERT_GT(all.size(), 10U);
  std::string chapter;
  std::unique_ptr<Examples> folder;
  for (const Example& example : all) {
    if (example.chapter != chapter) {
      folder.reset();
      folder = std::make_unique<Examples>();
      chapter = example.chapter;
    }
    expect_output(example);
  }
}

}  // namespace

}  // namespace undumpy::test
