// Runs a program against the ORM, on the database of tests/engine/orm/fixture.sql in memory.
//
//   OrmRun run;
//   run.program("print(Partner.objects.count())");   // "7\n"
//   run.rows("SELECT id FROM contacts_partner …");   // what the database says itself
//
// The models are names of the program: Partner, Person, Role, Profile, Place, Budget, Entry, Event,
// Guest.
#pragma once

#include <memory>
#include <string>

#include "engine/orm/models.h"
#include "engine/python/interpreter.h"
#include "engine/schema.h"
#include "engine/sqlite.h"

namespace undumpy::test {

class OrmHost final : public python::TextHost {
 public:
  python::Value import_module(python::Runtime& rt, const std::string& name) override {
    return static_cast<void>(rt), models != nullptr ? models->import_module(name) : python::Value();
  }
  orm::Models* models = nullptr;
};

class OrmRun {
 public:
  explicit OrmRun(const orm::ModelsOptions& options = {}, const python::Limits& limits = {});
  ~OrmRun();
  OrmRun(const OrmRun&) = delete;
  OrmRun& operator=(const OrmRun&) = delete;

  // What it prints, and the last line of its traceback if it fails.
  std::string program(const std::string& text);
  // Rows as text: values separated by `|`, rows by a blank. NULL is `None`.
  std::string rows(const std::string& sql);

  OrmHost host;
  sqlite::Connection database;
  Schema schema;
  std::unique_ptr<python::Interpreter> interpreter;
  std::unique_ptr<orm::Models> models;
};

std::string orm_file(const std::string& name);  // of tests/engine/orm
std::string orm_path(const std::string& name);

}  // namespace undumpy::test
