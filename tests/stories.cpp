#include "tests/stories.h"

#include <fmt/format.h>

#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

std::vector<int> LostPartners::again() {
  std::vector<int> again;
  for (int id = 1; again.size() < TypedInAgain; ++id)
    if (lost(id) && is_client(id)) again.push_back(id);
  return again;
}

void LostPartners::write(const std::string& folder) {
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
  dump.write(folder + "/20150601");
  write_file(folder + "/schema.sql",
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
  std::string sql = "BEGIN;";
  for (const auto& [table, column] :
       {std::pair{"notes_note", "project_id"}, std::pair{"cal_event", "project_id"},
        std::pair{"pcsw_coaching", "client_id"}, std::pair{"aids_granting", "client_id"},
        std::pair{"pcsw_client", "person_ptr_id"}, std::pair{"contacts_person", "partner_ptr_id"},
        std::pair{"contacts_partner", "id"}})
    sql += fmt::format("DELETE FROM {0} WHERE {1} % 79 = 12 AND {1} > 79;", table, column);
  int key = 200'700;
  for (const int id : again()) {
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
  write_file(folder + "/since.sql", sql);
}

void RefusedConfirmations::write(const std::string& folder) {
  Dump before;
  Dump today;
  for (std::size_t i = 0; i < Models.size(); ++i) {
    before.table(Models[i], "id, client, amount, state");
    today.table(Models[i], "id, state, client, amount");  // the order has changed
    for (int id = 1; id <= Old[i]; ++id) {
      before.row(Models[i], fmt::format("{},'Client {}',{},'{}'", id, id % 700, id % 90, id % 3));
      if (!refused(id))
        today.row(Models[i], fmt::format("{},'{}','Client {}',{}", id, id % 3, id % 700, id % 90));
    }
  }
  for (int i = 0; i < 5; ++i)
    today.row(Models[i < 3 ? 0 : 1], fmt::format("{},'0','New client',1", 4'000 + i));
  before.write(folder + "/20170301");
  today.write(folder + "/20170302");
  std::string schema;
  for (const char* model : Models)
    schema += fmt::format(
        "CREATE TABLE {} (id integer PRIMARY KEY NOT NULL, client varchar(40) NOT NULL, amount "
        "integer NOT NULL, state varchar(2) NOT NULL);",
        Dump::name_of(model));
  write_file(folder + "/schema.sql", schema);
}

void NobodysEvents::write(const std::string& folder) {
  Dump dump;
  dump.table("users.User", "id, username");
  dump.table("cal.Event", "id, &user_id, summary");
  dump.row("users.User", "1,'robin'");
  for (int id = 1; id <= Events; ++id)
    dump.row("cal.Event", fmt::format("{},{},'event'", id, id <= Nobodys ? 99 : 1));
  dump.write(folder + "/20210501");
  write_file(folder + "/schema.sql",
             "CREATE TABLE users_user (id integer PRIMARY KEY NOT NULL, username varchar(30) NOT "
             "NULL);"
             "CREATE TABLE cal_event (id integer PRIMARY KEY NOT NULL, user_id integer NULL "
             "REFERENCES users_user (id), summary varchar(200) NOT NULL);");
}

}  // namespace undumpy::test
