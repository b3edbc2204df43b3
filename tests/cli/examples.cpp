#include "tests/cli/examples.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/cli/database.h"
#include "tests/stories.h"

namespace undumpy::test {

namespace fs = std::filesystem;

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
      if (begun) words.push_back(std::exchange(word, ""));
      begun = false;
    } else {
      word += c;
      begun = true;
    }
  }
  return words;
}

Examples::Examples() {
  fs::create_directory_symlink(corpus_dir(), folder_.path() / "corpus");
  fs::copy_file(corpus_dir() / "20240131_0930.zip", folder_.path() / "20240131_0930.zip");
  fs::current_path(folder_.path());
}
Examples::~Examples() { fs::current_path(before_); }

Outcome Examples::run(const std::string& command) {
  const std::vector<std::string> words = words_of(command);
  const std::string& program = words.at(0);
  if (program == "undumpy") return undumpy({words.begin() + 1, words.end()});
  Outcome outcome{0, "", ""};
  if (program == "cd") {
    fs::current_path(words.at(1));
  } else if (program == "sqlite3" && words.at(2) == "<") {
    execute(words.at(1), read_file(words.at(3)));
  } else if (program == "sqlite3") {
    // As sqlite3 prints it.
    outcome.out = query(words.at(1), words.at(2));
    for (std::size_t at = 0; (at = outcome.out.find("NULL", at)) != std::string::npos;)
      outcome.out.erase(at, 4);
    if (!outcome.out.empty()) outcome.out += "\n";
  } else if (program.ends_with("make_stories")) {
    LostPartners::write(words.at(1) + "/lost");
    RefusedConfirmations::write(words.at(1) + "/refused");
    NobodysEvents::write(words.at(1) + "/nobody");
  } else {
    ADD_FAILURE() << "no test knows this program: " << command;
  }
  return outcome;
}

}  // namespace undumpy::test
