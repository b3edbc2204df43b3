// Restore: the replay of a snapshot into an SQLite database, all or nothing.
//
// A new file is written beside its final name and renamed when it is complete and synced; an
// existing database, whose tables to be written must be empty, is filled in one transaction.
// References are checked set-wise at the end, so that rows may refer to later rows, to themselves
// and in circles. Whatever fails, the target stays as it was.
//
// A loader in Python stands before the target when one is given: it decides about each row, and
// may be given a target that holds rows; then nothing is written but with `apply`.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/constructor.h"
#include "engine/inference.h"
#include "engine/schema.h"
#include "engine/script/host.h"
#include "engine/storage.h"
#include "parser/snapshot.h"

namespace undumpy {

struct RestoreOptions {
  std::string target;            // PATH or sqlite:PATH
  std::optional<Schema> schema;  // of a new file; inferred from the snapshot when absent
  StorageOptions storage;
  bool allow_missing = false;  // restore although modules are missing, cut off or hold foreign code
  bool allow_dangling = false;  // store rows that refer to rows that do not exist
  bool digest = false;
  std::vector<std::string> tables;  // only these; all when empty
  // FILE.py[:CLASS]: decides about every row (script/script_loader.h). The target may hold rows.
  std::string loader;
  CodeOptions code;            // for the loader, and for create_ functions without a plan
  ScriptHost::Write out, err;  // what code prints
  bool apply = false;          // write into tables that hold rows; else only the plan is made
  bool dry_run = false;        // make only the plan
  // Called now and then; false interrupts: the target is left as it was.
  std::function<bool(std::uint64_t bytes, std::uint64_t rows)> progress;
};

// DESIGN.md's verbs, for one table. read = inserted + updated + unchanged + skipped + rejected.
struct TableReport {
  std::uint64_t read = 0;
  std::uint64_t inserted = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t skipped = 0;
  std::uint64_t rejected = 0;
  std::uint64_t before = 0;
  std::uint64_t after = 0;
};

struct Reject {
  std::string table;
  std::string key;
  std::string file;
  std::uint32_t line = 0;
  std::string reason;
};

struct RestoreReport {
  std::string target;
  bool applied = false;
  bool planned = false;     // nothing was wrong, but --apply is missing, or --dry-run was given
  bool incomplete = false;  // modules are missing, cut off or hold foreign code
  std::map<std::string, TableReport> tables;
  std::vector<Reject> rejects;                // the first MaxRejects of each table
  std::vector<std::string> notes;             // what was decided, in words
  std::vector<InferredReference> references;  // when the schema was inferred
  std::string digest;

  [[nodiscard]] TableReport total() const;
  [[nodiscard]] std::string verdict() const;
};
inline constexpr std::size_t MaxRejects = 20;

// Errors: "target-…" (what the user should change), "database-error", "interrupted", "schema-…",
// "usage", and those of ScriptLoader.
Result<RestoreReport> restore_snapshot(const Snapshot& snapshot, const Constructors& constructors,
                                       const RestoreOptions& options, DiagnosticSink& diagnostics);

// A digest of what a database holds: equal for equal content, whatever the order of rows and the
// ids of content types, which differ between databases (FIDELITY.md).
Result<std::string> content_digest(sqlite::Connection& database, const Schema& schema);

}  // namespace undumpy
