#include "engine/reference_check.h"

#include <fmt/format.h>

#include <set>

namespace undumpy {

Result<std::vector<DanglingRow>> dangling_rows(
    sqlite::Connection& database, const Schema& schema, const Table& table,
    const std::function<bool(const std::string& key)>& written, const ReferenceSets* sets,
    std::uint64_t rows_of_table) {
  std::vector<DanglingRow> found;
  std::set<std::string> seen;  // a row with two dangling references is one row
  const Column* own_key = table.primary_key();
  for (const ForeignKey& reference : table.foreign_keys) {
    if (sets != nullptr && sets->hold(table, reference, rows_of_table)) continue;
    const Table* target = schema.find(reference.target_table);
    const Column* key = target != nullptr ? target->primary_key() : nullptr;
    const std::string target_column = !reference.target_column.empty() ? reference.target_column
                                      : key != nullptr                 ? key->name
                                                                       : "";
    const std::string column = sqlite::quoted(reference.column);
    std::string test = "1";
    if (target != nullptr && !target_column.empty())
      test = fmt::format("NOT EXISTS (SELECT 1 FROM {} p WHERE p.{} = c.{})",
                         sqlite::quoted(target->name), sqlite::quoted(target_column), column);
    UNDUMPY_TRY(auto rows,
                database.prepare(fmt::format(
                    "SELECT c.{0}, c.{1} FROM {2} c WHERE c.{1} IS NOT NULL AND {3}",
                    own_key != nullptr ? sqlite::quoted(own_key->name) : std::string("rowid"),
                    column, sqlite::quoted(table.name), test)));
    while (true) {
      UNDUMPY_TRY(const bool more, rows.step());
      if (!more) break;
      std::string row_key = rows.text(0);
      if (!written(row_key) || !seen.insert(row_key).second) continue;
      found.push_back({table.name, std::move(row_key),
                       fmt::format("{} is {}, but there is no such row in {}", reference.column,
                                   rows.text(1), reference.target_table),
                       fmt::format("{} leads to rows of {} that do not exist", reference.column,
                                   reference.target_table)});
    }
  }
  return found;
}

}  // namespace undumpy
