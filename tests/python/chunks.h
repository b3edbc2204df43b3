// Chunk files: many small programs in one file, each behind a line `# ---- title`. What must happen
// is said in comments of the program itself:
//
//     int('x')  ### "invalid literal"     the line must fail, with an error that holds this text
//     #> hello                            a line that the program must print
//
// A program keeps the lines that it has in the file, so that errors can be found there.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace undumpy::test {

struct Chunk {
  std::string title;
  std::size_t line = 0;  // of the title
  std::string text;
  std::vector<std::pair<std::size_t, std::string>> errors;  // line, part of the message
  std::string output;
};

std::vector<Chunk> read_chunks(const std::filesystem::path& file);
// tests/python/FOLDER/*.py, sorted.
std::vector<std::filesystem::path> chunk_files(const std::string& folder);

}  // namespace undumpy::test
