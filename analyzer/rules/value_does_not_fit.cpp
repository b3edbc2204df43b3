#include "analyzer/rules/list.h"
#include "analyzer/target_column.h"

namespace undumpy {

namespace {

class ValueDoesNotFit final : public StoredCheck {
 public:
  // Models become the ids of their content types, which the database looks up.
  ValueDoesNotFit(Inspection& inspection, const TargetColumn& target, std::size_t column)
      : StoredCheck(cell_trait::Any & ~cell_trait::of(CellKind::Model), inspection, target,
                    column) {}

  static bool concerns(const Column&) { return true; }

 private:
  void look_misfit(const Row& row, const Misfit& misfit) override {
    if (misfit.kind == Misfit::Kind::Type)
      report(rules::value_does_not_fit, row, misfit.why, Severity::Error);
  }
};

}  // namespace

namespace rules {

const Rule value_does_not_fit{
    .code = "VL313",
    .name = "value-does-not-fit",
    .about_target = true,
    .what =
        "A value of another kind than its column takes: a text that is no number for a number, a "
        "number for a date.\n"
        "\n"
        "Needs --against. What can be converted without loss is no finding.",
    .why = "The row is not taken.",
    .example = "loader.save(create_library_book(1,'Momo','many'))    # pages integer",
    .next =
        "Correct the value, or convert it in the create_ function. When every row has it, the "
        "column has another type than it had: see DR606.",
    .make = make_check<TargetCheck<ValueDoesNotFit>>,
};

}  // namespace rules

}  // namespace undumpy
