#include "engine/combining_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>

namespace undumpy::sqlite {

namespace {

// SQLite's own VFS takes the size of a write modulo 128 KB.
constexpr int Capacity = 96 * 1024;

sqlite3_vfs* real_vfs = nullptr;  // SQLite's own

// What of a file waits to be written.
struct Waiting {
  std::unique_ptr<char[]> bytes;  // NOLINT(modernize-avoid-c-arrays)
  sqlite3_int64 begin = 0;        // in the file
  int size = 0;

  [[nodiscard]] sqlite3_int64 end() const { return begin + size; }
  [[nodiscard]] bool overlaps(sqlite3_int64 from, int count) const {
    return size > 0 && from < end() && from + count > begin;
  }
};

// SQLite gives the memory: behind this stands the file of the real VFS.
struct File {
  sqlite3_file base;  // SQLite's part: the first member
  Waiting* waiting;
  [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
static_assert(sizeof(File) % alignof(std::max_align_t) == 0);

File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real_of(sqlite3_file* file) { return file_of(file).real(); }

int flush(File& file) {
  Waiting& waiting = *file.waiting;
  if (waiting.size == 0) return SQLITE_OK;
  const int code =
      file.real()->pMethods->xWrite(file.real(), waiting.bytes.get(), waiting.size, waiting.begin);
  // What could not be written keeps waiting: nobody may take the next call for a success.
  if (code == SQLITE_OK) waiting.size = 0;
  return code;
}

struct Methods {
  static int close(sqlite3_file* file) {
    const int flushed = flush(file_of(file));
    delete file_of(file).waiting;
    const int closed = real_of(file)->pMethods->xClose(real_of(file));
    return flushed != SQLITE_OK ? flushed : closed;
  }
  static int read(sqlite3_file* file, void* out, int count, sqlite3_int64 offset) {
    if (file_of(file).waiting->overlaps(offset, count))
      if (const int code = flush(file_of(file)); code != SQLITE_OK) return code;
    return real_of(file)->pMethods->xRead(real_of(file), out, count, offset);
  }
  static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    Waiting& waiting = *file_of(file).waiting;
    const bool inside = waiting.size > 0 && offset >= waiting.begin && offset <= waiting.end() &&
                        offset - waiting.begin + count <= Capacity;
    if (!inside) {
      if (const int code = flush(file_of(file)); code != SQLITE_OK) return code;
      if (count > Capacity)
        return real_of(file)->pMethods->xWrite(real_of(file), bytes, count, offset);
      waiting.begin = offset;
    }
    const auto at = static_cast<int>(offset - waiting.begin);
    std::memcpy(waiting.bytes.get() + at, bytes, static_cast<std::size_t>(count));
    waiting.size = std::max(waiting.size, at + count);
    return SQLITE_OK;
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (const int code = flush(file_of(file)); code != SQLITE_OK) return code;
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
  }
  static int sync(sqlite3_file* file, int flags) {
    if (const int code = flush(file_of(file)); code != SQLITE_OK) return code;
    return real_of(file)->pMethods->xSync(real_of(file), flags);
  }
  static int size(sqlite3_file* file, sqlite3_int64* out) {
    const int code = real_of(file)->pMethods->xFileSize(real_of(file), out);
    const Waiting& waiting = *file_of(file).waiting;
    if (code == SQLITE_OK && waiting.size > 0) *out = std::max(*out, waiting.end());
    return code;
  }
  static int lock(sqlite3_file* file, int level) {
    return real_of(file)->pMethods->xLock(real_of(file), level);
  }
  static int unlock(sqlite3_file* file, int level) {
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
  }
  static int check_reserved_lock(sqlite3_file* file, int* out) {
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
  }
  static int control(sqlite3_file* file, int operation, void* argument) {
    // A commit asks for this also where nothing is to be synced.
    if (operation == SQLITE_FCNTL_SYNC)
      if (const int code = flush(file_of(file)); code != SQLITE_OK) return code;
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
  }
  static int sector_size(sqlite3_file* file) {
    return real_of(file)->pMethods->xSectorSize(real_of(file));
  }
  static int characteristics(sqlite3_file* file) {
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
  }
  // Version 1: no shared memory and no mapping, which would see the file without what waits.
  static const sqlite3_io_methods* all() {
    static const sqlite3_io_methods methods = [] {
      sqlite3_io_methods m{};
      m.iVersion = 1;
      m.xClose = close;
      m.xRead = read;
      m.xWrite = write;
      m.xTruncate = truncate;
      m.xSync = sync;
      m.xFileSize = size;
      m.xLock = lock;
      m.xUnlock = unlock;
      m.xCheckReservedLock = check_reserved_lock;
      m.xFileControl = control;
      m.xSectorSize = sector_size;
      m.xDeviceCharacteristics = characteristics;
      return m;
    }();
    return &methods;
  }
};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
    return real_vfs->xOpen(real_vfs, name, file, flags, out_flags);
  File& mine = file_of(file);
  mine.base.pMethods = nullptr;  // xClose is not called while this is null
  auto waiting = std::unique_ptr<Waiting>(new (std::nothrow) Waiting);
  if (waiting != nullptr) waiting->bytes.reset(new (std::nothrow) char[Capacity]);
  if (waiting == nullptr || waiting->bytes == nullptr) return SQLITE_NOMEM;
  const int code = real_vfs->xOpen(real_vfs, name, mine.real(), flags, out_flags);
  if (code != SQLITE_OK) {
    if (mine.real()->pMethods != nullptr) mine.real()->pMethods->xClose(mine.real());
    return code;
  }
  mine.waiting = waiting.release();
  mine.base.pMethods = Methods::all();
  return SQLITE_OK;
}

}  // namespace

const char* combining_vfs() {
  static sqlite3_vfs vfs{};
  static const bool registered = [] {
    real_vfs = sqlite3_vfs_find(nullptr);
    if (real_vfs == nullptr) return false;
    vfs = *real_vfs;  // everything but its files is as there
    vfs.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
    vfs.pNext = nullptr;
    vfs.zName = "undumpy-combining";
    vfs.xOpen = open_file;
    return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
  }();
  return registered ? vfs.zName : nullptr;
}

}  // namespace undumpy::sqlite
