// `restore --validate`: full_clean() from the schema, and a validator in a script.

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

// Partners of whom some do not fit: SQLite itself would take them all.
class Site {
 public:
  Site() {
    execute(
        folder_ / "site.db",
        "CREATE TABLE contacts_partner (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name "
        "varchar(10) NOT NULL, credit decimal NULL /* decimal(5, 2) */, boss_id integer NULL "
        "REFERENCES contacts_partner (id) DEFERRABLE INITIALLY DEFERRED);"
        "CREATE TABLE contacts_person (partner_ptr_id integer NOT NULL PRIMARY KEY REFERENCES "
        "contacts_partner (id) DEFERRABLE INITIALLY DEFERRED, first_name varchar(5) NOT NULL);");
    dump.table("contacts.Partner", "id, name, #credit, &boss_id");
    dump.table("contacts.Person", "partner_ptr_id, first_name", "contacts.Partner");
  }
  void script(std::string_view text) { write_file(folder_ / "check.py", text); }
  Outcome restore(const Arguments& options) {
    dump.write(folder_ / "snapshot");
    Arguments command = {"restore", folder_ / "snapshot", "--into", database()};
    command.insert(command.end(), options.begin(), options.end());
    return undumpy(command);
  }
  [[nodiscard]] std::string database() const { return folder_ / "site.db"; }
  [[nodiscard]] std::string operator/(std::string_view name) const { return folder_ / name; }
  std::string partners() {
    return query(database(), "SELECT id, name FROM contacts_partner ORDER BY id");
  }

  Dump dump;

 private:
  TempDir folder_;
};

// "table key: reason" of each rejected row.
std::string rejects(const Outcome& outcome) {
  const json report = json::parse(outcome.out, nullptr, false);
  if (!report.is_object()) return outcome.out + outcome.err;
  std::string text;
  for (const json& each : report["rejects"])
    text += each["table"].get<std::string>() + " " + each["key"].get<std::string>() + ": " +
            each["reason"].get<std::string>() + "\n";
  return text;
}

TEST(Validate, WhatFullCleanRefusesIsRejectedInDjangosWords) {
  Site site;
  site.dump.row("contacts.Partner", "1,'short','12.50',None");
  site.dump.row("contacts.Partner", "2,'much too long',None,None");
  site.dump.row("contacts.Person", "1,'Annabel'");
  const Outcome without = site.restore({"--dry-run"});
  EXPECT_EQ(without.status, 0) << without.out << without.err;
  const Outcome outcome = site.restore({"--validate", "--format", "json"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(rejects(outcome),
            "contacts_partner 2: name: Ensure this value has at most 10 characters (it has 13).\n"
            "contacts_person 1: first_name: Ensure this value has at most 5 characters (it has "
            "7).\n");
  EXPECT_EQ(site.partners(), "");
}

TEST(Validate, RowsThatFitGoOnWithMaxErrors) {
  Site site;
  site.dump.row("contacts.Partner", "1,'short',None,None");
  site.dump.row("contacts.Partner", "2,'much too long',None,None");
  const Outcome outcome = site.restore({"--validate", "--max-errors", "1"});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_EQ(site.partners(), "1|short");
  EXPECT_NE(outcome.out.find("name is not valid: max_length"), std::string::npos) << outcome.out;
}

// A row that is referred to may come later; that it exists is checked at the end.
TEST(Validate, ALaterRowMayBeReferredTo) {
  Site site;
  site.dump.row("contacts.Partner", "1,'a',None,2");
  site.dump.row("contacts.Partner", "2,'b',None,1");
  const Outcome outcome = site.restore({"--validate"});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  EXPECT_EQ(site.partners(), "1|a\n2|b");
}

TEST(Validate, AReferenceToNothingIsStillRejected) {
  Site site;
  site.dump.row("contacts.Partner", "1,'a',None,7");
  const Outcome outcome = site.restore({"--validate"});
  EXPECT_EQ(outcome.status, 1) << outcome.out << outcome.err;
}

// Also where a script validates and the database holds rows: it was once taken for a loader, which
// answers for its references itself.
TEST(Validate, AValidatorIsNoLoader) {
  Site site;
  site.script("def validate(obj): pass\n");
  execute(site.database(), "INSERT INTO contacts_partner VALUES (1, 'old', NULL, NULL)");
  site.dump.row("contacts.Partner", "1,'new',None,None");
  site.dump.row("contacts.Partner", "2,'a',None,7");
  const Arguments validate = {"--validate", "--loader", site / "check.py", "--apply"};
  // Somebody has to say what happens to the row that is there.
  const Outcome undecided = site.restore(validate);
  EXPECT_EQ(undecided.status, 2) << undecided.out << undecided.err;
  EXPECT_NE(undecided.err.find("holds rows"), std::string::npos) << undecided.err;
  Arguments missing = validate;
  missing.insert(missing.end(), {"--missing", "--format", "json"});
  const Outcome outcome = site.restore(missing);
  EXPECT_EQ(outcome.status, 1) << outcome.out << outcome.err;
  EXPECT_EQ(rejects(outcome),
            "contacts_partner 2: boss_id is 7, but there is no such row in contacts_partner\n");
  EXPECT_EQ(site.partners(), "1|old");
}

// The statements of --sql make the content types that rows need, whoever asked for them first.
TEST(Validate, ContentTypesAreMadeByTheRestore) {
  Dump dump;
  dump.table("notes.Note", "id, @owner_type_id");
  dump.row("notes.Note", "1,notes_Note");
  const TempDir folder;
  dump.write(folder / "snapshot");
  const std::string database = folder / "site.db";
  execute(
      database,
      "CREATE TABLE django_content_type (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, app_label "
      "varchar(100) NOT NULL, model varchar(100) NOT NULL);"
      "CREATE TABLE notes_note (id integer PRIMARY KEY NOT NULL, owner_type_id integer NOT NULL "
      "REFERENCES django_content_type (id));");
  const Outcome outcome = undumpy({"restore", folder / "snapshot", "--into", database, "--validate",
                                   "--sql", folder / "plan.sql"});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("1 content types were made"), std::string::npos) << outcome.out;
  execute(database, read_file(folder / "plan.sql"));
  EXPECT_EQ(query(database, "PRAGMA foreign_key_check"), "");
  EXPECT_EQ(query(database, "SELECT count(*) FROM notes_note"), "1");
}

TEST(Validate, TheFunctionOfAScriptDecidesToo) {
  Site site;
  site.script(
      "from django.core.exceptions import ValidationError\n"
      "def validate(obj):\n"
      "    if obj.name == 'bad':\n"
      "        raise ValidationError({'name': 'Not this one'})\n"
      "    if obj.name == 'worse':\n"
      "        raise ValidationError('Partner %s is banned' % obj.pk)\n"
      "    return obj.name != 'silent'\n");
  for (const char* row : {"1,'good',None,None", "2,'bad',None,None", "3,'worse',None,None",
                          "4,'silent',None,None", "5,'fine',None,None"})
    site.dump.row("contacts.Partner", row);
  const Outcome outcome = site.restore({"--validate", "--loader", site / "check.py", "--max-errors",
                                        "3", "--apply", "--format", "json"});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_EQ(rejects(outcome),
            "contacts_partner 2: name: Not this one\n"
            "contacts_partner 3: Partner 3 is banned\n"
            "contacts_partner 4: validate() returned False\n");
  EXPECT_EQ(site.partners(), "1|good\n5|fine");
}

TEST(Validate, AValidatorStandsBesideALoaderClass) {
  Site site;
  site.script(
      "def validate(obj):\n"
      "    assert obj.name != 'bad', 'no'\n"
      "class Loader:\n"
      "    def save(self, obj):\n"
      "        if obj.pk != 1: obj.save()\n");
  for (const char* row : {"1,'a',None,None", "2,'bad',None,None", "3,'c',None,None"})
    site.dump.row("contacts.Partner", row);
  const Outcome outcome = site.restore({"--validate", "--loader", site / "check.py", "--max-errors",
                                        "1", "--apply", "--format", "json"});
  EXPECT_EQ(rejects(outcome), "contacts_partner 2: AssertionError: no\n");
  EXPECT_EQ(site.partners(), "3|c");
  // A mistake of the script is shown where it happened.
  EXPECT_NE(outcome.err.find("line 2, in validate"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("validate() raised AssertionError: no"), std::string::npos)
      << outcome.err;
}

TEST(Validate, AScriptWithoutClassNeedsTheOption) {
  Site site;
  site.script("def validate(obj): pass\n");
  site.dump.row("contacts.Partner", "1,'a',None,None");
  const Outcome outcome = site.restore({"--loader", site / "check.py"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("give --validate too"), std::string::npos) << outcome.err;
}

// A validator may give another message for each of a million rows.
TEST(Validate, CausesWithoutEndAreCountedTogether) {
  Site site;
  site.script(
      "from django.core.exceptions import ValidationError\n"
      "def validate(obj):\n"
      "    raise ValidationError('Partner %s is banned' % obj.pk)\n");
  for (int i = 1; i <= 150; ++i)
    site.dump.row("contacts.Partner", std::to_string(i) + ",'a',None,None");
  const Outcome outcome =
      site.restore({"--validate", "--loader", site / "check.py", "--format", "json"});
  const json report = json::parse(outcome.out, nullptr, false);
  ASSERT_TRUE(report.is_object()) << outcome.err;
  EXPECT_EQ(report["causes"].size(), 101U);
  std::uint64_t sum = 0;
  for (const json& cause : report["causes"]) sum += cause["count"].get<std::uint64_t>();
  EXPECT_EQ(sum, 150U);
}

}  // namespace

}  // namespace undumpy::test
