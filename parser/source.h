// Source: the files of a snapshot, wherever they lie.
//
// A source is a directory, an archive (.zip, .tar, .tar.gz, .tar.xz, .tar.zst, through libarchive),
// a single file, or memory (tests). It shows a flat list of members with names relative to the
// snapshot: a leading folder that holds restore.py (the `snapshot/` of make_snapshot.sh, or any one
// folder) is stripped. Only regular files are members. Names that leave the snapshot (`../x`,
// absolute, symbolic links out) are refused: the member is not listed, and open_source() reports
// it.
//
// Nothing is extracted to a place with a name. A compressed tar, which can not be read at random,
// is spooled once into an unlinked temporary file.
//
// Compressed members are capped in size and in ratio (SourceLimits), checked while they are read,
// so that a member that lies about its size is caught too.
//
// Thread rule: open() may be called from several threads; a Stream belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/result.h"

namespace undumpy {

struct Member {
  std::string name;           // "contacts_partner.py"; '/' separates folders
  std::uint64_t size = 0;     // uncompressed bytes, as the directory or the archive says
  std::int64_t modified = 0;  // seconds since 1970, 0 when unknown
};

// The bytes of one member, from its beginning.
class Stream {
 public:
  virtual ~Stream() = default;
  // Reads up to buffer.size() bytes; 0 only at the end.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
  // Passes over bytes; at the end, over what there is. Reads them unless the kind of stream can do
  // better.
  virtual Status skip(std::uint64_t bytes);
};

struct SourceLimits {
  std::uint64_t member_bytes = 4ULL << 30;  // of one compressed member, uncompressed
  std::uint64_t total_bytes = 64ULL << 30;  // of all members of an archive, uncompressed
  std::uint64_t ratio = 400;                // uncompressed : compressed, beyond the first 1 MiB
  std::size_t members = 100'000;
};

class Source {
 public:
  virtual ~Source() = default;

  // What the user called it: "backups/20210412_0930.zip".
  [[nodiscard]] virtual const std::string& name() const = 0;
  // Sorted by name, without duplicates.
  [[nodiscard]] virtual const std::vector<Member>& members() const = 0;
  // Errors: "missing-file", "unreadable", "archive-damaged", "archive-bomb".
  [[nodiscard]] virtual Result<std::unique_ptr<Stream>> open(std::string_view member) const = 0;

  [[nodiscard]] const Member* find(std::string_view member) const;
  // The whole member; error "file-too-large" when it is larger than `limit` bytes.
  [[nodiscard]] Result<std::string> read_all(std::string_view member, std::uint64_t limit) const;
};

// Opens a path given by the user. A file that is no archive becomes a source with that one member.
// `diagnostics` gets what was refused. Errors: "no-such-file", "unreadable", "archive-damaged",
// "archive-bomb".
Result<std::unique_ptr<Source>> open_source(const std::string& path, const SourceLimits& limits,
                                            DiagnosticSink& diagnostics);

// A source in memory, for tests: name and content of each member.
std::unique_ptr<Source> memory_source(std::string name,
                                      std::vector<std::pair<std::string, std::string>> files);

}  // namespace undumpy
