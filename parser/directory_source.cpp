// A directory, or a single file, as a source. Symbolic links are followed only inside the
// directory; special files (a fifo would block whoever opens it) are no members.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "parser/source_kinds.h"

namespace undumpy {

namespace fs = std::filesystem;

namespace {

class FileStream final : public Stream {
 public:
  FileStream(int descriptor, std::string member)
      : descriptor_(descriptor), member_(std::move(member)) {}
  ~FileStream() override { close(descriptor_); }
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    while (true) {
      const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno == EINTR) continue;
      Diagnostic error =
          make_error("unreadable", fmt::format("reading failed: {}", strerror(errno)),
                     "check the disk and the permissions");
      error.place.file = member_;
      return error;
    }
  }
  Status skip(std::uint64_t bytes) override {
    if (lseek(descriptor_, static_cast<off_t>(bytes), SEEK_CUR) >= 0) return Done{};
    return Stream::skip(bytes);  // a pipe
  }

 private:
  int descriptor_;
  std::string member_;
};

class DirectorySource final : public Source {
 public:
  DirectorySource(std::string name, std::string root, std::vector<Member> members)
      : name_(std::move(name)), root_(std::move(root)), members_(std::move(members)) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const std::vector<Member>& members() const override { return members_; }
  [[nodiscard]] Result<std::unique_ptr<Stream>> open(std::string_view member) const override {
    if (find(member) == nullptr) {
      Diagnostic error = make_error("missing-file", "this file is not in the snapshot");
      error.place.file = member;
      return error;
    }
    return open_file_stream(root_ + "/" + std::string(member), std::string(member));
  }

 private:
  std::string name_;
  std::string root_;
  std::vector<Member> members_;
};

void refuse(const std::string& name, std::string message, DiagnosticSink& diagnostics) {
  Diagnostic warning = make_error("member-refused", std::move(message));
  warning.severity = Severity::Warning;
  warning.place.file = name;
  warning.why = "a snapshot is only what lies inside its own directory; this file is not read";
  diagnostics.report(std::move(warning));
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  const auto [folder_end, path_end] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return folder_end == folder.end();
}

}  // namespace

bool lies_in(const std::string& path, const std::string& folder) {
  std::error_code error;
  const fs::path inner = fs::weakly_canonical(path, error);
  if (error) return false;
  const fs::path outer = fs::weakly_canonical(folder, error);
  return !error && is_inside(inner, outer);
}

Result<std::unique_ptr<Stream>> open_file_stream(const std::string& path,
                                                 const std::string& member) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat facts {};
  if (descriptor >= 0 && (fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode))) {
    close(descriptor);
    Diagnostic error = make_error("unreadable", "this is no regular file");
    error.place.file = member;
    return error;
  }
  if (descriptor < 0) {
    Diagnostic error =
        make_error("unreadable", fmt::format("the file can not be opened: {}", strerror(errno)),
                   errno == EACCES ? "run undumpy as a user who may read it" : "check the disk");
    error.place.file = member;
    return error;
  }
  return std::unique_ptr<Stream>(std::make_unique<FileStream>(descriptor, member));
}

Result<std::unique_ptr<Source>> open_directory(const std::string& path, const SourceLimits& limits,
                                               DiagnosticSink& diagnostics) {
  std::error_code error;
  const fs::path root = fs::canonical(path, error);
  if (error)
    return make_error("unreadable", fmt::format("{}: {}", path, error.message()),
                      "run undumpy as a user who may read the directory");
  std::vector<Member> members;
  fs::recursive_directory_iterator walk(root, error);
  if (error)
    return make_error("unreadable", fmt::format("{}: {}", path, error.message()),
                      "run undumpy as a user who may read the directory");
  for (; walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (error) break;
    if (walk.depth() >= 2) walk.disable_recursion_pending();
    const std::string name = walk->path().lexically_relative(root).generic_string();
    if (walk->is_symlink(error)) {
      const fs::path target = fs::canonical(walk->path(), error);
      if (error || !is_inside(target, root)) {
        refuse(name, "this symbolic link leads out of the snapshot", diagnostics);
        error.clear();
        continue;
      }
    }
    if (!walk->is_regular_file(error)) continue;
    struct stat facts {};
    if (stat(walk->path().c_str(), &facts) != 0) continue;
    if (members.size() >= limits.members)
      return make_error("too-many-files",
                        fmt::format("{}: there are more than {} files", path, limits.members),
                        "is this the directory of one snapshot?");
    members.push_back({name, static_cast<std::uint64_t>(facts.st_size), facts.st_mtime});
  }
  std::vector<std::string> names;
  for (const Member& member : members) names.push_back(member.name);
  const std::string folder = snapshot_folder(names);
  std::erase_if(members, [&](const Member& m) { return !m.name.starts_with(folder); });
  for (Member& member : members) member.name.erase(0, folder.size());
  std::ranges::sort(members, {}, &Member::name);
  return std::unique_ptr<Source>(
      std::make_unique<DirectorySource>(path, (root / folder).string(), std::move(members)));
}

Result<std::unique_ptr<Source>> open_file(const std::string& path) {
  std::error_code error;
  const fs::path file(path);
  const auto size = fs::file_size(file, error);
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  return std::unique_ptr<Source>(std::make_unique<DirectorySource>(
      path, folder.string(), std::vector<Member>{{file.filename().string(), error ? 0 : size, 0}}));
}

}  // namespace undumpy
