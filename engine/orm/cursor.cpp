// Running statements: Cursor, execute() and Savepoint of session.h.

#include <fmt/format.h>

#include "engine/orm/session.h"

namespace undumpy::orm {

namespace {

// SQLite calls the meter after so many of its operations, which count as so many steps.
constexpr int OperationsPerMeter = 2000;
constexpr std::uint64_t StepsPerMeter = 100;

int meter(void* runtime) {
  auto& rt = *static_cast<python::Runtime*>(runtime);
  if (rt.steps_left <= StepsPerMeter) return 1;
  rt.steps_left -= StepsPerMeter;
  return 0;
}

// The work of SQLite counts as steps of the program, while a statement of the program runs.
class Metered {
 public:
  Metered(sqlite3* handle, python::Runtime& rt) : handle_(handle) {
    sqlite3_progress_handler(handle_, OperationsPerMeter, meter, &rt);
  }
  ~Metered() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }
  Metered(const Metered&) = delete;
  Metered& operator=(const Metered&) = delete;

 private:
  sqlite3* handle_;
};

void bind(sqlite3_stmt* handle, int index, const Parameter& parameter) {
  const auto size = static_cast<sqlite3_uint64>(parameter.text.size());
  switch (parameter.kind) {
    case Stored::Kind::Null:
      sqlite3_bind_null(handle, index);
      break;
    case Stored::Kind::Integer:
      sqlite3_bind_int64(handle, index, parameter.integer);
      break;
    case Stored::Kind::Real:
      sqlite3_bind_double(handle, index, parameter.real);
      break;
    case Stored::Kind::Text:
      sqlite3_bind_text64(handle, index, parameter.text.c_str(), size, SQLITE_TRANSIENT,
                          SQLITE_UTF8);
      break;
    case Stored::Kind::Blob:
      sqlite3_bind_blob64(handle, index, parameter.text.c_str(), size, SQLITE_TRANSIENT);
      break;
  }
}

}  // namespace

Cursor::Cursor(Session& session, const std::string& sql, const std::vector<Parameter>& parameters,
               bool cached)
    : session_(session), sql_(cached ? sql : ""), statement_(session.prepare(sql, cached)) {
  const auto most = static_cast<std::size_t>(
      sqlite3_limit(session.database->handle(), SQLITE_LIMIT_VARIABLE_NUMBER, -1));
  if (parameters.size() > most)
    python::raise(session.rt, session.errors.operational_error, "too many SQL variables");
  int index = 0;
  for (const Parameter& parameter : parameters) bind(handle(), ++index, parameter);
}

Cursor::~Cursor() {
  if (sql_.empty()) return;
  statement_->reset();
  sqlite3_clear_bindings(handle());
  session_.give_back(sql_, std::move(statement_));
}

bool Cursor::step() {
  session_.rt.step();
  const Metered metered(session_.database->handle(), session_.rt);
  const int code = sqlite3_step(handle());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  session_.raise_database_error();
}

std::uint64_t execute(Session& session, const std::string& sql,
                      const std::vector<Parameter>& parameters, bool cached) {
  Cursor cursor(session, sql, parameters, cached);
  while (cursor.step()) {
  }
  const auto rows = static_cast<std::uint64_t>(sqlite3_changes(session.database->handle()));
  session.count_rows(rows);
  return rows;
}

Savepoint::Savepoint(Session& session)
    : session_(session),
      name_(fmt::format("undumpy_{}", ++session.savepoints)),
      before_(session.changes),
      alive_(session.alive) {
  execute_plain("SAVEPOINT " + name_);
}

Savepoint::~Savepoint() {
  if (!open_ || alive_.expired()) return;
  --session_.savepoints;
  sqlite3* handle = session_.database->handle();
  sqlite3_exec(handle, ("ROLLBACK TO " + name_).c_str(), nullptr, nullptr, nullptr);
  sqlite3_exec(handle, ("RELEASE " + name_).c_str(), nullptr, nullptr, nullptr);
  session_.changes = before_;
}

void Savepoint::execute_plain(const std::string& sql) {
  Cursor cursor(session_, sql, {});
  cursor.step();
}

void Savepoint::commit() {
  execute_plain("RELEASE " + name_);
  open_ = false;
  --session_.savepoints;
}

void Savepoint::roll_back() {
  execute_plain("ROLLBACK TO " + name_);
  execute_plain("RELEASE " + name_);
  session_.changes = before_;
  open_ = false;
  --session_.savepoints;
}

}  // namespace undumpy::orm
