#include <fmt/format.h>

#include "analyzer/drift.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/storage.h"

namespace undumpy::rules {

namespace {

class ColumnMissingInSnapshot final : public Check {
 public:
  using Check::Check;

  void end() override {
    if (in.against == nullptr) return;
    for (const auto& [name, facts] : *in.facts) {
      const Table* table = in.against->schema().find(name);
      if (table == nullptr || facts.shape->columns.empty()) continue;
      for (const Column& column : table->columns)
        if (column_stored_in(*table, column, *facts.shape) == facts.shape->columns.size())
          report(name, facts, column);
    }
  }

 private:
  void report(const std::string& table, const TableFacts& facts, const Column& column) {
    const bool is_text = column.kind == ColumnKind::Text;
    const bool needed = !column.nullable && !column.has_default && !is_text &&
                        !(column.primary_key && column.kind == ColumnKind::Integer);
    const std::string what =
        fmt::format("the target has the column {} ({}{}), for which the snapshot has no value",
                    column.name, column.type, column.nullable ? "" : " NOT NULL");
    Diagnostic finding =
        table_finding(rules::column_missing_in_snapshot, table,
                      needed && facts.rows > 0
                          ? fmt::format("{}: the target refuses all {} rows", what, facts.rows)
                          : fmt::format("{}: it becomes {}", what,
                                        column.has_default            ? "its default"
                                        : is_text && !column.nullable ? "''"
                                                                      : "NULL"));
    if (!needed || facts.rows == 0) finding.severity = Severity::Info;
    finding.column = column.name;
    finding.next =
        needed ? fmt::format("give it a value in create_{0}: kw.update({1}=…)", table, column.name)
               : "nothing, when the field is new";
    in.findings.add(rules::column_missing_in_snapshot, std::move(finding), needed ? facts.rows : 0);
    note_difference(in, rules::column_missing_in_snapshot, table, column.name,
                    needed ? facts.rows : 0);
  }
};

}  // namespace

const Rule column_missing_in_snapshot{
    .code = "DR604",
    .name = "column-missing-in-snapshot",
    .about_target = true,
    .what = "The target's table has a column that the snapshot does not fill (`--against`).",
    .why =
        "A column that takes NULL or has a default stays empty, and a text becomes ''. Any "
        "other column that is NOT NULL makes the target refuse every row of the table.",
    .example = "library_book.weight (integer NOT NULL): the snapshot has no value for it",
    .next = "Give the new field a value in the create_ function: `kw.update(weight=0)`.",
    .make = make_check<ColumnMissingInSnapshot>,
};

}  // namespace undumpy::rules
