// Filters: what is written behind an option, and which rows of a made-up snapshot pass.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "engine/filters.h"
#include "tests/engine/piping.h"

namespace undumpy::test {

namespace {

// Persons are partners, clients are persons; countries have texts as keys.
class Site : public Piping {
 public:
  Site() {
    dump.table("countries.Country", "isocode, name");
    for (const char* row :
         {"'BE','Belgium'", "'DE','Germany'", "'10-20','Range'", "'a,b','Comma'", "'7','Seven'"})
      dump.row("countries.Country", row);
    dump.table("contacts.Partner", "id, name, &country_id, #credit, modified");
    for (const char* row :
         {"1,'Anna','BE','12.50',dt(2015,6,1,10,0,0)", "2,'Bert','DE',None,dt(2015,6,2,0,0,0)",
          "3,'Carla',None,'0.00',None", "4,'Dora','BE','-1.00',dt(2015,6,2,12,0,0,500000)",
          "5,'Emil','DE','99.00',dt(2016,1,1,0,0,0)", "6,'','BE',None,dt(2014,12,31,23,59,59)"})
      dump.row("contacts.Partner", row);
    dump.table("contacts.Person", "partner_ptr_id, born", "contacts.Partner");
    for (const char* row :
         {"2,'1973-00-00'", "4,date(1980,2,29)", "5,''", "6,'1990-12-31 08:30:00'"})
      dump.row("contacts.Person", row);
    dump.table("pcsw.Client", "person_ptr_id, number", "contacts.Person");
    for (const char* row : {"4,'c4'", "5,'c5'"}) dump.row("pcsw.Client", row);
    dump.table("notes.Note", "id, &partner_id, date, body");
    for (const char* row :
         {"1,1,date(2015,1,1),'first'", "2,1,date(2015,6,1),'second'", "3,2,None,'third'",
          "4,4,date(2015,6,2),'fourth'", "5,None,date(2015,12,31),'fifth'",
          "6,5,date(2016,1,1),'sixth'", "7,6,date(2017,1,1),'seventh'"})
      dump.row("notes.Note", row);
    tables =
        "CREATE TABLE countries_country (isocode varchar(6) PRIMARY KEY NOT NULL, name "
        "varchar(40) NOT NULL);"
        "CREATE TABLE contacts_partner (id integer PRIMARY KEY NOT NULL, name varchar(40) NOT "
        "NULL, country_id varchar(6) NULL REFERENCES countries_country (isocode), credit "
        "decimal NULL, modified datetime NULL);"
        "CREATE TABLE contacts_person (partner_ptr_id integer PRIMARY KEY NOT NULL REFERENCES "
        "contacts_partner (id), born varchar(20) NOT NULL);"
        "CREATE TABLE pcsw_client (person_ptr_id integer PRIMARY KEY NOT NULL REFERENCES "
        "contacts_person (partner_ptr_id), number varchar(10) NOT NULL);"
        "CREATE TABLE notes_note (id integer PRIMARY KEY NOT NULL, partner_id integer NULL "
        "REFERENCES contacts_partner (id), date date NULL, body text NOT NULL);";
  }
};

const char* const AllPartners = "contacts_partner 1 2 3 4 5 6\n";
const char* const AllPersons = "contacts_person 2 4 5 6\n";
const char* const AllCountries = "countries_country BE DE 10-20 a,b 7\n";
const char* const AllNotes = "notes_note 1 2 3 4 5 6 7\n";
const char* const AllClients = "pcsw_client 4 5\n";

std::string all() {
  return fmt::format("{}{}{}{}{}", AllPartners, AllPersons, AllCountries, AllNotes, AllClients);
}

struct Example {
  Piping::Options options;
  std::string outcome;  // keys, or the error
};

void expect(Piping& site, const std::vector<Example>& examples) {
  for (const Example& example : examples)
    EXPECT_EQ(site.keys(example.options), example.outcome)
        << fmt::format("--{}", fmt::join(example.options, " --"));
}

const char* const ListPrints = "`undumpy list` prints the names of all tables";
const char* const WriteKeys = "write keys as 1,5,10-20, or @FILE with one key per line";

TEST(Filters, WithoutOneAllRowsPass) {
  Site site;
  expect(site, {{{}, all()}});
}

TEST(Filters, OnlyTables) {
  Site site;
  expect(
      site,
      {{{"only contacts_partner"}, AllPartners},
       {{"only contacts.Partner"}, AllPartners},
       {{"only  contacts.Partner "}, AllPartners},
       {{"only contacts_*"}, fmt::format("{}{}", AllPartners, AllPersons)},
       {{"only contacts.*"}, fmt::format("{}{}", AllPartners, AllPersons)},
       {{"only *_person"}, AllPersons},
       {{"only *t*t*"}, fmt::format("{}{}{}{}", AllPartners, AllPersons, AllCountries, AllNotes)},
       {{"only *"}, all()},
       // Children are tables of their own.
       {{"only contacts.Person"}, AllPersons},
       {{"only notes.Note", "only pcsw.Client"}, fmt::format("{}{}", AllNotes, AllClients)}});
}

TEST(Filters, OnlyKeys) {
  Site site;
  expect(site, {{{"only notes.Note:1,5,2-3"}, "notes_note 1 2 3 5\n"},
                {{"only notes.Note: 1 , 5 , 2-3"}, "notes_note 1 2 3 5\n"},
                {{"only notes.Note:'4'"}, "notes_note 4\n"},
                {{"only notes.Note:7-7"}, "notes_note 7\n"},
                {{"only notes.Note:6-999999999999999999"}, "notes_note 6 7\n"},
                {{"only notes.Note:0,8"}, ""},
                {{"only notes.Note:1", "only notes.Note:2"}, "notes_note 1 2\n"},
                {{"only notes.Note:1", "only notes.Note"}, AllNotes},
                {{"only countries.Country:BE"}, "countries_country BE\n"},
                {{"only countries.Country:be"}, ""},
                {{"only countries.Country:'10-20','a,b'"}, "countries_country 10-20 a,b\n"},
                {{"only countries.Country:\"a,b\",DE"}, "countries_country DE a,b\n"},
                // Numbers and texts of digits are the same keys, also in ranges.
                {{"only countries.Country:7"}, "countries_country 7\n"},
                {{"only countries.Country:5-9"}, "countries_country 7\n"}});
}

TEST(Filters, KeysOfAParentSelectItsChildren) {
  Site site;
  expect(site, {{{"only contacts.Partner:1,4-5"},
                 "contacts_partner 1 4 5\ncontacts_person 4 5\npcsw_client 4 5\n"},
                {{"only contacts.Person:4,6"}, "contacts_person 4 6\npcsw_client 4\n"},
                {{"only pcsw.Client:4"}, "pcsw_client 4\n"},
                {{"only contacts.*:5"}, "contacts_partner 5\ncontacts_person 5\npcsw_client 5\n"},
                {{"skip contacts.Partner:4", "only contacts.*", "only pcsw.Client"},
                 "contacts_partner 1 2 3 5 6\ncontacts_person 2 5 6\npcsw_client 5\n"}});
}

TEST(Filters, KeysOutOfAFile) {
  Site site;
  write_file(site / "keys.txt", "# those of Anna\n1\n\n 2 # the second\n5-6\r\n'7'\n");
  write_file(site / "countries.txt", "BE\n'a,b'\n\"10-20\"");
  write_file(site / "empty.txt", "# nothing\n\n");
  expect(site, {{{"only notes.Note:@" + (site / "keys.txt")}, "notes_note 1 2 5 6 7\n"},
                {{"only notes.Note:3,@" + (site / "keys.txt")}, "notes_note 1 2 3 5 6 7\n"},
                {{"only countries.Country:@" + (site / "countries.txt")},
                 "countries_country BE 10-20 a,b\n"},
                {{"only notes.Note:@" + (site / "empty.txt")}, ""}});
  write_file(site / "bad.txt", "1\n2\n9-3\n");
  expect(site, {{{"only notes.Note:@" + (site / "bad.txt")},
                 fmt::format("{}:3: in a list of keys, 9-3 ends before it begins. {}",
                             site / "bad.txt", WriteKeys)},
                {{"only notes.Note:@" + (site / "none.txt")},
                 fmt::format("there is no file of keys @{}. {}", site / "none.txt", WriteKeys)},
                {{"skip notes.Note:@"}, fmt::format("there is no file of keys @. {}", WriteKeys)}});
}

TEST(Filters, OnlyAndSkipSayWhatIsWrong) {
  Site site;
  for (const char* option : {"only", "skip"}) {
    const auto with = [option](std::string_view text) {
      return Piping::Options{fmt::format("{} {}", option, text)};
    };
    expect(
        site,
        {{with("contacts.Partnr"),
          fmt::format("the snapshot has no table contacts.Partnr. did you mean contacts.Partner, "
                      "contacts_partner or contacts.Person? {}",
                      ListPrints)},
         {with("nothing_like_it"),
          fmt::format("the snapshot has no table nothing_like_it. {}", ListPrints)},
         {with("zzz.*"), fmt::format("no table of the snapshot is called zzz.*. {}", ListPrints)},
         {with(""), fmt::format("the snapshot has no table . {}", ListPrints)},
         {with("notes.Note:"), fmt::format("a list of keys is empty. {}", WriteKeys)},
         {with("notes.Note:1,,2"),
          fmt::format("the list of keys 1,,2 has an empty part. {}", WriteKeys)},
         {with("notes.Note:1,"),
          fmt::format("the list of keys 1, has an empty part. {}", WriteKeys)},
         {with("notes.Note:20-10"),
          fmt::format("in a list of keys, 20-10 ends before it begins. {}", WriteKeys)},
         {with("notes.Note:10-"),
          fmt::format("in a list of keys, 10- is a range without an end. {}", WriteKeys)},
         {with("notes.Note:-3-5"),
          fmt::format("in a list of keys, -3-5 is no range: ranges are of positive integers. {}",
                      WriteKeys)},
         {with("notes.Note:1-1234567890123456789"),
          fmt::format("in a list of keys, 1-1234567890123456789 has more than 18 digits. {}",
                      WriteKeys)},
         {with("notes.Note:'a"),
          fmt::format("in a list of keys, 'a lacks its last quote. {}", WriteKeys)}});
  }
}

TEST(Filters, Skip) {
  Site site;
  const std::string without_notes =
      fmt::format("{}{}{}{}", AllPartners, AllPersons, AllCountries, AllClients);
  expect(site,
         {{{"skip notes.Note"}, without_notes},
          {{"skip notes.Note:1-3", "only notes.Note"}, "notes_note 4 5 6 7\n"},
          // What is excluded is out, whatever else asks for it.
          {{"only notes.Note:3", "skip notes.Note:3"}, ""},
          {{"only notes.Note", "skip notes.Note"}, ""},
          {{"skip *"}, ""},
          {{"skip countries.Country:BE,7", "only countries.*"}, "countries_country DE 10-20 a,b\n"},
          {{"only *", "skip *_note", "skip contacts_*", "skip pcsw_client:4"},
           fmt::format("{}pcsw_client 5\n", AllCountries)}});
}

// A row counts for the filter that turned it away: an exclusion before all others.
TEST(Filters, SayWhichOfThemTurnedARowAway) {
  Site site;
  EXPECT_EQ(site.skipped({"only notes.Note:1-3", "skip notes.Note:3-4"}), "--only 3, --skip 2");
  // Among the others, the one that comes first in --help.
  EXPECT_EQ(site.skipped({"only notes.Note", "first 5", "where notes_note: partner_id == 1"}),
            "--where 5");
  EXPECT_EQ(site.skipped({"only notes.Note", "first 5", "where notes_note: partner_id != 1"}),
            "--first 2, --where 2");
}

TEST(Filters, Where) {
  Site site;
  const auto where = [](std::string_view expression) {
    return Piping::Options{fmt::format("where contacts_partner: {}", expression),
                           "only contacts.Partner"};
  };
  const auto partners = [](std::string_view keys) {
    return keys.empty() ? std::string() : fmt::format("contacts_partner {}\n", keys);
  };
  expect(site, {{where("id == 3"), partners("3")},
                {where("id in (1, 4, 9)"), partners("1 4")},
                {where("1 < id <= 3"), partners("2 3")},
                {where("name.startswith('A') or name.endswith('a')"), partners("1 3 4")},
                {where("'r' in name"), partners("2 3 4")},
                {where("not name"), partners("6")},
                {where("country_id is None"), partners("3")},
                {where("credit == None"), partners("2 6")},
                {where("credit > 0"), partners("1 5")},
                {where("credit"), partners("1 4 5")},
                {where("modified < dt(2015,6,2,12,0,0)"), partners("1 2 6")},
                {where("modified > dt(2015,6,2,12,0,0)"), partners("4 5")},
                {where("True"), AllPartners},
                {where("False"), ""},
                {where("None"), ""},
                // What needs the interpreter.
                {where("name.lower()[:1] in 'ab' and name"), partners("1 2")},
                {where("len(name) == 4"), partners("1 2 4 5")},
                {where("id % 2 == 0"), partners("2 4 6")},
                {where("modified and modified.year == 2015"), partners("1 2 4")},
                {where("(credit or Decimal(0)) < Decimal('12.5')"), partners("2 3 4 6")},
                {where("any(c == 'n' for c in name)"), partners("1")},
                {where("name == 'Anna'  # a comment"), partners("1")}});
  // Several hold together, and tables that none names pass.
  expect(site,
         {{{"where contacts_partner: id > 2", "where contacts.Partner: id < 5", "only contacts.*"},
           fmt::format("contacts_partner 3 4\n{}", AllPersons)},
          {{"where contacts_*: True", "where notes_note: date is None", "skip countries_country"},
           fmt::format("{}{}notes_note 3\n{}", AllPartners, AllPersons, AllClients)},
          // A colon in the expression is no colon behind a table.
          {{"where notes_note: body == 'a:b' or {1: True}.get(id)", "only notes_note"},
           "notes_note 1\n"}});
}

TEST(Filters, WhereLooksIntoTheTarget) {
  Site site;
  site.tables +=
      "INSERT INTO contacts_partner (id, name) VALUES (1, 'Anna'), (2, 'Another'), (9, 'Carla');";
  expect(site, {{{"where contacts_partner: not target('contacts.Partner').filter(id=id).exists()",
                  "only contacts.Partner"},
                 "contacts_partner 3 4 5 6\n"},
                {{"where contacts_partner: target('contacts.Partner').filter(name=name).exists()",
                  "only contacts.Partner"},
                 "contacts_partner 1 3\n"},
                {{"where notes_note: target('contacts.Partner').filter(id=partner_id).count() == 1",
                  "only notes.Note"},
                 "notes_note 1 2 3\n"}});
}

TEST(Filters, WhereSaysWhatIsWrong) {
  Site site;
  constexpr const char* Write = "write a condition such as: city_id == 5 and name.startswith('A')";
  constexpr const char* Columns = "its columns are id, name, country_id, credit, modified";
  expect(
      site,
      {{{"where id == 3"},
        "--where id == 3: this names no table. write TABLE: EXPR, such as --where "
        "'contacts_partner: city_id == 5'"},
       {{"where contacts_partner:"},
        "--where contacts_partner:: this names no table. write TABLE: EXPR, such as --where "
        "'contacts_partner: city_id == 5'"},
       {{"where contacts_partnr: id == 3"},
        fmt::format("the snapshot has no table contacts_partnr. did you mean contacts_partner, "
                    "contacts.Partner or contacts_person? {}",
                    ListPrints)},
       {{"where contacts_partner: nam == 'x'"},
        fmt::format("--where: contacts_partner has no column nam. did you mean name? {}", Columns)},
       {{"where contacts_partner: nam.lower() == 'x'"},
        fmt::format("--where: contacts_partner has no column nam. did you mean name? {}", Columns)},
       // A wildcard names all of them.
       {{"where contacts_*: credit > 0"},
        "--where: contacts_person has no column credit. its columns are partner_ptr_id, born"},
       {{"where contacts_partner: id = 3"},
        fmt::format("--where: this is no expression. {}", Write)},
       {{"where contacts_partner: import os"},
        fmt::format("--where: this is no expression. {}", Write)},
       {{"where contacts_partner: (yield id)"},
        fmt::format("--where: this is no expression. {}", Write)},
       {{"where contacts_partner: id > 'x'"},
        "expression:1:1: 1 and 'x' can not be compared. compare columns with literals; join tests "
        "with and, or, not"},
       {{"where contacts_partner: 'x' in id"},
        "expression:1:1: `in` needs a list, a tuple or a text on its right side. compare columns "
        "with literals; join tests with and, or, not"},
       {{"where contacts_partner: id / (id - 3)"},
        "contacts_partner.py:6: --where id / (id - 3) raised ZeroDivisionError: division by zero. "
        "write the expression so that it holds for this row too"},
       {{"where contacts_partner: open('x')"},
        "--where open('x'): open() is not supported here. write the expression otherwise"}});
  const std::string broken = site.keys({"where contacts_partner: id == == 3"});
  EXPECT_NE(broken.find(Write), std::string::npos) << broken;
}

TEST(Filters, Dates) {
  Site site;
  const auto notes = [](std::string_view option) {
    return Piping::Options{std::string(option), "only notes.Note"};
  };
  const auto partners = [](std::string_view option) {
    return Piping::Options{std::string(option), "only contacts.Partner"};
  };
  const auto persons = [](std::string_view option) {
    return Piping::Options{std::string(option), "only contacts.Person"};
  };
  expect(site,
         {// Dates. None is no date: such rows do not pass.
          {notes("since notes.Note:date=2015-06-02"), "notes_note 4 5 6 7\n"},
          {notes("since date=2015-06-02"), "notes_note 4 5 6 7\n"},
          {notes("until notes_note: date = 2015-06-01"), "notes_note 1 2\n"},
          {notes("since date=0001-01-01"), "notes_note 1 2 4 5 6 7\n"},
          {{"since date=2015-06-01", "until date=2015-12-31", "only notes.Note"},
           "notes_note 2 4 5\n"},
          {{"since date=2015-06-01", "since notes.Note:date=2016-01-01", "only notes.Note"},
           "notes_note 6 7\n"},
          // Datetimes: a day counts until its end, a moment does not.
          {partners("until modified=2015-06-02"), "contacts_partner 1 2 4 6\n"},
          {partners("until modified=2015-06-02T00:00"), "contacts_partner 1 6\n"},
          {partners("since modified=2015-06-02"), "contacts_partner 2 4 5\n"},
          {partners("since modified=2015-06-02T00:00:01"), "contacts_partner 4 5\n"},
          {partners("since modified=2015-06-02 12:00:00.5"), "contacts_partner 4 5\n"},
          {partners("since modified=2015-06-02 12:00:00.500001"), "contacts_partner 5\n"},
          {partners("until modified=2015-06-02T12:00:00.500001"), "contacts_partner 1 2 4 6\n"},
          {partners("until modified=2015-06-02T12:00:00.500000"), "contacts_partner 1 2 6\n"},
          // Texts, also of incomplete dates.
          {persons("since born=1973-01-01"), "contacts_person 4 6\n"},
          {persons("until contacts.Person:born=1973-01-01"), "contacts_person 2\n"},
          {persons("until born=1990-12-31"), "contacts_person 2 4 6\n"},
          {persons("until born=1990-12-31T08:30"), "contacts_person 2 4\n"}});
  // Tables without the column pass, when no table is named.
  expect(site, {{{"since date=2016-01-01", "skip contacts_*"},
                 fmt::format("{}notes_note 6 7\n{}", AllCountries, AllClients)},
                {{"until *:date=2015-01-01", "only *_n*"}, "notes_note 1\n"}});
}

TEST(Filters, DatesSayWhatIsWrong) {
  Site site;
  constexpr const char* Write =
      "write [TABLE:]COLUMN=DATE, the date as 2015-06-01 or 2015-06-01T12:00";
  for (const char* option : {"since", "until"}) {
    const auto with = [option](std::string_view text) {
      return Piping::Options{fmt::format("{} {}", option, text)};
    };
    expect(site,
           {{with("date"), fmt::format("--{} date has no =. {}", option, Write)},
            {with("dat=2015-06-01"),
             fmt::format("--{}: no table has a column dat. did you mean date? `undumpy list "
                         "--format json` prints the columns of all tables",
                         option)},
            {with("notes.Note:dat=2015-06-01"),
             fmt::format("--{}: notes_note has no column dat. did you mean date? its columns are "
                         "id, partner_id, date, body",
                         option)},
            {with("notes.Not:date=2015-06-01"),
             fmt::format("the snapshot has no table notes.Not. did you mean notes.Note or "
                         "notes_note? {}",
                         ListPrints)},
            {with("contacts.*:date=2015-06-01"),
             fmt::format("--{}: no table has a column date. `undumpy list --format json` prints "
                         "the columns of all tables",
                         option)},
            {with("notes.Note:body=2015-06-01"),
             fmt::format("notes_note.py:4: --{}: notes_note.body holds 'first', which is no date. "
                         "name a column of dates, or use --where",
                         option)},
            {with("notes.Note:id=2015-06-01"),
             fmt::format("notes_note.py:4: --{}: notes_note.id holds 1, which is no date. name a "
                         "column of dates, or use --where",
                         option)}});
    for (const char* date :
         {"", "x", "2015", "2015-6-1", "2015-13-01", "2015-02-30", "1973-00-00", "2015-06-01T",
          "2015-06-01T25:00", "2015-06-01T12", "2015-06-01T12:00:00.", "2015-06-01 12:00 UTC"})
      EXPECT_EQ(site.keys(with(fmt::format("date={}", date))),
                fmt::format("--{}: {} is no date. {}", option, date, Write));
  }
}

TEST(Filters, FirstAndLast) {
  Site site;
  expect(site, {{{"first 2", "skip countries.*"},
                 "contacts_partner 1 2\ncontacts_person 2 4\nnotes_note 1 2\npcsw_client 4 5\n"},
                {{"last 2", "skip countries.*"},
                 "contacts_partner 5 6\ncontacts_person 5 6\nnotes_note 6 7\npcsw_client 4 5\n"},
                {{"first 999"}, all()},
                {{"last 999"}, all()},
                // Both, and others besides: rows of the snapshot are counted, not of what is left.
                {{"first 5", "last 4", "only notes.Note"}, "notes_note 4 5\n"},
                {{"first 3", "last 3", "only notes.Note"}, ""},
                {{"first 3", "where notes_note: id > 2", "only notes.Note"}, "notes_note 3\n"},
                {{"last 2", "skip notes.Note:7", "only notes.Note"}, "notes_note 6\n"},
                {{"first 1", "first 3", "only notes.Note"}, "notes_note 1 2 3\n"}});
  for (const char* option : {"first", "last"})
    for (const char* number : {"", "x", "0", "-1", "1.5", "3 rows", "99999999999999999999"})
      EXPECT_EQ(site.keys({fmt::format("{} {}", option, number)}),
                fmt::format("--{} {} is no number. give a whole number from 1 on", option, number));
}

TEST(Filters, RowsByWhereTheyStand) {
  Site site;
  expect(site, {{{"rows notes_note:2-3"}, "notes_note 2 3\n"},
                {{"rows notes_note.py:2"}, "notes_note 2\n"},
                {{"rows notes_note: 6-99"}, "notes_note 6 7\n"},
                {{"rows notes_note:1", "rows notes_note:7", "rows contacts_person:1-2"},
                 "contacts_person 2 4\nnotes_note 1 7\n"},
                {{"rows notes_note:8"}, ""},
                {{"rows notes_note:2-5", "skip notes_note:3", "first 4"}, "notes_note 2 4\n"},
                {{"rows notes_note:1-3", "only contacts.Partner"}, ""}});
  constexpr const char* Write = "write MODULE:FROM-TO or MODULE:NUMBER; rows are counted from 1";
  expect(site, {{{"rows notes_not:1"},
                 "--rows: the snapshot runs no module notes_not. did you mean notes_note.py? "
                 "`undumpy list` prints the modules of each table"},
                {{"rows zzz:1"},
                 "--rows: the snapshot runs no module zzz. `undumpy list` prints the modules of "
                 "each table"}});
  for (const char* text : {"notes_note", "notes_note:", "notes_note:0", "notes_note:3-2",
                           "notes_note:-2", "notes_note:1-", "notes_note:a-b", "notes_note:1-2-3"})
    EXPECT_EQ(site.keys({fmt::format("rows {}", text)}),
              fmt::format("--rows {} names no rows. {}", text, Write));
}

TEST(Filters, Sample) {
  Piping site;
  site.dump.table("notes.Note", "id, body");
  site.dump.table("notes.Other", "id, body");
  for (int id = 1; id <= 2'000; ++id) {
    site.dump.row("notes.Note", fmt::format("{},'x'", id));
    site.dump.row("notes.Other", fmt::format("'{}','x'", 2'001 - id));
  }
  const auto sample = [&site](const Piping::Options& options) {
    auto keys = site.passed(options);
    return std::set<std::string>(keys["notes_note"].begin(), keys["notes_note"].end());
  };
  const auto ten = sample({"sample 10%"});
  EXPECT_GT(ten.size(), 140U);
  EXPECT_LT(ten.size(), 260U);
  EXPECT_EQ(sample({"sample 10"}), ten);
  EXPECT_EQ(sample({"sample 10%", "seed 0"}), ten);
  EXPECT_NE(sample({"sample 10%", "seed 1"}), ten);
  // A larger sample holds the smaller one.
  const auto twenty = sample({"sample 20%"});
  EXPECT_TRUE(std::ranges::includes(twenty, ten));
  EXPECT_GT(twenty.size(), ten.size());
  EXPECT_EQ(sample({"sample 100%"}).size(), 2'000U);
  EXPECT_LT(sample({"sample 0.1%"}).size(), 10U);
  // Of another table other keys; the same whether they are written as text or in another order.
  const auto keys = site.passed({"sample 10%"});
  EXPECT_NE(std::set<std::string>(keys.at("notes_other").begin(), keys.at("notes_other").end()),
            ten);

  for (const char* share : {"", "%", "0", "0%", "101%", "-5%", "ten", "1e1", "nan", "1.2.3", "5%%"})
    EXPECT_EQ(site.keys({fmt::format("sample {}", share)}),
              fmt::format("--sample {} is no share. give a percentage above 0, up to 100: 5% or "
                          "0.5%",
                          share));
  for (const char* seed : {"", "x", "-1", "1.5"})
    EXPECT_EQ(site.keys({"sample 5%", fmt::format("seed {}", seed)}),
              fmt::format("--seed {} is no number. give a whole number from 0 on", seed));
  EXPECT_EQ(site.keys({"seed 3"}),
            "--seed does nothing without --sample. add --sample, or leave --seed away");
}

TEST(Filters, SampleDoesNotMindHowAKeyIsWritten) {
  Piping numbers;
  Piping texts;
  for (auto* site : {&numbers, &texts}) {
    site->dump.table("notes.Note", "id, body");
    for (int id = 1; id <= 500; ++id)
      site->dump.row("notes.Note", site == &texts ? fmt::format("'{}','x'", 501 - id)
                                                  : fmt::format("{},'x'", id));
  }
  auto some = numbers.passed({"sample 30%", "seed 7"})["notes_note"];
  auto others = texts.passed({"sample 30%", "seed 7"})["notes_note"];
  std::ranges::sort(some);
  std::ranges::sort(others);
  EXPECT_EQ(some, others);
  EXPECT_FALSE(some.empty());
}

TEST(Filters, Missing) {
  Site site;
  site.tables +=
      "INSERT INTO countries_country VALUES ('BE', 'Belgium'), ('7', 'Seven');"
      "INSERT INTO contacts_partner (id, name, country_id) VALUES (1, 'Somebody else', 'BE'), (2, "
      "'Bert', NULL), (70, 'Carla', NULL), (71, 'Dora', 'BE'), (72, 'Emil', 'BE');"
      "INSERT INTO contacts_person VALUES (2, '');"
      "INSERT INTO notes_note (id, body) VALUES (7, 'x');";
  const std::string rest =
      "contacts_person 4 5 6\ncountries_country DE 10-20 a,b\nnotes_note 1 2 3 4 5 6\npcsw_client "
      "4 5\n";
  expect(site, {{{"missing"}, "contacts_partner 3 4 5 6\n" + rest},
                {{"missing", "natural-key contacts.Partner:name"}, "contacts_partner 6\n" + rest},
                {{"missing", "natural-key contacts_partner:name,country_id"},
                 "contacts_partner 3 5 6\n" + rest},
                // Either of them is enough to leave a row out.
                {{"missing", "natural-key contacts_partner:name,country_id",
                  "natural-key contacts_partner:name"},
                 "contacts_partner 6\n" + rest},
                {{"missing", "only contacts.Partner:1-4"},
                 "contacts_partner 3 4\ncontacts_person 4\npcsw_client 4\n"},
                // The key that a map gives is the one that counts.
                {{"missing", "only contacts.Partner:1-3", "map contacts.Partner: {2: 20, 3: 1}"},
                 "contacts_partner 20\ncontacts_person 20\n"}});
}

TEST(Filters, MissingSaysWhatIsWrong) {
  Site site;
  expect(site,
         {{{"missing", "natural-key contacts.Partner"},
           "--natural-key contacts.Partner: this names no columns. say TABLE:COLUMN[,COLUMN…]"},
          {{"missing", "natural-key contacts.Partner:"},
           "--natural-key contacts.Partner:: this names no columns. say TABLE:COLUMN[,COLUMN…]"},
          {{"missing", "natural-key contacts.Partnr:name"},
           fmt::format("--natural-key contacts.Partnr:name: there is no table contacts.Partnr. did "
                       "you mean contacts.Partner, contacts_partner or contacts.Person? {}",
                       ListPrints)},
          {{"missing", "natural-key contacts.Partner:nam"},
           "--natural-key contacts.Partner:nam: contacts_partner has no column nam. did you mean "
           "name? its columns are id, name, country_id, credit, modified"},
          {{"natural-key contacts.Partner:name"},
           "--natural-key does nothing without --missing. add --missing, or leave --natural-key "
           "away"}});
}

// ---- Properties ----

using RowSet = std::set<std::pair<std::string, std::string>>;

RowSet row_set(const Piping::Keys& keys) {
  RowSet rows;
  for (const auto& [table, all] : keys)
    for (const std::string& key : all) rows.emplace(table, key);
  return rows;
}

// Options that belong together: one filter each time.
const std::vector<Piping::Options>& some_filters() {
  static const std::vector<Piping::Options> filters = {
      {"only contacts_*"},
      {"only contacts.Partner:2-5", "only notes.Note"},
      {"only *:4,5,BE", "only notes.Note"},
      {"skip notes.Note:2,4"},
      {"skip contacts.Partner:4", "skip countries_*"},
      {"where notes_note: partner_id in (1, 2, 4)"},
      {"where contacts_partner: len(name) == 4", "where notes_note: id > 1"},
      {"since date=2015-02-01"},
      {"since date=2015-01-01", "since modified=2015-01-01"},
      {"until notes.Note:date=2016-06-01"},
      {"first 4"},
      {"last 5"},
      {"rows notes_note:2-6", "rows contacts_partner:1-4"},
      {"sample 60%", "seed 3"},
      {"missing"},
      {"missing", "natural-key contacts.Partner:name"}};
  return filters;
}

class Collector final : public RowSink {
 public:
  Collector(Selection& selection, RowSet& rows) : selection_(selection), rows_(rows) {}
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      UNDUMPY_TRY(const Filter* const refused, selection_.refusal(row));
      const Cell key = row.key();
      if (refused == nullptr)
        rows_.emplace(row.shape->table,
                      key.kind == CellKind::Text ? std::string(key.text()) : to_text(key));
    }
    return Done{};
  }

 private:
  Selection& selection_;
  RowSet& rows_;
};

// In whatever order filters stand, the rows that pass are those that pass each of them.
class FilterOrder : public testing::TestWithParam<unsigned> {};

TEST_P(FilterOrder, DoesNotMatter) {
  Site site;
  site.tables +=
      "INSERT INTO contacts_partner (id, name) VALUES (1, 'Anna'), (9, 'Emil');"
      "INSERT INTO notes_note (id, body) VALUES (6, 'x');";
  std::mt19937 random(GetParam());
  Piping::Options options;
  std::vector<Piping::Options> chosen;
  std::vector<std::string> kinds;
  RowSet expected = row_set(site.passed({}));
  const std::size_t wanted = 2 + random() % 4;
  while (chosen.size() < wanted) {
    const Piping::Options& filter = some_filters()[random() % some_filters().size()];
    const std::string kind = filter.front().substr(0, filter.front().find(' '));
    if (std::ranges::find(kinds, kind) != kinds.end()) continue;
    kinds.push_back(kind);
    chosen.push_back(filter);
    const RowSet passed = row_set(site.passed(filter));
    std::erase_if(expected, [&](const auto& row) { return !passed.contains(row); });
  }
  for (int round = 0; round < 3; ++round) {
    std::ranges::shuffle(chosen, random);
    options.clear();
    for (const auto& filter : chosen) options.insert(options.end(), filter.begin(), filter.end());
    SCOPED_TRACE(fmt::format("--{}", fmt::join(options, " --")));
    EXPECT_EQ(row_set(site.passed(options)), expected);

    // The command line has an order of its own; this is any.
    const FilterContext context = site.context();
    auto filters = make_filters(Piping::arguments(options), context);
    ASSERT_TRUE(filters.ok());
    std::ranges::shuffle(*filters, random);
    Selection selection(std::move(*filters));
    ASSERT_TRUE(selection.survey(*context.snapshot, *context.constructors, {}).ok());
    StreamOptions stream_options;
    stream_options.tables = selection.tables(*context.snapshot, *context.constructors);
    RowSet rows;
    if (!stream_options.tables.empty()) {
      selection.begin();
      Collector collector(selection, rows);
      IgnoredDiagnostics ignored;
      RowStream stream(*context.snapshot, *context.constructors, stream_options);
      ASSERT_TRUE(stream.run(collector, ignored).ok());
    }
    EXPECT_EQ(rows, expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FilterOrder, testing::Range(1U, 201U));

// Random conditions over partners that need no interpreter.
class Conditions {
 public:
  explicit Conditions(unsigned seed) : random_(seed) {}
  std::string condition(int depth) {
    switch (below(depth > 0 ? 12 : 9)) {
      case 0:
        return one_of(
            {"id", "name", "country_id", "credit", "modified", "True", "0", "''", "None"});
      case 1:
        return fmt::format("id {} {}", comparison(), below(8));
      case 2:
        return fmt::format("name {} '{}'", comparison(), one_of({"", "Anna", "Bert", "b", "Z"}));
      case 3:
        return fmt::format("credit {} {}", comparison(), one_of({"0", "12.5", "-1", "99", "id"}));
      case 4:
        return fmt::format("modified {} dt(2015,6,{},{},0,0)", comparison(), 1 + below(2),
                           one_of({"0", "10", "12"}));
      case 5:
        return fmt::format("{} {} None", one_of({"credit", "country_id", "name", "modified"}),
                           one_of({"is", "is not", "==", "!="}));
      case 6:
        return fmt::format("{} {} {}", one_of({"id", "credit", "name", "country_id"}),
                           one_of({"in", "not in"}),
                           one_of({"(1, 2, 'BE')", "[]", "('Anna', None, 12.5)", "(3.0, True)"}));
      case 7:
        return fmt::format("{}.{}('{}')", one_of({"name", "country_id"}),
                           one_of({"startswith", "endswith"}), one_of({"", "A", "a", "E", "BE"}));
      case 8:
        return fmt::format("{} {} id {} {}", below(5), comparison(), comparison(), below(8));
      case 9:
        return fmt::format("({} and {})", condition(depth - 1), condition(depth - 1));
      case 10:
        return fmt::format("({} or {})", condition(depth - 1), condition(depth - 1));
      default:
        return fmt::format("not ({})", condition(depth - 1));
    }
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string one_of(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }
  std::string comparison() { return one_of({"==", "!=", "<", "<=", ">", ">="}); }
  std::mt19937 random_;
};

// None and texts are looked at as the column will hold them, by predicates and by the interpreter.
TEST(Filters, WhereSeesCellsAsTheyWillBeStored) {
  Piping site;
  site.dump.table("stock.Item", "id, quantity, shelf");
  for (const char* row : {"1,'3:00','4'", "2,None,''", "3,'',None"})
    site.dump.row("stock.Item", row);
  site.tables =
      "CREATE TABLE stock_item (id integer PRIMARY KEY NOT NULL, quantity varchar(8) NULL, shelf "
      "integer NULL);";
  for (const char* ending : {"", " and len(str(id)) == 1"}) {
    const auto where = [&](std::string_view condition) {
      return Piping::Options{fmt::format("where stock.Item: {}{}", condition, ending)};
    };
    expect(site, {{where("quantity == ''"), "stock_item 2 3\n"},
                  {where("quantity is None"), ""},
                  {where("shelf is None"), "stock_item 3\n"},
                  {where("shelf == '4'"), "stock_item 1\n"}});
  }
}

// What is reduced to a predicate says the same as the interpreter, where that raises nothing.
TEST(Filters, WhereSaysTheSameWithAndWithoutTheInterpreter) {
  Site site;
  int compared = 0;
  for (unsigned seed = 1; seed <= 1'500; ++seed) {
    const std::string condition = Conditions(seed).condition(2);
    const auto keys = [&](const std::string& expression) {
      return site.keys({"only contacts.Partner", "where contacts_partner: " + expression});
    };
    const std::string predicate = keys(condition);
    // A predicate knows no conditional expressions.
    const std::string interpreted = keys(fmt::format("({}) if 1 else 0", condition));
    if (interpreted.find(" raised ") != std::string::npos) continue;
    ++compared;
    ASSERT_EQ(predicate, interpreted) << condition;
  }
  EXPECT_GT(compared, 700);
}

}  // namespace

}  // namespace undumpy::test
