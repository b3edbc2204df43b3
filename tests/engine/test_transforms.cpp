// Transforms: what is written behind an option, and what becomes of the rows of a made-up snapshot.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/engine/piping.h"

namespace undumpy::test {

namespace {

// Persons are partners; notes refer to partners and, through a content type, to anything.
class Site : public Piping {
 public:
  Site() {
    dump.languages({"en", "de", "fr"});
    dump.table("products.Tariff", "id, ~name, #price");
    dump.row("products.Tariff", "1,['Full', 'Voll', 'Plein'],'12.50'");
    dump.row("products.Tariff", "2,None,None");
    dump.table("contacts.Partner", "id, name, &tariff_id");
    dump.row("contacts.Partner", "1,'Anna',1");
    dump.row("contacts.Partner", "2,'Bert',None");
    dump.table("contacts.Person", "partner_ptr_id, born", "contacts.Partner");
    dump.row("contacts.Person", "2,date(1980,2,29)");
    dump.table("notes.Note", "id, &person_id, @owner_type_id, owner_id, body");
    dump.row("notes.Note", "1,2,contacts_Partner,1,'first'");
    dump.row("notes.Note", "2,None,products_Tariff,2,'second'");
    dump.row("notes.Note", "3,2,contacts_Person,2,'third'");
    dump.row("notes.Note", "4,None,None,2,'fourth'");
    tables =
        "CREATE TABLE products_tariff (id integer PRIMARY KEY NOT NULL, name varchar(40) NULL, "
        "name_de varchar(40) NULL, name_fr varchar(40) NULL, price decimal NULL);"
        "CREATE TABLE products_fee (id integer PRIMARY KEY NOT NULL, title varchar(40) NULL, "
        "title_de varchar(40) NULL, title_fr varchar(40) NULL, amount decimal NULL, price decimal "
        "NULL, remark text NULL);"
        "CREATE TABLE contacts_partner (id integer PRIMARY KEY NOT NULL, name varchar(40) NOT "
        "NULL, tariff_id integer NULL REFERENCES products_tariff (id), fee_id integer NULL "
        "REFERENCES products_fee (id), state varchar(10) NULL);"
        "CREATE TABLE contacts_person (partner_ptr_id integer PRIMARY KEY NOT NULL REFERENCES "
        "contacts_partner (id), born date NULL);"
        "CREATE TABLE notes_note (id integer PRIMARY KEY NOT NULL, person_id integer NULL "
        "REFERENCES contacts_person (partner_ptr_id), owner_type_id integer NULL, owner_id "
        "integer NULL, body text NOT NULL);"
        "CREATE TABLE memos_memo (id integer PRIMARY KEY NOT NULL, person_id integer NULL "
        "REFERENCES contacts_person (partner_ptr_id), owner_type_id integer NULL, owner_id "
        "integer NULL, body text NOT NULL);";
  }
  // The rows of one table.
  std::string of(std::string_view table, Options options) {
    options.push_back(fmt::format("only {}", table));
    return rows(options);
  }
  // How many cells were changed, of rows of all tables.
  std::string changed(const Options& options) { return notes(options); }
};

const char* const ListPrints = "`undumpy list` prints the names of all tables";
const char* const MeantPartner =
    "the snapshot has no table contacts.Partnr. did you mean contacts.Partner, contacts_partner "
    "or contacts.Person? `undumpy list` prints the names of all tables";
const char* const PartnerColumns = "its columns are id, name, tariff_id";

struct Example {
  std::string option, outcome;
};

void expect_errors(Piping& site, const std::vector<Example>& examples) {
  for (const Example& example : examples)
    EXPECT_EQ(site.rows({example.option}), example.outcome) << "--" << example.option;
}

TEST(Transforms, WithoutOneRowsAreAsTheyCome) {
  Site site;
  EXPECT_EQ(site.of("products.Tariff", {}),
            "products_tariff id=1 name='Full' name_de='Voll' name_fr='Plein' price=12.50\n"
            "products_tariff id=2 price=None\n");
  EXPECT_EQ(site.of("contacts.*", {}),
            "contacts_partner id=1 name='Anna' tariff_id=1\n"
            "contacts_partner id=2 name='Bert' tariff_id=None\n"
            "contacts_person partner_ptr_id=2 born=1980-02-29\n");
  EXPECT_EQ(site.notes({}), "");
}

TEST(Transforms, Rename) {
  Site site;
  constexpr const char* Expected =
      "contacts_partner id=1 name='Anna' fee_id=1\n"
      "contacts_partner id=2 name='Bert' fee_id=None\n";
  EXPECT_EQ(site.of("contacts.Partner", {"rename contacts.Partner: tariff_id=fee_id"}), Expected);
  // By the names of fields.
  EXPECT_EQ(site.of("contacts.Partner", {"rename contacts_partner:tariff=fee"}), Expected);
  EXPECT_EQ(site.changed({"rename contacts.Partner: tariff=fee"}), "--rename changed 2 cells\n");
  // All at once.
  EXPECT_EQ(site.of("contacts.Partner",
                    {"rename contacts.Partner: name=state", "rename contacts.Partner: id=name",
                     "rename contacts.Partner: tariff_id=id"}),
            "contacts_partner name=1 state='Anna' id=1\n"
            "contacts_partner name=2 state='Bert' id=None\n");
}

TEST(Transforms, RenameABabelFieldWithAllItsLanguages) {
  Site site;
  constexpr const char* Expected =
      "products_fee id=1 title='Full' title_de='Voll' title_fr='Plein' amount=12.50\n"
      "products_fee id=2 amount=None\n";
  EXPECT_EQ(site.of("products.Tariff",
                    {"rename products.Tariff: name=title", "rename products.Tariff: price=amount",
                     "table products.Tariff=products_fee"}),
            Expected);
  EXPECT_EQ(site.changed({"rename products.Tariff: name=title",
                          "table products_tariff=products_fee", "only products.Tariff"}),
            "--rename changed 6 cells\n--table changed 10 cells\n");
}

TEST(Transforms, RenameSaysWhatIsWrong) {
  Site site;
  constexpr const char* Write =
      "write TABLE: OLD=NEW, such as --rename 'users_user: tariff_id=fee_id'";
  expect_errors(
      site,
      {{"rename contacts.Partner",
        fmt::format("--rename contacts.Partner: this names no two columns. {}", Write)},
       {"rename tariff=fee",
        fmt::format("--rename tariff=fee: this names no two columns. {}", Write)},
       {"rename contacts.Partner: name",
        fmt::format("--rename contacts.Partner: name: this names no two columns. {}", Write)},
       {"rename contacts.Partner: name=",
        fmt::format("--rename contacts.Partner: name=: this names no two columns. {}", Write)},
       {"rename contacts.Partner: =name",
        fmt::format("--rename contacts.Partner: =name: this names no two columns. {}", Write)},
       {"rename contacts.Partnr: name=state", MeantPartner},
       {"rename contacts.Partner: nam=state",
        fmt::format("--rename: contacts_partner has no column nam. did you mean name? {}",
                    PartnerColumns)},
       {"rename contacts.Partner: name=stat",
        "--rename: contacts_partner has no column stat. did you mean state? its columns are id, "
        "name, tariff_id, fee_id, state"},
       {"rename contacts.Partner: tariff=tax",
        "--rename: contacts_partner has no column tax_id. did you mean tariff_id? its columns are "
        "id, name, tariff_id, "
        "fee_id, state"},
       {"rename products.Tariff: name=title",
        "--rename: products_tariff has no column title. its columns are id, name, name_de, "
        "name_fr, price"}});
}

// Nothing vanishes without a word.
TEST(Transforms, TwoColumnsDoNotGoIntoOne) {
  Site site;
  EXPECT_EQ(site.of("contacts.Partner", {"rename contacts.Partner: name=tariff_id"}),
            "two columns of contacts_partner would go into its column tariff_id. leave one of them "
            "out with --drop-column, or name another one with --rename");
  EXPECT_EQ(site.of("contacts.Partner", {"rename contacts.Partner: name=state",
                                         "rename contacts.Partner: tariff_id=state"}),
            "two columns of contacts_partner would go into its column state. leave one of them out "
            "with --drop-column, or name another one with --rename");
}

TEST(Transforms, DropColumn) {
  Site site;
  EXPECT_EQ(site.of("contacts.Partner", {"drop-column contacts.Partner: name"}),
            "contacts_partner id=1 tariff_id=1\ncontacts_partner id=2 tariff_id=None\n");
  // By the name of the field; several; a babel field with all its languages, or one of them.
  EXPECT_EQ(site.of("contacts.Partner", {"drop-column contacts_partner: name, tariff"}),
            "contacts_partner id=1\ncontacts_partner id=2\n");
  EXPECT_EQ(site.of("products.Tariff", {"drop-column products.Tariff: name"}),
            "products_tariff id=1 price=12.50\nproducts_tariff id=2 price=None\n");
  EXPECT_EQ(site.of("products.Tariff",
                    {"drop-column products.Tariff: name_de", "drop-column products.Tariff:price"}),
            "products_tariff id=1 name='Full' name_fr='Plein'\nproducts_tariff id=2\n");
  EXPECT_EQ(
      site.of("contacts.Partner", {"drop-column *: id", "only contacts.Partner"}),
      "--drop-column: contacts_person has no column id. its columns are partner_ptr_id, born");
  EXPECT_EQ(site.changed({"drop-column products.Tariff: name", "drop-column notes.Note:person"}),
            "--drop-column changed 10 cells\n");
}

TEST(Transforms, DropColumnSaysWhatIsWrong) {
  Site site;
  constexpr const char* Write =
      "write TABLE: COLUMN, such as --drop-column 'notes_note: project_id'";
  expect_errors(
      site,
      {{"drop-column contacts.Partner",
        fmt::format("--drop-column contacts.Partner: this names no column. {}", Write)},
       {"drop-column contacts.Partner:",
        fmt::format("--drop-column contacts.Partner:: this names no column. {}", Write)},
       {"drop-column contacts.Partnr: name", MeantPartner},
       {"drop-column contacts.Partner: nam",
        fmt::format("--drop-column: contacts_partner has no column nam. did you mean name? {}",
                    PartnerColumns)},
       {"drop-column contacts.Partner: name,",
        fmt::format("--drop-column: contacts_partner has no column . {}", PartnerColumns)}});
}

TEST(Transforms, Languages) {
  Site site;
  EXPECT_EQ(site.of("products.Tariff", {"languages en,de"}),
            "products_tariff id=1 name='Full' name_de='Voll' price=12.50\n"
            "products_tariff id=2 price=None\n");
  EXPECT_EQ(site.of("products.Tariff", {"languages en"}),
            "products_tariff id=1 name='Full' price=12.50\nproducts_tariff id=2 price=None\n");
  // The first one has the column without a suffix.
  EXPECT_EQ(site.of("products.Tariff", {"languages fr, en"}),
            "products_tariff id=1 name='Plein' name_en='Full' price=12.50\n"
            "products_tariff id=2 price=None\n");
  EXPECT_EQ(site.of("products.Tariff", {"languages de"}),
            "products_tariff id=1 name='Voll' price=12.50\nproducts_tariff id=2 price=None\n");
  // Two rows lose two columns each.
  EXPECT_EQ(site.changed({"languages en"}), "--languages changed 4 cells\n");
  EXPECT_EQ(site.changed({"languages en,de,fr"}), "--languages changed 0 cells\n");
  // The last one counts.
  EXPECT_EQ(site.of("products.Tariff", {"languages de", "languages en"}),
            site.of("products.Tariff", {"languages en"}));
}

TEST(Transforms, LanguagesSayWhatIsWrong) {
  Site site;
  expect_errors(
      site,
      {{"languages et",
        "--languages: the snapshot has no language et. its languages are en, de, fr"},
       {"languages en,d",
        "--languages: the snapshot has no language d. did you mean de? its languages are en, de, "
        "fr"},
       {"languages en,",
        "--languages: the snapshot has no language . its languages are en, de, fr"},
       {"languages ", "--languages: the snapshot has no language . its languages are en, de, fr"},
       {"languages en,de,en", "--languages: en stands there twice. name each language once"}});
}

TEST(Transforms, Set) {
  Site site;
  // Literals.
  EXPECT_EQ(site.of("contacts.Partner", {"set contacts.Partner: tariff_id=None"}),
            "contacts_partner id=1 name='Anna' tariff_id=None\n"
            "contacts_partner id=2 name='Bert' tariff_id=None\n");
  EXPECT_EQ(site.changed({"set contacts.Partner: tariff_id=None"}), "--set changed 1 cell\n");
  EXPECT_EQ(site.of("contacts.Partner", {"set contacts_partner:tariff=7"}),
            "contacts_partner id=1 name='Anna' tariff_id=7\n"
            "contacts_partner id=2 name='Bert' tariff_id=7\n");
  // A column that only the target has.
  EXPECT_EQ(site.of("contacts.Partner", {"set contacts.Partner: state='new=1'"}),
            "contacts_partner id=1 name='Anna' tariff_id=1 state='new=1'\n"
            "contacts_partner id=2 name='Bert' tariff_id=None state='new=1'\n");
  // Expressions over the row.
  EXPECT_EQ(site.of("contacts.Partner", {"set contacts.Partner: name=name.upper() + str(id)"}),
            "contacts_partner id=1 name='ANNA1' tariff_id=1\n"
            "contacts_partner id=2 name='BERT2' tariff_id=None\n");
  EXPECT_EQ(site.of("contacts.Person", {"set contacts.Person: born=date(born.year, 1, 1)"}),
            "contacts_person partner_ptr_id=2 born=1980-01-01\n");
  // A babel field in all its languages, or one of them.
  EXPECT_EQ(site.of("products.Tariff", {"set products.Tariff: name='x'", "only products.*"}),
            "products_tariff id=1 name='x' name_de='x' name_fr='x' price=12.50\n"
            "products_tariff id=2 name='x' name_de='x' name_fr='x' price=None\n");
  EXPECT_EQ(site.of("products.Tariff", {"set products.Tariff: name_de=None",
                                        "set products.Tariff: price=Decimal('3')"}),
            "products_tariff id=1 name='Full' name_de=None name_fr='Plein' price=3\n"
            "products_tariff id=2 name_de=None price=3\n");
  // Several, one after the other: the second sees what the first has made.
  EXPECT_EQ(site.of("contacts.Partner",
                    {"set contacts.Partner: name='x'", "set contacts.Partner: name=name * 2"}),
            "contacts_partner id=1 name='xx' tariff_id=1\n"
            "contacts_partner id=2 name='xx' tariff_id=None\n");
  EXPECT_EQ(site.of("contacts.*", {"set contacts_partner: name='x'", "skip contacts.Person"}),
            "contacts_partner id=1 name='x' tariff_id=1\n"
            "contacts_partner id=2 name='x' tariff_id=None\n");
}

TEST(Transforms, SetLooksIntoTheTarget) {
  Site site;
  site.tables += "INSERT INTO contacts_partner (id, name) VALUES (77, 'Bert')";
  EXPECT_EQ(site.of("contacts.Partner",
                    {"set contacts.Partner: id=77 if target('contacts.Partner').filter(name=name)"
                     ".exists() else id"}),
            "contacts_partner id=1 name='Anna' tariff_id=1\n"
            "contacts_partner id=77 name='Bert' tariff_id=None\n");
}

TEST(Transforms, SetSaysWhatIsWrong) {
  Site site;
  constexpr const char* Write = "write TABLE: COLUMN=EXPR, such as --set 'cal_event: user_id=None'";
  constexpr const char* Rows = "write the expression so that it holds for this row too";
  expect_errors(
      site,
      {{"set contacts.Partner",
        fmt::format("--set contacts.Partner: this sets no column. {}", Write)},
       {"set contacts.Partner: name",
        fmt::format("--set contacts.Partner: name: this sets no column. {}", Write)},
       {"set contacts.Partner: =3",
        fmt::format("--set contacts.Partner: =3: this sets no column. {}", Write)},
       {"set contacts.Partner: name=",
        fmt::format("--set contacts.Partner: name=: this sets no column. {}", Write)},
       {"set contacts.Partnr: name=3", MeantPartner},
       {"set contacts.Partner: nam=3",
        fmt::format("--set: contacts_partner has no column nam. did you mean name? {}",
                    PartnerColumns)},
       {"set contacts.Partner: name=nam + 'x'",
        "--set: contacts_partner has no column nam. did you mean name? its columns are id, name, "
        "tariff_id, fee_id, state"},
       {"set contacts.Partner: name=state",
        fmt::format("--set: contacts_partner has no column state. {}", PartnerColumns)},
       {"set contacts.Partner: name=name +",
        "--set:1:1: this is no Python: name +. write an expression such as: None, 5 or "
        "name.upper()"},
       {"set contacts.Partner: name=pass",
        "--set: this is no expression. write an expression such as: None, 5 or name.upper()"},
       {"set contacts.Partner: tariff_id=1 // tariff_id",
        fmt::format("contacts_partner.py:5: --set 1 // tariff_id raised TypeError: unsupported "
                    "operand type(s) for //: 'int' and 'NoneType'. {}",
                    Rows)},
       {"set contacts.Partner: name=len",
        "contacts_partner.py:4: --set: name can not hold a value of type "
        "builtin_function_or_method. let the "
        "expression give a number, a text, a date or None"}});
}

TEST(Transforms, MapGivesAFamilyOtherKeys) {
  Site site;
  constexpr const char* Expected =
      "contacts_partner id=1 name='Anna' tariff_id=1\n"
      "contacts_partner id=20 name='Bert' tariff_id=None\n"
      "contacts_person partner_ptr_id=20 born=1980-02-29\n";
  // Named by any model of the family.
  EXPECT_EQ(site.of("contacts.*", {"map contacts.Partner: {2: 20}"}), Expected);
  EXPECT_EQ(site.of("contacts.*", {"map contacts_person: {2: 20}"}), Expected);
  // An integer and the text of it are one.
  EXPECT_EQ(site.of("contacts.*", {"map contacts.Partner: {'2': 20}"}), Expected);
  // What refers to it: foreign keys of the target, generic foreign keys of this family only.
  EXPECT_EQ(site.of("notes.Note", {"map contacts.Partner: {1: 10, 2: 20}"}),
            "notes_note id=1 person_id=20 owner_type_id=contacts_Partner owner_id=10 body='first'\n"
            "notes_note id=2 person_id=None owner_type_id=products_Tariff owner_id=2 "
            "body='second'\n"
            "notes_note id=3 person_id=20 owner_type_id=contacts_Person owner_id=20 "
            "body='third'\n"
            "notes_note id=4 person_id=None owner_type_id=None owner_id=2 body='fourth'\n");
  EXPECT_EQ(site.changed({"map contacts.Partner: {1: 10, 2: 20}"}), "--map changed 7 cells\n");
  EXPECT_EQ(site.changed({"map contacts.Partner: {7: 8}"}), "--map changed 0 cells\n");
  EXPECT_EQ(site.changed({"map contacts.Partner: {1: 1}"}), "--map changed 0 cells\n");
}

TEST(Transforms, MapIsAppliedOnce) {
  Site site;
  EXPECT_EQ(site.of("contacts.Partner", {"map contacts.Partner: {1: 2, 2: 1}"}),
            "contacts_partner id=2 name='Anna' tariff_id=1\n"
            "contacts_partner id=1 name='Bert' tariff_id=None\n");
  // Several maps of one family are one; the last word about a key counts.
  EXPECT_EQ(
      site.of("contacts.Partner", {"map contacts.Partner: {1: 5, 2: 6}",
                                   "map contacts.Person: {2: 7}", "map products.Tariff: {1: 9}"}),
      "contacts_partner id=5 name='Anna' tariff_id=9\n"
      "contacts_partner id=7 name='Bert' tariff_id=None\n");
}

TEST(Transforms, MapOutOfAFile) {
  Site site;
  write_file(site / "map.csv", "old,new\n# those typed in again\n1, 10\r\n\n2,20\n");
  EXPECT_EQ(site.of("contacts.Partner", {"map contacts.Partner: @" + (site / "map.csv")}),
            "contacts_partner id=10 name='Anna' tariff_id=1\n"
            "contacts_partner id=20 name='Bert' tariff_id=None\n");
  constexpr const char* Write =
      "write MODEL: {OLD: NEW}, such as --map 'contacts.Partner: {200708: 4011}', or MODEL: "
      "@FILE.csv";
  for (const auto& [text, line] :
       {std::pair{"1,10\nold,new,newer\n", 2}, std::pair{"1,10\n\n3\n", 3}, std::pair{",5\n", 1},
        std::pair{"1,\n", 1}, std::pair{"# x\n1;2\n", 2}}) {
    write_file(site / "bad.csv", text);
    const std::string option = fmt::format("contacts.Partner: @{}", site / "bad.csv");
    EXPECT_EQ(site.rows({"map " + option}),
              fmt::format("--map {}: line {} of {} is no pair of keys. {}", option, line,
                          site / "bad.csv", Write));
  }
  write_file(site / "empty.csv", "old,new\n");
  const std::string empty = fmt::format("contacts.Partner: @{}", site / "empty.csv");
  EXPECT_EQ(site.rows({"map " + empty}),
            fmt::format("--map {}: this names no keys. {}", empty, Write));
  const std::string none = fmt::format("contacts.Partner: @{}", site / "none.csv");
  EXPECT_EQ(site.rows({"map " + none}),
            fmt::format("--map {}: {} can not be read. {}", none, site / "none.csv", Write));
}

TEST(Transforms, MapOfTexts) {
  Piping site;
  site.dump.table("countries.Country", "isocode, name");
  site.dump.row("countries.Country", "'BE','Belgium'");
  site.dump.row("countries.Country", "'7','Seven'");
  site.dump.table("contacts.Partner", "id, &country_id");
  site.dump.row("contacts.Partner", "1,'BE'");
  site.dump.row("contacts.Partner", "2,'7'");
  site.tables =
      "CREATE TABLE countries_country (isocode varchar(6) PRIMARY KEY NOT NULL, name varchar(40));"
      "CREATE TABLE contacts_partner (id integer PRIMARY KEY NOT NULL, country_id varchar(6) "
      "REFERENCES countries_country (isocode));";
  EXPECT_EQ(site.rows({"map countries.Country: {'BE': 'BEL', 7: 'SEV'}"}),
            "countries_country isocode='BEL' name='Belgium'\n"
            "countries_country isocode='SEV' name='Seven'\n"
            "contacts_partner id=1 country_id='BEL'\n"
            "contacts_partner id=2 country_id='SEV'\n");
}

TEST(Transforms, MapSaysWhatIsWrong) {
  Site site;
  const auto error = [](std::string_view text, std::string_view why) {
    return Example{fmt::format("map {}", text),
                   fmt::format("--map {}: {}. write MODEL: {{OLD: NEW}}, such as --map "
                               "'contacts.Partner: {{200708: 4011}}', or MODEL: @FILE.csv",
                               text, why)};
  };
  expect_errors(site, {error("contacts.Partner", "this names no keys"),
                       error("contacts.Partner:", "this is no dictionary of keys"),
                       error("contacts.Partner: {}", "this names no keys"),
                       error("contacts.Partner: 1=2", "this is no dictionary of keys"),
                       error("contacts.Partner: [1, 2]", "this is no dictionary of keys"),
                       error("contacts.Partner: {1: 2", "this is no dictionary of keys"),
                       error("contacts.Partner: {1: None}", "keys are numbers or texts"),
                       error("contacts.Partner: {1.5: 2}", "keys are numbers or texts"),
                       error("contacts.*: {1: 2}", "this names several tables"),
                       {"map contacts.Partnr: {1: 2}", MeantPartner}});
}

TEST(Transforms, Table) {
  Site site;
  EXPECT_EQ(
      site.of("notes.Note", {"table notes_note=memos_memo", "drop-column notes.Note: owner_id",
                             "drop-column notes.Note: owner_type_id"}),
      "memos_memo id=1 person_id=2 body='first'\n"
      "memos_memo id=2 person_id=None body='second'\n"
      "memos_memo id=3 person_id=2 body='third'\n"
      "memos_memo id=4 person_id=None body='fourth'\n");
  EXPECT_EQ(site.changed({"table notes.Note = memos_memo"}), "--table changed 20 cells\n");
  // References out of the other table, and into it, are re-pointed too.
  EXPECT_EQ(site.of("notes.Note", {"table notes_note=memos_memo", "map contacts.Person: {2: 20}",
                                   "where notes_note: id == 1"}),
            "memos_memo id=1 person_id=20 owner_type_id=contacts_Partner owner_id=1 "
            "body='first'\n");
  EXPECT_EQ(
      site.of("*", {"table products_tariff=products_fee", "rename products_tariff: name=title",
                    "rename contacts.Partner: tariff=fee", "map products.Tariff: {1: 11}",
                    "skip notes.Note"}),
      "products_fee id=11 title='Full' title_de='Voll' title_fr='Plein' price=12.50\n"
      "products_fee id=2 price=None\n"
      "contacts_partner id=1 name='Anna' fee_id=11\n"
      "contacts_partner id=2 name='Bert' fee_id=None\n"
      "contacts_person partner_ptr_id=2 born=1980-02-29\n");
}

TEST(Transforms, TableSaysWhatIsWrong) {
  Site site;
  expect_errors(
      site,
      {{"table notes_note",
        "--table notes_note: this names no two tables. write OLD=NEW, such as --table "
        "cal_event=calendar_event"},
       {"table notes_not=memos_memo",
        fmt::format(
            "the snapshot has no table notes_not. did you mean notes_note or notes.Note? {}",
            ListPrints)},
       {"table contacts_*=memos_memo",
        "--table contacts_*=memos_memo: only one table can go there. name one table of the "
        "snapshot"},
       {"table notes_note=memo_memo",
        "--table: the target has no table memo_memo. did you mean memos_memo? name a table of the "
        "target"},
       {"table notes_note=", "--table: the target has no table . name a table of the target"}});
}

// First all names, then all cells, in the order of --help; that of the options is no matter.
TEST(Transforms, HaveAnOrderOfTheirOwn) {
  Site site;
  Piping::Options options = {"table products_tariff=products_fee",
                             "map products.Tariff: {1: 11, 2: 12}",
                             "set products.Tariff: remark=title + ' ' + str(id)",
                             "set products.Tariff: title_de=None",
                             "languages en,de",
                             "drop-column products.Tariff: price",
                             "rename products.Tariff: name=title",
                             "only products.Tariff",
                             "where products.Tariff: id == 1 and name == 'Full'"};
  constexpr const char* Expected =
      "products_fee id=11 title='Full' title_de=None remark='Full 1'\n";
  EXPECT_EQ(site.rows(options), Expected);
  EXPECT_EQ(site.notes(options),
            "--rename changed 3 cells\n--drop-column changed 1 cell\n--languages changed 1 cell\n"
            "--set changed 2 cells\n--map changed 1 cell\n--table changed 4 cells\n");
  std::ranges::reverse(options);
  EXPECT_EQ(site.rows(options), Expected);
}

}  // namespace

}  // namespace undumpy::test
