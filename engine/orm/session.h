// Session: what all objects of the ORM share — interpreter, connection, schema, models, counters.
//
// It belongs to Models. Objects of a program may outlive it, but nothing is asked of them then.
#pragma once

#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/orm/errors.h"
#include "engine/orm/model.h"
#include "engine/orm/models.h"
#include "engine/orm/parameter.h"
#include "engine/python/runtime.h"
#include "engine/schema.h"
#include "engine/sqlite.h"

namespace undumpy::orm {

class Session {
 public:
  Session(python::Runtime& runtime, sqlite::Connection* connection, const Schema* target,
          ModelsOptions model_options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  struct Declared {
    std::string model, table, parent;
  };
  void declare(std::string_view model, std::string_view table, std::string_view parent);
  // The model's class, or an object that raises.
  python::Value resolve(std::string_view name);
  Model& model_of(const Table& table);
  // nullptr when there is none; the name may be in lower case.
  Model* find_model(std::string_view name);

  // Raises RuntimeError when there is no database.
  void require_database(std::string_view what);
  // Prepared, perhaps from the cache; before_statement was called.
  std::unique_ptr<sqlite::Statement> prepare(const std::string& sql, bool cached);
  void give_back(const std::string& sql, std::unique_ptr<sqlite::Statement> statement);
  // Raises what the last failure of the connection means.
  [[noreturn]] void raise_database_error();
  // Makes REGEXP known to the database: the interpreter's own re. Raises NotImplementedError when
  // there is none.
  void enable_regexp();
  // Rows that a statement changed: the number counts against the limit of rows.
  void count_rows(std::uint64_t rows);

  python::Runtime& rt;
  sqlite::Connection* const database;
  const Schema* const schema;
  const ModelsOptions options;
  Errors errors;
  std::map<std::string, TableChanges> changes;
  std::function<void()>* before_statement = nullptr;
  StorageNotes storage_notes;
  std::uint64_t rows_left;
  std::exception_ptr pending;  // thrown by a function that SQLite called
  int savepoints = 0;          // open ones of ours
  // Ends with the session: objects of a program that outlive it ask this.
  const std::shared_ptr<bool> alive = std::make_shared<bool>(true);

  // Classes of the program-visible objects.
  struct Classes {
    python::Class *model_base, *manager, *queryset, *q, *expression, *f, *value, *aggregate,
        *function, *ordering, *options, *field, *atomic, *unresolved, *state, *content_type_manager;
  } classes{};
  std::map<std::string, python::Class*> expression_classes;  // Count, Lower, …

 private:
  const Declared* declared_model(std::string_view name) const;
  const Table* table_of(std::string_view name) const;
  std::string name_of(const Table& table);
  void read_content_types();
  Model& make_model(std::string name, const Table* table, std::string table_name,
                    std::string parent_name);
  Model* parent_of(const Table& table, const std::string& declared_parent, const Column*& link);

  std::map<std::string, Declared, std::less<>> declared_;              // by model in lower case
  std::map<std::string, std::string, std::less<>> declared_by_table_;  // table: model in lower case
  std::map<std::string, python::Ref<Model>, std::less<>> models_;      // by table
  std::map<std::string, python::Value, std::less<>> unresolved_;
  bool regexp_known_ = false;
  bool content_types_read_ = false;
  std::map<std::string, std::string, std::less<>> content_types_;  // table: app.model
  std::unordered_map<std::string, std::unique_ptr<sqlite::Statement>> statements_;
};

// A statement on its way: bound, stepped, and given back to the cache at the end.
class Cursor {
 public:
  // `cached` for statements of rows, which come again and again.
  Cursor(Session& session, const std::string& sql, const std::vector<Parameter>& parameters,
         bool cached = false);
  ~Cursor();
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  // True while there is a row. Raises Django's errors.
  bool step();
  [[nodiscard]] sqlite3_stmt* handle() const { return statement_->handle(); }
  [[nodiscard]] const sqlite::Statement& statement() const { return *statement_; }

 private:
  Session& session_;
  std::string sql_;  // empty: not cached
  std::unique_ptr<sqlite::Statement> statement_;
};

// Runs a statement; how many rows it changed.
std::uint64_t execute(Session& session, const std::string& sql,
                      const std::vector<Parameter>& parameters, bool cached = false);

// Several statements that count as one: what they did is undone unless commit() was called.
class Savepoint {
 public:
  explicit Savepoint(Session& session);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  void commit();
  void roll_back();

 private:
  void execute_plain(const std::string& sql);
  Session& session_;
  std::string name_;
  std::map<std::string, TableChanges> before_;
  std::weak_ptr<bool> alive_;
  bool open_ = true;
};

}  // namespace undumpy::orm
