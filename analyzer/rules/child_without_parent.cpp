#include "analyzer/dangling_values.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class ChildWithoutParent final : public Check {
 public:
  using Check::Check;

  void end() override {
    for (const Reference& reference : in.references)
      if (reference.parent_link) report_dangling(in, reference, rules::child_without_parent);
  }
};

}  // namespace

const Rule child_without_parent{
    .code = "RF402",
    .name = "child-without-parent",
    .what =
        "A row of a child model has no parent row.\n"
        "\n"
        "Multi-table inheritance: a contacts.Person with the key 17 needs the "
        "contacts.Partner 17 (FORMAT.md 3, rule 10).",
    .why = "Half of the object is missing: its row can not be stored.",
    .example = "loader.save(create_contacts_person(17,'Ann'))    # no partner 17",
    .next = "Look for the parent's row in an older snapshot, or leave the child away.",
    .make = make_check<ChildWithoutParent>,
};

}  // namespace undumpy::rules
