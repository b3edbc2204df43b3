// Replay: one snapshot's part in a restore — its pipeline, its code, and the writers of its rows.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/ledger.h"
#include "engine/pipeline.h"
#include "engine/reject_folder.h"
#include "engine/restore.h"
#include "engine/script/row_validation.h"
#include "engine/script/sandbox.h"
#include "engine/script/script_loader.h"
#include "engine/target.h"

namespace undumpy {

// What all replays of one restore share. All of it outlives them.
struct RestoreWork {
  const RestoreOptions* options = nullptr;
  Target* target = nullptr;
  const Schema* schema = nullptr;
  const ConflictPolicies* conflicts = nullptr;
  SqlScript* script = nullptr;      // may be null
  RejectFolder* rejects = nullptr;  // may be null
  Ledger* ledger = nullptr;
  ReferenceSets* references = nullptr;  // may be null
  DiagnosticSink* diagnostics = nullptr;
  StorageNotes notes;
  std::uint64_t bytes = 0;  // read by the replays before
  std::uint64_t rows = 0;
  bool several = false;  // snapshots: a later one meets the rows of an earlier one
};

class Replay final : public RowSink {
 public:
  // Makes filters, transforms and code; writes nothing. Errors: "usage", those of Pipeline and of
  // ScriptLoader.
  static Result<std::unique_ptr<Replay>> create(const Origin& origin, std::size_t number,
                                                RestoreWork& work);
  ~Replay() override;

  // The tables of the snapshot of which rows may come.
  [[nodiscard]] std::vector<std::string> tables() const { return pipeline_->tables(); }
  // Reads the snapshot and writes its rows. Errors: "database-error", "interrupted", "rejected"
  // with RestoreOptions::exit_on_error.
  Status run();
  // A module is missing, cut off or holds foreign code.
  [[nodiscard]] bool incomplete() const { return incomplete_; }
  // A class of the user decides about every row; a script that only validates is none.
  [[nodiscard]] bool has_loader() const { return loader_ != nullptr; }
  // The tables that a loader's code has changed.
  [[nodiscard]] std::map<std::string, orm::TableChanges> code_changes() const;
  // The writer of a table's rows; nullptr when none was written.
  [[nodiscard]] TableWriter* writer_of(const std::string& table) const;
  [[nodiscard]] std::size_t content_types_made() const { return content_types_.made(); }
  [[nodiscard]] const Origin& origin() const { return origin_; }
  [[nodiscard]] std::vector<std::string> notes() const { return pipeline_->notes(); }

  Status take(std::span<const Row> rows) override;

 private:
  Replay(const Origin& origin, std::size_t number, RestoreWork& work);
  Status prepare();
  [[nodiscard]] Planner::StorageOf preparation() const;
  Result<Sandbox*> sandbox();
  Status run_script();
  Status make_loader();
  void make_validation();
  RowSink& first_sink();
  void told(const Row& row, ScriptLoader::Fate fate, std::string reason, std::string traceback);
  void report_traceback(const Row& row, std::string_view who, const std::string& reason,
                        std::string traceback);
  void count_loader_changes();
  void count_links();
  Status choose_writer(const RowShape& shape);
  Status written(const Row& row, Fate fate);
  void rejected(const Row& row, const Rejection& rejection);
  Status after_reject() const;

  const Origin& origin_;
  std::size_t number_;  // of the origin, from 0
  RestoreWork& work_;
  ContentTypes content_types_;
  // Code of the snapshot or of the user; in this order, because the later need the earlier.
  std::unique_ptr<Sandbox> sandbox_;
  std::unique_ptr<SnapshotCode> code_;
  std::optional<LoaderScript> script_;
  std::unique_ptr<ScriptLoader> loader_;
  std::unique_ptr<RowValidation> validation_;
  std::unique_ptr<Pipeline> pipeline_;  // its shapes live as long as the writers
  std::map<const RowShape*, std::unique_ptr<TableWriter>> writers_;
  const RowShape* last_shape_ = nullptr;
  TableWriter* last_writer_ = nullptr;
  TableReport* last_report_ = nullptr;
  std::vector<std::string> missing_tables_;  // that were told of
  bool incomplete_ = false;
};

}  // namespace undumpy
