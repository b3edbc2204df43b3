// Closure: rows that are taken along are exactly those that a simple reckoning over the made-up
// data finds.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "tests/engine/piping.h"

namespace undumpy::test {

namespace {

using RowKey = std::pair<std::string, std::string>;  // table and key
using RowSet = std::set<RowKey>;

struct Item {
  struct Reference {
    RowKey to;
    bool parent_link = false;
  };
  std::vector<Reference> references;
  std::string sql;  // that inserts it
};

// Cities refer to cities and to persons, persons are partners and refer to persons, notes refer to
// persons, to users by their names, and to anything.
class Site : public Piping {
 public:
  explicit Site(unsigned seed) : random_(seed) {
    dump.table("places.City", "id, &parent_id, &mayor_id");
    dump.table("contacts.Partner", "id, &city_id");
    dump.table("contacts.Person", "partner_ptr_id, &father_id", "contacts.Partner");
    dump.table("users.User", "username, &person_id");
    dump.table("notes.Note", "id, &person_id, &user_id, @owner_type_id, owner_id");
    tables =
        "CREATE TABLE places_city (id integer PRIMARY KEY NOT NULL, parent_id integer NULL "
        "REFERENCES places_city (id), mayor_id integer NULL REFERENCES contacts_person "
        "(partner_ptr_id));"
        "CREATE TABLE contacts_partner (id integer PRIMARY KEY NOT NULL, city_id integer NULL "
        "REFERENCES places_city (id));"
        "CREATE TABLE contacts_person (partner_ptr_id integer PRIMARY KEY NOT NULL REFERENCES "
        "contacts_partner (id), father_id integer NULL REFERENCES contacts_person "
        "(partner_ptr_id));"
        "CREATE TABLE users_user (username varchar(20) PRIMARY KEY NOT NULL, person_id integer "
        "NULL REFERENCES contacts_person (partner_ptr_id));"
        "CREATE TABLE notes_note (id integer PRIMARY KEY NOT NULL, person_id integer NULL "
        "REFERENCES contacts_person (partner_ptr_id), user_id varchar(20) NULL REFERENCES "
        "users_user (username), owner_type_id integer NULL, owner_id integer NULL);";
    fill();
  }
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool once_in(std::size_t times) { return below(times) == 0; }

  std::map<RowKey, Item> items;  // of the snapshot
  RowSet held;                   // by the target

  // What SQLite finds when these rows have come to those that the target holds.
  std::string dangling_after(const RowSet& keys) {
    sqlite::Connection& database = *context().database;
    std::string sql = "BEGIN;";
    for (const RowKey& key : keys) sql += items.at(key).sql;
    EXPECT_TRUE(database.run(sql).ok()) << sql;
    std::string found;
    {
      auto check = database.prepare("PRAGMA foreign_key_check");
      while (*check->step())
        found += fmt::format("{} {} -> {}\n", check->text(0), check->text(1), check->text(2));
    }
    EXPECT_TRUE(database.run("ROLLBACK").ok());
    return found;
  }

 private:
  // A row of the snapshot, and how to insert it by hand.
  void add(const std::string& model, Item& item, const std::string& values) {
    dump.row(model, values);
    std::string sql =
        fmt::format("INSERT OR IGNORE INTO {} VALUES ({});", Dump::name_of(model), values);
    for (const char* name : {"None", "places_City", "contacts_Partner"})
      for (std::size_t at = sql.find(name, 25); at != std::string::npos; at = sql.find(name, at))
        sql.replace(at, std::string_view(name).size(), "NULL");
    item.sql = std::move(sql);
  }
  void hold(const std::string& table, const std::string& column, const std::string& key) {
    if (!once_in(4)) return;
    held.insert({table, key});
    tables += fmt::format("INSERT INTO {} ({}) VALUES ('{}');", table, column, key);
  }
  void fill() {
    std::vector<std::string> cities;
    std::vector<std::string> partners;
    std::vector<std::string> persons;
    std::vector<std::string> users;
    for (int id = 1; id <= 6; ++id) cities.push_back(std::to_string(id));
    for (int id = 1; id <= 12; ++id) {
      partners.push_back(std::to_string(id));
      if (!once_in(3)) persons.push_back(partners.back());
    }
    if (persons.empty()) persons.emplace_back("1");
    for (const char* name : {"anna", "bert", "7"}) users.emplace_back(name);
    // The text of a reference to one of them, remembered; or None.
    const auto refer = [this](Item& item, const std::string& table,
                              const std::vector<std::string>& keys, std::size_t rarely) {
      if (!once_in(rarely)) return std::string("None");
      const std::string& key = keys[below(keys.size())];
      item.references.push_back({{table, key}});
      return table == "users_user" ? fmt::format("'{}'", key) : key;
    };
    for (const std::string& key : cities) {
      Item& item = items[{"places_city", key}];
      const std::string parent = refer(item, "places_city", cities, 3);
      const std::string mayor = refer(item, "contacts_person", persons, 5);
      add("places.City", item, fmt::format("{},{},{}", key, parent, mayor));
      hold("places_city", "id", key);
    }
    for (const std::string& key : partners) {
      Item& item = items[{"contacts_partner", key}];
      const std::string city = refer(item, "places_city", cities, 2);
      add("contacts.Partner", item, fmt::format("{},{}", key, city));
      hold("contacts_partner", "id", key);
    }
    for (const std::string& key : persons) {
      Item& item = items[{"contacts_person", key}];
      item.references.push_back({{"contacts_partner", key}, true});
      const std::string father = refer(item, "contacts_person", persons, 4);
      add("contacts.Person", item, fmt::format("{},{}", key, father));
      if (held.contains({"contacts_partner", key}))  // the target is in order
        hold("contacts_person", "partner_ptr_id", key);
    }
    for (const std::string& key : users) {
      Item& item = items[{"users_user", key}];
      const std::string person = refer(item, "contacts_person", persons, 2);
      add("users.User", item, fmt::format("'{}',{}", key, person));
      hold("users_user", "username", key);
    }
    for (int id = 1; id <= 12; ++id) {
      const std::string key = std::to_string(id);
      Item& item = items[{"notes_note", key}];
      const std::string person = refer(item, "contacts_person", persons, 2);
      const std::string user = refer(item, "users_user", users, 2);
      std::string type = "None";
      std::string owner = once_in(2) ? "None" : "3";  // without a type it means nothing
      if (once_in(2)) {
        const bool city = once_in(2);
        type = city ? "places_City" : "contacts_Partner";
        owner = refer(item, city ? "places_city" : "contacts_partner", city ? cities : partners, 1);
      }
      add("notes.Note", item, fmt::format("{},{},{},{},{}", key, person, user, type, owner));
      hold("notes_note", "id", key);
    }
  }
  std::mt19937 random_;
};

RowSet keys_of(const Piping::Keys& passed) {
  RowSet keys;
  for (const auto& [table, all] : passed)
    for (const std::string& key : all)
      EXPECT_TRUE(keys.insert({table, key}).second) << table << " " << key << " came twice";
  return keys;
}

// What is selected and taken along, as engine/closure.h tells it.
class Reckoning {
 public:
  Reckoning(const Site& site, RowSet selected, RowSet out)
      : site_(site), selected_(std::move(selected)), out_(std::move(out)) {}

  RowSet with(bool referenced, bool children) const {
    // Those whose children come too: a child of a selected row, and so on.
    RowSet spreading = selected_;
    for (bool changed = children; changed;) {
      changed = false;
      for (const auto& [key, item] : site_.items) {
        const bool child = std::ranges::any_of(item.references, [&](const auto& reference) {
          return spreading.contains(reference.to);
        });
        if (child && !out_.contains(key)) changed = spreading.insert(key).second || changed;
      }
    }
    RowSet taken = spreading;
    for (bool changed = referenced; changed;) {
      changed = false;
      const RowSet so_far = taken;
      for (const RowKey& key : so_far)
        for (const auto& [to, parent_link] : site_.items.at(key).references) {
          const bool needed = parent_link || !site_.held.contains(to);
          if (needed && site_.items.contains(to) && !out_.contains(to))
            changed = taken.insert(to).second || changed;
        }
    }
    return taken;
  }

 private:
  const Site& site_;
  RowSet selected_, out_;
};

std::string shown(const RowSet& keys) {
  std::string text;
  for (const auto& [table, key] : keys) text += fmt::format("{} {}\n", table, key);
  return text;
}

class Closure : public testing::TestWithParam<unsigned> {};

TEST_P(Closure, TakesAllThatIsNeededAndNothingElse) {
  Site site(GetParam());
  const std::vector<Piping::Options> selections = {
      {"only notes.Note:1-3"},
      {"only contacts.Person"},
      {"only places.City:1,4"},
      {"only users.User:anna,7"},
      {"first 2"},
      {"last 1"},
      {"sample 15%"},
      {"rows notes_note:2-4", "rows contacts_partner:1"},
      {"where notes_note: owner_id == 3", "only notes.Note"},
      {"where contacts_person: father_id is not None", "only contacts.Person"},
      {"only contacts.Partner:1-4", "where contacts_*: True"}};
  const std::vector<Piping::Options> exclusions = {
      {}, {}, {"skip contacts.Partner:3,7"}, {"skip users.User"}, {"skip places.City:1-3"}};
  Piping::Options options = selections[site.below(selections.size())];
  const Piping::Options& skip = exclusions[site.below(exclusions.size())];
  options.insert(options.end(), skip.begin(), skip.end());
  const bool missing = site.once_in(2);
  if (missing) options.emplace_back("missing");
  SCOPED_TRACE(fmt::format("--{}", fmt::join(options, " --")));

  const RowSet selected = keys_of(site.passed(options));
  // What stays out whoever needs it: excluded rows, and with --missing those of the target.
  RowSet out;
  const RowSet not_skipped = keys_of(site.passed(skip));
  for (const auto& [key, item] : site.items)
    if (!not_skipped.contains(key) || (missing && site.held.contains(key))) out.insert(key);
  const Reckoning reckoning(site, selected, out);

  for (const auto& [referenced, children] :
       {std::pair{true, false}, std::pair{false, true}, std::pair{true, true}}) {
    Piping::Options with = options;
    if (referenced) with.emplace_back("with-referenced");
    if (children) with.emplace_back("with-children");
    SCOPED_TRACE(with.back());
    const RowSet taken = keys_of(site.passed(with));
    EXPECT_EQ(shown(taken), shown(reckoning.with(referenced, children)));
    if (!referenced || !skip.empty()) continue;
    EXPECT_EQ(site.dangling_after(taken), "");
    for (const RowKey& key : taken)
      for (const auto& reference : site.items.at(key).references)
        EXPECT_TRUE(taken.contains(reference.to) || site.held.contains(reference.to))
            << key.first << " " << key.second << " refers to " << reference.to.first << " "
            << reference.to.second;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Closure, testing::Range(1U, 301U));

// ---- Examples ----

TEST(ClosureExamples, ParentsAndChildrenOfARow) {
  Piping site;
  site.dump.table("places.City", "id, &parent_id");
  site.dump.table("contacts.Partner", "id, &city_id");
  site.dump.table("contacts.Person", "partner_ptr_id, born", "contacts.Partner");
  site.dump.table("notes.Note", "id, &person_id, @owner_type_id, owner_id");
  for (const char* row : {"1,None", "2,1", "3,2", "4,3"}) site.dump.row("places.City", row);
  for (const char* row : {"1,3", "2,4", "3,None"}) site.dump.row("contacts.Partner", row);
  for (const char* row : {"1,None", "2,None"}) site.dump.row("contacts.Person", row);
  for (const char* row : {"1,1,None,None", "2,None,contacts_Partner,1", "3,2,places_City,1"})
    site.dump.row("notes.Note", row);
  site.tables =
      "CREATE TABLE places_city (id integer PRIMARY KEY NOT NULL, parent_id integer NULL "
      "REFERENCES places_city (id));"
      "CREATE TABLE contacts_partner (id integer PRIMARY KEY NOT NULL, city_id integer NULL "
      "REFERENCES places_city (id));"
      "CREATE TABLE contacts_person (partner_ptr_id integer PRIMARY KEY NOT NULL REFERENCES "
      "contacts_partner (id), born date NULL);"
      "CREATE TABLE notes_note (id integer PRIMARY KEY NOT NULL, person_id integer NULL "
      "REFERENCES contacts_person (partner_ptr_id), owner_type_id integer NULL, owner_id integer "
      "NULL);"
      "INSERT INTO places_city VALUES (2, NULL);";
  const auto keys = [&site](const Piping::Options& options) { return site.keys(options); };
  // City 2 is in the target, and so 1 is not needed.
  EXPECT_EQ(keys({"only notes.Note:1", "with-referenced"}),
            "contacts_partner 1\ncontacts_person 1\nnotes_note 1\nplaces_city 3\n");
  EXPECT_EQ(keys({"only notes.Note:1", "with-referenced", "skip places.City:3"}),
            "contacts_partner 1\ncontacts_person 1\nnotes_note 1\n");
  // What refers to partner 1, by a key, by being its child, or through a content type.
  EXPECT_EQ(keys({"where contacts_partner: id == 1", "only contacts.Partner", "with-children"}),
            "contacts_partner 1\ncontacts_person 1\nnotes_note 1 2\n");
  EXPECT_EQ(keys({"only contacts.Partner:1", "with-children", "skip notes.Note:2"}),
            "contacts_partner 1\ncontacts_person 1\nnotes_note 1\n");
  // What a child only refers to has no children of its own: note 3 comes, other notes of city 1 or
  // of person 2 would not come because of it.
  EXPECT_EQ(keys({"only places.City:1", "with-children", "with-referenced"}),
            "contacts_partner 1 2\ncontacts_person 1 2\nnotes_note 1 2 3\nplaces_city 1 2 3 4\n");
  EXPECT_EQ(keys({"only notes.Note:3", "with-children", "with-referenced"}),
            "contacts_partner 2\ncontacts_person 2\nnotes_note 3\nplaces_city 1 3 4\n");
  EXPECT_EQ(keys({"only notes.Note:9", "with-children", "with-referenced"}), "");
}

}  // namespace

}  // namespace undumpy::test
