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
#include "tests/cli/examples.h"

namespace undumpy::test {

namespace {

std::filesystem::path page(const std::string& name) {
  return corpus_dir().parent_path() / "docs" / name;
}

// What the command prints. The databases new.db and site.db are made anew by each.
std::string output_of(const std::string& command) {
  const bool fills = command.starts_with("sqlite3 ") && command.find(" < ") != std::string::npos;
  if (fills) std::filesystem::remove(words_of(command)[1]);
  if (command.find("new.db") != std::string::npos && command.starts_with("undumpy "))
    std::filesystem::remove("new.db");
  const Outcome outcome = Examples::run(command);
  return outcome.err + outcome.out;
}

// The page with what its examples print: a block of lines that begins with "    $ ".
std::string with_outputs(const std::string& text) {
  const Examples folder;
  std::istringstream lines(text);
  std::string result;
  bool output = false;  // of an example, which ends where a line is not indented
  std::string blank;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("    $ ")) {
      result += (output && blank.empty() ? "" : blank) + line + "\n";
      blank.clear();
      std::istringstream out(output_of(line.substr(6)));
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
