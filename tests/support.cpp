#include "tests/support.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace undumpy::test {

namespace fs = std::filesystem;

fs::path corpus_dir() { return fs::path(UNDUMPY_SOURCE_DIR) / "corpus"; }

std::optional<fs::path> shared_dir() {
  const char* named = std::getenv("UNDUMPY_SHARED");
  const fs::path path =
      named != nullptr ? fs::path(named) : fs::path(UNDUMPY_SOURCE_DIR) / ".." / "shared";
  if (!fs::is_directory(path / "snapshots")) return std::nullopt;
  return path;
}

TempDir::TempDir() {
  std::string pattern = (fs::temp_directory_path() / "undumpy-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TempDir::~TempDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TempDir::operator/(std::string_view name) const { return (path_ / name).string(); }

std::string read_file(const fs::path& path) {
  const std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("can not read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write_file(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file) throw std::runtime_error("can not write " + path.string());
}

}  // namespace undumpy::test
