// Target: the SQLite file that a restore writes, with the promise that it stays as it was until
// commit() has succeeded.
//
// A new file is written as `.NAME.undumpy-partial` beside its final name, synced and renamed;
// whatever ends the process before leaves at most that file, which the next restore removes. An
// existing database is written in one transaction with its own journal.
#pragma once

#include <memory>
#include <string>

#include "engine/schema.h"
#include "engine/sqlite.h"

namespace undumpy {

class Target {
 public:
  // `name` is PATH or sqlite:PATH. Errors: "target-unsupported", "target-is-a-directory",
  // "target-unwritable", "target-not-a-database", "target-busy", "target-has-journal".
  static Result<std::unique_ptr<Target>> open(const std::string& name);
  ~Target();
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  [[nodiscard]] sqlite::Connection& database() { return *database_; }
  // True when the file is new or has no tables: the restore makes the schema.
  [[nodiscard]] bool is_empty() const { return empty_; }
  // Of a database that is not empty.
  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] const std::string& path() const { return path_; }

  // Error "database-error"; the target is as it was then.
  Status commit();

 private:
  Target() = default;
  Status open_new();
  Status open_existing();

  std::string path_;
  std::string partial_;  // the file that is written, when the target is new
  bool new_file_ = false;
  bool empty_ = false;
  bool committed_ = false;
  Schema schema_;
  std::unique_ptr<sqlite::Connection> database_;
};

}  // namespace undumpy
