// ScriptFiles: the files that a program may run with execfile(): those of the snapshots below one
// folder.
//
//     ScriptFiles files("/srv/backups");
//     files.find("20150824a/restore.py")   // a directory 20150824a, or 20150824a.zip
//
// Paths are taken from the folder. What leaves it — by `..`, by an absolute name, by a symbolic
// link — is refused, unless it lies in a directory that was allowed by name.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "parser/snapshot.h"

namespace undumpy {

class ScriptFiles {
 public:
  explicit ScriptFiles(std::string folder, std::vector<std::string> allowed = {})
      : folder_(std::move(folder)), allowed_(std::move(allowed)) {}

  // One snapshot, or one folder of plain files, opened once.
  struct Place {
    std::unique_ptr<Source> source;      // empty once the snapshot has it
    std::unique_ptr<Snapshot> snapshot;  // when restore.py was asked for
    [[nodiscard]] const Source& files() const { return snapshot ? snapshot->source() : *source; }
  };
  struct File {
    Place* place;
    std::string member;
  };
  // Errors: "file-outside", "no-such-file", and those of open_source().
  Result<File> find(const std::string& path);
  // Opens the snapshot whose restore.py `file` is. Errors: those of Snapshot::open().
  Result<const Snapshot*> snapshot_of(const File& file, DiagnosticSink& diagnostics);

 private:
  Result<std::string> allowed_path(const std::string& path) const;

  std::string folder_;
  std::vector<std::string> allowed_;
  std::map<std::string, Place> places_;
};

}  // namespace undumpy
