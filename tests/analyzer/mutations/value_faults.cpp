#include <fmt/format.h>

#include <map>

#include "tests/analyzer/mutations/fault.h"

namespace undumpy::test {

namespace {

using Against = Kind::Against;
using Fits = bool (*)(const CellPlace&);

bool set(Fault& fault, Fits fits, const std::string& literal) {
  const auto cell = fault.pick_cell(fits);
  if (!cell) return false;
  fault.set_cell(*cell, literal);
  fault.column = cell->column->name;
  return true;
}

// Puts `inserted` at the end of a text that is no key.
bool add_to_text(Fault& fault, Fits fits, const std::string& inserted) {
  const auto cell = fault.pick_cell(fits);
  if (!cell) return false;
  std::string literal(cell->literal);
  fault.set_cell(*cell, literal.insert(literal.size() - 1, inserted));
  fault.column = cell->column->name;
  return true;
}

bool is_plain_text(const CellPlace& cell) {
  return cell.is_text() && !cell.column->decimal && !cell.column->foreign_key &&
         cell.literal != cell.row->key();
}
bool is_babel(const CellPlace& cell) { return cell.column->babel() && cell.literal[0] == '['; }
bool is_key(const CellPlace& cell) { return cell.literal.data() == cell.row->key().data(); }
bool is_reference(const CellPlace& cell) {
  return cell.column->foreign_key && !cell.column->content_type && cell.is_integer();
}

bool impossible_date(Fault& fault) {
  constexpr const char* Dates[] = {"date(2018,2,30)", "date(2019,2,29)", "date(2020,13,1)",
                                   "date(0,1,1)", "date(2020,4,31)"};
  constexpr const char* Times[] = {"time(24,0,0)", "time(12,60,0)"};
  constexpr const char* Moments[] = {"dt(2018,2,30,0,0,0)", "dt(2018,2,3,25,0,0)"};
  const auto cell = fault.pick_cell([](const CellPlace& c) { return c.literal.ends_with(')'); });
  if (!cell) return false;
  fault.set_cell(*cell, cell->literal.starts_with("date")   ? fault.random.pick(Dates)
                        : cell->literal.starts_with("time") ? fault.random.pick(Times)
                                                            : fault.random.pick(Moments));
  fault.key.clear();  // the row was not taken apart
  return true;
}

bool not_a_decimal(Fault& fault) {
  constexpr const char* Numbers[] = {"'9,90'", "'12.5.0'", "''", "'n/a'", "'1 200.00'"};
  return set(
      fault, [](const CellPlace& c) { return c.column->decimal; }, fault.random.pick(Numbers));
}

bool decimal_digits(Fault& fault) {
  constexpr const char* Numbers[] = {"'1234567.00'", "'9.905'", "'-1E+9'", "'0.001'"};
  return set(
      fault,
      [](const CellPlace& c) { return c.column->decimal && c.target && c.target->precision; },
      fault.random.pick(Numbers));
}

bool text_too_long(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) {
    return is_plain_text(c) && c.target != nullptr && c.target->length &&
           c.target->kind == ColumnKind::Text;
  });
  if (!cell) return false;
  std::string text;
  for (int i = 0; i <= *cell->target->length; ++i) text += fault.random.one_in(5) ? "é" : "x";
  fault.set_cell(*cell, "'" + text + "'");
  fault.column = cell->column->name;
  return true;
}

bool nul_character(Fault& fault) { return add_to_text(fault, is_plain_text, "\\x00"); }
bool surrogate(Fault& fault) {
  return add_to_text(fault, is_plain_text, fault.random.one_in(2) ? "\\ud83d" : "\\udc00");
}

bool none_text(Fault& fault) {
  const auto cell = fault.pick_cell(is_babel);
  if (!cell) return false;
  std::string literal(cell->literal);
  literal.replace(literal.rfind(", ") + 2, literal.size(), "'None']");
  if (literal == cell->literal) return false;
  fault.set_cell(*cell, literal);
  fault.column = fmt::format("{}_{}", cell->column->field, fault.on.snapshot().languages.back());
  return true;
}

bool key_as_text(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) {
    return is_key(c) && c.is_integer() && (c.column->name == "id" || c.column->parent_link);
  });
  // All others of the column have to be numbers.
  if (!cell || fault.on.findings(false).size() > 1'000) return false;
  std::size_t rows = 0;
  for (const RowPlace& row : fault.on.rows()) rows += row.shape == cell->row->shape ? 1 : 0;
  if (rows < 2) return false;
  fault.set_cell(*cell, fmt::format("u'{}'", cell->literal));
  fault.column = cell->column->name;
  return true;
}

bool reference_as_text(Fault& fault) {
  const auto cell = fault.pick_cell(is_reference);
  if (!cell) return false;
  std::size_t others = 0;
  for (const RowPlace& row : fault.on.rows())
    if (row.shape == cell->row->shape && row.arguments[cell->argument] != "None") ++others;
  if (others < 2) return false;
  fault.set_cell(*cell, fmt::format("'{}'", cell->literal));
  fault.column = cell->column->name;
  return true;
}

// A choice among frequent ones, in a column of many rows.
bool is_frequent_choice(const Fault& fault, const CellPlace& cell) {
  if (!cell.column->choice || !cell.is_text() || cell.literal.size() < 3) return false;
  std::map<std::string_view, std::size_t> counts;
  for (const RowPlace& row : fault.on.rows())
    if (row.shape == cell.row->shape) ++counts[row.arguments[cell.argument]];
  std::size_t filled = 0;
  for (const auto& [literal, count] : counts) {
    if (literal == "None" || literal == "''") continue;
    filled += count;
    if (count < (literal == cell.literal ? 11U : 10U)) return false;
  }
  return filled >= 50;
}

bool rare_choice(Fault& fault) {
  const auto cell =
      fault.pick_cell([&](const CellPlace& c) { return is_frequent_choice(fault, c); });
  if (!cell) return false;
  fault.set_cell(*cell, fault.random.one_in(2) ? "'l0'" : "'strange'");
  fault.column = cell->column->name;
  return true;
}

bool babel_too_short(Fault& fault) {
  const auto cell = fault.pick_cell(is_babel);
  if (!cell) return false;
  std::string literal(cell->literal);
  if (literal.rfind(", ") == std::string::npos) return false;
  fault.set_cell(*cell, literal.replace(literal.rfind(", "), literal.size(), "]"));
  fault.column = cell->column->field;
  return true;
}

bool babel_too_long(Fault& fault) {
  const auto cell = fault.pick_cell(is_babel);
  if (!cell) return false;
  std::string literal(cell->literal);
  fault.set_cell(*cell, literal.insert(literal.size() - 1, ", 'more'"));
  fault.column = cell->column->field;
  return true;
}

bool no_babel_list(Fault& fault) { return set(fault, is_babel, "'only one'"); }

bool beyond_64_bits(Fault& fault) {
  return set(
      fault,
      [](const CellPlace& c) {
        return c.target != nullptr && c.target->kind == ColumnKind::Integer && c.is_integer() &&
               !is_key(c) && !c.column->foreign_key;
      },
      fault.random.one_in(2) ? "9223372036854775808" : "-99999999999999999999");
}

bool negative(Fault& fault) {
  return set(
      fault,
      [](const CellPlace& c) {
        return c.target != nullptr && c.target->not_negative && c.is_integer() &&
               !c.column->name.ends_with("_id");
      },
      fmt::format("-{}", 1 + fault.random.below(1000)));
}

bool null_in_not_null(Fault& fault) {
  return set(
      fault,
      [](const CellPlace& c) {
        return c.target != nullptr && !c.target->nullable &&
               (c.target->kind != ColumnKind::Text || c.column->foreign_key) && !is_key(c) &&
               !c.column->choice && c.literal != "None";
      },
      "None");
}

bool mojibake(Fault& fault) {
  constexpr const char* Damaged[] = {"CafÃ©", "Ã¼ber", "12 â‚¬", "itâ€™s", "Å¡kola"};
  return add_to_text(fault, is_plain_text, fault.random.pick(Damaged));
}

bool text_for_a_number(Fault& fault) {
  return set(
      fault,
      [](const CellPlace& c) {
        return c.target != nullptr && c.target->kind == ColumnKind::Integer && c.is_integer() &&
               !is_key(c) && !c.column->foreign_key;
      },
      fault.random.one_in(2) ? "'many'" : "'007'");
}

bool number_for_a_date(Fault& fault) {
  return set(
      fault,
      [](const CellPlace& c) {
        return c.target != nullptr &&
               (c.target->kind == ColumnKind::Date || c.target->kind == ColumnKind::Time ||
                c.target->kind == ColumnKind::DateTime);
      },
      fault.random.one_in(2) ? "20180230" : "'2018-02-03'");
}

}  // namespace

std::vector<Kind> value_faults() {
  const std::vector<const char*> lost = {"RF4"};
  return {
      {"date that does not exist", "VL301", lost, Against::Nothing, impossible_date},
      {"decimal that is no number", "VL302", lost, Against::Nothing, not_a_decimal},
      {"decimal with too many digits", "VL303", {}, Against::Schema, decimal_digits},
      {"text longer than its column", "VL304", {}, Against::Schema, text_too_long},
      {"NUL in a text", "VL305", {}, Against::Nothing, nul_character},
      {"half of a surrogate pair", "VL305", {}, Against::Nothing, surrogate},
      {"text 'None' as translation", "VL306", {}, Against::Nothing, none_text},
      {"key written as text", "VL307", {}, Against::Nothing, key_as_text},
      {"reference written as text", "VL307", {}, Against::Nothing, reference_as_text},
      {"choice never seen elsewhere", "VL308", {}, Against::Nothing, rare_choice},
      {"too few translations", "VL309", lost, Against::Nothing, babel_too_short},
      {"too many translations", "VL309", {}, Against::Nothing, babel_too_long},
      {"translation that is no list", "VL309", lost, Against::Nothing, no_babel_list},
      {"number beyond 64 bits", "VL310", {}, Against::Schema, beyond_64_bits},
      {"negative number where none may be", "VL310", {}, Against::Schema, negative},
      {"None where no NULL may be", "VL311", {}, Against::Schema, null_in_not_null},
      {"UTF-8 read as cp1252", "VL312", {}, Against::Nothing, mojibake},
      {"text for a number", "VL313", {}, Against::Schema, text_for_a_number},
      {"number or text for a date", "VL313", {}, Against::Schema, number_for_a_date},
  };
}

}  // namespace undumpy::test
