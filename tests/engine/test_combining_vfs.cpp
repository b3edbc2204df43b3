// The VFS that combines writes: the same statements make the same file as without it.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <random>
#include <string>

#include "engine/combining_vfs.h"
#include "engine/sqlite.h"
#include "tests/support.h"

namespace undumpy {

namespace {

constexpr int New = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

void run(sqlite::Connection& database, const std::string& sql) {
  const Status done = database.run(sql);
  ASSERT_TRUE(done) << done.error().message;
}

// Tables that grow, shrink and change, with indexes, and texts of several pages; more than waits.
void fill(sqlite::Connection& database, unsigned seed) {
  std::mt19937 random(seed);
  run(database,
      "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
      "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=20; BEGIN EXCLUSIVE; "
      "CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT); CREATE TABLE b (t TEXT, n INT);");
  const auto text = [&] {
    return "printf('%.*c', " + std::to_string(random() % (random() % 20 == 0 ? 30000 : 200)) +
           ", '" + static_cast<char>('a' + random() % 26) + "')";
  };
  for (int i = 0; i < 3000; ++i) {
    const auto key = std::to_string(random() % 1000);
    switch (random() % 6) {
      case 0:
        run(database, "DELETE FROM a WHERE id = " + key);
        break;
      case 1:
        run(database, "UPDATE a SET t = " + text() + " WHERE id = " + key);
        break;
      case 2:
        run(database, "INSERT INTO b VALUES (" + text() + ", " + key + ")");
        break;
      default:
        run(database, "INSERT OR REPLACE INTO a VALUES (" + key + ", " + text() + ")");
    }
    if (i == 1000) run(database, "CREATE INDEX a_t ON a (t)");
    if (i % 500 == 499) run(database, "COMMIT; BEGIN EXCLUSIVE");
  }
  run(database,
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) "
      "INSERT INTO b SELECT printf('%.*c', i % 300, 'x'), i FROM n");
  run(database, "CREATE INDEX b_t ON b (t, n); DELETE FROM b WHERE n < 500; COMMIT");
}

TEST(CombiningVfs, MakesTheSameFile) {
  const test::TempDir folder;
  for (unsigned seed = 0; seed < 8; ++seed) {
    const std::string plain = (folder.path() / ("plain" + std::to_string(seed))).string();
    const std::string combined = (folder.path() / ("combined" + std::to_string(seed))).string();
    {
      auto a = *sqlite::Connection::open(plain, New);
      auto b = *sqlite::Connection::open(combined, New, sqlite::combining_vfs());
      fill(a, seed);
      fill(b, seed);
    }
    const std::string bytes = test::read_file(combined);
    EXPECT_GT(bytes.size(), 1'500'000U);
    EXPECT_TRUE(bytes == test::read_file(plain)) << seed;
    auto again = *sqlite::Connection::open(combined, SQLITE_OPEN_READONLY);
    auto check = *again.prepare("PRAGMA integrity_check");
    ASSERT_TRUE(*check.step());
    EXPECT_EQ(check.text(0), "ok");
  }
}

TEST(CombiningVfs, ACommitSaysThatTheDiskIsFull) {
  const test::TempDir folder;
  const std::string path = (folder.path() / "full").string();
  auto database = *sqlite::Connection::open(path, New, sqlite::combining_vfs());
  run(database,
      "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; CREATE TABLE a (t TEXT); "
      "INSERT INTO a VALUES (printf('%.*c', 100000, 'x'))");
  // A limit of files' size stands in for a full disk.
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{50'000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const Status committed = database.run("COMMIT");
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_DFL);
  EXPECT_FALSE(committed);
}

TEST(CombiningVfs, AFileThatCanNotBeOpenedIsAnError) {
  EXPECT_FALSE(sqlite::Connection::open("/no/such/folder/x", New, sqlite::combining_vfs()));
}

}  // namespace

}  // namespace undumpy
