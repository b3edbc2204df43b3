// even_keys SNAPSHOT DATABASE: restores the rows whose primary key is an even number.

#include <cstdio>

#include "engine/restore.h"
#include "parser/snapshot.h"

namespace {

class EvenKeys final : public undumpy::Filter {
 public:
  [[nodiscard]] std::string name() const override { return "even keys"; }
  undumpy::Result<bool> passes(const undumpy::Row& row) override {
    const undumpy::Cell& key = row.cells[row.shape->key_column()];
    return key.kind == undumpy::CellKind::Integer && key.integer % 2 == 0;
  }
};

int fail(const undumpy::Diagnostic& error) {
  std::fputs(to_text(error).c_str(), stderr);
  return 1;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  undumpy::DiagnosticList problems;
  auto source = undumpy::open_source(words[1], {}, problems);
  if (!source) return fail(source.error());
  auto snapshot = undumpy::Snapshot::open(std::move(*source), problems);
  if (!snapshot) return fail(snapshot.error());
  const undumpy::Constructors constructors(**snapshot);

  undumpy::RestoreOptions options;
  options.target = words[2];
  options.filters = [](const undumpy::FilterContext&) {
    std::vector<std::unique_ptr<undumpy::Filter>> filters;
    filters.push_back(std::make_unique<EvenKeys>());
    return filters;
  };
  const auto report =
      undumpy::restore_snapshots({{snapshot->get(), &constructors, {}}}, options, problems);
  if (!report) return fail(report.error());
  for (const auto& [table, counts] : report->tables)
    for (const auto& [filter, skipped] : counts.skipped_by)
      std::printf("%s: %llu inserted, %llu skipped by %s\n", table.c_str(),
                  static_cast<unsigned long long>(counts.inserted),
                  static_cast<unsigned long long>(skipped), filter.c_str());
  return report->applied ? 0 : 1;
}
