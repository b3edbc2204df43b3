#include "engine/dangling.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace undumpy {

namespace {

Result<std::set<DanglingReference>> dangling_in(sqlite::Connection& database,
                                                const std::string& table) {
  std::set<DanglingReference> found;
  UNDUMPY_TRY(auto rows,
              database.prepare(fmt::format("PRAGMA foreign_key_check({})", sqlite::quoted(table))));
  while (true) {
    UNDUMPY_TRY(const bool more, rows.step());
    if (!more) return found;
    found.insert({rows.text(0), rows.integer(1), rows.text(2)});
  }
}

}  // namespace

Result<std::vector<DanglingReference>> newly_dangling(Target& target,
                                                      const std::set<std::string>& changed) {
  // Rows may have lost what they refer to, or refer to something new.
  std::set<std::string> tables = changed;
  for (const Table& table : target.schema().tables)
    for (const ForeignKey& key : table.foreign_keys)
      if (changed.contains(key.target_table)) tables.insert(table.name);
  std::vector<DanglingReference> fresh;
  for (const std::string& table : tables) {
    UNDUMPY_TRY(const auto now, dangling_in(target.database(), table));
    if (now.empty()) continue;
    // A second connection still sees what was committed before.
    UNDUMPY_TRY(auto committed, sqlite::Connection::open(target.path(), SQLITE_OPEN_READONLY));
    UNDUMPY_TRY(const auto before, dangling_in(committed, table));
    std::ranges::set_difference(now, before, std::back_inserter(fresh));
  }
  return fresh;
}

}  // namespace undumpy
