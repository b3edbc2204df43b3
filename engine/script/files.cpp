#include "engine/script/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "parser/source_kinds.h"

namespace undumpy {

namespace fs = std::filesystem;

namespace {

// 20150824a, or the archive 20150824a.zip beside.
std::string existing(const fs::path& place) {
  if (fs::exists(place)) return place.string();
  for (const char* ending : {".zip", ".tar", ".tar.gz", ".tar.xz", ".tar.zst"})
    if (const std::string archive = place.string() + ending; fs::exists(archive)) return archive;
  return {};
}

}  // namespace

// The path on this machine, when the program may use it.
Result<std::string> ScriptFiles::allowed_path(const std::string& path) const {
  const fs::path full = path.starts_with('/') ? fs::path(path) : fs::path(folder_) / path;
  const fs::path normal = full.lexically_normal();
  const bool inside = path.find('\0') == std::string::npos &&
                      (lies_in(normal.string(), folder_) ||
                       std::ranges::any_of(allowed_, [&](const std::string& folder) {
                         return lies_in(normal.string(), folder);
                       }));
  if (!inside)
    return make_error(
        "file-outside", fmt::format("{} lies outside of {}", printable(path), printable(folder_)),
        "put the file into a snapshot there, or allow its folder with --allow-outside DIR");
  return normal.string();
}

Result<ScriptFiles::File> ScriptFiles::find(const std::string& path) {
  UNDUMPY_TRY(const std::string normal, allowed_path(path));
  const fs::path place_path = fs::path(normal).parent_path();
  const std::string place_name = existing(place_path);
  if (place_name.empty() || fs::path(normal).filename().empty())
    return make_error("no-such-file", fmt::format("there is no {}", printable(path)),
                      fmt::format("files are looked for in {}", printable(folder_)));
  // The archive may be a link that leads elsewhere.
  UNDUMPY_TRY(const std::string checked, allowed_path(fs::absolute(place_name).string()));
  auto found = places_.find(checked);
  if (found == places_.end()) {
    IgnoredDiagnostics ignored;  // refused members are not found below
    UNDUMPY_TRY(auto source, open_source(checked, {}, ignored));
    found = places_.emplace(checked, Place{std::move(source), nullptr}).first;
  }
  File file{&found->second, fs::path(normal).filename().string()};
  if (file.place->files().find(file.member) == nullptr)
    return make_error("no-such-file", fmt::format("there is no {}", printable(path)),
                      fmt::format("{} has no file of that name", printable(checked)));
  return file;
}

Result<const Snapshot*> ScriptFiles::snapshot_of(const File& file, DiagnosticSink& diagnostics) {
  if (!file.place->snapshot) {
    // A failure must not lose the place: the source is opened again for the snapshot.
    UNDUMPY_TRY(auto source, open_source(file.place->files().name(), {}, diagnostics));
    UNDUMPY_TRY(file.place->snapshot, Snapshot::open(std::move(source), diagnostics));
    file.place->source.reset();
  }
  return static_cast<const Snapshot*>(file.place->snapshot.get());
}

}  // namespace undumpy
