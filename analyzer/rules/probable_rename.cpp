#include <fmt/format.h>

#include <algorithm>

#include "analyzer/drift.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/storage.h"

namespace undumpy::rules {

namespace {

class ProbableRename final : public Check {
 public:
  using Check::Check;

  void end() override {
    if (in.against == nullptr) return;
    for (const auto& [name, facts] : *in.facts) {
      if (facts.shape->columns.empty()) continue;
      if (const Table* table = in.against->schema().find(name))
        columns(facts, *table);
      else
        rename_of_table(name, facts);
    }
  }

 private:
  void rename_of_table(const std::string& name, const TableFacts& facts) {
    const Table* best = nullptr;
    double best_share = 0.6;
    for (const Table& table : in.against->schema().tables) {
      if (in.facts->contains(table.name)) continue;
      const double share = shared_columns(facts, table);
      if (share > best_share) best = &table, best_share = share;
    }
    if (best == nullptr) return;
    Diagnostic finding = table_finding(
        rules::probable_rename, name,
        fmt::format("{} is perhaps {} now: {:.0f} percent of the columns are the same", name,
                    best->name, best_share * 100));
    finding.confidence = best_share > 0.85 ? Confidence::Likely : Confidence::Guess;
    finding.next = fmt::format("if it was renamed, resolve {} to the new model in restore.py",
                               facts.shape->model);
    in.findings.add(rules::probable_rename, std::move(finding));
    note_difference(in, rules::probable_rename, name, "", 0, best->name + "?");
  }

  void columns(const TableFacts& facts, const Table& table) {
    for (std::size_t i = 0; i < facts.shape->columns.size(); ++i) {
      const ShapeColumn& old = facts.shape->columns[i];
      const bool translation = old.babel() && old.name != old.field;  // VR702 speaks of languages
      if (translation || column_for(table, old) != nullptr) continue;
      std::vector<const Column*> candidates;
      for (const Column& column : table.columns)
        if (column_stored_in(table, column, *facts.shape) == facts.shape->columns.size() &&
            may_hold(column, facts.columns[i]))
          candidates.push_back(&column);
      if (!candidates.empty()) rename_of_column(facts, old, table, candidates);
    }
  }

  void rename_of_column(const TableFacts& facts, const ShapeColumn& old, const Table& table,
                        const std::vector<const Column*>& candidates) {
    const Column* best = *std::ranges::max_element(candidates, {}, [&](const Column* column) {
      return name_likeness(old.name, column->name);
    });
    const double likeness = name_likeness(old.name, best->name);
    const bool alike = likeness >= 0.6;
    if (!alike && candidates.size() > 1) return;
    Diagnostic finding =
        table_finding(rules::probable_rename, facts.shape->table,
                      fmt::format("{} is perhaps {} now: {}", old.name, best->name,
                                  alike ? "the names are alike, and the values fit"
                                        : "no other new column of the target takes these values"));
    finding.column = old.name;
    finding.confidence = alike && candidates.size() == 1 ? Confidence::Likely : Confidence::Guess;
    finding.next = fmt::format("if it was renamed, write kw.update({}={}) in create_{}", best->name,
                               old.name, table.name);
    in.findings.add(rules::probable_rename, std::move(finding));
    note_difference(in, rules::probable_rename, facts.shape->table, old.name, 0, best->name + "?");
  }
};

}  // namespace

const Rule probable_rename{
    .code = "DR605",
    .name = "probable-rename",
    .severity = Severity::Warning,
    .about_target = true,
    .what =
        "A table or column of the snapshot is missing in the target, and another one of the "
        "target looks as if it were the same under a new name.",
    .why = "Data of the old name can be kept when the new name is told.",
    .example = "library_book.name is perhaps library_book.title now: the only other text column",
    .next = "Look at the model. If it was renamed, edit restore.py as the finding says.",
    .make = make_check<ProbableRename>,
};

}  // namespace undumpy::rules
