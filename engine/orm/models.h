// Models: the tables of one database as Django's model classes, for scripts and create_ functions.
//
// A model is a class of the interpreter. Its fields, foreign keys and reverse names are formed from
// the schema as Django forms them (column `budget_id` with a reference: field `budget`; from the
// other side `entry`, `entry_set`). Everything a program asks of a model becomes one parameterised
// SQL statement on the connection; nothing is emulated in memory.
//
// Without a database (reading a snapshot alone) models can be made and looked at; whatever would
// need a query raises RuntimeError and says so.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/python/runtime.h"
#include "engine/schema.h"
#include "engine/sqlite.h"

namespace undumpy::orm {

class Model;

// What a program did to one table.
struct TableChanges {
  std::uint64_t inserted = 0;
  std::uint64_t updated = 0;
  std::uint64_t deleted = 0;
};

struct ModelsOptions {
  // Models take every keyword, also those that are no column of the schema: a create_ function is
  // judged where its row is stored, with the rows that plans make. Otherwise Django's TypeError.
  bool any_keyword = false;
  // full_clean() accepts None for text that is NOT NULL: what is stored of it is '', as a restore
  // stores it (choicelists of Lino). Otherwise "This field cannot be null."
  bool none_is_empty_text = false;
};

class Models {
 public:
  // REQUIRES: rt, database and schema outlive it; database and schema are both given or both null.
  Models(python::Runtime& rt, sqlite::Connection* database, const Schema* schema,
         ModelsOptions options);
  ~Models();
  Models(const Models&) = delete;
  Models& operator=(const Models&) = delete;

  // Which table a model has, and its parent ("contacts.Partner", or empty), as the create_
  // functions of a snapshot tell. Before the model is first resolved.
  void declare(std::string_view model, std::string_view table, std::string_view parent);
  // The class of "contacts.Partner". Undeclared models are found by their table (app_model in lower
  // case) or the target's content types. When there is no such table: an object that raises
  // when it is called or used, as Lino's UnresolvedModel does.
  python::Value resolve(std::string_view model);
  // django.db.models, django.core.exceptions, django.db, …; absent for names that are not ours.
  python::Value import_module(const std::string& name);
  static bool knows_module(std::string_view name);
  // create_mti_child(Parent, pk, Child, **kw) (FORMAT.md 2): a native function.
  python::Value create_mti_child();

  // By table, what save(), create(), update(), delete() did.
  [[nodiscard]] const std::map<std::string, TableChanges>& changes() const;
  // Called before each statement: a restore first stores the rows that wait.
  std::function<void()> before_statement;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace undumpy::orm
