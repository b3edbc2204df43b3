// Real snapshots against what is true of them; skipped on a checkout without them.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/sqlite.h"
#include "tests/cli/command.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::vector<std::string> Live = {"live-lydia",   "live-pierre", "live-min9",
                                       "live-polly",   "live-ftypes", "live-ftypes_tz",
                                       "live-dumps_a", "live-dumps_b"};

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> result;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    if (!line.empty()) result.push_back(json::parse(line));
  return result;
}

TEST(Truth, EveryRowIsShownAsPythonSeesIt) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  std::size_t rows = 0;
  for (const auto& snapshot : fs::directory_iterator(*shared / "truth")) {
    const std::string name = snapshot.path().filename().string();
    for (const auto& file : fs::directory_iterator(snapshot.path() / "rows")) {
      const std::string table = file.path().stem().string();
      const Outcome show = undumpy(
          {"show", (*shared / "snapshots" / name).string(), table, "--format", "jsonl", "-q"});
      const auto expected = lines_of(read_file(file.path()));
      EXPECT_EQ(lines_of(show.out), expected) << name << " " << table << "\n" << show.err;
      rows += expected.size();
    }
  }
  EXPECT_GT(rows, 10'000U);
}

using Cells = std::vector<std::string>;

std::vector<std::string> columns_of(sqlite::Connection& database, const std::string& table,
                                    const char* which) {
  std::vector<std::string> result;
  auto info = database.prepare("SELECT name FROM pragma_table_info('" + table + "') " + which);
  while (*info->step()) result.push_back(info->text(0));
  return result;
}

std::map<std::string, std::string> content_types(sqlite::Connection& database) {
  std::map<std::string, std::string> result;
  auto rows = database.prepare("SELECT id, app_label || '.' || model FROM django_content_type");
  if (!rows) return result;
  while (*rows->step()) result[rows->text(0)] = rows->text(1);
  return result;
}

std::set<std::string> content_type_columns(sqlite::Connection& database, const std::string& table) {
  std::set<std::string> result;
  auto rows = database.prepare("SELECT \"from\" FROM pragma_foreign_key_list('" + table +
                               "') WHERE \"table\" = 'django_content_type'");
  while (*rows->step()) result.insert(rows->text(0));
  return result;
}

// All rows, ordered by key: value and type of each cell; content types by app and model.
std::vector<Cells> rows_of(sqlite::Connection& database, const std::string& table,
                           const std::vector<std::string>& columns) {
  const auto types = content_types(database);
  const auto typed = content_type_columns(database, table);
  std::string sql = "SELECT ";
  for (const auto& column : columns)
    sql += sqlite::quoted(column) + ", typeof(" + sqlite::quoted(column) + "), ";
  sql += "0 FROM " + sqlite::quoted(table) + " ORDER BY ";
  for (const auto& key : columns_of(database, table, "WHERE pk > 0"))
    sql += sqlite::quoted(key) + ", ";
  sql += "1";
  std::vector<Cells> result;
  auto rows = database.prepare(sql);
  while (*rows->step()) {
    Cells& cells = result.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::string text = rows->text(static_cast<int>(2 * i));
      if (typed.contains(columns[i])) {
        text = types.contains(text) ? types.at(text) : "";
      } else if (const std::size_t dot = text.rfind('.'); dot != std::string::npos &&
                                                          text.size() - dot == 7 && dot >= 8 &&
                                                          text[dot - 3] == ':') {
        text.resize(dot);  // the dump has lost fractions of seconds
      }
      cells.push_back(rows->text(static_cast<int>(2 * i + 1)) + ":" + text);
    }
  }
  return result;
}

TEST(Truth, RestoredDatabasesEqualTheirSources) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  for (const std::string& name : Live) {
    const TempDir folder;
    const fs::path truth = *shared / "truth" / name;
    const Outcome restore =
        undumpy({"restore", (*shared / "snapshots" / name).string(), "--into", folder / "new.db",
                 "--schema", (truth / "schema.sql").string(), "--format", "json", "-q"});
    ASSERT_EQ(restore.status, 0) << name << restore.err;
    auto mine = sqlite::Connection::open(folder / "new.db", SQLITE_OPEN_READONLY);
    auto source =
        sqlite::Connection::open((truth / "source.sqlite").string(), SQLITE_OPEN_READONLY);
    ASSERT_TRUE(mine.ok());
    ASSERT_TRUE(source.ok());
    auto dangling = mine->prepare("PRAGMA foreign_key_check");
    EXPECT_FALSE(*dangling->step()) << name;
    auto integrity = mine->prepare("PRAGMA integrity_check");
    ASSERT_TRUE(*integrity->step());
    EXPECT_EQ(integrity->text(0), "ok") << name;
    const json report = json::parse(restore.out);
    for (const json& item : report["tables"]) {
      const std::string table = item["table"];
      EXPECT_EQ(item["read"], item["inserted"]) << name << " " << table;
      const auto columns = columns_of(*source, table, "");
      const auto expected = rows_of(*source, table, columns);
      const auto actual = rows_of(*mine, table, columns);
      ASSERT_EQ(actual.size(), expected.size()) << name << " " << table;
      for (std::size_t i = 0; i < actual.size(); ++i)
        for (std::size_t c = 0; c < columns.size(); ++c)
          ASSERT_EQ(actual[i][c], expected[i][c]) << name << " " << table << "." << columns[c];
    }
  }
}

TEST(Truth, InferredReferencesAgreeWithTheRealSchema) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  for (const std::string& name : Live) {
    const TempDir folder;
    const Outcome restore = undumpy({"restore", (*shared / "snapshots" / name).string(), "--into",
                                     folder / "new.db", "--format", "json", "-q"});
    ASSERT_EQ(restore.status, 0) << name << restore.err;
    const json report = json::parse(restore.out);
    std::map<std::pair<std::string, std::string>, json> inferred;
    for (const json& reference : report["references"])
      inferred[{reference["table"], reference["column"]}] = reference;
    auto source = sqlite::Connection::open((*shared / "truth" / name / "source.sqlite").string(),
                                           SQLITE_OPEN_READONLY);
    std::size_t all = 0;
    std::size_t right = 0;
    for (const json& item : report["tables"]) {
      const std::string table = item["table"];
      EXPECT_EQ(item["read"], item["after"]) << name << " " << table;
      auto keys = source->prepare("PRAGMA foreign_key_list(" + sqlite::quoted(table) + ")");
      while (*keys->step()) {
        ++all;
        const auto found = inferred.find({table, keys->text(3)});
        if (found == inferred.end()) continue;
        if (found->second["target"] == keys->text(2)) {
          ++right;
        } else {
          EXPECT_NE(found->second["confidence"], "certain")
              << name << " " << table << "." << keys->text(3) << " leads to " << keys->text(2)
              << ", not to " << found->second["target"];
        }
      }
    }
    EXPECT_GE(static_cast<double>(right), 0.95 * static_cast<double>(all)) << name;
  }
}

TEST(Truth, PartsRestoreToTheSameDigest) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  const TempDir folder;
  const std::string schema = (*shared / "truth/live-lydia/schema.sql").string();
  std::set<std::string> digests;
  for (const char* name : {"live-lydia", "live-lydia-m100"}) {
    const fs::path snapshot = *shared / "snapshots" / name;
    const std::string zipped = folder / (std::string(name) + ".zip");
    fs::create_directories(folder / name);
    fs::create_directory_symlink(snapshot, folder / (std::string(name) + "/snapshot"));
    const std::string command =
        "cd '" + (folder / name) + "' && zip -q -r '" + zipped + "' snapshot";
    ASSERT_EQ(std::system(command.c_str()), 0) << "zip is needed";
    for (const std::string& source : {snapshot.string(), zipped}) {
      const Outcome restore = undumpy(
          {"restore", source, "--into",
           folder / ("db" + std::to_string(digests.size()) + name + (source == zipped ? "z" : "d")),
           "--schema", schema, "--digest", "--format", "json", "-q"});
      ASSERT_EQ(restore.status, 0) << restore.err;
      digests.insert(json::parse(restore.out)["digest"].get<std::string>());
    }
  }
  EXPECT_EQ(digests.size(), 1U);
}

}  // namespace

}  // namespace undumpy::test
