// Rows that the reading thread has made ready are stored as those that the writer makes ready
// itself: behind a filter it does, even if the filter lets all rows pass.
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/sqlite.h"
#include "tests/cli/command.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;

// Every cell with its type, table by table.
std::string content(const std::string& path) {
  auto database = sqlite::Connection::open(path, SQLITE_OPEN_READONLY);
  std::string result;
  auto tables = database->prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "ORDER BY name");
  while (*tables->step()) {
    const std::string table = sqlite::quoted(tables->text(0));
    result += table + "\n";
    auto rows = database->prepare("SELECT * FROM " + table + " ORDER BY rowid");
    while (*rows->step()) {
      for (int i = 0; i < sqlite3_column_count(rows->handle()); ++i)
        result += std::to_string(sqlite3_column_type(rows->handle(), i)) + rows->text(i) + "|";
      result += "\n";
    }
  }
  return result;
}

void expect_same(const std::string& snapshot, const std::vector<std::string>& options = {}) {
  const TempDir folder;
  const auto restored = [&](const std::string& name, const std::vector<std::string>& more) {
    std::vector<std::string> command = {"restore", snapshot, "--into", folder / name};
    command.insert(command.end(), options.begin(), options.end());
    command.insert(command.end(), more.begin(), more.end());
    Outcome outcome = undumpy(command);
    // The last line names the file.
    outcome.out = outcome.out.substr(0, outcome.out.rfind("\n\n"));
    return outcome;
  };
  const Outcome ready = restored("ready.db", {});
  const Outcome filtered = restored("filtered.db", {"--first", "1000000000"});
  EXPECT_EQ(ready.status, filtered.status) << snapshot << "\n" << ready.err;
  EXPECT_EQ(ready.out, filtered.out) << snapshot;
  ASSERT_EQ(fs::exists(folder / "ready.db"), fs::exists(folder / "filtered.db")) << snapshot;
  if (fs::exists(folder / "ready.db")) {
    EXPECT_EQ(content(folder / "ready.db"), content(folder / "filtered.db")) << snapshot;
  }
}

TEST(PreparedRows, OfTheCorpus) {
  for (const char* name : {"tiny", "everything", "edited/columns", "edited/condition",
                           "edited/duplicates", "repair/20150824a", "single-file",
                           "faults/duplicate-key", "faults/dangling", "faults/arity"})
    expect_same((corpus_dir() / name).string());
}

TEST(PreparedRows, OfRealSnapshots) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  for (const char* name : {"live-lydia", "live-pierre", "live-min9", "live-polly", "live-ftypes"})
    expect_same((*shared / "snapshots" / name).string(),
                {"--schema", (*shared / "truth" / name / "schema.sql").string()});
  expect_same((*shared / "snapshots/lydia-18.12.0").string());
}

}  // namespace

}  // namespace undumpy::test
