// Stories 1, 2 and 6: rescues that took people a night, as one or two commands, at their real size.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/dump.h"
#include "tests/stories.h"
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

// The database of a story, in a folder of its own.
template <class Story>
class Site {
 public:
  Site() { Story::write(folder_.path()); }
  [[nodiscard]] std::string operator/(std::string_view name) const { return folder_ / name; }
  [[nodiscard]] std::string database() const { return folder_ / "site.db"; }
  // A new database out of a snapshot.
  void make(std::string_view snapshot) const {
    const Outcome made = undumpy(
        {"restore", folder_ / snapshot, "--into", database(), "--schema", folder_ / "schema.sql"});
    EXPECT_EQ(made.status, 0) << made.err;
  }
  [[nodiscard]] std::uint64_t count(const std::string& sql) const {
    return std::stoull(query(database(), "SELECT count(*) FROM " + sql));
  }

 private:
  TempDir folder_;
};

TEST(RescueStories, PartnersThatVanishedComeBackWithWhatHangsOnThem) {
  const Site<LostPartners> site;
  site.make("20150601");
  execute(site.database(), read_file(site / "since.sql"));
  const std::vector<int> again = LostPartners::again();
  std::uint64_t lost = 0;
  std::uint64_t lost_clients = 0;
  for (int id = 1; id <= LostPartners::Partners; ++id) {
    lost += LostPartners::lost(id) ? 1 : 0;
    lost_clients += LostPartners::lost(id) && LostPartners::is_client(id) ? 1 : 0;
  }
  ASSERT_EQ(lost, 195U);
  ASSERT_EQ(again.size(), 6U);
  const std::uint64_t partners = site.count("contacts_partner");
  const std::uint64_t notes = site.count("notes_note");
  const std::uint64_t deleted_notes = site.count(
      "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5148) SELECT i "
      "FROM n WHERE i % 100 = 5)");

  // The plan: it names those who were typed in again, and the map.
  const std::vector<std::string> command = {
      "restore",          site / "20150601", "--into",          site.database(), "--only",
      "contacts.Partner", "--missing",       "--with-children", "--format",      "json"};
  const Outcome plan = undumpy(command);
  EXPECT_EQ(plan.status, 1);
  const json planned = json::parse(plan.out);
  EXPECT_FALSE(planned["applied"].get<bool>());
  ASSERT_EQ(planned["collisions"].size(), 6U) << plan.out;
  std::string map = "{";
  for (std::size_t i = 0; i < 6; ++i)
    map += fmt::format("{}{}: {}", i == 0 ? "" : ", ", again[i], 200'701 + i);
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
  const json second = json::parse(undumpy(with_map).out);
  EXPECT_TRUE(inserted(second).empty()) << second["tables"];
}

// All rows of the confirmations, in their order.
std::string confirmations(const std::string& database) {
  std::string all;
  for (const char* model : RefusedConfirmations::Models)
    all += query(database, fmt::format("SELECT * FROM {} ORDER BY id", Dump::name_of(model)));
  return all;
}

TEST(RescueStories, RefusedRowsComeOutOfTheSnapshotFromBefore) {
  const Site<RefusedConfirmations> site;
  site.make("20170302");
  const std::string database = site.database();
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
  EXPECT_EQ(confirmations(anew), confirmations(database));
}

// 2 773 rows refer to a user who does not exist. Nobody reads a log.
TEST(RescueStories, RowsThatReferToNobodyAreNoSuccess) {
  const Site<NobodysEvents> folder;
  const std::string database = folder.database();
  const std::vector<std::string> command = {"restore", folder / "20210501", "--into",
                                            database,  "--schema",          folder / "schema.sql"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), command.begin(), command.end());
    return undumpy(more);
  };
  const Outcome outcome = undumpy(command);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(
      outcome.out.find(
          "why rows were rejected:\n       2773 of cal_event: user_id leads to rows of users_user "
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
