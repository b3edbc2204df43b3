// REGEXP in SQL: the interpreter's re decides, row by row.

#include "engine/orm/session.h"

namespace undumpy::orm {

using python::Value;

namespace {

std::string text_of(sqlite3_value* value) {
  const auto* data = static_cast<const char*>(static_cast<const void*>(sqlite3_value_text(value)));
  return data == nullptr ? std::string()
                         : std::string(data, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

// regexp(pattern, text). Nothing thrown may pass through SQLite.
void regexp(sqlite3_context* context, int count, sqlite3_value** values) {
  static_cast<void>(count);
  auto& session = *static_cast<Session*>(sqlite3_user_data(context));
  if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
    return sqlite3_result_null(context);
  try {
    python::Runtime& rt = session.rt;
    rt.step();
    const Value found = python::call_method(
        rt, rt.import_module("re"), "search",
        {python::make_text(rt, text_of(values[0])), python::make_text(rt, text_of(values[1]))});
    sqlite3_result_int(context, found.is_none() ? 0 : 1);
  } catch (...) {
    session.pending = std::current_exception();
    sqlite3_result_error(context, "regular expression", -1);
  }
}

}  // namespace

void Session::enable_regexp() {
  require_database("a regular expression");
  if (regexp_known_) return;
  if (rt.modules.find("re") == rt.modules.end() && python::find_module("re") == nullptr)
    python::raise(rt, "NotImplementedError",
                  "__regex needs the module re; use contains, startswith or endswith");
  sqlite3_create_function_v2(database->handle(), "regexp", 2, SQLITE_UTF8, this, regexp, nullptr,
                             nullptr, nullptr);
  regexp_known_ = true;
}

}  // namespace undumpy::orm
