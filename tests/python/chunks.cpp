#include "tests/python/chunks.h"

#include <algorithm>
#include <sstream>

#include "tests/support.h"

namespace undumpy::test {

namespace {

constexpr std::string_view Title = "# ---- ";
constexpr std::string_view Mark = "### \"";
constexpr std::string_view Output = "#> ";

void read_line(const std::string& line, std::size_t number, Chunk& chunk) {
  if (const std::size_t at = line.find(Mark); at != std::string::npos) {
    const std::size_t begin = at + Mark.size();
    chunk.errors.emplace_back(number, line.substr(begin, line.rfind('"') - begin));
  }
  if (line.starts_with(Output)) chunk.output += line.substr(Output.size()) + "\n";
  if (line == "#>") chunk.output += "\n";
}

}  // namespace

std::vector<Chunk> read_chunks(const std::filesystem::path& file) {
  std::vector<Chunk> chunks;
  std::istringstream text(read_file(file));
  std::string line;
  for (std::size_t number = 1; std::getline(text, line); ++number) {
    if (line.starts_with(Title)) {
      Chunk chunk;
      chunk.title = line.substr(Title.size());
      chunk.line = number;
      chunk.text.assign(number, '\n');
      chunks.push_back(std::move(chunk));
    } else if (!chunks.empty()) {
      chunks.back().text += line + "\n";
      read_line(line, number, chunks.back());
    }
  }
  return chunks;
}

std::vector<std::filesystem::path> chunk_files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const auto root = corpus_dir().parent_path() / "tests" / "python" / folder;
  for (const auto& entry : std::filesystem::directory_iterator(root))
    if (entry.path().extension() == ".py") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace undumpy::test
