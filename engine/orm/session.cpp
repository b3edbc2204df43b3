#include "engine/orm/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/orm/classes.h"
#include "engine/orm/unresolved.h"

namespace undumpy::orm {

using python::Ref;
using python::Value;

namespace {

// Tables whose names do not tell app and model.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> KnownTables = {{
    {"django_content_type", "contenttypes.ContentType"},
    {"django_session", "sessions.Session"},
    {"django_site", "sites.Site"},
    {"django_migrations", "migrations.Migration"},
    {"django_admin_log", "admin.LogEntry"},
}};

// contacts_role: contacts.Role
std::string guessed_name(std::string_view table) {
  const std::size_t bar = table.find('_');
  if (bar == std::string_view::npos || bar == 0 || bar + 1 == table.size())
    return std::string(table) + "." + capitalized(std::string(table));
  return std::string(table.substr(0, bar)) + "." + capitalized(std::string(table.substr(bar + 1)));
}

}  // namespace

Session::Session(python::Runtime& runtime, sqlite::Connection* connection, const Schema* target,
                 ModelsOptions model_options)
    : rt(runtime),
      database(connection),
      schema(target),
      options(model_options),
      errors(runtime),
      rows_left(runtime.limits.rows) {
  define_classes(*this);
}

Session::~Session() {
  if (regexp_known_)
    sqlite3_create_function_v2(database->handle(), "regexp", 2, SQLITE_UTF8, nullptr, nullptr,
                               nullptr, nullptr, nullptr);
}

void Session::declare(std::string_view model, std::string_view table, std::string_view parent) {
  std::string key = lower_case(model);
  declared_by_table_[std::string(table)] = key;
  declared_[std::move(key)] = {std::string(model), std::string(table), std::string(parent)};
  if (const auto made = models_.find(table); made != models_.end()) made->second->rename(model);
}

const Session::Declared* Session::declared_model(std::string_view name) const {
  const auto found = declared_.find(lower_case(name));
  return found != declared_.end() ? &found->second : nullptr;
}

void Session::read_content_types() {
  if (content_types_read_) return;
  content_types_read_ = true;
  const Table* types = schema->find("django_content_type");
  if (types == nullptr || types->find("app_label") == nullptr || types->find("model") == nullptr)
    return;
  Cursor cursor(*this, "SELECT app_label, model FROM django_content_type ORDER BY id", {});
  while (cursor.step()) {
    const sqlite::Statement& row = cursor.statement();
    const std::string app = row.text(0);
    const std::string model = row.text(1);
    content_types_.emplace(app + "_" + model, app + "." + capitalized(model));
  }
}

std::string Session::name_of(const Table& table) {
  if (const auto found = declared_by_table_.find(table.name); found != declared_by_table_.end())
    return declared_.find(found->second)->second.model;
  for (const auto& [name, model] : KnownTables)
    if (name == table.name) return std::string(model);
  read_content_types();
  if (const auto found = content_types_.find(table.name); found != content_types_.end())
    return found->second;
  return guessed_name(table.name);
}

const Table* Session::table_of(std::string_view name) const {
  if (const Declared* declared = declared_model(name)) return schema->find(declared->table);
  std::string plain = lower_case(name);
  for (const auto& [table, model] : KnownTables)
    if (lower_case(model) == plain) return schema->find(table);
  std::ranges::replace(plain, '.', '_');
  return schema->find(plain);
}

Model* Session::parent_of(const Table& table, const std::string& declared_parent,
                          const Column*& link) {
  const Column* key = table.primary_key();
  const ForeignKey* reference = key != nullptr ? table.reference_of(key->name) : nullptr;
  if (reference == nullptr) return nullptr;
  const Table* target = schema->find(reference->target_table);
  if (target == nullptr || target == &table) return nullptr;
  const Declared* declared = declared_model(declared_parent);
  const bool said = declared != nullptr
                        ? declared->table == target->name
                        : !declared_parent.empty() && table_of(declared_parent) == target;
  if (!said && !key->name.ends_with("_ptr_id")) return nullptr;
  link = key;
  return &model_of(*target);
}

Model& Session::model_of(const Table& table) {
  if (const auto found = models_.find(table.name); found != models_.end()) return *found->second;
  rt.check_stack();
  const std::string name = name_of(table);
  const Declared* declared = declared_model(name);
  return make_model(name, &table, table.name, declared != nullptr ? declared->parent : "");
}

Model& Session::make_model(std::string name, const Table* table, std::string table_name,
                           std::string parent_name) {
  const Column* link = nullptr;
  Model* parent = nullptr;
  if (table != nullptr) {
    parent = parent_of(*table, parent_name, link);
  } else if (!parent_name.empty()) {
    parent = find_model(parent_name);
  }
  const Ref<Model> model(new Model(*this, std::move(name), table, table_name, parent, link));
  // A table that is its own ancestor was made meanwhile.
  return *models_.emplace(std::move(table_name), model).first->second;
}

Model* Session::find_model(std::string_view name) {
  if (name.find('.') == std::string_view::npos) return nullptr;
  const Declared* declared = declared_model(name);
  if (schema == nullptr) {
    std::string table = declared != nullptr ? declared->table : lower_case(name);
    std::ranges::replace(table, '.', '_');
    if (const auto found = models_.find(table); found != models_.end()) return found->second.get();
    return &make_model(declared != nullptr ? declared->model : std::string(name), nullptr, table,
                       declared != nullptr ? declared->parent : "");
  }
  const Table* table = table_of(name);
  if (table == nullptr) {
    // users.User in auth_user: the one table that a content type says it is.
    read_content_types();
    const std::string wanted = lower_case(name);
    const std::string tail = "_" + wanted.substr(wanted.find('.') + 1);
    for (const auto& [unused, model] : content_types_) {
      if (lower_case(model) != wanted) continue;
      for (const Table& other : schema->tables) {
        if (!other.name.ends_with(tail) || content_types_.contains(other.name)) continue;
        if (table != nullptr) return nullptr;
        table = &other;
      }
      break;
    }
  }
  if (table == nullptr) return nullptr;
  Model& model = model_of(*table);
  // The name with its capitals is better than one made from a table.
  if (declared == nullptr && lower_case(model.full_name) == lower_case(name) &&
      lower_case(name) != name)
    model.rename(name);
  return &model;
}

Value Session::resolve(std::string_view name) {
  if (Model* model = find_model(name)) return Value(model);
  auto& made = unresolved_[std::string(name)];
  if (!made) made = Value(new Unresolved(classes.unresolved, std::string(name)));
  return made;
}

void Session::require_database(std::string_view what) {
  if (database == nullptr)
    python::runtime_error(rt, "{} needs a database, and there is none: only the snapshot is read",
                          what);
}

std::unique_ptr<sqlite::Statement> Session::prepare(const std::string& sql, bool cached) {
  require_database("this query");
  if (before_statement != nullptr && *before_statement) (*before_statement)();
  if (cached) {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
      auto statement = std::move(found->second);
      statements_.erase(found);
      return statement;
    }
  }
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(database->handle(), sql.c_str(), static_cast<int>(sql.size()),
                         cached ? SQLITE_PREPARE_PERSISTENT : 0, &handle, nullptr) != SQLITE_OK)
    raise_database_error();
  return std::make_unique<sqlite::Statement>(handle);
}

void Session::give_back(const std::string& sql, std::unique_ptr<sqlite::Statement> statement) {
  constexpr std::size_t Most = 100;
  if (statements_.size() < Most) statements_.emplace(sql, std::move(statement));
}

void Session::raise_database_error() {
  if (pending) std::rethrow_exception(std::exchange(pending, nullptr));
  sqlite3* handle = database->handle();
  const int code = sqlite3_errcode(handle) & 0xFF;
  python::Class* type = errors.database_error;
  switch (code) {
    case SQLITE_INTERRUPT:
      rt.steps_exhausted();
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      type = errors.integrity_error;
      break;
    case SQLITE_TOOBIG:
      type = errors.data_error;
      break;
    case SQLITE_INTERNAL:
    case SQLITE_NOTFOUND:
      type = errors.internal_error;
      break;
    case SQLITE_ERROR:
    case SQLITE_PERM:
    case SQLITE_ABORT:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_SCHEMA:
      type = errors.operational_error;
      break;
    default:
      break;
  }
  python::raise(rt, type, sqlite3_errmsg(handle));
}

void Session::count_rows(std::uint64_t rows) {
  if (rows > rows_left) throw python::LimitExceeded{python::Limit::Rows, rt.limits.rows};
  rows_left -= rows;
}

}  // namespace undumpy::orm
