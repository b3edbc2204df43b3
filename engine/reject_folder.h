// RejectFolder: the rejected rows of a restore as a snapshot of their own (`--rejects DIR`): mend
// the rows, and restore the folder.
//
// DIR holds restore.py with only the execfile lines that are needed, modules with only the rejected
// rows as they stood in the snapshot, and reasons.jsonl: a line of JSON for each row,
//
//     {"table": …, "key": …, "file": …, "line": n, "sqlstate": …, "reason": …}
//
// Rows of several snapshots go into DIR/1, DIR/2, …, in the order of the snapshots. Memory: a
// record for each rejected row, and for each written row its place, since it may turn out to refer
// to nothing.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/constructor.h"
#include "engine/ledger.h"
#include "engine/row.h"

namespace undumpy {

class RejectFolder {
 public:
  // Error "target-unwritable": `path` holds files already, or can not be made.
  static Result<std::unique_ptr<RejectFolder>> create(const std::string& path);

  // `origin` counts the snapshots of the restore from 0.
  void wrote(std::size_t origin, const Row& row);
  void rejected(std::size_t origin, const Row& row, const Rejection& rejection);
  // A written row, by its key as text.
  void rejected_later(const std::string& table, const std::string& key, const std::string& reason);

  struct From {
    const Snapshot* snapshot;
    const Constructors* constructors;
  };
  // Writes the folder, when there is something to write. Errors: "target-unwritable", and those of
  // reading the snapshots again.
  Status finish(const std::vector<From>& origins);

 private:
  struct Place {
    std::size_t origin = 0;
    const ModuleRun* module = nullptr;  // in the order in which they are run
    std::uint32_t line = 0;
    auto operator<=>(const Place&) const =
        default;  // NOLINT(modernize-use-nullptr): of the pointer
  };
  explicit RejectFolder(std::string path) : path_(std::move(path)) {}
  static Place place_of(std::size_t origin, const Row& row);
  Status write_origin(const std::string& folder, std::size_t number, const From& origin) const;

  std::string path_;
  std::map<std::string, std::unordered_map<std::string, Place>, std::less<>> written_;
  std::map<Place, Reject> rejects_;
};

}  // namespace undumpy
