// Restores end to end: what is in the database afterwards, and what is not when something fails.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "engine/sqlite.h"
#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string corpus(const char* name) { return (corpus_dir() / name).string(); }

TEST(Restore, EverythingIntoANewFile) {
  const TempDir folder;
  const std::string db = folder / "new.db";
  const Outcome restore = undumpy({"restore", corpus("everything"), "--into", db});
  ASSERT_EQ(restore.status, 0) << restore.err;
  EXPECT_NE(restore.out.find("61 rows of 13 tables read, 61 inserted"), std::string::npos);
  EXPECT_EQ(
      query(db, "SELECT id, name, name_de, name_fr FROM contacts_partner WHERE id IN (100, 101)"),
      "100|Bakery Emonts|Bäckerei Emonts|Boulangerie Emonts\n101|Rumma & Ko|Rumma & Ko OÜ|NULL");
  EXPECT_EQ(
      query(db,
            "SELECT isocode, name_fr, typeof(isocode) FROM countries_country WHERE isocode='BE'"),
      "BE|Belgique|text");
  // A row before the one that it refers to, and one that refers to itself.
  EXPECT_EQ(
      query(db, "SELECT id, parent_id FROM places_place WHERE parent_id IS NOT NULL ORDER BY id"),
      "1|3\n4|5\n6|6");
  EXPECT_EQ(
      query(db,
            "SELECT m.name, t.name FROM staff_member m JOIN teams_team t ON t.leader_id = m.id"),
      "Otto|Red\nPia|Blue");
  EXPECT_EQ(query(db, "SELECT person_ptr_id, since FROM care_client ORDER BY 1"),
            "103|2018-03-25 02:30:00\n104|2020-12-31 23:59:59");
  EXPECT_EQ(
      query(db, "SELECT salary, typeof(salary) FROM contacts_person WHERE partner_ptr_id = 102"),
      "1234.5|real");
  EXPECT_EQ(query(db,
                  "SELECT c.app_label, c.model, n.owner_id FROM notes_note n "
                  "JOIN django_content_type c ON c.id = n.owner_type_id ORDER BY n.id"),
            "contacts|partner|100\ncontacts|person|102\ncare|client|103");
  EXPECT_EQ(
      query(db, "SELECT id, partner_id, number, typeof(id), typeof(number) FROM legacy_contract"),
      "1|100|A-1|integer|text\n2|101|A-2é|integer|text\n30|104|007|integer|text");
  EXPECT_EQ(query(db, "SELECT value FROM system_setting ORDER BY id"),
            "{\"a\": [1, 2.5, null, true, \"\\u00e9\\\"'\\n\"], \"b\": {}}\n[1, [2, "
            "[3]]]\n0\n\"text\"\nNULL");
  EXPECT_EQ(query(db, "SELECT count(*), sum(id) FROM log_entry"), "20|210");
  EXPECT_EQ(query(db, "SELECT score FROM users_user ORDER BY id"),
            "9223372036854775807\n-9223372036854775808\n0");
  EXPECT_EQ(query(db, "SELECT seq FROM sqlite_sequence WHERE name = 'contacts_partner'"), "105");
  EXPECT_EQ(query(db, "PRAGMA foreign_key_check"), "");
  EXPECT_EQ(query(db, "PRAGMA integrity_check"), "ok");
  EXPECT_EQ(query(db, "PRAGMA journal_mode"), "delete");
}

TEST(Restore, AZipEqualsItsDirectory) {
  const TempDir folder;
  const Outcome a = undumpy(
      {"restore", corpus("tiny"), "--into", folder / "a.db", "--digest", "--format", "json"});
  const Outcome b = undumpy({"restore", corpus("20240131_0930.zip"), "--into", folder / "b.db",
                             "--digest", "--format", "json"});
  ASSERT_EQ(a.status, 0) << a.err;
  ASSERT_EQ(b.status, 0) << b.err;
  EXPECT_EQ(json::parse(a.out)["digest"], json::parse(b.out)["digest"]);
  execute(folder / "b.db", "UPDATE library_book SET title = 'x' WHERE id = 1");
  EXPECT_NE(query(folder / "a.db", "SELECT title FROM library_book"),
            query(folder / "b.db", "SELECT title FROM library_book"));
}

constexpr const char* BookTable =
    "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, title varchar(50) "
    "NOT NULL, "
    "price decimal NULL, bought date NULL, shelf varchar(10) NOT NULL);";

TEST(Restore, IntoAnExistingDatabaseWithEmptyTables) {
  const TempDir folder;
  const std::string db = folder / "site.db";
  execute(db, std::string(BookTable) +
                  "CREATE TABLE other (id integer); INSERT INTO other VALUES (7);");
  const Outcome restore = undumpy({"restore", corpus("tiny"), "--into", db});
  ASSERT_EQ(restore.status, 0) << restore.err;
  EXPECT_EQ(query(db, "SELECT id, price, bought, shelf FROM library_book"),
            "1|12.5|2019-02-03|\n2|0|NULL|\n3|NULL|2020-02-29|");
  EXPECT_EQ(query(db, "SELECT id FROM other"), "7");
}

TEST(Restore, RefusesTablesThatHoldRows) {
  const TempDir folder;
  const std::string db = folder / "site.db";
  execute(db, std::string(BookTable) + "INSERT INTO library_book VALUES (9,'mine',1,NULL,'');");
  const std::string before = read_file(db);
  const Outcome restore = undumpy({"restore", corpus("tiny"), "--into", db});
  EXPECT_EQ(restore.status, 2);
  EXPECT_NE(restore.err.find("library_book (1 rows)"), std::string::npos) << restore.err;
  EXPECT_EQ(read_file(db), before);
}

TEST(Restore, ARejectedRowLeavesTheTargetAsItWas) {
  const TempDir folder;
  const std::string db = folder / "site.db";
  execute(db,
          "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY, title text NOT NULL, "
          "price decimal NOT NULL, bought date NULL);");
  const std::string before = read_file(db);
  const Outcome restore = undumpy({"restore", corpus("tiny"), "--into", db, "--format", "json"});
  EXPECT_EQ(restore.status, 1);
  const json report = json::parse(restore.out);
  EXPECT_EQ(report["applied"], false);
  ASSERT_EQ(report["rejects"].size(), 1U);
  EXPECT_EQ(report["rejects"][0]["key"], "3");
  EXPECT_EQ(report["rejects"][0]["line"], 6);
  EXPECT_EQ(report["rejects"][0]["reason"], "NOT NULL constraint failed: library_book.price");
  EXPECT_EQ(report["tables"][0]["after"], 0);
  EXPECT_EQ(read_file(db), before);
}

TEST(Restore, AColumnThatTheTargetLacksIsNamed) {
  const TempDir folder;
  const std::string db = folder / "site.db";
  execute(db, "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY, title text NOT NULL);");
  const Outcome restore = undumpy({"restore", corpus("tiny"), "--into", db});
  EXPECT_EQ(restore.status, 1);
  EXPECT_NE(restore.out.find("the table has no column price, and this row has 12.50 for it"),
            std::string::npos)
      << restore.out;
}

TEST(Restore, ReportsConserveRows) {
  const TempDir folder;
  for (const char* name :
       {"everything", "faults/syntax-error", "faults/dangling", "faults/duplicate-key",
        "faults/missing-module", "edited/condition", "edited/duplicates", "edited/several"}) {
    const Outcome restore =
        undumpy({"restore", corpus(name), "--into",
                 folder / (fs::path(name).filename().string() + ".db"), "--format", "json"});
    const json report = json::parse(restore.out);
    for (const json& table : report["tables"])
      EXPECT_EQ(table["read"].get<int>(),
                table["inserted"].get<int>() + table["updated"].get<int>() +
                    table["unchanged"].get<int>() + table["skipped"].get<int>() +
                    table["rejected"].get<int>())
          << name << table;
  }
}

TEST(Restore, DanglingReferencesAreRejectedUnlessAllowed) {
  const TempDir folder;
  write_file(folder / "schema.sql",
             "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY, title text, price "
             "decimal, bought date);"
             "CREATE TABLE library_loan (id integer NOT NULL PRIMARY KEY, book_id integer NOT NULL "
             "REFERENCES library_book (id) DEFERRABLE INITIALLY DEFERRED);");
  std::vector<std::string> command = {"restore",  corpus("faults/dangling"),
                                      "--into",   folder / "new.db",
                                      "--schema", folder / "schema.sql"};
  const Outcome refused = undumpy(command);
  EXPECT_EQ(refused.status, 1);
  EXPECT_NE(refused.out.find("book_id is 99, but there is no such row in library_book"),
            std::string::npos)
      << refused.out;
  EXPECT_FALSE(fs::exists(folder / "new.db"));
  command.emplace_back("--allow-dangling");
  const Outcome allowed = undumpy(command);
  EXPECT_EQ(allowed.status, 0) << allowed.err;
  EXPECT_EQ(query(folder / "new.db", "SELECT count(*) FROM library_loan"), "3");
}

TEST(Restore, HandEditsReduceToPlans) {
  const TempDir folder;
  const Outcome restore =
      undumpy({"restore", corpus("edited/columns"), "--into", folder / "new.db"});
  ASSERT_EQ(restore.status, 0) << restore.err;
  // project_id is commented out, tariff_id renamed, the parent class taken away (stories 3 and 5).
  EXPECT_EQ(query(folder / "new.db", "SELECT id, username, fee_id FROM users_user ORDER BY id"),
            "7|robin|3\n8|rolf|4");
}

TEST(Restore, AManyToManyFieldFillsTheTableThatDjangoMakesForIt) {
  const TempDir folder;
  const std::string snapshot = folder / "snapshot";
  write_file(snapshot + "/restore.py",
             "# This is a Python dump created using dump2py.\nimport six\n"
             "a_Tag = resolve_model(\"a.Tag\")\na_Post = resolve_model(\"a.Post\")\n"
             "def create_a_tag(id):\n    return a_Tag(id=id)\n"
             "def create_a_post(id, tags):\n    kw = dict()\n    kw.update(id=id)\n"
             "    kw.update(tags=tags)\n    return a_Post(**kw)\n"
             "def main(args):\n    execfile(\"a_tag.py\")\n    execfile(\"a_post.py\")\n");
  write_file(snapshot + "/a_tag.py",
             "loader.save(create_a_tag(1))\nloader.save(create_a_tag(2))\n");
  write_file(snapshot + "/a_post.py",
             "loader.save(create_a_post(7,[1, 2]))\nloader.save(create_a_post(8,[]))\n");
  write_file(
      folder / "schema.sql",
      "CREATE TABLE a_tag (id integer PRIMARY KEY); CREATE TABLE a_post (id integer PRIMARY KEY);"
      "CREATE TABLE a_post_tags (id integer PRIMARY KEY, post_id integer REFERENCES a_post (id),"
      " tag_id integer REFERENCES a_tag (id));");
  const Outcome restore = undumpy(
      {"restore", snapshot, "--into", folder / "new.db", "--schema", folder / "schema.sql"});
  ASSERT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_EQ(query(folder / "new.db", "SELECT post_id, tag_id FROM a_post_tags ORDER BY 2"),
            "7|1\n7|2");

  // A link to a row that does not exist is refused as any other reference.
  write_file(snapshot + "/a_post.py", "loader.save(create_a_post(7,[1, 99]))\n");
  const Outcome dangling = undumpy(
      {"restore", snapshot, "--into", folder / "other.db", "--schema", folder / "schema.sql"});
  EXPECT_EQ(dangling.status, 1);
  EXPECT_NE(dangling.out.find("tag_id is 99, but there is no such row in a_tag"), std::string::npos)
      << dangling.out;
}

TEST(Restore, AnInterruptLeavesNothing) {
  const TempDir folder;
  cli::interrupted = 1;
  const Outcome restore = undumpy({"restore", corpus("everything"), "--into", folder / "new.db"});
  cli::interrupted = 0;
  EXPECT_EQ(restore.status, 130);
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

// A snapshot whose restore takes a while.
std::string large_snapshot(const TempDir& folder, int rows) {
  std::string snapshot = folder / "large";
  fs::copy(corpus_dir() / "tiny", snapshot, fs::copy_options::recursive);
  std::string module = "logger.info(\"Loading " + std::to_string(rows) +
                       " objects to table library_book...\")\n# fields: id, title, price, bought\n";
  for (int i = 1; i <= rows; ++i)
    module += "loader.save(create_library_book(" + std::to_string(i) + ",'Book number " +
              std::to_string(i) + " with a title of some length','12.50',date(2019,2,3)))\n";
  write_file(snapshot + "/library_book.py", module + "\nloader.flush_deferred_objects()\n");
  return snapshot;
}

TEST(Restore, AKillAtAnyMomentLeavesNoFileOrTheWholeOne) {
  const TempDir folder;
  const std::string snapshot = large_snapshot(folder, 60'000);
  const std::string db = folder / "new.db";
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(undumpy({"restore", snapshot, "--into", db, "-q"}).status, 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  std::mt19937 random(20'240'131);
  int complete = 0;
  for (int i = 0; i < 50; ++i) {
    fs::remove(db);
    const pid_t child = fork();
    if (child == 0) {
      if (std::freopen("/dev/null", "w", stdout) == nullptr) _exit(98);
      execl(UNDUMPY_PROGRAM, "undumpy", "restore", snapshot.c_str(), "--into", db.c_str(), "-q",
            nullptr);
      _exit(99);
    }
    std::this_thread::sleep_for(whole * static_cast<int>(random() % 120) / 100);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    if (!fs::exists(db)) continue;
    ++complete;
    ASSERT_EQ(query(db, "SELECT count(*), max(id) FROM library_book"), "60000|60000");
  }
  // What a killed restore left is no obstacle for the next one.
  fs::remove(db);
  EXPECT_EQ(undumpy({"restore", snapshot, "--into", db, "-q"}).status, 0);
  EXPECT_EQ(query(db, "SELECT count(*) FROM library_book"), "60000");
  RecordProperty("complete", complete);
}

TEST(Restore, AFullDiskLeavesNothing) {
  const TempDir folder;
  const std::string snapshot = large_snapshot(folder, 60'000);
  const pid_t child = fork();
  if (child == 0) {
    // A file size limit stands in for a full disk: SQLite sees a failing write either way.
    signal(SIGXFSZ, SIG_IGN);
    const std::string command = "ulimit -f 1000; exec '" UNDUMPY_PROGRAM "' restore '" + snapshot +
                                "' --into '" + (folder / "new.db") + "' -q >/dev/null 2>'" +
                                (folder / "messages") + "'";
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(99);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 4) << read_file(folder / "messages");
  EXPECT_NE(read_file(folder / "messages").find("was left as it was"), std::string::npos)
      << read_file(folder / "messages");
  EXPECT_FALSE(fs::exists(folder / "new.db"));
  EXPECT_FALSE(fs::exists(folder / ".new.db.undumpy-partial"));
}

TEST(Show, SelectsByKeyAndByExpression) {
  const Outcome by_key = undumpy(
      {"show", corpus("everything"), "contacts.Partner", "--pk", "103", "--format", "jsonl"});
  EXPECT_EQ(
      by_key.out,
      "{\"id\": 103, \"name\": \"Bert Brecht\", \"name_de\": \"\", \"name_fr\": \"\", "
      "\"place_id\": 1, "
      "\"state\": \"10\", \"url\": \"\", \"remark\": \"both ' and \\\" quotes \\\\ backslash\", "
      "\"vip\": false}\n");
  const Outcome where =
      undumpy({"show", corpus("everything"), "log_entry", "--where",
               "user_id == 2 and id > 15 or text in ('entry 1', 'entry 3')", "--format", "csv"});
  EXPECT_EQ(where.out,
            "id,user_id,text\r\n1,2,entry 1\r\n3,1,entry 3\r\n16,2,entry 16\r\n19,2,entry 19\r\n");
  const Outcome limit =
      undumpy({"show", corpus("everything"), "log_entry", "--limit", "2", "--format", "csv"});
  EXPECT_EQ(limit.out, "id,user_id,text\r\n1,2,entry 1\r\n2,3,entry 2\r\n");
}

TEST(List, SaysWhatASnapshotIs) {
  const json report = json::parse(undumpy({"list", corpus("everything"), "--format", "json"}).out);
  EXPECT_EQ(report["format"], "undumpy.list/1");
  EXPECT_EQ(report["generation"], "D6");
  EXPECT_EQ(report["source_version"], "24.1.0");
  EXPECT_EQ(report["settings_module"], "shop.settings.demo");
  EXPECT_EQ(report["time_zone"], "UTC");
  EXPECT_EQ(report["languages"], json({"en", "de", "fr"}));
  for (const json& table : report["tables"]) {
    EXPECT_EQ(table["announced"], table["rows"]) << table;
    EXPECT_EQ(table["way"], "plan") << table;
    if (table["table"] == "care_client") {
      EXPECT_EQ(table["parent"], "contacts.Person");
    }
    if (table["table"] == "log_entry") {
      EXPECT_EQ(table["modules"], json({"log_entry_1.py", "log_entry_2.py", "log_entry_3.py"}));
    }
  }
}

}  // namespace

}  // namespace undumpy::test
