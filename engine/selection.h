// Selection: the filters of a restore together, and the rows that are taken along because others
// need them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/filter.h"
#include "engine/row_stream.h"
#include "engine/value_set.h"

namespace undumpy {

// Rows by table and key.
using RowKeys = std::map<std::string, ValueSet, std::less<>>;

class Selection {
 public:
  explicit Selection(std::vector<std::unique_ptr<Filter>> filters) : filters_(std::move(filters)) {}

  // Those tables of the snapshot of which rows may pass; the modules of others need not be read.
  [[nodiscard]] std::vector<std::string> tables(const Snapshot& snapshot,
                                                const Constructors& constructors) const;

  // Reads the tables of which a filter has to see the rows before it decides. `options` are those
  // of the stream that will follow; its `tables` do not matter. Errors: those of RowStream::run.
  Status survey(const Snapshot& snapshot, const Constructors& constructors,
                const StreamOptions& options);
  // Rows are about to be shown from the first one on.
  void begin();

  // The filter that turns the row away; nullptr when it passes. REQUIRES: rows are shown once each
  // after begin(), in their order.
  Result<const Filter*> refusal(const Row& row);

  // Whether an exclusion turns the row away.
  Result<bool> excludes(const Row& row);

  // Rows that pass although filters turn them away, unless these are exclusions.
  void take_along(RowKeys keys) { along_ = std::move(keys); }

 private:
  std::vector<std::unique_ptr<Filter>> filters_;
  RowKeys along_;
};

}  // namespace undumpy
