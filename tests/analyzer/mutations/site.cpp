#include "tests/analyzer/mutations/site.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "tests/analyzer/mutations/random.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

struct Field {
  enum class Kind : std::uint8_t {
    Id,
    Code,  // a key of text
    Parent,
    Text,
    Babel,
    Choice,
    Decimal,
    Reference,
    Integer,
    Unsigned,
    Small,
    Bool,
    Date,
    Time,
    DateTime,
    ContentType,
    GenericId,
  };
  const char* name;
  Kind kind;
  const char* target = "";  // table
  bool nullable = false;
  bool unique = false;
};
using Kind = Field::Kind;

struct Model {
  const char* app;
  const char* name;
  std::size_t rows;
  std::vector<Field> fields;
  const char* unique = "";  // a set of columns
  std::size_t part = 0;     // rows in a part; 0: one module

  [[nodiscard]] std::string table() const {
    std::string lower(name);
    for (char& c : lower) c = static_cast<char>(c | 0x20);
    return fmt::format("{}_{}", app, lower);
  }
  [[nodiscard]] std::string variable() const { return fmt::format("{}_{}", app, name); }
};

// In the order in which dump2py writes them: references before those who refer.
const std::vector<Model>& models() {
  static const std::vector<Model> all = {
      {"countries", "Country", 8, {{"isocode", Kind::Code}, {"name", Kind::Babel}}},
      {"notes",
       "Note",
       30,
       {{"id", Kind::Id},
        {"owner_type", Kind::ContentType, "", true},
        {"owner_id", Kind::GenericId, "", true},
        {"subject", Kind::Text},
        {"start", Kind::Time, "", true},
        {"day", Kind::Date, "", true}}},
      {"places",
       "Place",
       24,
       {{"id", Kind::Id},
        {"name", Kind::Babel},
        {"country", Kind::Reference, "countries_country"},
        {"parent", Kind::Reference, "places_place", true},
        {"type", Kind::Choice},
        {"inhabitants", Kind::Unsigned, "", true}}},
      {"contacts",
       "Partner",
       60,
       {{"id", Kind::Id},
        {"name", Kind::Text},
        {"place", Kind::Reference, "places_place", true},
        {"state", Kind::Choice},
        {"url", Kind::Text},
        {"active", Kind::Bool}}},
      {"contacts",
       "Company",
       14,
       {{"partner_ptr", Kind::Parent, "contacts_partner"},
        {"prefix", Kind::Text},
        {"founded", Kind::Small, "", true}}},
      {"contacts",
       "Person",
       20,
       {{"partner_ptr", Kind::Parent, "contacts_partner"},
        {"first_name", Kind::Text},
        {"birth_date", Kind::Date, "", true},
        {"salary", Kind::Decimal, "", true}}},
      {"library",
       "Book",
       36,
       {{"id", Kind::Id},
        {"title", Kind::Babel},
        {"author", Kind::Reference, "contacts_person", true},
        {"isbn", Kind::Text, "", false, true},
        {"price", Kind::Decimal, "", true},
        {"stock", Kind::Unsigned},
        {"pages", Kind::Integer, "", true}}},
      {"library",
       "Loan",
       30,
       {{"id", Kind::Id},
        {"book", Kind::Reference, "library_book"},
        {"reader", Kind::Reference, "contacts_partner"},
        {"day", Kind::Date}},
       "book_id, reader_id"},
      {"users",
       "User",
       6,
       {{"id", Kind::Id},
        {"username", Kind::Text, "", false, true},
        {"language", Kind::Choice},
        {"partner", Kind::Reference, "contacts_partner", true}}},
      {"log",
       "Entry",
       45,
       {{"id", Kind::Id},
        {"user", Kind::Reference, "users_user"},
        {"at", Kind::DateTime},
        {"text", Kind::Text}},
       "",
       20},
      {"void", "Thing", 0, {{"id", Kind::Id}, {"name", Kind::Text}}},
  };
  return all;
}

const Model& model_of(const std::string& table) {
  for (const Model& model : models())
    if (model.table() == table) return model;
  return models().front();
}

constexpr std::array<const char*, 8> Countries = {"BE", "DE", "EE", "FI", "FR", "LV", "NL", "PL"};
constexpr std::array<const char*, 12> Words = {"river",  "Straße", "window",  "Liège",
                                               "garden", "été",    "morning", "čaj",
                                               "letter", "bridge", "Öl",      "noon"};

std::string parameter_of(const Field& field) {
  const bool pointer = field.kind == Kind::Reference || field.kind == Kind::Parent ||
                       field.kind == Kind::ContentType;
  return fmt::format("{}{}", field.name, pointer ? "_id" : "");
}

// The keys of a table, in the order of its rows: those of children are some of their parents'.
std::size_t key_number(const Model& model, std::size_t row) {
  if (model.fields[0].kind != Kind::Parent) return row + 1;
  return std::string_view(model.name) == "Person" ? 2 * row + 1 : 2 * row + 2;
}

std::string key_literal(const Model& model, std::size_t row) {
  if (model.fields[0].kind == Kind::Code) return fmt::format("'{}'", Countries[row]);
  return std::to_string(key_number(model, row));
}

class SnapshotWriter {
 public:
  explicit SnapshotWriter(std::uint64_t number) : random_("site", number) {}

  Site write() {
    Site site;
    site.files.emplace_back("restore.py", restore_py());
    for (const Model& model : models()) {
      write_modules(model, site.files);
      site.sql += create_statement(model);
    }
    site.sql +=
        "CREATE TABLE django_content_type (\n    id integer NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
        "    app_label varchar(100) NOT NULL,\n    model varchar(100) NOT NULL\n);\n";
    return site;
  }

 private:
  std::string words(std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i)
      result += fmt::format("{}{}", i == 0 ? "" : " ", random_.pick(Words));
    return result;
  }

  std::string literal(const Model& model, const Field& field, std::size_t row) {
    if (field.nullable && random_.one_in(4) && field.kind != Kind::ContentType &&
        field.kind != Kind::GenericId)
      return "None";
    switch (field.kind) {
      case Kind::Id:
      case Kind::Code:
      case Kind::Parent:
        return key_literal(model, row);
      case Kind::Text:
        return field.unique ? fmt::format("'{}-{}'", random_.pick(Words), row)
                            : fmt::format("'{}'", words(1 + random_.below(3)));
      case Kind::Babel:
        return fmt::format("['{}', '{}', '{}']", words(1), words(random_.below(2)), words(1));
      case Kind::Choice:
        return fmt::format("'{}0'", 1 + row % 3);
      case Kind::Decimal:
        return fmt::format("'{}.{:02}'", random_.below(9999), random_.below(100));
      case Kind::Reference: {
        const Model& target = model_of(field.target);
        // A place lies in one that is before it: there is no circle.
        const std::size_t limit = &target == &model ? row : target.rows;
        if (limit == 0) return "None";
        // A pair of book and reader occurs once.
        return key_literal(target, *model.unique != '\0' ? row : random_.below(limit));
      }
      case Kind::Integer:
        return std::to_string(static_cast<long>(random_.below(1000)) - 200);
      case Kind::Unsigned:
        return std::to_string(random_.below(100'000));
      case Kind::Small:
        return std::to_string(1900 + random_.below(120));
      case Kind::Bool:
        return random_.one_in(2) ? "True" : "False";
      case Kind::Date:
        return fmt::format("date({},{},{})", 1950 + random_.below(70), 1 + random_.below(12),
                           1 + random_.below(28));
      case Kind::Time:
        return fmt::format("time({},{},0)", random_.below(24), random_.below(60));
      case Kind::DateTime:
        return fmt::format("dt({},{},{},{},{},{})", 2000 + random_.below(20), 1 + random_.below(12),
                           1 + random_.below(28), random_.below(24), random_.below(60),
                           random_.below(60));
      case Kind::ContentType:
        owner_ = &model_of(random_.one_in(2) ? "contacts_person" : "library_book");
        return row % 5 == 4 ? "None" : owner_->variable();
      case Kind::GenericId:
        return row % 5 == 4 ? "None" : key_literal(*owner_, random_.below(owner_->rows));
    }
    return "None";
  }

  void write_modules(const Model& model, Files& files) {
    const std::size_t parts = model.part == 0 ? 1 : model.rows / model.part + 1;
    std::string fields;
    for (const Field& field : model.fields)
      fields += fmt::format("{}{}", fields.empty() ? "" : ", ", field.name);
    for (std::size_t part = 0; part < parts; ++part) {
      std::string text = fmt::format(
          "# -*- coding: UTF-8 -*-\nlogger.info(\"Loading {} objects{} to table {}...\")\n"
          "# fields: {}\n",
          model.rows, parts == 1 ? "" : fmt::format(" (part {} of {})", part + 1, parts),
          model.table(), fields);
      const std::size_t end =
          parts == 1 ? model.rows : std::min(model.rows, (part + 1) * model.part);
      for (std::size_t row = part * model.part; row < end; ++row) {
        std::string arguments;
        for (const Field& field : model.fields)
          arguments += (arguments.empty() ? "" : ",") + literal(model, field, row);
        text += fmt::format("loader.save(create_{}({}))\n", model.table(), arguments);
      }
      text += '\n';
      if (part + 1 == parts) text += "loader.flush_deferred_objects()\n";
      files.emplace_back(module_name(model, part, parts), text);
    }
  }

  static std::string module_name(const Model& model, std::size_t part, std::size_t parts) {
    return parts == 1 ? model.table() + ".py" : fmt::format("{}_{}.py", model.table(), part + 1);
  }

  static std::string constructor(const Model& model) {
    std::string parameters;
    std::string conversions;
    std::string body;
    std::string end = fmt::format("    return {}(**kw)\n\n", model.variable());
    for (const Field& field : model.fields) {
      const std::string name = parameter_of(field);
      parameters += (parameters.empty() ? "" : ", ") + name;
      if (field.kind == Kind::Decimal)
        conversions += fmt::format("    if {0} is not None: {0} = Decimal({0})\n", name);
      if (field.kind == Kind::ContentType)
        conversions += fmt::format("    {0} = new_content_type_id({0})\n", name);
      if (field.kind == Kind::Choice)
        conversions +=
            fmt::format("#    if {0}: {0} = settings.SITE.models.{1}.Choices.get_by_value({0})\n",
                        name, model.app);
      if (field.kind == Kind::Babel)
        body += fmt::format("    if {0} is not None: kw.update(bv2kw('{0}',{0}))\n", name);
      else if (field.kind == Kind::Parent)
        end = fmt::format("    return create_mti_child({}, {}, {}, **kw)\n\n",
                          model_of(field.target).variable(), name, model.variable());
      else
        body += fmt::format("    kw.update({0}={0})\n", name);
    }
    return fmt::format("def create_{}({}):\n{}    kw = dict()\n{}{}", model.table(), parameters,
                       conversions, body, end);
  }

  // The fixed parts of the template are those of corpus/everything.
  static std::string restore_py() {
    const std::string everything = read_file(corpus_dir() / "everything" / "restore.py");
    const auto between = [&](const std::string& from, const std::string& to) {
      const std::size_t begin = from.empty() ? 0 : everything.find(from);
      return everything.substr(begin, to.empty() ? to.npos : everything.find(to) - begin);
    };
    std::string text = between("", "care_Client = ");
    std::vector<const Model*> sorted;
    for (const Model& model : models()) sorted.push_back(&model);
    std::ranges::sort(sorted, {}, [](const Model* m) { return m->variable(); });
    for (const Model* model : sorted)
      text += fmt::format("{} = resolve_model(\"{}.{}\")\n", model->variable(), model->app,
                          model->name);
    text += "\n\n";
    for (const Model& model : models()) text += constructor(model);
    text += "\n\n\n";
    text += between("def main(args):", "    execfile(\"countries_country.py\"");
    for (const Model& model : models()) {
      const std::size_t parts = model.part == 0 ? 1 : model.rows / model.part + 1;
      for (std::size_t part = 0; part < parts; ++part)
        text += fmt::format("    execfile(\"{}\", *args)\n", module_name(model, part, parts));
    }
    return text + between("    loader.finalize()", "");
  }

  static std::string create_statement(const Model& model) {
    std::string columns;
    const auto add = [&](const Field& field, const std::string& name, const std::string& type) {
      columns += fmt::format("    \"{}\" {}{}{},\n", name, type,
                             field.nullable ? " NULL" : " NOT NULL", field.unique ? " UNIQUE" : "");
    };
    for (const Field& field : model.fields) {
      const std::string name = parameter_of(field);
      switch (field.kind) {
        case Kind::Id:
          columns += "    \"id\" integer NOT NULL PRIMARY KEY AUTOINCREMENT,\n";
          break;
        case Kind::Code:
          columns += fmt::format("    \"{}\" varchar(4) NOT NULL PRIMARY KEY,\n", name);
          break;
        case Kind::Parent:
          columns += fmt::format(
              "    \"{}\" bigint NOT NULL PRIMARY KEY REFERENCES \"{}\" (\"id\") DEFERRABLE "
              "INITIALLY DEFERRED,\n",
              name, field.target);
          break;
        case Kind::Text:
          add(field, name, "varchar(60)");
          break;
        case Kind::Babel:
          for (const char* suffix : {"", "_de", "_fr"})
            add({field.name, field.kind, "", *suffix != '\0'}, name + suffix, "varchar(60)");
          break;
        case Kind::Choice:
          add(field, name, "varchar(10)");
          break;
        case Kind::Decimal:
          add(field, name, "decimal(8, 2)");
          break;
        case Kind::Reference: {
          const Field& key = model_of(field.target).fields[0];
          const bool text = key.kind == Kind::Code;
          columns += fmt::format(
              "    \"{}\" {} {} REFERENCES \"{}\" (\"{}\") DEFERRABLE INITIALLY DEFERRED,\n", name,
              text ? "varchar(4)" : "bigint", field.nullable ? "NULL" : "NOT NULL", field.target,
              parameter_of(key));
          break;
        }
        case Kind::Integer:
          add(field, name, "integer");
          break;
        case Kind::Unsigned:
        case Kind::GenericId:
          columns += fmt::format("    \"{0}\" integer unsigned {1} CHECK (\"{0}\" >= 0),\n", name,
                                 field.nullable ? "NULL" : "NOT NULL");
          break;
        case Kind::Small:
          add(field, name, "smallint");
          break;
        case Kind::Bool:
          add(field, name, "bool");
          break;
        case Kind::Date:
          add(field, name, "date");
          break;
        case Kind::Time:
          add(field, name, "time");
          break;
        case Kind::DateTime:
          add(field, name, "datetime");
          break;
        case Kind::ContentType:
          columns += fmt::format(
              "    \"{}\" integer {} REFERENCES \"django_content_type\" (\"id\") DEFERRABLE "
              "INITIALLY DEFERRED,\n",
              name, field.nullable ? "NULL" : "NOT NULL");
          break;
      }
    }
    columns.resize(columns.size() - 2);  // the last comma
    std::string sql = fmt::format("CREATE TABLE \"{}\" (\n{}\n);\n", model.table(), columns);
    if (*model.unique != '\0')
      sql += fmt::format("CREATE UNIQUE INDEX \"{0}_uniq\" ON \"{0}\" ({1});\n", model.table(),
                         model.unique);
    return sql;
  }

  Random random_;
  const Model* owner_ = nullptr;  // of the row that is written
};

}  // namespace

Site make_site(std::uint64_t number) { return SnapshotWriter(number).write(); }

}  // namespace undumpy::test
