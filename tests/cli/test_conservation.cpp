// Property: whatever is restored into whatever, every row is accounted for, and the database
// changes by what the report says and by nothing else.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

using nlohmann::json;

constexpr std::array Tables = {"places_city", "contacts_partner", "contacts_person", "notes_note"};

const char* const Schema =
    "CREATE TABLE places_city (id integer NOT NULL PRIMARY KEY, name varchar(20) NOT NULL);"
    "CREATE TABLE contacts_partner (id integer NOT NULL PRIMARY KEY, name varchar(20) NOT NULL, "
    "national_id varchar(20) NULL UNIQUE, city_id integer NULL REFERENCES places_city (id), credit "
    "decimal NULL);"
    "CREATE TABLE contacts_person (partner_ptr_id integer NOT NULL PRIMARY KEY REFERENCES "
    "contacts_partner (id), born date NULL);"
    "CREATE TABLE notes_note (id integer NOT NULL PRIMARY KEY, partner_id integer NULL REFERENCES "
    "contacts_person (partner_ptr_id), body text NOT NULL);";

// One random snapshot, one random database, and a random way to bring them together.
class Case {
 public:
  explicit Case(unsigned seed) : random_(seed) {
    execute(database(), Schema);
    fill_database();
    fill_snapshot();
  }
  [[nodiscard]] std::string database() const { return folder_ / "site.db"; }
  [[nodiscard]] std::vector<std::string> command() {
    std::vector<std::string> words = {
        "restore", folder_ / "snapshot", "--into", database(), "--format", "json", "--quiet"};
    const auto add = [&words](const std::vector<std::string>& more) {
      words.insert(words.end(), more.begin(), more.end());
    };
    const std::vector<std::vector<std::string>> policies = {
        {"--missing"},
        {"--on-conflict", "skip"},
        {"--on-conflict", "update"},
        {"--on-conflict", "replace"},
        {"--on-conflict", "error"},
        {"--on-conflict", "update", "--on-conflict", "notes.Note:skip"},
        {"--missing", "--natural-key", "contacts.Partner:national_id"}};
    policy = policies[below(policies.size())];
    add(policy);
    const std::vector<std::vector<std::string>> filters = {
        {},
        {"--only", "contacts_*"},
        {"--only", "contacts.Partner:1-12", "--only", "notes.Note"},
        {"--skip", "notes_note:3,5,7-9"},
        {"--where", "contacts_partner: id % 2 == 0", "--where", "*: True"},
        {"--sample", "60%", "--seed", std::to_string(below(100))},
        {"--first", "8"},
        {"--last", "8", "--skip", "places_city"},
        {"--only", "notes.Note:1-9", "--with-referenced"},
        {"--only", "places.City:1-3", "--with-children"}};
    add(filters[below(filters.size())]);
    if (below(2) == 0) add({"--max-errors", below(2) == 0 ? "3" : "100%"});
    if (below(5) == 0) add({"--allow-dangling"});
    return words;
  }
  // Every row, by table and key.
  [[nodiscard]] std::map<std::string, std::map<std::string, std::string>> content() const {
    std::map<std::string, std::map<std::string, std::string>> rows;
    for (const char* table : Tables) {
      auto& of = rows[table];
      const std::string all = query(database(), fmt::format("SELECT * FROM {}", table));
      for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('\n', at), all.size());
        const std::string row = all.substr(at, end - at);
        of[row.substr(0, row.find('|'))] = row;
        at = end + 1;
      }
    }
    return rows;
  }
  std::vector<std::string> policy;
  bool repeats_keys = false;

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string one_of(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }

  // What it holds refers to what it holds.
  void fill_database() {
    std::vector<std::string> cities = {"NULL"};
    for (int id = 1; id <= 6; ++id)
      if (below(2) == 0) {
        execute(database(), fmt::format("INSERT INTO places_city VALUES ({}, '{}')", id,
                                        one_of({"Eupen", "Tallinn"})));
        cities.push_back(std::to_string(id));
      }
    std::vector<std::string> persons = {"NULL"};
    for (int id = 1; id <= 20; ++id) {
      if (below(2) == 0) continue;
      execute(database(),
              fmt::format("INSERT OR IGNORE INTO contacts_partner VALUES ({}, '{}', {}, {}, {})",
                          id, one_of({"Anna", "Bert"}),
                          below(2) == 0 ? "NULL" : fmt::format("'n-{}'", below(12)), one_of(cities),
                          one_of({"NULL", "0", "12.5"})));
      if (below(2) == 0) continue;
      execute(database(), fmt::format("INSERT INTO contacts_person SELECT id, NULL FROM "
                                      "contacts_partner WHERE id = {}",
                                      id));
      if (query(database(), fmt::format("SELECT count(*) FROM contacts_person WHERE "
                                        "partner_ptr_id = {}",
                                        id)) == "1")
        persons.push_back(std::to_string(id));
    }
    for (int id = 1; id <= 12; ++id)
      if (below(2) == 0)
        execute(database(), fmt::format("INSERT INTO notes_note VALUES ({}, {}, '{}')", id,
                                        one_of(persons), one_of({"old", "new"})));
  }

  // What it holds may refer to anything, repeat a key, or not fit.
  void fill_snapshot() {
    Dump dump;
    dump.table("places.City", "id, name");
    dump.table("contacts.Partner", "id, name, national_id, &city_id, #credit");
    dump.table("contacts.Person", "partner_ptr_id, born", "contacts.Partner");
    dump.table("notes.Note", "id, &partner_id, body");
    repeats_keys = below(4) == 0;
    const auto key = [&](int id, std::size_t many) {
      return repeats_keys && below(6) == 0 ? 1 + below(many) : static_cast<std::size_t>(id);
    };
    for (int id = 1; id <= 6; ++id)
      if (below(4) != 0)
        dump.row("places.City", fmt::format("{},'{}'", key(id, 6), one_of({"Eupen", "Tallinn"})));
    for (int id = 1; id <= 20; ++id) {
      if (below(3) == 0) continue;
      dump.row("contacts.Partner",
               fmt::format("{},'{}',{},{},{}", key(id, 20), one_of({"Anna", "Bert"}),
                           below(3) != 0 ? "None" : fmt::format("'n-{}'", below(12)),
                           below(2) == 0 ? "None" : std::to_string(1 + below(7)),
                           one_of({"None", "'0.00'", "'12.50'", "'7.00'"})));
      if (below(2) == 0)
        dump.row("contacts.Person",
                 fmt::format("{},{}", id, one_of({"None", "date(1970,1,2)", "5"})));
    }
    for (int id = 1; id <= 12; ++id)
      dump.row("notes.Note", fmt::format("{},{},'{}'", key(id, 12),
                                         below(3) == 0 ? "None" : std::to_string(1 + below(21)),
                                         one_of({"old", "new"})));
    dump.write(folder_ / "snapshot");
  }

  std::mt19937 random_;
  TempDir folder_;
};

std::uint64_t number(const json& table, const char* verb) {
  return table[verb].get<std::uint64_t>();
}

class Conservation : public testing::TestWithParam<unsigned> {};

TEST_P(Conservation, EveryRowIsAccountedFor) {
  Case test(GetParam());
  std::vector<std::string> command = test.command();
  const auto before = test.content();
  const std::string bytes = read_file(test.database());
  const Outcome plan = undumpy(command);
  ASSERT_EQ(read_file(test.database()), bytes) << "the plan has changed the file";
  const json planned = json::parse(plan.out, nullptr, false);
  ASSERT_TRUE(planned.is_object()) << fmt::format("{}", fmt::join(command, " ")) << plan.err;
  command.emplace_back("--apply");
  SCOPED_TRACE(fmt::format("{}", fmt::join(command, " ")));
  const Outcome applied = undumpy(command);
  const json report = json::parse(applied.out, nullptr, false);
  ASSERT_TRUE(report.is_object()) << applied.err;
  // The plan told what would happen.
  EXPECT_EQ(planned["tables"], report["tables"]);
  EXPECT_EQ(applied.status,
            report["rejects"].empty() && applied.err.find("error") == std::string::npos ? 0 : 1)
      << applied.err;

  const auto after = test.content();
  const bool written = report["applied"].get<bool>();
  if (!written) {
    EXPECT_EQ(read_file(test.database()), bytes);
  }
  std::map<std::string, std::uint64_t> changed_rows;
  for (const json& table : report["tables"]) {
    const auto name = table["table"].get<std::string>();
    SCOPED_TRACE(table.dump());
    EXPECT_EQ(number(table, "read"), number(table, "inserted") + number(table, "updated") +
                                         number(table, "unchanged") + number(table, "skipped") +
                                         number(table, "rejected"));
    std::uint64_t skipped = 0;
    for (const auto& [filter, count] : table["skipped_by"].items())
      skipped += count.get<std::uint64_t>();
    EXPECT_EQ(number(table, "skipped"), skipped);
    EXPECT_EQ(number(table, "before"), before.at(name).size());
    EXPECT_EQ(number(table, "after"), after.at(name).size());
    if (!written) continue;
    EXPECT_EQ(number(table, "after") - number(table, "before"), number(table, "inserted"));
    std::uint64_t changed = 0;
    for (const auto& [key, row] : before.at(name)) {
      ASSERT_TRUE(after.at(name).contains(key)) << "a row has vanished";
      changed += after.at(name).at(key) != row ? 1 : 0;
    }
    if (test.policy.back() == "update" && !test.repeats_keys) {
      EXPECT_EQ(changed, number(table, "updated"));
    }
    EXPECT_LE(changed, number(table, "updated"));
  }
  // Tables that the report does not name have not changed.
  for (const char* table : Tables) {
    const bool named = std::ranges::any_of(
        report["tables"], [&](const json& item) { return item["table"] == table; });
    if (!named) {
      EXPECT_EQ(after.at(table), before.at(table));
    }
  }
  const bool may_dangle = std::ranges::find(command, "--allow-dangling") != command.end();
  if (!may_dangle) {
    EXPECT_EQ(query(test.database(), "PRAGMA foreign_key_check"), "");
  }
  // Applied twice, nothing happens the second time. (What was rejected may fit then: the row that
  // it collided with has changed.)
  const std::string& policy = test.policy[0] == "--missing" ? test.policy[0] : test.policy[1];
  if (written && report["rejects"].empty() && !test.repeats_keys &&
      (policy == "--missing" || policy == "update")) {
    const json again = json::parse(undumpy(command).out, nullptr, false);
    ASSERT_TRUE(again.is_object());
    for (const json& table : again["tables"])
      if (again["applied"].get<bool>()) {
        EXPECT_EQ(number(table, "inserted") + number(table, "updated"), 0) << table;
      }
    EXPECT_EQ(test.content(), after);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Conservation, testing::Range(1U, 301U));

}  // namespace

}  // namespace undumpy::test
