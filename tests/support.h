// What the tests of all layers share: where the test data lies, and temporary folders.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace undumpy::test {

// The corpus/ folder of the checkout.
std::filesystem::path corpus_dir();

// Real snapshots and the truth about them, beside the checkout or at $UNDUMPY_SHARED; absent on a
// fresh checkout, where tests that want it skip.
std::optional<std::filesystem::path> shared_dir();

// A folder of its own, removed with everything in it at the end.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // path() / name, as text.
  [[nodiscard]] std::string operator/(std::string_view name) const;

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
// Makes the folders above it too.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace undumpy::test
