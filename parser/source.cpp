#include "parser/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "parser/source_kinds.h"

namespace undumpy {

namespace fs = std::filesystem;

namespace {

class PartOfStream final : public Stream {
 public:
  PartOfStream(std::unique_ptr<Stream> stream, std::uint64_t offset, std::uint64_t bytes)
      : stream_(std::move(stream)), offset_(offset), rest_(bytes) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    UNDUMPY_CHECK(stream_->skip(std::exchange(offset_, 0)));
    UNDUMPY_TRY(const std::size_t got,
                stream_->read(buffer.first(std::min<std::uint64_t>(buffer.size(), rest_))));
    rest_ -= got;
    return got;
  }

 private:
  std::unique_ptr<Stream> stream_;
  std::uint64_t offset_;  // that is still to be passed over
  std::uint64_t rest_;
};

}  // namespace

Status Stream::skip(std::uint64_t bytes) {
  constexpr std::uint64_t Step = 64 * 1024;
  std::string passed(std::min(bytes, Step), '\0');
  while (bytes > 0) {
    UNDUMPY_TRY(const std::size_t got, read({passed.data(), std::min(bytes, Step)}));
    if (got == 0) break;
    bytes -= got;
  }
  return Done{};
}

std::unique_ptr<Stream> part_of_stream(std::unique_ptr<Stream> stream, std::uint64_t offset,
                                       std::uint64_t bytes) {
  return std::make_unique<PartOfStream>(std::move(stream), offset, bytes);
}

const Member* Source::find(std::string_view member) const {
  const auto& all = members();
  const auto found = std::ranges::lower_bound(all, member, {}, &Member::name);
  return found != all.end() && found->name == member ? &*found : nullptr;
}

Result<std::string> Source::read_all(std::string_view member, std::uint64_t limit) const {
  UNDUMPY_TRY(const auto stream, open(member));
  std::string text;
  constexpr std::size_t Step = 64 * 1024;
  while (true) {
    const std::size_t old = text.size();
    text.resize(old + Step);
    UNDUMPY_TRY(const std::size_t got, stream->read({text.data() + old, Step}));
    text.resize(old + got);
    if (got == 0) return text;
    if (text.size() > limit) {
      Diagnostic error =
          make_error("file-too-large", fmt::format("the file is larger than {} bytes", limit),
                     "no generator writes such a file: look at what it is");
      error.place.file = member;
      return error;
    }
  }
}

bool is_safe_member_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\0') != std::string_view::npos ||
      name.find('\\') != std::string_view::npos || (name.size() > 1 && name[1] == ':'))
    return false;
  while (!name.empty()) {
    const std::size_t slash = std::min(name.find('/'), name.size());
    if (name.substr(0, slash) == "..") return false;
    name.remove_prefix(std::min(slash + 1, name.size()));
  }
  return true;
}

std::string snapshot_folder(const std::vector<std::string>& names) {
  const auto is_entry = [](std::string_view file) {
    return file == "restore.py" || file == "main.py";
  };
  std::vector<std::string> folders;
  for (const std::string& name : names) {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos) {
      if (is_entry(name)) return "";
    } else if (is_entry(std::string_view(name).substr(slash + 1))) {
      folders.push_back(name.substr(0, slash + 1));
    }
  }
  std::ranges::sort(folders);
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  return folders.size() == 1 ? folders.front() : "";
}

Result<std::unique_ptr<Source>> open_source(const std::string& path, const SourceLimits& limits,
                                            DiagnosticSink& diagnostics) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status))
    return make_error("no-such-file", fmt::format("{}: there is no such file or directory", path),
                      "check the path; a snapshot is a directory or an archive (.zip, .tar.gz, …)");
  if (fs::is_directory(status)) return open_directory(path, limits, diagnostics);
  if (!fs::is_regular_file(status))
    return make_error("unreadable", fmt::format("{}: this is no regular file", path),
                      "name a directory or an archive");
  UNDUMPY_TRY(const bool archive, looks_like_archive(path));
  if (archive) return open_archive(path, limits, diagnostics);
  return open_file(path);
}

}  // namespace undumpy
