// Stories 1, 2 and 6: rescues that took people a night, as one or two commands, at their real size.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

using nlohmann::json;

std::map<std::string, std::uint64_t> inserted(const json& report) {
  std::map<std::string, std::uint64_t> counts;
  for (const json& table : report["tables"])
    if (table["inserted"] != 0) counts[table["table"]] = table["inserted"].get<std::uint64_t>();
  return counts;
}

// 15 446 partners, each third a person, each sixth a client, and what hangs on clients.
class LostPartners {
 public:
  static constexpr int Partners = 15'446;
  // 195 of them vanished, of which 33 were clients; six of these were typed in again.
  static bool lost(int id) { return id % 79 == 12 && id > 79; }
  static bool is_person(int id) { return id % 3 == 0; }
  static bool is_client(int id) { return id % 6 == 0; }
  static constexpr int TypedInAgain = 6;

  LostPartners() {
    Dump dump;
    dump.table("contacts.Partner", "id, name");
    dump.table("contacts.Person", "partner_ptr_id, first_name", "contacts.Partner");
    dump.table("pcsw.Client", "person_ptr_id, national_id", "contacts.Person");
    dump.table("notes.Note", "id, &project_id, body");
    dump.table("cal.Event", "id, &project_id, start_date");
    dump.table("pcsw.Coaching", "id, &client_id, start_date");
    dump.table("aids.Granting", "id, &client_id, amount");
    int notes = 0;
    int others = 0;
    for (int id = 1; id <= Partners; ++id) {
      dump.row("contacts.Partner", fmt::format("{},'Partner {}'", id, id));
      if (is_person(id)) dump.row("contacts.Person", fmt::format("{},'First {}'", id, id));
      if (!is_client(id)) continue;
      dump.row("pcsw.Client", fmt::format("{},'{:06}-{:03}'", id, 100'000 + id, id % 997));
      for (int i = 0; i < 2; ++i)
        dump.row("notes.Note", fmt::format("{},{},'note {}'", ++notes, id, i));
      ++others;
      dump.row("cal.Event", fmt::format("{},{},date(2015,5,{})", others, id, 1 + id % 28));
      dump.row("pcsw.Coaching", fmt::format("{},{},date(2014,1,{})", others, id, 1 + id % 28));
      dump.row("aids.Granting", fmt::format("{},{},{}", others, id, id % 500));
    }
    dump.write(snapshot());
    write_file(
        folder_ / "schema.sql",
        "CREATE TABLE contacts_partner (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, name "
        "varchar(200) NOT NULL);"
        "CREATE TABLE contacts_person (partner_ptr_id integer PRIMARY KEY NOT NULL REFERENCES "
        "contacts_partner (id), first_name varchar(200) NOT NULL);"
        "CREATE TABLE pcsw_client (person_ptr_id integer PRIMARY KEY NOT NULL REFERENCES "
        "contacts_person (partner_ptr_id), national_id varchar(200) NULL UNIQUE);"
        "CREATE TABLE notes_note (id integer PRIMARY KEY NOT NULL, project_id integer NULL "
        "REFERENCES pcsw_client (person_ptr_id), body text NOT NULL);"
        "CREATE TABLE cal_event (id integer PRIMARY KEY NOT NULL, project_id integer NULL "
        "REFERENCES pcsw_client (person_ptr_id), start_date date NULL);"
        "CREATE TABLE pcsw_coaching (id integer PRIMARY KEY NOT NULL, client_id integer NOT "
        "NULL REFERENCES pcsw_client (person_ptr_id), start_date date NULL);"
        "CREATE TABLE aids_granting (id integer PRIMARY KEY NOT NULL, client_id integer NOT "
        "NULL REFERENCES pcsw_client (person_ptr_id), amount integer NULL);");
    const Outcome made =
        undumpy({"restore", snapshot(), "--into", database(), "--schema", folder_ / "schema.sql"});
    EXPECT_EQ(made.status, 0) << made.err;
    happen();
  }
  [[nodiscard]] std::string snapshot() const { return folder_ / "20150601"; }
  [[nodiscard]] std::string database() const { return folder_ / "site.db"; }
  [[nodiscard]] std::uint64_t count(const std::string& sql) const {
    return std::stoull(query(database(), "SELECT count(*) FROM " + sql));
  }

  std::vector<int> again;  // clients that were typed in again, under 200701, 200702, …

 private:
  // What happened since the snapshot.
  void happen() {
    std::string sql = "BEGIN;";
    for (const auto& [table, column] :
         {std::pair{"notes_note", "project_id"}, std::pair{"cal_event", "project_id"},
          std::pair{"pcsw_coaching", "client_id"}, std::pair{"aids_granting", "client_id"},
          std::pair{"pcsw_client", "person_ptr_id"}, std::pair{"contacts_person", "partner_ptr_id"},
          std::pair{"contacts_partner", "id"}})
      sql += fmt::format("DELETE FROM {0} WHERE {1} % 79 = 12 AND {1} > 79;", table, column);
    for (int id = 1; id <= Partners && again.size() < TypedInAgain; ++id)
      if (lost(id) && is_client(id)) again.push_back(id);
    int key = 200'700;
    for (const int id : again) {
      ++key;
      sql += fmt::format(
          "INSERT INTO contacts_partner VALUES ({0}, 'Partner {1}');"
          "INSERT INTO contacts_person VALUES ({0}, 'First {1}');"
          "INSERT INTO pcsw_client VALUES ({0}, '{2:06}-{3:03}');"
          "INSERT INTO notes_note VALUES ({0}, {0}, 'after the loss');",
          key, id, 100'000 + id, id % 997);
    }
    // Names were corrected, a partner was added, notes were deleted on purpose.
    sql +=
        "UPDATE contacts_partner SET name = 'Corrected' WHERE id % 500 = 3;"
        "INSERT INTO contacts_partner VALUES (200800, 'New');"
        "DELETE FROM notes_note WHERE id % 100 = 5 AND id < 200000;COMMIT;";
    execute(database(), sql);
  }
  TempDir folder_;
};

TEST(RescueStories, PartnersThatVanishedComeBackWithWhatHangsOnThem) {
  const LostPartners site;
  std::uint64_t lost = 0;
  std::uint64_t lost_clients = 0;
  for (int id = 1; id <= LostPartners::Partners; ++id) {
    lost += LostPartners::lost(id) ? 1 : 0;
    lost_clients += LostPartners::lost(id) && LostPartners::is_client(id) ? 1 : 0;
  }
  ASSERT_EQ(lost, 195U);
  ASSERT_EQ(site.again.size(), 6U);
  const std::uint64_t partners = site.count("contacts_partner");
  const std::uint64_t notes = site.count("notes_note");
  const std::uint64_t deleted_notes = site.count(
      "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5148) SELECT i "
      "FROM n WHERE i % 100 = 5)");

  // The plan: it names those who were typed in again, and the map.
  const std::vector<std::string> command = {
      "restore",          site.snapshot(), "--into",          site.database(), "--only",
      "contacts.Partner", "--missing",     "--with-children", "--format",      "json"};
  const Outcome plan = undumpy(command);
  EXPECT_EQ(plan.status, 1);
  const json planned = json::parse(plan.out);
  EXPECT_FALSE(planned["applied"].get<bool>());
  ASSERT_EQ(planned["collisions"].size(), 6U) << plan.out;
  std::string map = "{";
  for (std::size_t i = 0; i < 6; ++i)
    map += fmt::format("{}{}: {}", i == 0 ? "" : ", ", site.again[i], 200'701 + i);
  map += "}";
  EXPECT_EQ(planned["maps"]["contacts.Partner"], map);

  std::vector<std::string> with_map = command;
  with_map.insert(with_map.end(), {"--map", "contacts.Partner: " + map, "--apply"});
  const Outcome outcome = undumpy(with_map);
  ASSERT_EQ(outcome.status, 0) << outcome.err << outcome.out;
  const json report = json::parse(outcome.out);
  EXPECT_EQ(inserted(report)["contacts_partner"], 189U);
  EXPECT_EQ(inserted(report)["pcsw_client"], lost_clients - 6);
  EXPECT_EQ(inserted(report)["cal_event"], lost_clients);
  EXPECT_EQ(inserted(report)["aids_granting"], lost_clients);

  EXPECT_EQ(site.count("contacts_partner"), partners + 189);
  // All notes of lost clients are back, also of those typed in again; what was deleted on purpose
  // is not, unless it hung on a lost client.
  EXPECT_EQ(site.count("notes_note"), notes + 2 * lost_clients);
  EXPECT_LT(site.count("notes_note WHERE id % 100 = 5 AND id < 200000"), deleted_notes);
  for (std::size_t i = 0; i < 6; ++i)
    EXPECT_EQ(site.count(fmt::format("notes_note WHERE project_id = {}", 200'701 + i)), 3U);
  EXPECT_EQ(site.count("contacts_partner WHERE name = 'Corrected' AND id % 500 = 3"), 31U);
  EXPECT_EQ(query(site.database(), "PRAGMA foreign_key_check"), "");
  // A second time there is nothing to do.
  const json again = json::parse(undumpy(with_map).out);
  EXPECT_TRUE(inserted(again).empty()) << again["tables"];
}

// 320 confirmations were refused by a migration, and five new ones were typed in on the next day.
class RefusedConfirmations {
 public:
  static constexpr std::array Models = {"aids.SimpleConfirmation", "aids.IncomeConfirmation",
                                        "aids.RefundConfirmation"};
  static constexpr std::array<int, 3> Old = {3'000, 2'500, 1'663};  // 7 163, of which 320 refused
  static bool refused(int id) { return id % 22 == 7 && id < 2'850; }

  RefusedConfirmations() {
    Dump before;
    Dump today;
    for (std::size_t i = 0; i < Models.size(); ++i) {
      before.table(Models[i], "id, client, amount, state");
      today.table(Models[i], "id, state, client, amount");  // the order has changed
      for (int id = 1; id <= Old[i]; ++id) {
        before.row(Models[i], fmt::format("{},'Client {}',{},'{}'", id, id % 700, id % 90, id % 3));
        if (!refused(id))
          today.row(Models[i],
                    fmt::format("{},'{}','Client {}',{}", id, id % 3, id % 700, id % 90));
      }
    }
    for (int i = 0; i < 5; ++i)
      today.row(Models[i < 3 ? 0 : 1], fmt::format("{},'0','New client',1", 4'000 + i));
    before.write(folder_ / "20170301");
    today.write(folder_ / "20170302");
    std::string schema;
    for (const char* model : Models)
      schema += fmt::format(
          "CREATE TABLE {} (id integer PRIMARY KEY NOT NULL, client varchar(40) NOT NULL, amount "
          "integer NOT NULL, state varchar(2) NOT NULL);",
          Dump::name_of(model));
    write_file(folder_ / "schema.sql", schema);
  }
  [[nodiscard]] std::string operator/(std::string_view name) const { return folder_ / name; }
  // All rows of the three tables, in their order.
  [[nodiscard]] static std::string content(const std::string& database) {
    std::string all;
    for (const char* model : Models)
      all += query(database, fmt::format("SELECT * FROM {} ORDER BY id", Dump::name_of(model)));
    return all;
  }

 private:
  TempDir folder_;
};

TEST(RescueStories, RefusedRowsComeOutOfTheSnapshotFromBefore) {
  const RefusedConfirmations site;
  const std::string database = site / "site.db";
  ASSERT_EQ(
      undumpy({"restore", site / "20170302", "--into", database, "--schema", site / "schema.sql"})
          .status,
      0);
  const Outcome outcome = undumpy({"restore", site / "20170301", "--into", database, "--missing",
                                   "--apply", "--format", "json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const json report = json::parse(outcome.out);
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  for (const json& table : report["tables"]) {
    before += table["before"].get<std::uint64_t>();
    after += table["after"].get<std::uint64_t>();
  }
  EXPECT_EQ(before, 6'843U + 5U);
  EXPECT_EQ(after - before, 320U);
  // The order of the columns is that of each snapshot's own create functions.
  EXPECT_EQ(query(database, "SELECT * FROM aids_refundconfirmation WHERE id = 29"),
            "29|Client 29|29|2");

  // The same in one restore out of both snapshots, into a new database.
  const std::string anew = site / "anew.db";
  const Outcome both =
      undumpy({"restore", "--from", (site / "20170302") + ":aids.SimpleConfirmation:4000-4004",
               "--from", (site / "20170302") + ":aids.IncomeConfirmation:4000-4004", "--from",
               site / "20170301", "--into", anew, "--schema", site / "schema.sql"});
  ASSERT_EQ(both.status, 0) << both.err << both.out;
  EXPECT_EQ(RefusedConfirmations::content(anew), RefusedConfirmations::content(database));
}

// 2 773 rows refer to a user who does not exist. Nobody reads a log.
TEST(RescueStories, RowsThatReferToNobodyAreNoSuccess) {
  Dump dump;
  dump.table("users.User", "id, username");
  dump.table("cal.Event", "id, &user_id, summary");
  dump.row("users.User", "1,'robin'");
  for (int id = 1; id <= 10'000; ++id)
    dump.row("cal.Event", fmt::format("{},{},'event'", id, id <= 2'773 ? 99 : 1));
  const TempDir folder;
  dump.write(folder / "snapshot");
  write_file(folder / "schema.sql",
             "CREATE TABLE users_user (id integer PRIMARY KEY NOT NULL, username varchar(30) NOT "
             "NULL);"
             "CREATE TABLE cal_event (id integer PRIMARY KEY NOT NULL, user_id integer NULL "
             "REFERENCES users_user (id), summary varchar(200) NOT NULL);");
  const std::string database = folder / "site.db";
  const std::vector<std::string> command = {"restore", folder / "snapshot", "--into",
                                            database,  "--schema",          folder / "schema.sql"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), command.begin(), command.end());
    return undumpy(more);
  };
  const Outcome outcome = undumpy(command);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(outcome.out.find("why:\n       2773 of cal_event: user_id leads to rows of users_user "
                             "that do not exist\n"),
            std::string::npos)
      << outcome.out;
  EXPECT_FALSE(std::filesystem::exists(database));
  // Whoever wants the others anyway gets them, with status 1, and the rest as a snapshot.
  const Outcome others = with({"--max-errors", "2773", "--rejects", folder / "rejects"});
  EXPECT_EQ(others.status, 1);
  EXPECT_EQ(query(database, "SELECT count(*) FROM cal_event"), "7227");
  // They come in under another user.
  const Outcome mended = undumpy({"restore", folder / "rejects", "--into", database, "--missing",
                                  "--map", "users.User: {99: 1}", "--apply"});
  EXPECT_EQ(mended.status, 0) << mended.err << mended.out;
  EXPECT_EQ(query(database, "SELECT user_id, count(*) FROM cal_event GROUP BY user_id"), "1|10000");
}

}  // namespace

}  // namespace undumpy::test
