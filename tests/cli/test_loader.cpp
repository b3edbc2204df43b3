// `restore --loader`: a class in Python decides about every row.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// corpus/everything into a database that was restored from it before, through a loader.
class Loading {
 public:
  explicit Loading(const std::string& loader) {
    write_file(folder_ / "loader.py", loader);
    const Outcome first = undumpy({"restore", snapshot(), "--into", database()});
    EXPECT_EQ(first.status, 0) << first.err;
  }
  static std::string snapshot() { return (corpus_dir() / "everything").string(); }
  [[nodiscard]] std::string database() const { return folder_ / "site.db"; }
  Outcome run(const std::vector<std::string>& options = {}, const std::string& name = "") const {
    std::vector<std::string> command = {"restore",  snapshot(), "--into",
                                        database(), "--loader", (folder_ / "loader.py") + name};
    command.insert(command.end(), options.begin(), options.end());
    return undumpy(command);
  }

 private:
  TempDir folder_;
};

const std::string SaveMissing =
    "class Loader:\n"
    "    def save(self, obj):\n"
    "        if not type(obj).objects.filter(pk=obj.pk).exists(): obj.save()\n";

TEST(Loader, WhatWasDeletedComesBackAsItWas) {
  const Loading loading(SaveMissing);
  const char* lost =
      "SELECT * FROM contacts_partner WHERE id IN (102, 103) UNION ALL "
      "SELECT partner_ptr_id, first_name, last_name, birth_date, salary, '', '', '', '' FROM "
      "contacts_person WHERE partner_ptr_id = 103";
  const std::string before = query(loading.database(), lost);
  ASSERT_NE(before.find("103"), std::string::npos) << before;
  execute(loading.database(),
          "DELETE FROM care_client WHERE person_ptr_id = 103;"
          "DELETE FROM contacts_person WHERE partner_ptr_id = 103;"
          "DELETE FROM contacts_partner WHERE id IN (102, 103);"
          "DELETE FROM notes_note WHERE id = 1;");
  const Outcome restore = loading.run({"--apply", "--format", "json"});
  ASSERT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_EQ(query(loading.database(), lost), before);
  const json report = json::parse(restore.out);
  std::map<std::string, int> inserted;
  for (const json& table : report["tables"]) {
    if (table["inserted"] != 0) inserted[table["table"]] = table["inserted"];
    EXPECT_EQ(table["read"].get<int>(), table["inserted"].get<int>() + table["updated"].get<int>() +
                                            table["skipped"].get<int>() +
                                            table["rejected"].get<int>())
        << table;
  }
  EXPECT_EQ(
      inserted,
      (std::map<std::string, int>{
          {"care_client", 1}, {"contacts_partner", 2}, {"contacts_person", 1}, {"notes_note", 1}}));
  EXPECT_EQ(
      query(loading.database(),
            "SELECT c.model, n.owner_id FROM notes_note n JOIN django_content_type c ON c.id = "
            "n.owner_type_id WHERE n.id = 1"),
      "partner|100");
  // A second run finds everything there.
  const Outcome again = loading.run({"--apply"});
  EXPECT_NE(again.out.find("61 rows of 13 tables read, 0 inserted, 0 updated, 0 unchanged, 61 "
                           "skipped"),
            std::string::npos)
      << again.out;
}

TEST(Loader, UpdatesAreCounted) {
  const Loading loading(
      "class Loader:\n    def save(self, obj):\n"
      "        if isinstance(obj, users_User): obj.active = True; obj.save()\n");
  const Outcome restore = loading.run({"--only", "users.User", "--apply"});
  ASSERT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_EQ(query(loading.database(), "SELECT count(*) FROM users_user WHERE active = 1"),
            query(loading.database(), "SELECT count(*) FROM users_user"));
  EXPECT_NE(restore.out.find(" of 1 tables read, 0 inserted, "), std::string::npos) << restore.out;
}

TEST(Loader, ClassesAreChosenByName) {
  const Loading loading(
      "class First:\n    def save(self, obj): pass\n    def report(self): print('first')\n"
      "class Second(First):\n    def report(self): print('second')\n");
  const Outcome open = loading.run({"--only", "users_user"});
  EXPECT_EQ(open.status, 2);
  EXPECT_NE(open.err.find("several classes with a method save(): First, Second"), std::string::npos)
      << open.err;
  const Outcome second = loading.run({"--only", "users_user"}, ":Second");
  EXPECT_EQ(second.status, 0) << second.err;
  EXPECT_EQ(second.out.substr(0, 7), "second\n");
  const Outcome none = loading.run({"--only", "users_user"}, ":Third");
  EXPECT_EQ(none.status, 2);
  EXPECT_NE(none.err.find("has no class Third"), std::string::npos) << none.err;
}

TEST(Loader, WhatItRaisesRejectsTheRowAndNothingIsWritten) {
  const Loading loading(
      "class Loader:\n    def save(self, obj):\n        if obj.pk == 2: raise ValueError('no')\n"
      "        obj.save()\n");
  execute(loading.database(), "DELETE FROM users_user WHERE id = 1");
  const Outcome restore = loading.run({"--only", "users_user", "--apply"});
  EXPECT_EQ(restore.status, 1);
  EXPECT_NE(restore.out.find("users_user 2  (users_user.py:5): ValueError: no"), std::string::npos)
      << restore.out;
  EXPECT_NE(restore.err.find("loader.py\", line 3, in save"), std::string::npos) << restore.err;
  EXPECT_EQ(query(loading.database(), "SELECT count(*) FROM users_user WHERE id = 1"), "0");
}

TEST(Loader, RowsThatWaitAreSavedWhenItFlushes) {
  const Loading loading(
      "class Loader:\n    def __init__(self): self.waiting = []\n"
      "    def save(self, obj): self.waiting.append(obj)\n"
      "    def flush_deferred_objects(self):\n"
      "        for obj in self.waiting: obj.save(force_insert=True)\n");
  execute(loading.database(), "DELETE FROM log_entry");
  const Outcome restore = loading.run({"--only", "log_entry", "--apply"});
  ASSERT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_NE(restore.out.find("0 skipped, 0 rejected"), std::string::npos) << restore.out;
  EXPECT_NE(query(loading.database(), "SELECT count(*) FROM log_entry"), "0");
}

TEST(Loader, ANewFileMayHaveALoaderToo) {
  const TempDir folder;
  write_file(folder / "loader.py",
             "class Few:\n    def save(self, obj):\n        if obj.pk != 2: obj.save()\n");
  const Outcome restore = undumpy({"restore", (corpus_dir() / "tiny").string(), "--into",
                                   folder / "new.db", "--loader", folder / "loader.py"});
  ASSERT_EQ(restore.status, 0) << restore.err << restore.out;
  EXPECT_EQ(query(folder / "new.db", "SELECT id, title, price FROM library_book ORDER BY id"),
            "1|A first book|12.5\n3|O'Neill \"quoted\"|NULL");
}

}  // namespace

}  // namespace undumpy::test
