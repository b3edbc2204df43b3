// The kinds of source behind open_source(), and the rules about names that they share.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/source.h"

namespace undumpy {

// False for names that leave the snapshot or that other systems would read so: absolute, with `..`,
// with a backslash, a drive letter or a NUL.
bool is_safe_member_name(std::string_view name);

// The folder (with its '/') that holds restore.py when it is not at the top and exactly one
// first-level folder has it, as in the archives of make_snapshot.sh; else "".
std::string snapshot_folder(const std::vector<std::string>& names);

// True when the path, with its links followed, is in the folder.
bool lies_in(const std::string& path, const std::string& folder);

// By the first bytes: zip, tar, gzip, xz, zstd.
Result<bool> looks_like_archive(const std::string& path);

Result<std::unique_ptr<Source>> open_directory(const std::string& path, const SourceLimits& limits,
                                               DiagnosticSink& diagnostics);
Result<std::unique_ptr<Source>> open_archive(const std::string& path, const SourceLimits& limits,
                                             DiagnosticSink& diagnostics);
// One file as a source with that one member.
Result<std::unique_ptr<Source>> open_file(const std::string& path);

// A stream over a file; `member` is its name in messages.
Result<std::unique_ptr<Stream>> open_file_stream(const std::string& path,
                                                 const std::string& member);

// The bytes must outlive it.
std::unique_ptr<Stream> memory_stream(std::string_view bytes);
// The `bytes` bytes of a stream that begin at `offset`, or what there is of them.
std::unique_ptr<Stream> part_of_stream(std::unique_ptr<Stream> stream, std::uint64_t offset,
                                       std::uint64_t bytes);

}  // namespace undumpy
