#include "engine/target.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/combining_vfs.h"

namespace undumpy {

namespace fs = std::filesystem;

namespace {

Diagnostic problem(std::string name, std::string message, std::string next) {
  return make_error(std::move(name), std::move(message), std::move(next));
}

Status sync_path(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0 || fsync(descriptor) != 0) {
    const std::string reason = strerror(errno);
    if (descriptor >= 0) close(descriptor);
    return problem("database-error", fmt::format("{} can not be synced: {}", path, reason),
                   "check the disk");
  }
  close(descriptor);
  return Done{};
}

// True when another process has the SQLite file open for writing: SQLite locks bytes behind 1 GiB.
bool is_locked(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = 0x40000000;
  lock.l_len = 1024;
  const bool locked = fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(descriptor);
  return locked;
}

void remove_quietly(const std::string& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
  fs::remove(path + "-journal", ignored);
}

}  // namespace

Result<std::unique_ptr<Target>> Target::open(const std::string& name) {
  std::unique_ptr<Target> target(new Target());
  target->path_ = name.starts_with("sqlite:") ? name.substr(7) : name;
  const std::size_t scheme = name.find("://");
  if (scheme != std::string::npos && !name.starts_with("sqlite:"))
    return problem("target-unsupported",
                   fmt::format("{}: undumpy restores into SQLite files only, for now", name),
                   "give a path, or sqlite:PATH");
  if (target->path_.empty())
    return problem("target-unsupported", "the target has no name", "give a path, or sqlite:PATH");
  std::error_code error;
  const fs::file_status status = fs::status(target->path_, error);
  if (fs::is_directory(status))
    return problem("target-is-a-directory", fmt::format("{} is a directory", target->path_),
                   "name the file that is to become the database");
  if (fs::exists(status)) {
    if (!fs::is_regular_file(status))
      return problem("target-unsupported", fmt::format("{} is no regular file", target->path_),
                     "name a file");
    UNDUMPY_CHECK(target->open_existing());
  } else {
    UNDUMPY_CHECK(target->open_new());
  }
  return target;
}

Status Target::open_new() {
  const fs::path path(path_);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder))
    return problem("target-unwritable", fmt::format("there is no directory {}", folder.string()),
                   "make it first, or name another place");
  if (access(folder.c_str(), W_OK) != 0)
    return problem("target-unwritable",
                   fmt::format("{} is not writable: {}", folder.string(), strerror(errno)),
                   "run undumpy as a user who may write there, or name another place");
  // A journal without its database would be played into the new file by the next program.
  for (const char* rest : {"-journal", "-wal"})
    if (fs::exists(path_ + rest))
      return problem("target-has-journal",
                     fmt::format("{}{} is there, but {} is not", path_, rest, path_),
                     "it belongs to a database that was removed: move it away first");
  partial_ = (folder / ("." + path.filename().string() + ".undumpy-partial")).string();
  if (is_locked(partial_))
    return problem("target-busy", fmt::format("another restore is writing {}", path_),
                   "wait for it, or stop it");
  new_file_ = empty_ = true;
  remove_quietly(partial_);  // the rest of a restore that was killed
  auto opened = sqlite::Connection::open(partial_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                         sqlite::combining_vfs());
  if (!opened)
    return problem("target-unwritable", opened.error().message,
                   "check the permissions and the disk");
  database_ = std::make_unique<sqlite::Connection>(std::move(*opened));
  // Nobody sees this file before it is complete: no journal is needed, and one sync at the end.
  UNDUMPY_CHECK(
      database_->run("PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
                     "PRAGMA locking_mode=EXCLUSIVE; PRAGMA foreign_keys=OFF; "
                     "PRAGMA cache_size=-8000; BEGIN EXCLUSIVE"));
  return Done{};
}

Status Target::open_existing() {
  if (access(path_.c_str(), W_OK) != 0)
    return problem("target-unwritable",
                   fmt::format("{} is not writable: {}", path_, strerror(errno)),
                   "run undumpy as a user who may write it");
  UNDUMPY_TRY(auto opened, sqlite::Connection::open(path_, SQLITE_OPEN_READWRITE));
  database_ = std::make_unique<sqlite::Connection>(std::move(opened));
  sqlite3_busy_timeout(database_->handle(), 5000);
  if (!database_->run("SELECT count(*) FROM sqlite_master")) {
    const int code = sqlite3_errcode(database_->handle());
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
      return problem("target-not-a-database", fmt::format("{} is no SQLite database", path_),
                     "name an SQLite file, or a file that does not exist yet");
    return database_->error(fmt::format("opening {}", path_));
  }
  UNDUMPY_CHECK(database_->run("PRAGMA foreign_keys=OFF"));
  if (Status begun = database_->run("BEGIN IMMEDIATE"); !begun) {
    const int code = sqlite3_errcode(database_->handle()) & 0xFF;
    if (code != SQLITE_BUSY && code != SQLITE_LOCKED) return begun;
    return problem("target-busy",
                   fmt::format("{} is in use: {}", path_, sqlite3_errmsg(database_->handle())),
                   "stop the site that uses it, and try again");
  }
  UNDUMPY_TRY(schema_, schema_of_database(*database_));
  empty_ = schema_.tables.empty();
  return Done{};
}

Target::~Target() {
  if (committed_) return;
  if (database_ != nullptr) (void)database_->run("ROLLBACK").ok();
  database_.reset();
  if (new_file_) remove_quietly(partial_);
}

Status Target::commit() {
  if (!database_->run("COMMIT")) return database_->error("writing the database");
  if (new_file_) {
    database_.reset();
    UNDUMPY_CHECK(sync_path(partial_, O_RDWR));
    if (fs::exists(path_))
      return problem("target-busy", fmt::format("{} appeared meanwhile", path_),
                     "somebody else made it; nothing was overwritten");
    if (std::rename(partial_.c_str(), path_.c_str()) != 0)
      return problem("database-error",
                     fmt::format("{} can not be renamed: {}", partial_, strerror(errno)),
                     "check the permissions");
    committed_ = true;
    const fs::path folder = fs::path(path_).parent_path();
    return sync_path(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
  }
  committed_ = true;
  return Done{};
}

}  // namespace undumpy
