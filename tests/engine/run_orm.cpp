#include "tests/engine/run_orm.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/support.h"

namespace undumpy::test {

std::string orm_path(const std::string& name) {
  return (corpus_dir().parent_path() / "tests" / "engine" / "orm" / name).string();
}

std::string orm_file(const std::string& name) { return read_file(orm_path(name)); }

namespace {

sqlite::Connection fixture() {
  auto opened = sqlite::Connection::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite::Connection database = std::move(opened).value();
  const Status status = database.run(orm_file("fixture.sql"));
  EXPECT_TRUE(status.ok());
  return database;
}

struct Declared {
  const char* model;
  const char* table;
  const char* parent;
};
constexpr std::array<Declared, 9> Models = {{
    {"cal.Event", "cal_event", ""},
    {"cal.Guest", "cal_guest", ""},
    {"contacts.Partner", "contacts_partner", ""},
    {"contacts.Person", "contacts_person", "contacts.Partner"},
    {"contacts.Profile", "contacts_profile", ""},
    {"contacts.Role", "contacts_role", ""},
    {"countries.Place", "countries_place", ""},
    {"debts.Budget", "debts_budget", ""},
    {"debts.Entry", "debts_entry", ""},
}};

}  // namespace

OrmRun::OrmRun(const orm::ModelsOptions& options, const python::Limits& limits)
    : database(fixture()),
      schema(schema_of_database(database).value()),
      interpreter(std::make_unique<python::Interpreter>(limits, host)) {
  python::Runtime& rt = interpreter->runtime();
  models = std::make_unique<orm::Models>(rt, &database, &schema, options);
  host.models = models.get();
  for (const Declared& each : Models) models->declare(each.model, each.table, each.parent);
  for (const Declared& each : Models) {
    const std::string name = std::string(each.model).substr(std::string(each.model).find('.') + 1);
    interpreter->globals().set(*rt.intern(name), models->resolve(each.model));
  }
}

OrmRun::~OrmRun() = default;

std::string OrmRun::program(const std::string& text) {
  host.output.clear();
  python::ResolveOptions options;
  options.knows_module = [](std::string_view name) { return orm::Models::knows_module(name); };
  const python::ProgramResult result = interpreter->run("program.py", text, options);
  return host.output + result.error;
}

std::string OrmRun::rows(const std::string& sql) {
  auto prepared = database.prepare(sql);
  if (!prepared.ok()) return prepared.error().message;
  sqlite::Statement statement = std::move(prepared).value();
  std::string text;
  while (true) {
    auto more = statement.step();
    if (!more.ok()) return more.error().message;
    if (!more.value()) return text;
    if (!text.empty()) text += ' ';
    for (int i = 0; i < sqlite3_column_count(statement.handle()); ++i) {
      if (i > 0) text += '|';
      text += statement.is_null(i) ? "None" : statement.text(i);
    }
  }
}

}  // namespace undumpy::test
