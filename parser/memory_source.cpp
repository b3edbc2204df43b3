#include <algorithm>
#include <cstring>

#include "parser/source_kinds.h"

namespace undumpy {

namespace {

class MemoryStream final : public Stream {
 public:
  explicit MemoryStream(std::string_view rest) : rest_(rest) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min(buffer.size(), rest_.size());
    if (size > 0) std::memcpy(buffer.data(), rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
};

class MemorySource final : public Source {
 public:
  MemorySource(std::string name, std::vector<std::pair<std::string, std::string>> files)
      : name_(std::move(name)), files_(std::move(files)) {
    std::ranges::sort(files_);
    for (const auto& [file, content] : files_) members_.push_back({file, content.size(), 0});
  }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::vector<Member>& members() const override { return members_; }
  [[nodiscard]] Result<std::unique_ptr<Stream>> open(std::string_view member) const override {
    for (const auto& [file, content] : files_)
      if (file == member) return memory_stream(content);
    Diagnostic error = make_error("missing-file", "this file is not in the snapshot");
    error.place.file = member;
    return error;
  }

 private:
  std::string name_;
  std::vector<std::pair<std::string, std::string>> files_;
  std::vector<Member> members_;
};

}  // namespace

std::unique_ptr<Stream> memory_stream(std::string_view bytes) {
  return std::make_unique<MemoryStream>(bytes);
}

std::unique_ptr<Source> memory_source(std::string name,
                                      std::vector<std::pair<std::string, std::string>> files) {
  return std::make_unique<MemorySource>(std::move(name), std::move(files));
}

}  // namespace undumpy
