#include "engine/row_places.h"

#include "engine/row_stream.h"

namespace undumpy {

namespace {

using Wanted = std::map<std::pair<std::string, std::string>, std::vector<Reject*>>;

class Finder final : public RowSink {
 public:
  explicit Finder(Wanted& wanted) : wanted_(wanted) {}
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      const auto found = wanted_.find({row.shape->table, key_text(row)});
      if (found == wanted_.end()) continue;
      for (Reject* reject : found->second) {
        reject->file = row.module->file;
        reject->line = row.line;
      }
      wanted_.erase(found);
    }
    return Done{};
  }

 private:
  Wanted& wanted_;
};

}  // namespace

Status find_places(std::vector<Reject>& rejects, const Snapshot& snapshot,
                   const Constructors& constructors, const CodeOptions& code) {
  Wanted wanted;
  StreamOptions options;
  options.code = code;
  for (Reject& reject : rejects) {
    if (reject.line != 0) continue;
    wanted[{reject.table, reject.key}].push_back(&reject);
    options.tables.push_back(reject.table);
  }
  if (wanted.empty()) return Done{};
  options.progress = [&](std::uint64_t) { return !wanted.empty(); };
  Finder finder(wanted);
  // What there is to say about these rows has been said.
  IgnoredDiagnostics ignored;
  RowStream stream(snapshot, constructors, options);
  const Status done = stream.run(finder, ignored);
  if (!done && done.error().name == "interrupted") return Done{};
  return done;
}

}  // namespace undumpy
