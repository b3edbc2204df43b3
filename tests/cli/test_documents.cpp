// docs/filters.md and docs/transforms.md: all options are there, and the examples print what they
// say. With UNDUMPY_REWRITE the pages are written anew, with what the examples print.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "engine/closure.h"
#include "engine/filters.h"
#include "engine/transforms.h"
#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

std::filesystem::path page(const std::string& name) {
  return corpus_dir().parent_path() / "docs" / name;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
    text.replace(at, from.size(), to), at += to.size();
}

// Words as a shell makes them of a line with quotes.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool begun = false;
  char quote = '\0';
  for (const char c : line + " ") {
    if (quote != '\0' ? c == quote : c == '\'' || c == '"') {
      quote = quote != '\0' ? '\0' : c;
      begun = true;
    } else if (quote == '\0' && c == ' ') {
      if (begun) words.push_back(std::move(word));
      word.clear();
      begun = false;
    } else {
      word += c;
      begun = true;
    }
  }
  return words;
}

// What the examples of the pages are run in.
class Examples {
 public:
  // What the command prints, as one sees it in the folder of the checkout.
  std::string run(const std::string& command) {
    std::vector<std::string> words = words_of(command);
    for (std::string& word : words) replace_all(word, "corpus/", corpus_dir().string() + "/");
    for (std::string& word : words)
      if (word == "new.db" || word == "site.db") word = folder_ / word;
    std::string out;
    if (words[0] == "undumpy") {
      if (command.find("new.db") != std::string::npos) std::filesystem::remove(folder_ / "new.db");
      const Outcome outcome = undumpy({words.begin() + 1, words.end()});
      out = outcome.err + outcome.out;
    } else if (words.size() == 4 && words[2] == "<") {
      std::filesystem::remove(words[1]);
      execute(words[1], read_file(words[3]));
    } else {
      out = query(words[1], words[2]);  // as sqlite3 prints it
      replace_all(out, "NULL", "");
      if (!out.empty()) out += "\n";
    }
    replace_all(out, corpus_dir().string(), "corpus");
    replace_all(out, folder_.path().string() + "/", "");
    return out;
  }

 private:
  TempDir folder_;
};

// The page with what its examples print: a block of lines that begins with "    $ ".
std::string with_outputs(const std::string& text) {
  Examples examples;
  std::istringstream lines(text);
  std::string result;
  bool output = false;  // of an example, which ends where a line is not indented
  std::string blank;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("    $ ")) {
      result += (output && blank.empty() ? "" : blank) + line + "\n";
      blank.clear();
      std::istringstream out(examples.run(line.substr(6)));
      for (std::string one; std::getline(out, one);)
        result += (one.empty() ? "" : "    " + one) + "\n";
      output = true;
    } else if (output && line.starts_with("    ")) {
      blank.clear();
    } else if (output && line.empty()) {
      blank = "\n";
    } else {
      output = false;
      result += blank + line + "\n";
      blank.clear();
    }
  }
  return result;
}

void expect_options(std::span<const OptionText> options, const std::string& text) {
  for (const OptionText& option : options)
    EXPECT_NE(text.find(fmt::format("`--{}{}", option.name, option.value == nullptr ? "`" : " ")),
              std::string::npos)
        << "the page does not tell of --" << option.name;
}

void expect_examples(const std::string& name) {
  const std::string text = read_file(page(name));
  const std::string anew = with_outputs(text);
  if (std::getenv("UNDUMPY_REWRITE") != nullptr)
    write_file(page(name), anew);
  else
    EXPECT_EQ(text, anew);
}

TEST(Documents, HaveAllFilters) {
  const std::string text = read_file(page("filters.md"));
  for (const FilterKind* kind : filter_kinds()) expect_options(kind->options, text);
  expect_options(closure_options(), text);
  for (const char* policy : {"error", "skip", "update", "update-if-newer:COLUMN", "replace"})
    EXPECT_NE(text.find(fmt::format("| `{}` |", policy)), std::string::npos) << policy;
}

TEST(Documents, HaveAllTransformsInTheirOrder) {
  const std::string text = read_file(page("transforms.md"));
  std::size_t last = 0;
  for (const TransformKind* kind : transform_kinds()) {
    expect_options(kind->options, text);
    const std::size_t chapter = text.find(fmt::format("## `--{} ", kind->options.front().name));
    EXPECT_GT(chapter, last);
    last = chapter;
  }
}

TEST(Documents, ExamplesOfFiltersPrintWhatTheySay) { expect_examples("filters.md"); }
TEST(Documents, ExamplesOfTransformsPrintWhatTheySay) { expect_examples("transforms.md"); }

}  // namespace

}  // namespace undumpy::test
