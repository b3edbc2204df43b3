#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/row_stream.h"

namespace undumpy::rules {

namespace {

class EmptySnapshot final : public Check {
 public:
  using Check::Check;

  void end() override {
    std::uint64_t rows = 0;
    for (const auto& [table, count] : in.stream->counts()) rows += count.rows;
    if (rows > 0 || in.stream->modules_read() == 0) return;
    Diagnostic finding =
        table_finding(empty_snapshot, "",
                      fmt::format("there is no row in {} modules", in.stream->modules_read()));
    finding.place.file = in.snapshot.tree().file;
    in.findings.add(empty_snapshot, std::move(finding));
  }
};

}  // namespace

const Rule empty_snapshot{
    .code = "CP207",
    .name = "empty-snapshot",
    .severity = Severity::Warning,
    .what = "No module holds a row.",
    .why = "A restore would give an empty database.",
    .example = "logger.info(\"Loading 0 objects to table library_book...\")",
    .next = "Look whether this is the right snapshot, and whether the dump had been finished.",
    .make = make_check<EmptySnapshot>,
};

}  // namespace undumpy::rules
