#include "engine/selection.h"

#include <algorithm>

#include "engine/table_pattern.h"

namespace undumpy {

namespace {

class Survey final : public RowSink {
 public:
  explicit Survey(const std::vector<std::unique_ptr<Filter>>& filters) : filters_(filters) {}
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows)
      for (const auto& filter : filters_)
        if (filter->wants_survey(row.shape->table)) UNDUMPY_CHECK(filter->survey(row));
    return Done{};
  }

 private:
  const std::vector<std::unique_ptr<Filter>>& filters_;
};

}  // namespace

std::vector<std::string> Selection::tables(const Snapshot& snapshot,
                                           const Constructors& constructors) const {
  std::vector<std::string> result;
  for (const std::string& table : tables_of(snapshot, constructors)) {
    const bool may_pass =
        std::ranges::all_of(filters_, [&](const auto& filter) { return filter->may_pass(table); });
    const bool excluded = std::ranges::any_of(filters_, [&](const auto& filter) {
      return filter->is_exclusion() && !filter->may_pass(table);
    });
    if (may_pass || (along_.contains(table) && !excluded)) result.push_back(table);
  }
  return result;
}

Status Selection::survey(const Snapshot& snapshot, const Constructors& constructors,
                         const StreamOptions& options) {
  StreamOptions surveyed = options;
  surveyed.tables.clear();
  for (const std::string& table : tables_of(snapshot, constructors))
    if (std::ranges::any_of(filters_, [&](const auto& f) { return f->wants_survey(table); }))
      surveyed.tables.push_back(table);
  if (surveyed.tables.empty()) return Done{};
  // What there is to say about these rows is said when they are read again.
  IgnoredDiagnostics ignored;
  Survey sink(filters_);
  RowStream stream(snapshot, constructors, surveyed);
  return stream.run(sink, ignored);
}

void Selection::begin() {
  for (const auto& filter : filters_) filter->begin();
}

Result<bool> Selection::excludes(const Row& row) {
  for (const auto& filter : filters_) {
    if (!filter->is_exclusion()) continue;
    UNDUMPY_TRY(const bool passes, filter->passes(row));
    if (!passes) return true;
  }
  return false;
}

Result<const Filter*> Selection::refusal(const Row& row) {
  const Filter* refused = nullptr;
  for (const auto& filter : filters_) {
    const bool decided = refused != nullptr && (refused->is_exclusion() || !filter->is_exclusion());
    if (decided && !filter->counts_rows()) continue;
    UNDUMPY_TRY(const bool passes, filter->passes(row));
    if (!passes && !decided) refused = filter.get();
  }
  if (refused != nullptr && !refused->is_exclusion()) {
    const auto keys = along_.find(row.shape->table);
    if (keys != along_.end() && keys->second.contains(row.key()))
      return static_cast<const Filter*>(nullptr);
  }
  return refused;
}

}  // namespace undumpy
