#include <fmt/format.h>

#include <algorithm>

#include "tests/analyzer/mutations/fault.h"

namespace undumpy::test {

namespace {

using Against = Kind::Against;

bool is_key(const CellPlace& cell) { return cell.literal.data() == cell.row->key().data(); }

// Another row of the same table.
const RowPlace* pick_other(Fault& fault, const RowPlace& row, bool other_file) {
  return fault.pick_row([&](const RowPlace& other) {
    return other.shape == row.shape && &other != &row && (!other_file || other.file != row.file);
  });
}

bool copy_key(Fault& fault, bool other_file) {
  const auto cell = fault.pick_cell([&](const CellPlace& c) {
    return is_key(c) && pick_other(fault, *c.row, other_file) != nullptr;
  });
  if (!cell) return false;
  const RowPlace* other = pick_other(fault, *cell->row, other_file);
  fault.set_cell(*cell, std::string(other->key()));
  fault.key = other->key();
  if (fault.key.starts_with('u')) fault.key.erase(0, 1);
  fault.file = "", fault.line = 0;  // either of the two
  return true;
}

bool duplicate_key(Fault& fault) { return copy_key(fault, false); }
bool duplicate_key_in_another_part(Fault& fault) { return copy_key(fault, true); }

bool duplicate_in_unique_set(Fault& fault) {
  const Schema* schema = fault.on.schema() != nullptr ? &fault.on.schema()->schema() : nullptr;
  if (schema == nullptr) return false;
  // The arguments that make a unique set of the row's table; empty: it has none.
  const auto arguments_of_set = [&](const RowPlace& row) {
    std::vector<std::size_t> result;
    const Table* table = schema->find(row.shape->table);
    if (table == nullptr || table->unique_sets.empty()) return result;
    for (const std::string& name : table->unique_sets.front()) {
      const std::size_t column = row.shape->find(name);
      const int argument =
          column < row.shape->columns.size() ? row.shape->columns[column].argument : -1;
      if (argument < 0 || row.arguments[static_cast<std::size_t>(argument)] == "None")
        return std::vector<std::size_t>();
      result.push_back(static_cast<std::size_t>(argument));
    }
    return result;
  };
  const RowPlace* row = fault.pick_row([&](const RowPlace& r) {
    return !arguments_of_set(r).empty() && pick_other(fault, r, false) != nullptr;
  });
  if (row == nullptr) return false;
  const RowPlace* other = pick_other(fault, *row, false);
  if (arguments_of_set(*other).empty()) return false;
  std::string text(row->text);
  // From the last to the first, so that the places before stay.
  auto arguments = arguments_of_set(*row);
  std::ranges::sort(arguments, std::ranges::greater());
  for (const std::size_t i : arguments) {
    const auto at = static_cast<std::size_t>(row->arguments[i].data() - row->text.data());
    text.replace(at, row->arguments[i].size(), other->arguments[i]);
  }
  fault.set_row(*row, text);
  fault.file = fault.key = "", fault.line = 0;
  return true;
}

// The target has a row with another key that a person would take for the same.
bool natural_key_collides(Fault& fault) {
  const RowPlace* row = fault.pick_row([&](const RowPlace& r) {
    return r.shape->table == "users_user" || r.shape->table == "library_book";
  });
  if (row == nullptr || !fault.on.name.starts_with("site")) return false;
  const bool user = row->shape->table == "users_user";
  const std::string_view unique = row->arguments[user ? 1 : 3];
  fault.sql = fault.on.sql +
              (user ? fmt::format("INSERT INTO users_user (id, username, language) VALUES ({}, {}, "
                                  "'10');\n",
                                  1000 + fault.random.below(1000), unique)
                    : fmt::format("INSERT INTO library_book (id, title, isbn, stock) VALUES ({}, "
                                  "'x', {}, 0);\n",
                                  1000 + fault.random.below(1000), unique));
  fault.in_database = true;
  fault.expect(*row);
  fault.line = 0;
  fault.file = "";
  return true;
}

std::string nowhere(const CellPlace& cell) { return cell.is_text() ? "'ZZ'" : "987654"; }

bool dangling(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) {
    return c.column->foreign_key && !c.column->content_type && !c.column->parent_link &&
           c.literal != "None";
  });
  if (!cell) return false;
  fault.set_cell(*cell, nowhere(*cell));
  fault.column = cell->column->name;
  return true;
}

bool child_without_parent(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) { return c.column->parent_link; });
  if (!cell) return false;
  fault.set_cell(*cell, "987654");
  fault.key = "987654";
  return true;
}

bool dangling_generic(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) {
    // owner_type_id stands before owner_id.
    return c.column->name.ends_with("_id") && c.is_integer() && c.argument > 0 &&
           std::ranges::any_of(c.row->shape->columns, [&](const ShapeColumn& type) {
             return type.content_type && type.argument == static_cast<int>(c.argument) - 1 &&
                    c.row->arguments[c.argument - 1] != "None";
           });
  });
  if (!cell) return false;
  fault.set_cell(*cell, "987654");
  fault.column = cell->column->name;
  return true;
}

bool loop(Fault& fault) {
  // A row whose parent gets it as parent.
  const auto child = fault.pick_cell(
      [](const CellPlace& c) { return c.column->name == "parent_id" && c.literal != "None"; });
  if (!child) return false;
  const auto parent = fault.pick_cell([&](const CellPlace& c) {
    return c.row->shape == child->row->shape && c.argument == child->argument &&
           c.row->key() == child->literal;
  });
  if (!parent || parent->row == child->row) return false;
  fault.set_cell(*parent, std::string(child->row->key()));
  fault.file = fault.key = "", fault.line = 0;  // any row of the circle
  fault.column = parent->column->name;
  return true;
}

bool table_not_in_snapshot(Fault& fault) {
  constexpr const char* Tables[] = {"countries_country", "users_user", "library_book"};
  if (!fault.on.name.starts_with("site")) return false;
  const std::string removed = fault.random.pick(Tables);
  fault.remove_table(removed);
  std::string& text = file(fault.files, "restore.py");
  const std::string variable = removed == "countries_country" ? "countries_Country"
                               : removed == "users_user"      ? "users_User"
                                                              : "library_Book";
  const std::size_t line = text.find(variable + " = resolve_model");
  text.erase(line, text.find('\n', line) + 1 - line);
  fault.table = removed == "countries_country" ? "places_place"
                : removed == "users_user"      ? "log_entry"
                                               : "library_loan";
  return true;
}

}  // namespace

std::vector<Kind> key_faults() {
  return {
      {"key of another row", "UQ501", {"RF4"}, Against::Nothing, duplicate_key},
      {"key of a row in another part",
       "UQ501",
       {"RF4"},
       Against::Nothing,
       duplicate_key_in_another_part},
      {"values of a unique set twice", "UQ502", {}, Against::Schema, duplicate_in_unique_set},
      {"key in use for another row", "UQ503", {}, Against::Changed, natural_key_collides},
      {"reference to no row, with a schema", "RF401", {}, Against::Schema, dangling},
      // A column with one value, under a name that says nothing, does not tell where it leads.
      {"reference to no row, inferred", "RF401", {}, Against::Nothing, dangling, 15},
      {"child without its parent", "RF402", {"RF4"}, Against::Nothing, child_without_parent},
      {"generic reference to no row", "RF403", {}, Against::Nothing, dangling_generic},
      {"circle of parents", "RF404", {}, Against::Nothing, loop},
      // The content types of library.Book name a model that is not resolved any more.
      {"references to a table that is left out",
       "RF405",
       {"CP2", "DR6", "RF4"},
       Against::Schema,
       table_not_in_snapshot},
  };
}

}  // namespace undumpy::test
