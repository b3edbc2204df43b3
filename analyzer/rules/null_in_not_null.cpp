#include "analyzer/rules/list.h"
#include "analyzer/target_column.h"

namespace undumpy {

namespace {

class NullInNotNull final : public StoredCheck {
 public:
  NullInNotNull(Inspection& inspection, const TargetColumn& target, std::size_t column)
      : StoredCheck(cell_trait::of(CellKind::None) | cell_trait::of(CellKind::Absent), inspection,
                    target, column) {}

  static bool concerns(const Column& column) { return !column.nullable; }

 private:
  void look_stored(const Row& row, const Cell& cell, const Stored& stored) override {
    if (stored.kind != Stored::Kind::Null) return;
    if (cell.is_none())
      report(rules::null_in_not_null, row, "None, but the target's column takes no NULL",
             Severity::Error);
    else if (!target().has_default && !target().primary_key)
      report(rules::null_in_not_null, row, "no value, but the target's column takes no NULL",
             Severity::Error);
  }
};

}  // namespace

namespace rules {

const Rule null_in_not_null{
    .code = "VL311",
    .name = "null-in-not-null",
    .about_target = true,
    .what =
        "None for a column that takes no NULL.\n"
        "\n"
        "Needs --against. None in a column of texts is no finding: it becomes the empty text, as "
        "Django stores it.",
    .why = "The row is not taken.",
    .example = "loader.save(create_library_book(1,'Momo',None))    # price decimal NOT NULL",
    .next =
        "Give these rows a value, in the module or by `if price is None: price = 0` in the "
        "create_ function; or let the column take NULL.",
    .make = make_check<TargetCheck<NullInNotNull>>,
};

}  // namespace rules

}  // namespace undumpy
