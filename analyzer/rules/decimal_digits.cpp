#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "analyzer/rules/list.h"
#include "analyzer/target_column.h"

namespace undumpy {

namespace {

struct Digits {
  std::size_t before = 0;  // the point, without leading zeros
  std::size_t behind = 0;  // the point, without trailing zeros
};

// REQUIRES: `number` is a decimal number: -12.50, 1E+3.
Digits digits_of(std::string_view number) {
  if (number.starts_with('-') || number.starts_with('+')) number.remove_prefix(1);
  int exponent = 0;
  if (const std::size_t e = number.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view text = number.substr(e + 1);
    if (text.starts_with('+')) text.remove_prefix(1);
    std::from_chars(text.data(), text.data() + text.size(), exponent);
    number = number.substr(0, e);
  }
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string digits(number.substr(0, point));
  if (point < number.size()) digits += number.substr(point + 1);
  const auto first = static_cast<long>(std::min(digits.find_first_not_of('0'), digits.size()));
  const auto last = static_cast<long>(digits.find_last_not_of('0') + 1);
  if (first >= last) return {};
  const long end = static_cast<long>(point) + exponent;  // where the point really stands
  return {static_cast<std::size_t>(std::max(end - first, 0L)),
          static_cast<std::size_t>(std::max(last - end, 0L))};
}

class DecimalDigits final : public StoredCheck {
 public:
  DecimalDigits(Inspection& inspection, const TargetColumn& target, std::size_t column)
      : StoredCheck(cell_trait::of(CellKind::Decimal) | cell_trait::of(CellKind::Text) |
                        cell_trait::of(CellKind::Integer),
                    inspection, target, column) {}

  static bool concerns(const Column& column) { return column.precision.has_value(); }

 private:
  void look_stored(const Row& row, const Cell& cell, const Stored&) override {
    const Digits digits =
        cell.kind == CellKind::Integer ? digits_of(to_text(cell)) : digits_of(cell.text());
    const auto behind = static_cast<std::size_t>(target().scale);
    const std::size_t before = static_cast<std::size_t>(*target().precision) - behind;
    if (digits.before > before)
      report(rules::decimal_digits, row,
             fmt::format("{} digits before the point, but {} takes {}", digits.before,
                         target().type, before),
             Severity::Error);
    else if (digits.behind > behind)
      report(rules::decimal_digits, row,
             fmt::format("{} decimals, but {} takes {}", digits.behind, target().type, behind),
             Severity::Error);
  }
};

}  // namespace

namespace rules {

const Rule decimal_digits{
    .code = "VL303",
    .name = "decimal-digits",
    .about_target = true,
    .what =
        "A decimal number has more digits than its column takes.\n"
        "\n"
        "Needs --against a schema that says how many: decimal(10,2). SQLite databases of Django "
        "do not say it. Zeros at the end do not count.",
    .why =
        "Digits before the point: PostgreSQL and MariaDB refuse the row. Decimals: they round, so "
        "that the amount is another one.",
    .example = "loader.save(create_shop_item(1,'12.505'))    # decimal(10,2)",
    .next = "Widen the column, or round the value in the module.",
    .make = make_check<TargetCheck<DecimalDigits>>,
};

}  // namespace rules

}  // namespace undumpy
