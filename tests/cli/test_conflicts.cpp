// `restore` into a database that holds rows: policies, the plan, collisions, rejects, SQL.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

using nlohmann::json;
using Arguments = std::vector<std::string>;

const char* const Tables =
    "CREATE TABLE contacts_partner (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name "
    "varchar(50) "
    "NOT NULL, national_id varchar(20) NULL UNIQUE, credit decimal NULL, modified datetime NULL, "
    "remark text NOT NULL DEFAULT 'none');"
    "CREATE TABLE notes_note (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, partner_id integer "
    "NULL REFERENCES contacts_partner (id) DEFERRABLE INITIALLY DEFERRED, body text NOT NULL);";

// A snapshot with three partners and three notes, and a database with the same tables.
class Site {
 public:
  Site() {
    dump.table("contacts.Partner", "id, name, national_id, #credit, modified");
    dump.row("contacts.Partner", "1,'Anna','a-1','12.50',dt(2015,6,1,10,0,0)");
    dump.row("contacts.Partner", "2,'Bert','b-2',None,dt(2015,6,2,10,0,0)");
    dump.row("contacts.Partner", "3,'Carla',None,'0.00',None");
    dump.table("notes.Note", "id, &partner_id, body");
    dump.row("notes.Note", "1,1,'first'");
    dump.row("notes.Note", "2,2,'second'");
    dump.row("notes.Note", "3,None,'third'");
    execute(database(), Tables);
  }
  [[nodiscard]] std::string database() const { return folder_ / "site.db"; }
  [[nodiscard]] std::string operator/(std::string_view name) const { return folder_ / name; }
  [[nodiscard]] std::string snapshot() const {
    const std::string path = folder_ / "snapshot";
    dump.write(path);
    return path;
  }
  [[nodiscard]] Outcome restore(const Arguments& options) const {
    Arguments command = {"restore", snapshot(), "--into", database()};
    command.insert(command.end(), options.begin(), options.end());
    return undumpy(command);
  }
  // "inserted updated unchanged skipped rejected" of each table, and what holds for every report.
  [[nodiscard]] std::string counts(Arguments options) const {
    options.insert(options.end(), {"--format", "json"});
    const Outcome outcome = restore(options);
    const json report = json::parse(outcome.out, nullptr, false);
    if (!report.is_object()) return outcome.err;
    std::string text;
    for (const json& table : report["tables"]) {
      std::uint64_t sum = 0;
      text += table["table"].get<std::string>();
      for (const char* verb : {"inserted", "updated", "unchanged", "skipped", "rejected"}) {
        sum += table[verb].get<std::uint64_t>();
        text += " " + std::to_string(table[verb].get<std::uint64_t>());
      }
      text += "\n";
      EXPECT_EQ(sum, table["read"].get<std::uint64_t>()) << table;
    }
    return text;
  }
  [[nodiscard]] std::string partners() const {
    return query(database(), "SELECT id, name, national_id, credit, remark FROM contacts_partner");
  }

  Dump dump;

 private:
  TempDir folder_;
};

const char* const Living =
    "INSERT INTO contacts_partner (id, name, national_id, credit, modified, remark) VALUES "
    "(1, 'Anna', 'a-1', 12.5, '2015-06-01 10:00:00', 'hers'),"
    "(2, 'Bertie', 'b-2', NULL, '2015-06-03 10:00:00', 'his');";

TEST(Conflicts, SomebodyHasToSayWhatHappens) {
  const Site site;
  execute(site.database(), Living);
  const Outcome outcome = site.restore({});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("holds rows in 1 table that the snapshot fills: contacts_partner (2 "
                             "rows) [target-not-empty]"),
            std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("--missing"), std::string::npos) << outcome.err;
}

TEST(Conflicts, Policies) {
  const Site site;
  execute(site.database(), Living);
  EXPECT_EQ(site.counts({"--on-conflict", "skip"}),
            "contacts_partner 1 0 0 2 0\nnotes_note 3 0 0 0 0\n");
  EXPECT_EQ(site.counts({"--on-conflict", "error"}),
            "contacts_partner 1 0 0 0 2\nnotes_note 3 0 0 0 0\n");
  EXPECT_EQ(site.counts({"--on-conflict", "update"}),
            "contacts_partner 1 1 1 0 0\nnotes_note 3 0 0 0 0\n");
  EXPECT_EQ(site.counts({"--on-conflict", "replace"}),
            "contacts_partner 1 2 0 0 0\nnotes_note 3 0 0 0 0\n");
  EXPECT_EQ(site.counts({"--missing"}), "contacts_partner 1 0 0 2 0\nnotes_note 3 0 0 0 0\n");
  EXPECT_EQ(site.counts({"--on-conflict", "update", "--on-conflict", "contacts.Partner:skip"}),
            "contacts_partner 1 0 0 2 0\nnotes_note 3 0 0 0 0\n");
  // Nothing of all that was written.
  EXPECT_EQ(site.partners(), "1|Anna|a-1|12.5|hers\n2|Bertie|b-2|NULL|his");
}

TEST(Conflicts, AnUpdateChangesTheCellsOfTheSnapshotOnly) {
  const Site site;
  execute(site.database(), Living);
  const Outcome plan = site.restore({"--on-conflict", "update"});
  EXPECT_EQ(plan.status, 0) << plan.err;
  EXPECT_NE(plan.out.find("changes:\n  contacts_partner 2\n    name: 'Bertie' -> 'Bert'\n    "
                          "modified: '2015-06-03 10:00:00' -> '2015-06-02 10:00:00'\n"),
            std::string::npos)
      << plan.out;
  ASSERT_EQ(site.restore({"--on-conflict", "update", "--apply"}).status, 0);
  EXPECT_EQ(site.partners(), "1|Anna|a-1|12.5|hers\n2|Bert|b-2|NULL|his\n3|Carla|NULL|0|none");
  // Applied again, it changes nothing.
  EXPECT_EQ(site.counts({"--on-conflict", "update", "--apply"}),
            "contacts_partner 0 0 3 0 0\nnotes_note 0 0 3 0 0\n");
}

TEST(Conflicts, AReplacedRowGetsTheDefaultsOfOtherColumns) {
  const Site site;
  execute(site.database(), Living);
  ASSERT_EQ(site.restore({"--on-conflict", "replace", "--apply"}).status, 0);
  EXPECT_EQ(site.partners(), "1|Anna|a-1|12.5|none\n2|Bert|b-2|NULL|none\n3|Carla|NULL|0|none");
}

TEST(Conflicts, OnlyWhatIsNewer) {
  const Site site;
  execute(site.database(),
          "INSERT INTO contacts_partner (id, name, modified) VALUES (1, 'Old', '2015-05-31 "
          "10:00:00'), (2, 'New', '2015-06-03 10:00:00'), (3, 'Carla', NULL);");
  EXPECT_EQ(site.counts({"--on-conflict", "contacts.Partner:update-if-newer:modified", "--apply"}),
            "contacts_partner 0 2 0 1 0\nnotes_note 3 0 0 0 0\n");
  EXPECT_EQ(query(site.database(), "SELECT name FROM contacts_partner ORDER BY id"),
            "Anna\nNew\nCarla");
  const Outcome no_column =
      site.restore({"--on-conflict", "skip", "--on-conflict", "notes.Note:update-if-newer:date"});
  EXPECT_EQ(no_column.status, 2);
  EXPECT_NE(no_column.err.find("--on-conflict update-if-newer:date: rows of notes_note have no "
                               "such column"),
            std::string::npos)
      << no_column.err;
}

TEST(Conflicts, PoliciesThatAreNone) {
  const Site site;
  for (const auto& [policy, message] :
       {std::pair{"maybe", "--on-conflict maybe: there is no such policy"},
        std::pair{"contacts.Partner:maybe", "there is no such policy"},
        std::pair{"contacts.Nobody:skip", "the snapshot has no table contacts.Nobody"},
        std::pair{"update-if-newer:", "there is no such policy"}}) {
    const Outcome outcome = site.restore({"--on-conflict", policy});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
  }
}

// Story 1: who was typed in again collides on the national id.
TEST(Conflicts, TheSameUnderAnotherKeyIsShownWithAMap) {
  const Site site;
  execute(site.database(),
          "INSERT INTO contacts_partner (id, name, national_id) VALUES (77, 'Bert B.', 'b-2');");
  const Outcome outcome = site.restore({"--missing"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(
      outcome.out.find(
          "the same, under another key:\n"
          "  contacts_partner 2: the target holds national_id 'b-2' under the key 77\n"
          "    id: 77 in the target, 2 in the snapshot\n"
          "    name: 'Bert B.' in the target, 'Bert' in the snapshot\n"
          "    modified: NULL in the target, '2015-06-02 10:00:00' in the snapshot\n"
          "  next: where both are one, let the rows of the snapshot refer to the target's key:\n"
          "    --map 'contacts.Partner: {2: 77}'\n"),
      std::string::npos)
      << outcome.out;
  // The note of the partner that did not come dangles: each has its line of causes.
  EXPECT_NE(
      outcome.out.find(
          "why rows were rejected:\n          1 of contacts_partner: rows of the target hold "
          "the same national_id under another key\n          1 of notes_note: partner_id leads "
          "to rows of contacts_partner that do not exist\n"),
      std::string::npos)
      << outcome.out;
  // What is rejected at the end is not among those to be inserted.
  EXPECT_NE(outcome.out.find("  notes_note: insert 1, 3\n"), std::string::npos) << outcome.out;
  EXPECT_EQ(site.counts({"--missing", "--natural-key", "contacts.Partner:national_id", "--map",
                         "contacts.Partner: {2: 77}", "--apply"}),
            "contacts_partner 2 0 0 1 0\nnotes_note 3 0 0 0 0\n");
  EXPECT_EQ(query(site.database(), "SELECT partner_id FROM notes_note ORDER BY id"), "1\n77\nNULL");
}

TEST(Conflicts, NaturalKeysThatAreNone) {
  const Site site;
  for (const auto& [option, message] :
       {std::pair{"contacts.Partner", "names no columns"},
        std::pair{"contacts.Nobody:name", "there is no table contacts.Nobody"},
        std::pair{"contacts.Partner:nam", "contacts_partner has no column nam"}}) {
    const Outcome outcome = site.restore({"--missing", "--natural-key", option});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
  }
  const Outcome alone = site.restore({"--natural-key", "contacts.Partner:name"});
  EXPECT_NE(alone.err.find("--natural-key does nothing without --missing"), std::string::npos)
      << alone.err;
}

TEST(Plan, ChangesNoByteAndIsRefusedWhenItIsOutdated) {
  const Site site;
  execute(site.database(), Living);
  const std::string before = read_file(site.database());
  const std::string plan = site / "plan.json";
  EXPECT_EQ(site.restore({"--missing", "--plan", plan}).status, 0);
  EXPECT_EQ(read_file(site.database()), before);
  EXPECT_EQ(site.restore({"--missing", "--dry-run"}).status, 0);
  EXPECT_EQ(read_file(site.database()), before);

  const Outcome other = site.restore({"--on-conflict", "skip", "--plan", plan, "--apply"});
  EXPECT_EQ(other.status, 1);
  EXPECT_NE(other.err.find("the plan was made with other options"), std::string::npos) << other.err;
  execute(site.database(), "UPDATE contacts_partner SET remark = 'x' WHERE id = 1");
  const Outcome changed = site.restore({"--missing", "--plan", plan, "--apply"});
  EXPECT_EQ(changed.status, 1);
  EXPECT_NE(changed.err.find("has changed since the plan was made [plan-outdated]"),
            std::string::npos)
      << changed.err;
  execute(site.database(), "UPDATE contacts_partner SET remark = 'hers' WHERE id = 1");
  EXPECT_EQ(site.restore({"--missing", "--plan", plan, "--apply"}).status, 0);
  EXPECT_EQ(query(site.database(), "SELECT count(*) FROM contacts_partner"), "3");

  const Outcome none = site.restore({"--missing", "--plan", site / "none.json", "--apply"});
  EXPECT_EQ(none.status, 1);
  EXPECT_NE(none.err.find("is no plan that undumpy made"), std::string::npos) << none.err;
}

TEST(Plan, AsSqlGivesTheSameContent) {
  for (const Arguments& options : {Arguments{"--missing"}, Arguments{"--on-conflict", "update"},
                                   Arguments{"--on-conflict", "replace"}}) {
    const Site site;
    execute(site.database(), Living);
    std::filesystem::copy_file(site.database(), site / "copy.db");
    Arguments as_sql = options;
    as_sql.insert(as_sql.end(), {"--sql", site / "plan.sql"});
    EXPECT_EQ(site.restore(as_sql).status, 0);
    EXPECT_EQ(site.partners(), "1|Anna|a-1|12.5|hers\n2|Bertie|b-2|NULL|his");
    execute(site / "copy.db", read_file(site / "plan.sql"));
    Arguments apply = options;
    apply.emplace_back("--apply");
    EXPECT_EQ(site.restore(apply).status, 0);
    for (const char* all : {"SELECT * FROM contacts_partner", "SELECT * FROM notes_note"})
      EXPECT_EQ(query(site / "copy.db", all), query(site.database(), all));
  }
}

TEST(Plan, ARefusedPlanLeavesNoSqlFile) {
  Site site;
  site.dump.row("notes.Note", "4,99,'dangling'");
  EXPECT_EQ(site.restore({"--sql", site / "plan.sql"}).status, 1);
  EXPECT_FALSE(std::filesystem::exists(site / "plan.sql"));
}

TEST(Rejects, AreASnapshotThatCanBeMendedAndRestored) {
  Site site;
  site.dump.row("notes.Note", "4,99,'dangling'");
  site.dump.row("notes.Note", "5,'one','no key'");
  const Outcome outcome = site.restore({"--max-errors", "2", "--rejects", site / "rejects"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(query(site.database(), "SELECT count(*) FROM notes_note"), "3");
  EXPECT_EQ(read_file(site / "rejects/reasons.jsonl"),
            "{\"table\":\"notes_note\",\"key\":\"4\",\"file\":\"notes_note.py\",\"line\":7,"
            "\"sqlstate\":\"23503\",\"reason\":\"partner_id is 99, but there is no such row in "
            "contacts_partner\"}\n"
            "{\"table\":\"notes_note\",\"key\":\"5\",\"file\":\"notes_note.py\",\"line\":8,"
            "\"sqlstate\":\"22000\",\"reason\":\"'one' does not fit the column partner_id "
            "(INTEGER)\"}\n");
  std::string module = read_file(site / "rejects/notes_note.py");
  EXPECT_EQ(module,
            "# -*- coding: UTF-8 -*-\n"
            "logger.info(\"Loading 2 objects to table notes_note...\")\n"
            "# fields: id, partner, body\n"
            "loader.save(create_notes_note(4,99,'dangling'))\n"
            "loader.save(create_notes_note(5,'one','no key'))\n"
            "\n"
            "loader.flush_deferred_objects()\n");
  module.replace(module.find("99"), 2, "2");
  module.replace(module.find("'one'"), 5, "1");
  write_file(site / "rejects/notes_note.py", module);
  const Outcome again =
      undumpy({"restore", site / "rejects", "--into", site.database(), "--missing", "--apply"});
  EXPECT_EQ(again.status, 0) << again.err << again.out;
  EXPECT_EQ(query(site.database(), "SELECT id, partner_id, body FROM notes_note WHERE id > 3"),
            "4|2|dangling\n5|1|no key");
}

TEST(Rejects, FoldersThatHoldSomethingAreNotWrittenInto) {
  const Site site;
  write_file(site / "rejects/mine.txt", "x");
  const Outcome outcome = site.restore({"--rejects", site / "rejects"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("is there already, and not an empty folder"), std::string::npos)
      << outcome.err;
}

TEST(Rejects, AllOrNothingUnlessSoManyAreAllowed) {
  Site site;
  site.dump.row("notes.Note", "4,99,'dangling'");
  EXPECT_EQ(site.restore({}).status, 1);
  EXPECT_EQ(query(site.database(), "SELECT count(*) FROM contacts_partner"), "0");
  EXPECT_EQ(site.restore({"--max-errors", "10%"}).status, 1);  // 1 of 7 rows is more
  EXPECT_EQ(query(site.database(), "SELECT count(*) FROM contacts_partner"), "0");
  EXPECT_EQ(site.restore({"--max-errors", "15%"}).status, 1);
  EXPECT_EQ(query(site.database(), "SELECT count(*) FROM notes_note"), "3");
  for (const char* wrong : {"many", "-1", "101%", "%", "1.5"}) {
    const Outcome outcome = site.restore({"--max-errors", wrong});
    EXPECT_EQ(outcome.status, 2) << wrong;
  }
}

// Rows that refer to a rejected row are rejected with it.
TEST(Rejects, WhatReferredToThemDanglesToo) {
  Site site;
  site.dump.row("contacts.Partner", "4,'Dora','a-1',None,None");
  site.dump.row("notes.Note", "4,4,'of a partner that did not come'");
  EXPECT_EQ(site.counts({"--max-errors", "2"}),
            "contacts_partner 3 0 0 0 1\nnotes_note 3 0 0 0 1\n");
  EXPECT_EQ(query(site.database(), "SELECT id FROM notes_note"), "1\n2\n3");
}

// An update that would make a row refer to nothing is taken back.
TEST(Rejects, UpdatesAreTakenBack) {
  Site site;
  execute(site.database(), Living);
  execute(site.database(), "INSERT INTO notes_note VALUES (1, 2, 'mine'), (2, 1, 'yours')");
  site.dump.row("notes.Note", "1,99,'twice'");
  EXPECT_EQ(site.counts({"--on-conflict", "update", "--max-errors", "2", "--apply"}),
            "contacts_partner 1 1 1 0 0\nnotes_note 1 2 0 0 1\n");
  EXPECT_EQ(query(site.database(), "SELECT * FROM notes_note ORDER BY id"),
            "1|2|mine\n2|2|second\n3|NULL|third");
}

TEST(Rejects, OneIsEnoughWithExitOnError) {
  Site site;
  site.dump.row("contacts.Partner", "4,'Dora','a-1',None,None");
  const Outcome outcome = site.restore({"--exit-on-error"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(outcome.out.find("stopped at the first rejected row"), std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("4 rows of 2 tables read"), std::string::npos) << outcome.out;
}

// Story 2: the columns of the old snapshot stand in another order.
TEST(Origins, EachHasItsOwnConstructors) {
  const Site site;
  Dump old;
  old.table("notes.Note", "id, body, &partner_id");
  old.row("notes.Note", "7,'old',2");
  old.row("notes.Note", "2,'older than the second',1");
  old.write(site / "old");
  const Outcome outcome = undumpy({"restore", "--from", site.snapshot(), "--from", site / "old",
                                   "--into", site / "new.db", "--schema",
                                   [&] {
                                     write_file(site / "tables.sql", Tables);
                                     return site / "tables.sql";
                                   }(),
                                   "--on-conflict", "skip"});
  ASSERT_EQ(outcome.status, 0) << outcome.err << outcome.out;
  EXPECT_EQ(query(site / "new.db", "SELECT id, partner_id, body FROM notes_note ORDER BY id"),
            "1|1|first\n2|2|second\n3|NULL|third\n7|2|old");
}

TEST(UseList, CommentsAndOrderAreHonoured) {
  const Site site;
  const Outcome list = undumpy({"list", site.snapshot(), "--format", "toc"});
  EXPECT_EQ(list.status, 0) << list.err;
  EXPECT_EQ(list.out.substr(list.out.find("contacts")),
            "contacts_partner.py  contacts.Partner  3 rows\n"
            "notes_note.py  notes.Note  3 rows\n");
  write_file(site / "toc", "; notes first\n\n  notes_note.py anything\r\ncontacts_partner.py\n");
  const std::string sql = site / "plan.sql";
  EXPECT_EQ(site.restore({"--use-list", site / "toc", "--sql", sql}).status, 0);
  const std::string statements = read_file(sql);
  EXPECT_LT(statements.find("\"notes_note\""), statements.find("\"contacts_partner\""));
  write_file(site / "toc", ";contacts_partner.py\nnotes_note.py\n");
  EXPECT_EQ(site.restore({"--use-list", site / "toc", "--allow-dangling"}).status, 0);
  EXPECT_EQ(query(site.database(), "SELECT count(*) FROM contacts_partner"), "0");
  EXPECT_EQ(query(site.database(), "SELECT count(*) FROM notes_note"), "3");
}

TEST(UseList, LinesThatNameNoModule) {
  const Site site;
  for (const auto& [text, message] : {std::pair{"notes_note.py\nnotes_not.py\n",
                                                "toc:2: error: the snapshot runs no module "
                                                "notes_not.py"},
                                      std::pair{"notes_note.py\n notes_note.py\n",
                                                "toc:2: error: notes_note.py stands here for "
                                                "the second time"},
                                      std::pair{"; notes_note.py\n", "the list names no module"}}) {
    write_file(site / "toc", text);
    const Outcome outcome = site.restore({"--use-list", site / "toc"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
  }
}

}  // namespace

}  // namespace undumpy::test
