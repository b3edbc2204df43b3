// make_snapshot FOLDER ROWS [site]: the snapshot that ./dev bench works with, the same every time.
//
// ROWS rows of six tables (a parent and its child, a text key, babel fields, decimals, dates,
// times, non-ASCII, None) of about 200 bytes, in modules of 50 000 rows, as today's generator
// writes them; with "site", in 140 tables of which most are small. Beside the modules, in
// FOLDER.sql, the tables as Django makes them, with their indexes.
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::uint64_t RowsOfModule = 50'000;

// A small generator of numbers: fast, and the same on every machine.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15 + 1) {}
  std::uint64_t below(std::uint64_t limit) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return state_ % limit;
  }

 private:
  std::uint64_t state_;
};

const char* const Words[] = {"Eupen",     "Kelmis", "straße",  "Café",   "number",   "meeting",
                             "budget",    "of",     "the",     "und",    "réunion",  "client",
                             "agreement", "über",   "invoice", "à",      "payment",  "Jürgen",
                             "contract",  "letter", "phone",   "call",   "reminder", "draft",
                             "signed",    "with",   "Ōsaka",   "Tallinn"};

std::string text(Numbers& numbers, std::size_t words) {
  std::string result;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) result += ' ';
    result += Words[numbers.below(std::size(Words))];
  }
  return result;
}
std::string date(Numbers& numbers) {
  return fmt::format("date({},{},{})", 1990 + numbers.below(34), 1 + numbers.below(12),
                     1 + numbers.below(28));
}
std::string moment(Numbers& numbers) {
  return fmt::format("dt({},{},{},{},{},{})", 2010 + numbers.below(14), 1 + numbers.below(12),
                     1 + numbers.below(28), numbers.below(24), numbers.below(60),
                     numbers.below(60));
}
std::string maybe(Numbers& numbers, std::string value) {
  return numbers.below(4) == 0 ? "None" : value;
}
std::string money(Numbers& numbers) {
  return fmt::format("'{}.{:02}'", numbers.below(100'000), numbers.below(100));
}

struct Table {
  std::string name, model, parent;
  // What the create_ function has: "id", "#amount" (a decimal), "~name" (babel), "&city_id" (a
  // reference).
  std::vector<std::string> columns;
  std::string sql;  // CREATE TABLE and indexes
  std::uint64_t rows = 0;
  std::function<std::string(std::uint64_t id, Numbers&)> row;
};

std::string bare(const std::string& column) {
  return column[0] == '#' || column[0] == '~' || column[0] == '&' ? column.substr(1) : column;
}

std::string variable(const std::string& model) {
  std::string name = model;
  name[name.find('.')] = '_';
  return name;
}

std::vector<Table> tables(std::uint64_t rows) {
  const std::uint64_t partners = rows / 5;
  const std::uint64_t products = rows / 20;
  std::vector<Table> all;
  all.push_back(
      {"products_product",
       "products.Product",
       "",
       {"code", "~name", "~description", "#price", "unit", "#stock", "created", "active"},
       "CREATE TABLE products_product (code varchar(20) NOT NULL PRIMARY KEY, name varchar(200) "
       "NOT "
       "NULL, name_de varchar(200) NOT NULL, description text NOT NULL, description_de text NOT "
       "NULL, price decimal NULL, unit varchar(10) NOT NULL, stock decimal NULL, created date "
       "NULL, "
       "active bool NOT NULL);",
       products,
       [](std::uint64_t id, Numbers& n) {
         return fmt::format("'P{:07}',['{}', '{}'],['{}', '{}'],{},'{}',{},{},{}", id, text(n, 3),
                            text(n, 3), text(n, 6), text(n, 6), money(n), n.below(2) ? "h" : "kg",
                            maybe(n, money(n)), date(n), n.below(2) ? "True" : "False");
       }});
  all.push_back(
      {"contacts_partner",
       "contacts.Partner",
       "",
       {"id", "name", "street", "street_no", "street_box", "zip_code", "city", "country_id",
        "email", "phone", "gsm", "url", "language", "remarks", "modified", "created", "#credit",
        "is_obsolete", "&group_id"},
       "CREATE TABLE contacts_partner (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name "
       "varchar(200) NOT NULL, street varchar(200) NOT NULL, street_no varchar(10) NOT NULL, "
       "street_box varchar(10) NOT NULL, zip_code varchar(10) NOT NULL, city varchar(200) NOT "
       "NULL, "
       "country_id varchar(2) NULL, email varchar(254) NOT NULL, phone varchar(200) NOT NULL, gsm "
       "varchar(200) NOT NULL, url varchar(200) NOT NULL, language varchar(5) NOT NULL, remarks "
       "text NOT NULL, modified datetime NULL, created datetime NULL, credit decimal NULL, "
       "is_obsolete bool NOT NULL, group_id integer NULL REFERENCES contacts_partner (id) "
       "DEFERRABLE INITIALLY DEFERRED);CREATE INDEX contacts_partner_group_id ON contacts_partner "
       "(group_id);CREATE INDEX contacts_partner_name ON contacts_partner (name);",
       partners,
       [](std::uint64_t id, Numbers& n) {
         return fmt::format(
             "{},'{}','{}','{}','','{}','{}',{},'user{}@example.com','+32 87 "
             "{}','','','{}','{}',{},"
             "{},{},{},{}",
             id, text(n, 2), text(n, 2), n.below(300), 1000 + n.below(9000), text(n, 1),
             maybe(n, "'BE'"), id, n.below(1'000'000), n.below(2) ? "de" : "fr", text(n, 3),
             moment(n), moment(n), maybe(n, money(n)), n.below(9) ? "False" : "True",
             maybe(n, std::to_string(1 + n.below(id))));
       }});
  all.push_back(
      {"contacts_person",
       "contacts.Person",
       "contacts.Partner",
       {"partner_ptr_id", "first_name", "last_name", "middle_name", "title", "gender", "birth_date",
        "birth_place", "national_id", "nationality_id", "remark"},
       "CREATE TABLE contacts_person (partner_ptr_id integer NOT NULL PRIMARY KEY REFERENCES "
       "contacts_partner (id) DEFERRABLE INITIALLY DEFERRED, first_name varchar(200) NOT NULL, "
       "last_name varchar(200) NOT NULL, middle_name varchar(200) NOT NULL, title varchar(200) NOT "
       "NULL, gender varchar(1) NULL, birth_date varchar(10) NOT NULL, birth_place varchar(200) "
       "NOT "
       "NULL, national_id varchar(200) NULL UNIQUE, nationality_id varchar(2) NULL, remark text "
       "NOT "
       "NULL);CREATE INDEX contacts_person_last_name ON contacts_person (last_name);",
       partners * 3 / 4,
       [](std::uint64_t id, Numbers& n) {
         return fmt::format(
             "{},'{}','{}','','Dr.','{}','{}-{:02}-{:02}','{}','{:09}-{:02}',{},'{}'", id,
             text(n, 1), text(n, 1), n.below(2) ? "M" : "F", 1920 + n.below(90), 1 + n.below(12),
             1 + n.below(28), text(n, 1), id, n.below(97), maybe(n, "'BE'"), text(n, 12));
       }});
  all.push_back(
      {"cal_event",
       "cal.Event",
       "",
       {"id", "modified", "created", "&partner_id", "start_date", "start_time", "end_date",
        "end_time", "summary", "description", "state", "sequence", "transparent", "auto_type",
        "priority"},
       "CREATE TABLE cal_event (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, modified datetime "
       "NULL, created datetime NULL, partner_id integer NULL REFERENCES contacts_partner (id) "
       "DEFERRABLE INITIALLY DEFERRED, start_date date NULL, start_time time NULL, end_date date "
       "NULL, end_time time NULL, summary varchar(200) NOT NULL, description text NOT NULL, state "
       "varchar(2) NOT NULL, sequence smallint NOT NULL, transparent bool NOT NULL, auto_type "
       "integer NULL, priority varchar(1) NULL);CREATE INDEX cal_event_partner_id ON cal_event "
       "(partner_id);",
       rows / 4,
       [partners](std::uint64_t id, Numbers& n) {
         return fmt::format(
             "{},{},{},{},{},time({},{},0),{},{},'{}','{}\\n{}','{}',{},{},{},'{}'", id, moment(n),
             moment(n), maybe(n, std::to_string(1 + n.below(partners))), date(n), n.below(24),
             n.below(60), maybe(n, date(n)), "None", text(n, 4), text(n, 4), text(n, 4),
             10 + n.below(5), n.below(100), n.below(2) ? "True" : "False",
             maybe(n, std::to_string(n.below(9))), n.below(4));
       }});
  all.push_back(
      {"ledger_movement",
       "ledger.Movement",
       "",
       {"id", "voucher_id", "&partner_id", "seqno", "account_id", "#amount", "dc", "match",
        "cleared", "value_date", "&product_id", "#quantity", "project_id", "remark", "due_date",
        "vat_class", "#vat_rate"},
       "CREATE TABLE ledger_movement (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, voucher_id "
       "integer NOT NULL, partner_id integer NULL REFERENCES contacts_partner (id) DEFERRABLE "
       "INITIALLY DEFERRED, seqno integer NOT NULL, account_id integer NOT NULL, amount decimal "
       "NOT "
       "NULL, dc bool NOT NULL, match varchar(20) NOT NULL, cleared bool NOT NULL, value_date date "
       "NULL, product_id varchar(20) NULL REFERENCES products_product (code) DEFERRABLE INITIALLY "
       "DEFERRED, quantity decimal NULL, project_id integer NULL, remark varchar(200) NOT NULL, "
       "due_date date NULL, vat_class varchar(10) NOT NULL, vat_rate decimal NULL);CREATE INDEX "
       "ledger_movement_partner_id ON ledger_movement (partner_id);CREATE INDEX "
       "ledger_movement_product_id ON ledger_movement (product_id);",
       rows / 4,
       [partners, products](std::uint64_t id, Numbers& n) {
         return fmt::format("{},{},{},{},{},{},{},'SLS {}:1',{},{},{},{},{},'{}',{},'normal',{}",
                            id, 1 + id / 5, maybe(n, std::to_string(1 + n.below(partners))), id % 5,
                            100 + n.below(900), money(n), n.below(2) ? "True" : "False", id / 5,
                            n.below(2) ? "True" : "False", date(n),
                            maybe(n, fmt::format("'P{:07}'", 1 + n.below(products))),
                            maybe(n, money(n)), maybe(n, std::to_string(n.below(1000))), text(n, 7),
                            maybe(n, date(n)), maybe(n, "'0.21'"));
       }});
  std::uint64_t made = 0;
  for (const Table& table : all) made += table.rows;
  all.push_back(
      {"notes_note",
       "notes.Note",
       "",
       {"id", "&partner_id", "date", "time", "subject", "body", "language", "type_id"},
       "CREATE TABLE notes_note (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, partner_id "
       "integer NULL REFERENCES contacts_partner (id) DEFERRABLE INITIALLY DEFERRED, date "
       "date NULL, time time NULL, subject varchar(200) NOT NULL, body text NOT NULL, "
       "language varchar(5) NOT NULL, type_id integer NULL);CREATE INDEX "
       "notes_note_partner_id ON notes_note (partner_id);",
       rows - made,
       [partners](std::uint64_t id, Numbers& n) {
         return fmt::format("{},{},{},time({},{},{}),'{}',\"{}\\n{}, it's {}\",'de',{}", id,
                            1 + n.below(partners), date(n), n.below(24), n.below(60), n.below(60),
                            text(n, 3), text(n, 10), text(n, 5), text(n, 8), n.below(20));
       }});
  return all;
}

// 140 tables of a real site: one hundred of a few rows, the others as `tables` has them.
std::vector<Table> site(std::uint64_t rows) {
  std::vector<Table> all = tables(rows);
  for (std::size_t i = all.size(); i < 140; ++i) {
    const std::string name = fmt::format("plugin{}_item", i);
    all.push_back(
        {name,
         fmt::format("plugin{}.Item", i),
         "",
         {"id", "~name", "seqno", "&partner_id", "#amount", "remark"},
         fmt::format("CREATE TABLE {0} (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name "
                     "varchar(200) NOT NULL, name_de varchar(200) NOT NULL, seqno integer "
                     "NOT NULL, partner_id integer NULL REFERENCES contacts_partner (id) "
                     "DEFERRABLE INITIALLY DEFERRED, amount decimal NULL, remark text NOT "
                     "NULL);CREATE INDEX {0}_partner_id ON {0} (partner_id);",
                     name),
         5 + i % 20,
         [](std::uint64_t id, Numbers& n) {
           return fmt::format("{},['{}', '{}'],{},{},{},'{}'", id, text(n, 2), text(n, 2), id,
                              1 + n.below(100), maybe(n, money(n)), text(n, 4));
         }});
  }
  return all;
}

std::string constructor(const Table& table) {
  std::vector<std::string> names;
  for (const std::string& column : table.columns) names.push_back(bare(column));
  std::string code = fmt::format("def create_{}({}):\n", table.name, fmt::join(names, ", "));
  for (const std::string& column : table.columns)
    if (column[0] == '#')
      code += fmt::format("    if {0} is not None: {0} = Decimal({0})\n", bare(column));
  code += "    kw = dict()\n";
  for (const std::string& column : table.columns) {
    if (!table.parent.empty() && &column == &table.columns.front()) continue;
    const std::string name = bare(column);
    code += column[0] == '~'
                ? fmt::format("    if {0} is not None: kw.update(bv2kw('{0}',{0}))\n", name)
                : fmt::format("    kw.update({0}={0})\n", name);
  }
  if (table.parent.empty())
    return code + fmt::format("    return {}(**kw)\n\n", variable(table.model));
  return code + fmt::format("    return create_mti_child({}, {}, {}, **kw)\n\n",
                            variable(table.parent), names.front(), variable(table.model));
}

// Modules of one table; their names.
std::vector<std::string> write_modules(const std::string& folder, const Table& table,
                                       std::uint64_t seed) {
  std::vector<std::string> fields;
  for (const std::string& column : table.columns) {
    std::string name = bare(column);
    if (column[0] == '&' || name.ends_with("_ptr_id")) name.resize(name.size() - 3);
    fields.push_back(name);
  }
  const std::uint64_t parts = (table.rows + RowsOfModule - 1) / RowsOfModule;
  std::vector<std::string> names;
  Numbers numbers(seed);
  for (std::uint64_t part = 1, id = 0; part <= parts; ++part) {
    names.push_back(parts == 1 ? table.name + ".py" : fmt::format("{}_{}.py", table.name, part));
    std::ofstream out(folder + "/" + names.back(), std::ios::binary);
    out << "# -*- coding: UTF-8 -*-\n"
        << fmt::format("logger.info(\"Loading {} objects{} to table {}...\")\n", table.rows,
                       parts == 1 ? "" : fmt::format(" (part {} of {})", part, parts), table.name)
        << fmt::format("# fields: {}\n", fmt::join(fields, ", "));
    for (std::uint64_t i = 0; i < RowsOfModule && id < table.rows; ++i)
      out << "loader.save(create_" << table.name << "(" << table.row(++id, numbers) << "))\n";
    if (part == parts) out << "\nloader.flush_deferred_objects()\n";
  }
  return names;
}

// The parts of restore.py that are the same in every dump of a release, out of corpus/everything.
struct Template {
  std::string head, main, tail;
};

Template read_template() {
  std::ifstream in(UNDUMPY_SOURCE_DIR "/corpus/everything/restore.py", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto part = [&](std::string_view from, std::string_view to) {
    const std::size_t begin = from.empty() ? 0 : text.find(from);
    const std::size_t end = to.empty() ? text.size() : text.find(to, begin);
    if (begin == std::string::npos || end == std::string::npos) {
      std::fputs("corpus/everything/restore.py is not what it was\n", stderr);
      std::exit(1);
    }
    return text.substr(begin, end - begin);
  };
  // Two languages of its three.
  return {part("", ",fr=values[2]") + ")\n\n", part("def main(", "    execfile(\"countries"),
          part("    loader.finalize()", "")};
}

void write(const std::string& folder, const std::vector<Table>& tables) {
  std::filesystem::create_directories(folder);
  std::ofstream restore(folder + "/restore.py", std::ios::binary);
  std::ofstream sql(folder + ".sql", std::ios::binary);
  const Template parts = read_template();
  restore << parts.head;
  for (const Table& table : tables)
    restore << fmt::format("{} = resolve_model(\"{}\")\n", variable(table.model), table.model);
  restore << "\n\n";
  for (const Table& table : tables) restore << constructor(table);
  restore << parts.main;
  std::uint64_t seed = 0;
  for (const Table& table : tables) {
    for (const std::string& name : write_modules(folder, table, ++seed))
      restore << fmt::format("    execfile(\"{}\", *args)\n", name);
    sql << table.sql << "\n";
  }
  restore << parts.tail;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: make_snapshot FOLDER ROWS [site]\n", stderr);
    return 2;
  }
  const std::uint64_t rows = std::strtoull(argv[2], nullptr, 10);
  write(argv[1], argc > 3 ? site(rows) : tables(rows));
}
