// Restore: the replay of snapshots into an SQLite database, all or nothing.
//
// A new file is written beside its final name and renamed when it is complete and synced; an
// existing database is changed in one transaction. When it holds rows in the tables to be written,
// something has to say what happens to them (a conflict policy, --missing, a loader), and nothing
// is kept without `apply`: the same code makes the plan, and its transaction is rolled back.
// References are checked set-wise at the end, so that rows may refer to later rows, to themselves
// and in circles. Whatever fails, the target stays as it was.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/conflict.h"
#include "engine/constructor.h"
#include "engine/filter.h"
#include "engine/inference.h"
#include "engine/ledger.h"
#include "engine/schema.h"
#include "engine/script/host.h"
#include "engine/storage.h"
#include "parser/snapshot.h"

namespace undumpy {

// A snapshot that is restored, and what is selected of it besides RestoreOptions::arguments.
struct Origin {
  const Snapshot* snapshot = nullptr;
  const Constructors* constructors = nullptr;
  Arguments arguments;
  // Only these modules, in this order (engine/contents_list.h); all when empty.
  std::vector<std::string> modules = {};
};

// How many rejected rows do not stop a restore.
struct MaxErrors {
  std::uint64_t rows = 0;
  double percent = 0;  // of the rows read

  // "10" or "0.5%". Error "usage".
  static Result<MaxErrors> parse(const std::string& text);
  [[nodiscard]] bool any() const { return rows > 0 || percent > 0; }
  [[nodiscard]] bool allows(const TableReport& total) const;
};

struct RestoreOptions {
  std::string target;            // PATH or sqlite:PATH
  std::optional<Schema> schema;  // of a new file; inferred from the first snapshot when absent
  StorageOptions storage;
  bool allow_missing = false;  // restore although modules are missing, cut off or hold foreign code
  bool allow_dangling = false;  // store rows that refer to rows that do not exist
  bool digest = false;
  // Of filters and transforms (engine/filters.h, engine/transforms.h).
  Arguments arguments;
  // More filters, of a program that links the engine; called for each snapshot.
  std::function<std::vector<std::unique_ptr<Filter>>(const FilterContext&)> filters;
  // What happens to rows that the target holds: see ConflictPolicies::parse.
  std::vector<std::string> conflicts;
  MaxErrors max_errors;
  bool exit_on_error = false;  // stop at the first rejected row
  // FILE.py[:CLASS]: decides about every row (script/script_loader.h).
  std::string loader;
  // What does not pass full_clean(), or the validate() of the loader's script, is rejected
  // (script/row_validation.h).
  bool validate = false;
  CodeOptions code;            // for the loader, and for create_ functions without a plan
  ScriptHost::Write out, err;  // what code prints
  bool apply = false;          // write into tables that hold rows; else only the plan is made
  bool dry_run = false;        // make only the plan
  std::string sql;             // a file: the plan as statements; nothing is written into the target
  // A file: the plan is written there, with a fingerprint; with `apply` it is read, and the restore
  // refuses when the target or the options have changed since.
  std::string plan;
  std::string rejects;  // a folder that does not exist: a snapshot of the rejected rows
  // Called now and then; false interrupts: the target is left as it was.
  std::function<bool(std::uint64_t bytes, std::uint64_t rows)> progress;
};

struct RestoreReport {
  std::string target;
  bool applied = false;
  bool planned = false;     // nothing was wrong, but --apply is missing, or --dry-run was given
  bool incomplete = false;  // modules are missing, cut off or hold foreign code
  bool stopped = false;     // by exit_on_error
  std::map<std::string, TableReport> tables;
  std::vector<Reject> rejects;  // the first MaxRejects of each table
  std::map<std::pair<std::string, std::string>, std::uint64_t> causes;  // by table and cause
  std::vector<RowChange> changes;                                       // the first of each table
  std::vector<RowCollision> collisions;                                 // likewise
  std::vector<std::string> notes;             // what was decided, in words
  std::vector<InferredReference> references;  // when the schema was inferred
  std::string digest;

  [[nodiscard]] TableReport total() const;
  [[nodiscard]] std::string verdict() const;
};

// Errors: "target-…" (what the user should change), "database-error", "interrupted", "schema-…",
// "plan-outdated", "usage", and those of ScriptLoader.
Result<RestoreReport> restore_snapshots(const std::vector<Origin>& origins,
                                        const RestoreOptions& options, DiagnosticSink& diagnostics);

}  // namespace undumpy
