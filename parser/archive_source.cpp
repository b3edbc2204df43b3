// Archives, read by libarchive. A zip or a plain tar is opened anew for each member: skipping the
// members before it costs no decompression. A compressed tar can only be read from its beginning,
// so it is spooled once, as it is decompressed, into a temporary file that has no name any more. So
// is a single-file dump, whose functions are read in the order in which objects() runs them.
// Members that are not small are decompressed by a thread of their own, ahead of who reads them.

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "parser/ahead_stream.h"
#include "parser/processors.h"
#include "parser/source_kinds.h"

namespace undumpy {

namespace {

constexpr std::size_t ReadBlock = 64 * 1024;

struct ArchiveDeleter {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Archive = std::unique_ptr<archive, ArchiveDeleter>;

Diagnostic damaged(const std::string& path, archive* handle) {
  const char* text = archive_error_string(handle);
  return make_error("archive-damaged",
                    fmt::format("{}: the archive can not be read: {}", path,
                                text != nullptr ? text : "unknown reason"),
                    "test the archive with its own tool (unzip -t, tar -t); take another copy");
}

Diagnostic bomb(const std::string& path, std::string_view member, std::string_view why) {
  Diagnostic error = make_error("archive-bomb", fmt::format("{}: {} {}", path, member, why),
                                "no snapshot compresses like this: do not trust this archive");
  error.place.file = member;
  return error;
}

Result<Archive> open_handle(const std::string& path) {
  Archive handle(archive_read_new());
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_filter_xz(handle.get());
  archive_read_support_filter_zstd(handle.get());
  archive_read_support_format_tar(handle.get());
  archive_read_support_format_zip(handle.get());
  if (archive_read_open_filename(handle.get(), path.c_str(), ReadBlock) != ARCHIVE_OK)
    return damaged(path, handle.get());
  return handle;
}

std::string written_name(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return name != nullptr ? name : "";
}
std::string name_of(archive_entry* entry) {
  std::string name = written_name(entry);
  while (name.starts_with("./")) name.erase(0, 2);
  return name;
}

// Counts what comes out of an archive against what went in.
class Meter {
 public:
  Meter(const SourceLimits& limits, std::uint64_t compressed)
      : limits_(limits), compressed_(std::max<std::uint64_t>(compressed, 1)) {}

  // Nullptr when `bytes` more are fine, else what is wrong.
  const char* add(std::uint64_t bytes) {
    total_ += bytes;
    constexpr std::uint64_t Free = 1 << 20;
    if (total_ > limits_.member_bytes) return "is larger than a member may be when decompressed";
    if (total_ > Free && total_ / compressed_ > limits_.ratio)
      return "expands too much when decompressed";
    return nullptr;
  }

 private:
  SourceLimits limits_;
  std::uint64_t compressed_;
  std::uint64_t total_ = 0;
};

// One member of an archive that is opened for it.
class ArchiveStream final : public Stream {
 public:
  ArchiveStream(Archive handle, std::string path, std::string member, Meter meter)
      : handle_(std::move(handle)),
        path_(std::move(path)),
        member_(std::move(member)),
        meter_(meter) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const la_ssize_t got = archive_read_data(handle_.get(), buffer.data(), buffer.size());
    if (got < 0) {
      Diagnostic error = damaged(path_, handle_.get());
      error.place.file = member_;
      return error;
    }
    if (const char* wrong = meter_.add(static_cast<std::uint64_t>(got)))
      return bomb(path_, member_, wrong);
    return static_cast<std::size_t>(got);
  }

 private:
  Archive handle_;
  std::string path_;
  std::string member_;
  Meter meter_;
};

struct Entry {
  std::string name;  // in the archive
  bool spooled = false;
  std::uint64_t offset = 0;  // in the spool
  std::uint64_t size = 0;
};

class SpoolStream final : public Stream {
 public:
  SpoolStream(int descriptor, Entry entry) : descriptor_(descriptor), entry_(std::move(entry)) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t want = std::min<std::uint64_t>(buffer.size(), entry_.size - at_);
    const ssize_t got =
        pread(descriptor_, buffer.data(), want, static_cast<off_t>(entry_.offset + at_));
    if (got < 0 || (got == 0 && want > 0))
      return make_error("unreadable",
                        fmt::format("the temporary file can not be read: {}", strerror(errno)));
    at_ += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }
  Status skip(std::uint64_t bytes) override {
    at_ += std::min(bytes, entry_.size - at_);
    return Done{};
  }

 private:
  int descriptor_;
  Entry entry_;
  std::uint64_t at_ = 0;
};

// An open file that disappears with its descriptor.
class Spool {
 public:
  Spool() = default;
  ~Spool() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  Status create() {
    std::error_code ignored;
    std::string pattern =
        (std::filesystem::temp_directory_path(ignored) / "undumpy-XXXXXX").string();
    descriptor_ = mkostemp(pattern.data(), 0);
    if (descriptor_ < 0)
      return make_error("unreadable",
                        fmt::format("no temporary file can be made: {}", strerror(errno)),
                        "free some space, or set TMPDIR to a folder that has some");
    unlink(pattern.c_str());
    return Done{};
  }
  Status append(std::span<const char> bytes) {
    while (!bytes.empty()) {
      const ssize_t put = write(descriptor_, bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0)
        return make_error("unreadable",
                          fmt::format("the archive can not be decompressed: {}", strerror(errno)),
                          "free some space, or set TMPDIR to a folder that has some");
      bytes = bytes.subspan(static_cast<std::size_t>(put));
      size_ += static_cast<std::uint64_t>(put);
    }
    return Done{};
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

class ArchiveSource final : public Source {
 public:
  ArchiveSource(std::string path, const SourceLimits& limits)
      : path_(std::move(path)), limits_(limits) {}

  Status index(DiagnosticSink& diagnostics);

  [[nodiscard]] const std::string& name() const override { return path_; }
  [[nodiscard]] const std::vector<Member>& members() const override { return members_; }
  [[nodiscard]] Result<std::unique_ptr<Stream>> open(std::string_view member) const override;

 private:
  Status add(archive* handle, archive_entry* entry, DiagnosticSink& diagnostics);
  Status spool(archive* handle, Entry& entry);
  void spool_single_files();
  void finish_names(DiagnosticSink& diagnostics);
  static void refuse(const std::string& name, std::string message, DiagnosticSink& diagnostics);

  std::string path_;
  SourceLimits limits_;
  std::uint64_t archive_bytes_ = 0;
  bool compressed_ = false;  // as a whole
  Spool spool_;
  std::vector<Member> members_;
  std::map<std::string, Entry, std::less<>> entries_;  // by the member's name
};

void ArchiveSource::refuse(const std::string& name, std::string message,
                           DiagnosticSink& diagnostics) {
  Diagnostic warning = make_error("member-refused", std::move(message),
                                  "find out who made this archive before you trust it");
  warning.severity = Severity::Warning;
  warning.place.file = name;
  warning.why = "such a member could be made to read or write files outside; it is not read";
  diagnostics.report(std::move(warning));
}

Status ArchiveSource::index(DiagnosticSink& diagnostics) {
  std::error_code ignored;
  archive_bytes_ = std::filesystem::file_size(path_, ignored);
  UNDUMPY_TRY(const Archive handle, open_handle(path_));
  archive_entry* entry = nullptr;
  bool first = true;
  while (true) {
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged(path_, handle.get());
    if (first) {
      first = false;
      compressed_ = archive_filter_count(handle.get()) > 1;
      if (compressed_) UNDUMPY_CHECK(spool_.create());
    }
    UNDUMPY_CHECK(add(handle.get(), entry, diagnostics));
  }
  finish_names(diagnostics);
  if (!compressed_ && find("restore.py") == nullptr) spool_single_files();
  return Done{};
}

Status ArchiveSource::add(archive* handle, archive_entry* entry, DiagnosticSink& diagnostics) {
  const std::string shown = written_name(entry);
  const std::string name = name_of(entry);
  if (archive_entry_filetype(entry) == AE_IFDIR) return Done{};
  if (!is_safe_member_name(name)) {
    refuse(shown, "this name leads out of the snapshot", diagnostics);
    return Done{};
  }
  if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
    refuse(shown, "this is a link or a special file", diagnostics);
    return Done{};
  }
  if (archive_entry_is_encrypted(entry) != 0) {
    Diagnostic error =
        make_error("archive-damaged", fmt::format("{}: {} is encrypted", path_, name),
                   "decrypt the archive first");
    return error;
  }
  if (entries_.contains(name)) {
    refuse(shown, "the archive holds this name twice; the first one counts", diagnostics);
    return Done{};
  }
  if (members_.size() >= limits_.members)
    return make_error("archive-bomb",
                      fmt::format("{}: it holds more than {} files", path_, limits_.members),
                      "is this the archive of one snapshot?");
  Entry found{name, false, 0,
              static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_entry_size(entry)))};
  if (compressed_) UNDUMPY_CHECK(spool(handle, found));
  members_.push_back({name, found.size, archive_entry_mtime(entry)});
  entries_.emplace(name, found);
  return Done{};
}

Status ArchiveSource::spool(archive* handle, Entry& entry) {
  entry.offset = spool_.size();
  Meter meter(limits_, archive_bytes_);
  std::vector<char> buffer(ReadBlock);
  while (true) {
    const la_ssize_t got = archive_read_data(handle, buffer.data(), buffer.size());
    if (got < 0) return damaged(path_, handle);
    if (got == 0) break;
    if (const char* wrong = meter.add(static_cast<std::uint64_t>(got)))
      return bomb(path_, entry.name, wrong);
    if (spool_.size() > limits_.total_bytes)
      return bomb(path_, "the whole archive", "is too large when decompressed");
    UNDUMPY_CHECK(spool_.append({buffer.data(), static_cast<std::size_t>(got)}));
  }
  entry.size = spool_.size() - entry.offset;
  entry.spooled = true;
  return Done{};
}

// Without a restore.py, what may be a dump. A member that can not be spooled is left as it is: who
// reads it is told why, where it breaks off.
void ArchiveSource::spool_single_files() {
  std::map<std::string, Entry*> dumps;  // by the name in the archive
  for (auto& [name, entry] : entries_)
    if (name.ends_with(".py") || name.ends_with(".dpy")) dumps[entry.name] = &entry;
  if (dumps.empty() || !spool_.create()) return;
  const auto handle = open_handle(path_);
  archive_entry* entry = nullptr;
  while (handle && !dumps.empty()) {
    const int status = archive_read_next_header(handle->get(), &entry);
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return;
    const auto found = dumps.find(name_of(entry));
    if (found == dumps.end() || archive_entry_filetype(entry) != AE_IFREG) continue;
    if (!spool(handle->get(), *found->second)) return;
    dumps.erase(found);  // the first of that name counts
  }
}

// Makes names relative to the folder of restore.py.
void ArchiveSource::finish_names(DiagnosticSink&) {
  std::vector<std::string> names;
  for (const Member& member : members_) names.push_back(member.name);
  const std::string folder = snapshot_folder(names);
  if (!folder.empty()) {
    std::erase_if(members_, [&](const Member& m) { return !m.name.starts_with(folder); });
    std::map<std::string, Entry, std::less<>> inside;
    for (Member& member : members_) {
      Entry entry = entries_[member.name];
      member.name.erase(0, folder.size());
      inside.emplace(member.name, std::move(entry));
    }
    entries_ = std::move(inside);
  }
  std::ranges::sort(members_, {}, &Member::name);
}

Result<std::unique_ptr<Stream>> ArchiveSource::open(std::string_view member) const {
  const auto found = entries_.find(member);
  if (found == entries_.end()) {
    Diagnostic error = make_error("missing-file", "this file is not in the snapshot");
    error.place.file = member;
    return error;
  }
  if (found->second.spooled)
    return std::unique_ptr<Stream>(
        std::make_unique<SpoolStream>(spool_.descriptor(), found->second));
  UNDUMPY_TRY(Archive handle, open_handle(path_));
  archive_entry* entry = nullptr;
  while (true) {
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged(path_, handle.get());
    if (name_of(entry) == found->second.name && archive_entry_filetype(entry) == AE_IFREG) break;
  }
  std::unique_ptr<Stream> stream = std::make_unique<ArchiveStream>(
      std::move(handle), path_, std::string(member), Meter(limits_, archive_bytes_));
  // A thread of its own costs more than it brings where there is little to decompress.
  constexpr std::uint64_t Little = 1 << 20;
  if (found->second.size > Little && processors() > 1)
    stream = std::make_unique<AheadStream>(std::move(stream));
  return stream;
}

}  // namespace

Result<bool> looks_like_archive(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(512, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || (!file && head.empty() && !file.eof()))
    return make_error("unreadable", fmt::format("{}: the file can not be read", path),
                      "run undumpy as a user who may read it");
  using std::string_view_literals::operator""sv;
  const std::string_view text = head;
  return text.starts_with("PK\x03\x04"sv) || text.starts_with("PK\x05\x06"sv) ||
         text.starts_with("\x1F\x8B"sv) ||
         text.starts_with(
             "\xFD"
             "7zXZ"sv) ||
         text.starts_with("\x28\xB5\x2F\xFD"sv) ||
         (text.size() > 262 && text.substr(257, 5) == "ustar");
}

Result<std::unique_ptr<Source>> open_archive(const std::string& path, const SourceLimits& limits,
                                             DiagnosticSink& diagnostics) {
  auto source = std::make_unique<ArchiveSource>(path, limits);
  UNDUMPY_CHECK(source->index(diagnostics));
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace undumpy
