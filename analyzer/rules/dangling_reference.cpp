#include <fmt/format.h>

#include <memory>

#include "analyzer/dangling_values.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class DanglingReference final : public Check {
 public:
  using Check::Check;

  void end() override {
    for (const Reference& reference : in.references)
      if (!reference.parent_link) report_dangling(in, reference, rules::dangling_reference);
  }
};

}  // namespace

const Rule dangling_reference{
    .code = "RF401",
    .name = "dangling-reference",
    .what =
        "A row refers to a row that is not in the snapshot.\n"
        "\n"
        "Where references lead is exact with `--against`; without it, it is inferred from "
        "names and values, and a finding says so by its confidence.",
    .why =
        "A database with foreign keys refuses such a row, or the whole restore. In Lino's "
        "own restore the row is deferred for ever and abandoned in silence.",
    .example = "loader.save(create_library_book(3,'Ulysses',99,None,None))    # no publisher 99",
    .next =
        "Look for the missing row in an older snapshot. When it is meant to be gone, take "
        "the reference, or the row, out; `restore --allow-dangling` restores it as it is.",
    .make = make_check<DanglingReference>,
};

}  // namespace undumpy::rules
