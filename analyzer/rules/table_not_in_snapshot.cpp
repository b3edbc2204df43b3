#include <fmt/format.h>

#include "analyzer/dangling_values.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class TableNotInSnapshot final : public Check {
 public:
  using Check::Check;

  void end() override {
    for (const Reference& reference : in.references) {
      const ColumnFacts* column = column_facts(in, reference.table, reference.column);
      if (column == nullptr || column->values.empty() || holds_table(in, reference.target))
        continue;
      if (in.against != nullptr && in.against->database() != nullptr) continue;  // was asked
      Diagnostic finding =
          table_finding(rules::table_not_in_snapshot, reference.table,
                        fmt::format("{} rows refer to {}, which is not in this snapshot",
                                    column->filled, reference.target));
      finding.column = reference.column;
      finding.confidence = reference.confidence;
      in.findings.add(rules::table_not_in_snapshot, std::move(finding));
    }
  }
};

}  // namespace

const Rule table_not_in_snapshot{
    .code = "RF405",
    .name = "table-not-in-snapshot",
    .severity = Severity::Warning,
    .what =
        "Rows refer to a table that the snapshot does not hold.\n"
        "\n"
        "Partial snapshots, tables that dump2py leaves out, and modules that were lost.",
    .why =
        "Whether the rows fit depends on what the target holds. With `--against DATABASE` "
        "undumpy looks there, and only reports what is missing in both.",
    .example =
        "library_book.publisher_id refers to library_publisher, which is not in this snapshot",
    .next =
        "Check against the database that the snapshot is meant for, or take the table from "
        "another snapshot.",
    .make = make_check<TableNotInSnapshot>,
};

}  // namespace undumpy::rules
