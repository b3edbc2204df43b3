// Commands that documents show, run: what README.md and docs/ print is compared with what they say.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/command.h"
#include "tests/support.h"

namespace undumpy::test {

// Words as a shell makes them of a line with quotes.
std::vector<std::string> words_of(const std::string& line);

// A folder of its own, with corpus/ in it, that is the current one while the object lives.
class Examples {
 public:
  Examples();
  ~Examples();
  Examples(const Examples&) = delete;
  Examples& operator=(const Examples&) = delete;

  // Runs `undumpy …`, `sqlite3 FILE < SQL`, `sqlite3 FILE QUERY`, `cd FOLDER` or
  // `build/tests/make_stories FOLDER`. Fails the test when it is none of them.
  static Outcome run(const std::string& command);

 private:
  std::filesystem::path before_ = std::filesystem::current_path();
  TempDir folder_;
};

}  // namespace undumpy::test
