// The JSON report of restore and docs/restore-json.md say the same.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/restore_report.h"
#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/documented_json.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

using Json = nlohmann::ordered_json;
constexpr const char* Document = "restore-json.md";

// Fields whose names are data have one name in the document.
Json with_stars(Json json) {
  const auto star = [](Json& object) {
    Json all = Json::object();
    for (const auto& [name, value] : object.items()) all["*"] = value;
    object = all;
  };
  star(json["maps"]);
  for (Json& table : json["tables"]) star(table["skipped_by"]);
  return json;
}

// A report in which nothing is empty.
RestoreReport full_report() {
  RestoreReport report;
  report.target = "site.db";
  report.digest = "abc";
  TableReport& table = report.tables["contacts_partner"];
  table.read = 9;
  table.skipped_by["--only"] = 3;
  table.first_inserted = {"1"};
  table.first_updated = {"2"};
  table.first_skipped = {"3"};
  report.rejects = {{"contacts_partner", "1", "contacts_partner.py", 4, "x", "y", "23505"}};
  report.causes[{"contacts_partner", "y"}] = 1;
  report.changes = {{"contacts_partner", "2", {{"name", "'a'", "'b'"}}}};
  report.collisions = {{"contacts_partner",
                        "contacts.Partner",
                        "2",
                        {{"national_id"}, "national_id 'x'", "77", {{"name", "'a'", "'b'"}}}}};
  report.notes = {"a note"};
  InferredReference reference;
  reference.table = "contacts_partner";
  report.references = {reference};
  return report;
}

TEST(RestoreJson, IsAsItIsDocumented) {
  expect_documented(with_stars(Json::parse(cli::restore_as_json(full_report()))), Document, "");
}

TEST(RestoreJson, NothingIsMissingFromAnEmptyReport) {
  const Json empty = Json::parse(cli::restore_as_json(RestoreReport()));
  const Json full = Json::parse(cli::restore_as_json(full_report()));
  for (const auto& [field, value] : full.items()) {
    EXPECT_EQ(empty.contains(field), field != "digest") << field;
  }
}

// What real restores print; each of them fills other fields.
TEST(RestoreJson, OfRealRestoresIsAsItIsDocumented) {
  const TempDir folder;
  Dump dump;
  dump.table("contacts.Partner", "id, name, national_id");
  for (const char* row : {"1,'Anna','a'", "2,'Bert','b'", "3,'Carla','c'", "4,'Dora',None"})
    dump.row("contacts.Partner", row);
  dump.table("notes.Note", "id, &partner_id, body, seqno");
  for (const char* row : {"1,1,'x',1", "2,99,'dangling',2", "3,1,'y',None"})
    dump.row("notes.Note", row);
  dump.write(folder / "snapshot");
  execute(folder / "site.db",
          "CREATE TABLE contacts_partner (id integer PRIMARY KEY NOT NULL, name varchar(50) NOT "
          "NULL, national_id varchar(9) NULL UNIQUE);"
          "CREATE TABLE notes_note (id integer PRIMARY KEY NOT NULL, partner_id integer NULL "
          "REFERENCES contacts_partner (id), body text NOT NULL CHECK (body <> 'x'), seqno integer "
          "NOT NULL);"
          "INSERT INTO contacts_partner VALUES (1, 'Anne', 'a'), (77, 'Bert B.', 'b'), (3, "
          "'Carla', 'c');");
  const auto run = [&](std::vector<std::string> options) {
    const std::string into = options.front();
    options.erase(options.begin());
    options.insert(options.begin(),
                   {"restore", folder / "snapshot", "--into", into, "--format", "json", "-q"});
    const Outcome outcome = undumpy(options);
    Json json = Json::parse(outcome.out, nullptr, false);
    EXPECT_TRUE(json.is_object()) << outcome.err;
    expect_documented(with_stars(json), Document, "", false);
    return json;
  };
  const Json plan = run({folder / "site.db", "--on-conflict", "update", "--skip",
                         "contacts.Partner:4", "--max-errors", "9"});
  EXPECT_TRUE(plan["planned"].get<bool>());
  EXPECT_FALSE(plan["applied"].get<bool>());
  EXPECT_EQ(plan["tables"][0].dump(),
            R"({"table":"contacts_partner","read":4,"inserted":0,"updated":1,"unchanged":1,)"
            R"("skipped":1,"rejected":1,"before":3,"after":3,"skipped_by":{"--skip":1},)"
            R"("first":{"inserted":[],"updated":["1"],"skipped":["4"]}})");
  EXPECT_EQ(plan["changes"].dump(), R"([{"table":"contacts_partner","key":"1","cells":[)"
                                    R"({"column":"name","old":"'Anne'","new":"'Anna'"}]}])");
  EXPECT_EQ(plan["collisions"].dump(),
            R"([{"table":"contacts_partner","model":"contacts.Partner","key":"2",)"
            R"("columns":["national_id"],"other_key":"77","cells":[)"
            R"({"column":"id","target":"77","snapshot":"2"},)"
            R"({"column":"name","target":"'Bert B.'","snapshot":"'Bert'"}]}])");
  EXPECT_EQ(plan["maps"].dump(), R"({"contacts.Partner":"{2: 77}"})");
  std::map<std::string, std::string> states;
  for (const Json& reject : plan["rejects"])
    states[reject["table"].get<std::string>() + " " + reject["key"].get<std::string>()] =
        reject["sqlstate"].get<std::string>();
  EXPECT_EQ(states, (std::map<std::string, std::string>{{"contacts_partner 2", "23505"},
                                                        {"notes_note 1", "23514"},
                                                        {"notes_note 2", "23503"},
                                                        {"notes_note 3", "23502"}}));
  EXPECT_EQ(plan["causes"].size(), 4U);

  run({folder / "site.db", "--missing", "--digest", "--only", "contacts.Partner:4", "--apply"});
  run({folder / "site.db", "--missing", "--exit-on-error"});
  const Json anew = run(
      {folder / "new.db", "--skip", "notes.Note:2", "--digest", "--set", "notes.Note: seqno=1"});
  EXPECT_TRUE(anew["applied"].get<bool>());
  EXPECT_EQ(anew["references"][0]["column"], "partner_id");
  EXPECT_FALSE(anew["digest"].get<std::string>().empty());
}

}  // namespace

}  // namespace undumpy::test
