#include <fmt/format.h>

#include <limits>

#include "analyzer/rules/list.h"
#include "analyzer/target_column.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

// What databases other than SQLite take in a column of that declared type.
std::int64_t greatest(const Column& column) {
  // SQLite tells the names of its own types in capitals: INTEGER.
  const std::string type = utf8::ascii_lower(column.type);
  if (type.starts_with("small")) return std::numeric_limits<std::int16_t>::max();
  // Django's BigAutoField is an integer on SQLite, as every rowid.
  if (type.starts_with("int") && !column.primary_key)
    return std::numeric_limits<std::int32_t>::max();
  return std::numeric_limits<std::int64_t>::max();
}

class NumberOutOfRange final : public StoredCheck {
 public:
  NumberOutOfRange(Inspection& inspection, const TargetColumn& target, std::size_t column)
      : StoredCheck(cell_trait::of(CellKind::Integer) | cell_trait::of(CellKind::BigInteger) |
                        cell_trait::of(CellKind::Text),
                    inspection, target, column),
        greatest_(greatest(*target.column)) {}

  static bool concerns(const Column& column) { return column.kind == ColumnKind::Integer; }

 private:
  void look_stored(const Row& row, const Cell&, const Stored& stored) override {
    if (stored.kind != Stored::Kind::Integer) return;
    if (stored.integer < 0 && target().not_negative)
      report(rules::number_out_of_range, row,
             fmt::format("{} is negative, but the column takes no such numbers", stored.integer),
             Severity::Error);
    else if (stored.integer > greatest_ || stored.integer < -greatest_ - 1)
      report(rules::number_out_of_range, row,
             fmt::format("{} is beyond {} ({} to {})", stored.integer, target().type,
                         target().not_negative ? 0 : -greatest_ - 1, greatest_),
             Severity::Warning);
  }
  void look_misfit(const Row& row, const Misfit& misfit) override {
    if (misfit.kind == Misfit::Kind::Range)
      report(rules::number_out_of_range, row, "the number has more than 64 bits", Severity::Error);
  }

  std::int64_t greatest_;
};

}  // namespace

namespace rules {

const Rule number_out_of_range{
    .code = "VL310",
    .name = "number-out-of-range",
    .about_target = true,
    .what =
        "A whole number is beyond what its column takes.\n"
        "\n"
        "Needs --against. A number that SQLite stores, but a database that takes the declared "
        "type by its word (integer: 32 bit, smallint: 16 bit) would not, is a warning.",
    .why =
        "Where it is an error, a restore does not take the row. Where it is a warning, the row is "
        "restored into SQLite, but another database would refuse the number.",
    .example = "loader.save(create_shop_item(1,-3))    # integer unsigned CHECK (\"stock\" >= 0)",
    .next = "Correct the number in the module, or widen the column.",
    .make = make_check<TargetCheck<NumberOutOfRange>>,
};

}  // namespace rules

}  // namespace undumpy
