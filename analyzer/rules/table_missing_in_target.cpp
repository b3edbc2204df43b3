#include <fmt/format.h>

#include "analyzer/drift.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class TableMissingInTarget final : public Check {
 public:
  using Check::Check;

  void end() override {
    if (in.against == nullptr) return;
    for (const auto& [name, facts] : *in.facts) {
      if (facts.shape->columns.empty() || in.against->schema().find(name) != nullptr) continue;
      Diagnostic finding =
          table_finding(rules::table_missing_in_target, name,
                        fmt::format("the target has no table {}; {}", name,
                                    facts.rows > 0 ? fmt::format("{} rows are here", facts.rows)
                                                   : std::string("no row is here")));
      finding.next = fmt::format(
          "when the model was renamed, name the new one in the line that resolves {0}; when it was "
          "removed, write `return None` into create_{1}",
          facts.shape->model, name);
      if (facts.rows == 0) finding.severity = Severity::Info;
      in.findings.add(rules::table_missing_in_target, std::move(finding), facts.rows);
      note_difference(in, rules::table_missing_in_target, name, "", facts.rows);
    }
  }
};

}  // namespace

const Rule table_missing_in_target{
    .code = "DR601",
    .name = "table-missing-in-target",
    .about_target = true,
    .what = "The snapshot has a table that the target does not have (`--against`).",
    .why = "Its rows can not be stored.",
    .example = "library_shelf: 12 rows, but the target has no such table",
    .next =
        "When the model was renamed, name the new one in restore.py: `library_Shelf = "
        "resolve_model(\"stock.Shelf\")`. When it was removed, leave the table away: `return "
        "None` in its create_ function.",
    .make = make_check<TableMissingInTarget>,
};

}  // namespace undumpy::rules
