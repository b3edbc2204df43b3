#include "tests/cli/database.h"

#include <gtest/gtest.h>

#include "engine/sqlite.h"

namespace undumpy::test {

std::string query(const std::string& path, const std::string& sql) {
  auto database = sqlite::Connection::open(path, SQLITE_OPEN_READONLY);
  if (!database) return database.error().message;
  auto rows = database->prepare(sql);
  if (!rows) return rows.error().message;
  std::string result;
  while (*rows->step()) {
    if (!result.empty()) result += '\n';
    for (int i = 0; i < sqlite3_column_count(rows->handle()); ++i)
      result += (i > 0 ? "|" : "") + (rows->is_null(i) ? "NULL" : rows->text(i));
  }
  return result;
}

void execute(const std::string& path, const std::string& sql) {
  auto database = sqlite::Connection::open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  ASSERT_TRUE(database.ok());
  const Status done = database->run(sql);
  ASSERT_TRUE(done.ok()) << done.error().message;
}

}  // namespace undumpy::test
