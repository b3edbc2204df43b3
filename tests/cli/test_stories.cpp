// What really happened to sites (stories 1, 3, 5 and 7), replayed on made-up snapshots.

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;

std::string corpus(const char* name) { return (corpus_dir() / name).string(); }

// Story 1: rows that refer to partners typed in again are re-pointed to the old ones.
TEST(Stories, DuplicatesAreRepointedByAHandWrittenDictionary) {
  const TempDir folder;
  const std::string db = folder / "new.db";
  const Outcome restore = undumpy({"restore", corpus("edited/duplicates"), "--into", db});
  ASSERT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_EQ(query(db, "SELECT id FROM contacts_partner ORDER BY id"), "4011\n4012");
  EXPECT_EQ(query(db, "SELECT id, partner_id FROM notes_note ORDER BY id"),
            "1|4011\n2|4011\n3|4012\n4|NULL");
  EXPECT_EQ(query(db, "SELECT id, partner_id, start_date FROM cal_event ORDER BY id"),
            "1|4011|2015-06-09\n2|4012|2015-06-10");
  EXPECT_NE(restore.out.find("10 rows of 3 tables read, 8 inserted, 0 updated, 0 unchanged, 2 "
                             "skipped, 0 rejected"),
            std::string::npos)
      << restore.out;
}

// Stories 3 and 5: a column commented out, one renamed, a parent class taken away.
TEST(Stories, ADroppedColumnARenamedOneAndALostParent) {
  const TempDir folder;
  const std::string db = folder / "new.db";
  const Outcome restore = undumpy({"restore", corpus("edited/columns"), "--into", db});
  ASSERT_EQ(restore.status, 0) << restore.err;
  EXPECT_EQ(query(db, "SELECT id, username, fee_id FROM users_user ORDER BY id"),
            "7|robin|3\n8|rolf|4");
}

// A site that lost two partners and the entries of two budgets, in a folder of its own.
class LostSite {
 public:
  LostSite() {
    fs::copy(corpus_dir() / "repair", folder_.path(), fs::copy_options::recursive);
    execute(database(), read_file(folder_ / "site.sql"));
  }
  [[nodiscard]] std::string database() const { return folder_ / "site.db"; }
  // The repair script of the documentation; absent where it is not.
  [[nodiscard]] std::optional<std::string> repair_script(bool really) const {
    const auto shared = shared_dir();
    if (!shared) return std::nullopt;
    std::string text = read_file(*shared / "stories" / "repair_20150826.py");
    const std::string flag = "REALLY = False";
    if (really) text.replace(text.find(flag), flag.size(), "REALLY = True");
    write_file(folder_ / "repair.py", text);
    return folder_ / "repair.py";
  }
  [[nodiscard]] std::string operator/(std::string_view name) const { return folder_ / name; }
  [[nodiscard]] std::string bytes() const { return read_file(database()); }

 private:
  TempDir folder_;
};

TEST(Stories, TheRepairScriptWritesNothingUntilItIsReallyMeant) {
  const LostSite site;
  const auto script = site.repair_script(false);
  if (!script) GTEST_SKIP() << "the script of the documentation is not here";
  const std::string before = site.bytes();
  const Outcome run = undumpy({"run", *script, "--database", site.database(), "--apply"});
  ASSERT_EQ(run.status, 0) << run.err << run.out;
  EXPECT_EQ(run.out,
            "Partners: 0 errors, 2 restored, 0 ignored\n"
            "Restore entries for 3 budgets [3, 4, 5]\n"
            "20150826.py Entry object (9) {'description': ['Ensure this value has at most 20 "
            "characters (it has 29).']}\n"
            "Entries: 1 errors, 4 restored, 0 ignored\n"
            "\ncommitted to " +
                site.database() + ": 0 rows inserted, 0 updated, 0 deleted in 0 tables\n");
  EXPECT_EQ(site.bytes(), before);
}

TEST(Stories, TheRepairScriptPutsExactlyTheLostRowsBack) {
  const LostSite site;
  const auto script = site.repair_script(true);
  if (!script) GTEST_SKIP() << "the script of the documentation is not here";
  // Without --apply all of it is rolled back.
  const std::string before = site.bytes();
  const Outcome dry = undumpy({"run", *script, "--database", site.database()});
  ASSERT_EQ(dry.status, 0) << dry.err << dry.out;
  EXPECT_NE(dry.out.find("contacts_partner         2         0         0"), std::string::npos);
  EXPECT_NE(dry.out.find("rolled back"), std::string::npos) << dry.out;
  EXPECT_EQ(site.bytes(), before);

  const Outcome run = undumpy({"run", *script, "--database", site.database(), "--apply"});
  ASSERT_EQ(run.status, 0) << run.err << run.out;
  EXPECT_EQ(query(site.database(), "SELECT id, name, email FROM contacts_partner ORDER BY id"),
            "84047|Åberg Aino|\n85227|Bastiaensen Laurent|\n"
            "85228|Collard Charlotte|charlotte@example.com\n85229|Dericum Daniel|\n"
            "85230|Evers Eberhart|");
  EXPECT_EQ(query(site.database(),
                  "SELECT id, budget_id, seqno, description, amount, typeof(amount) FROM "
                  "debts_entry WHERE id > 4 ORDER BY id"),
            "5|3|1|Pension|910|integer\n6|3|2|Rent|-480|integer\n7|3|3|Electricity|-55.25|real\n"
            "8|4|1|Pension|910|integer");

  const Outcome again = undumpy({"run", *script, "--database", site.database(), "--apply"});
  ASSERT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(again.out.substr(0, again.out.find("\ncommitted")),
            "Partners: 0 errors, 0 restored, 2 ignored\n"
            "Restore entries for 1 budgets [5]\n"
            "Entries: 0 errors, 0 restored, 0 ignored\n");
}

TEST(Stories, AScriptInPython3DoesTheSame) {
  const LostSite site;
  const Outcome run = undumpy(
      {"run", site / "lost_entries.py", "--database", site.database(), "--apply", "20150824a"});
  ASSERT_EQ(run.status, 0) << run.err << run.out;
  EXPECT_EQ(run.out,
            "entry 9 of Evers Eberhart: {'description': ['Ensure this value has at most 20 "
            "characters (it has 29).']}\n"
            "4 entries saved, 1 refused\n"
            "\ntable        inserted   updated   deleted\n"
            "debts_entry         4         0         0\n"
            "\ncommitted to " +
                site.database() + ": 4 rows inserted, 0 updated, 0 deleted in 1 tables\n");
}

TEST(Stories, ALoaderDecidesAboutEveryRow) {
  const LostSite site;
  const std::string before = site.bytes();
  std::vector<std::string> command = {"restore",  site / "20150824a",
                                      "--into",   site.database(),
                                      "--loader", site / "lost_entries_loader.py"};
  // The description that grew too long is no matter for SQLite: the loader validates nothing.
  const Outcome plan = undumpy(command);
  ASSERT_EQ(plan.status, 0) << plan.err << plan.out;
  EXPECT_NE(plan.out.find("12 rows were there already"), std::string::npos) << plan.out;
  EXPECT_NE(plan.out.find("19 rows of 3 tables read, would be: 7 inserted, 0 updated, 0 unchanged, "
                          "12 skipped, 0 rejected; nothing was written yet"),
            std::string::npos)
      << plan.out;
  EXPECT_EQ(site.bytes(), before);
  command.emplace_back("--apply");
  const Outcome restore = undumpy(command);
  ASSERT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_EQ(query(site.database(), "SELECT count(*) FROM debts_entry"), "9");
  // What was there is as it was.
  EXPECT_EQ(query(site.database(), "SELECT email FROM contacts_partner WHERE id = 85228"),
            "charlotte@example.com");
}

TEST(Stories, AConstructorMayAskTheDatabaseAndMakeRowsOfSeveralModels) {
  const TempDir folder;
  const std::string db = folder / "new.db";
  const Outcome restore = undumpy({"restore", corpus("edited/several"), "--into", db, "--schema",
                                   corpus("edited/several/schema.sql"), "--format", "json"});
  ASSERT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_EQ(query(db, "SELECT id, title, publisher_id FROM library_book ORDER BY id"),
            "1|Faust|2\n2|Robinson|NULL\n3|Momo|1");
  EXPECT_EQ(query(db, "SELECT id, book_id, shelf FROM library_copy ORDER BY id"),
            "100|1|A3\n101|1|A3\n300|3|cellar");
}

// A copy of corpus/tiny whose restore.py has one text replaced by another.
std::string edited_tiny(const TempDir& folder, const std::string& old, const std::string& now) {
  fs::copy(corpus_dir() / "tiny", folder.path() / "snapshot");
  std::string restore = read_file(folder / "snapshot/restore.py");
  restore.replace(restore.find(old), old.size(), now);
  write_file(folder / "snapshot/restore.py", restore);
  return folder / "snapshot";
}

TEST(Stories, AModelResolvedToAnotherOne) {
  const TempDir folder;
  const std::string line = "library_Book = resolve_model(\"library.Book\")";
  const std::string snapshot =
      edited_tiny(folder, line, line + "\nlibrary_Book = resolve_model(\"media.Item\")");
  const Outcome list = undumpy({"list", snapshot});
  EXPECT_NE(list.out.find("plan           media.Item"), std::string::npos) << list.out;
  EXPECT_NE(list.err.find("library_Book is resolved twice"), std::string::npos) << list.err;
}

TEST(Stories, ModulesSplitByHandCommentedOutAndRunTwice) {
  const TempDir folder;
  const std::string snapshot =
      edited_tiny(folder, "    execfile(\"library_book.py\", *args)\n",
                  "#    execfile(\"library_book.py\", *args)\n    execfile(\"xaa\", *args)\n"
                  "    execfile(\"xab\", *args)\n");
  const std::string module = read_file(snapshot + "/library_book.py");
  const std::size_t cut = module.find("loader.save(create_library_book(2");
  write_file(snapshot + "/xaa", module.substr(0, cut));
  write_file(snapshot + "/xab", module.substr(cut));
  const Outcome restore = undumpy({"restore", snapshot, "--into", folder / "new.db"});
  EXPECT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_EQ(query(folder / "new.db", "SELECT id FROM library_book"), "1\n2\n3");

  const TempDir twice;
  const std::string line = "    execfile(\"library_book.py\", *args)\n";
  const Outcome again =
      undumpy({"restore", edited_tiny(twice, line, line + line), "--into", twice / "new.db"});
  EXPECT_EQ(again.status, 1);
  EXPECT_NE(again.out.find("UNIQUE constraint failed: library_book.id"), std::string::npos)
      << again.out;
}

}  // namespace

}  // namespace undumpy::test
