#include "engine/orm/save.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/orm/conversion.h"
#include "engine/orm/queryset.h"
#include "engine/python/number.h"

namespace undumpy::orm {

using python::Ref;
using python::Value;

namespace {

class Saver {
 public:
  Saver(Session& session, Instance& instance, const SaveOptions& options)
      : session_(session), instance_(instance), options_(options) {}

  void save() {
    Model& model = *instance_.model;
    const bool several = model.parent != nullptr && !instance_.mti_child;
    std::optional<Savepoint> savepoint;
    if (several || !instance_.parent_values.empty()) savepoint.emplace(session_);
    if (instance_.mti_child) {
      save_parent_values();
      store(model, true, false);
    } else {
      save_with_parents(model, options_.force_insert);
    }
    if (savepoint) savepoint->commit();
    instance_.adding = false;
  }

 private:
  // True when a row was inserted.
  bool save_with_parents(Model& model, bool force_insert) {
    bool parent_inserted = false;
    if (model.parent != nullptr) {
      const Field& link = *model.link_to_parent();
      const Field& parent_key = model.parent->require_key();
      if (instance_.value(parent_key).is_none() && !instance_.value(link).is_none())
        instance_.set_value(parent_key, instance_.value(link));
      parent_inserted = save_with_parents(*model.parent, false);
      instance_.values[link.index] = instance_.value(parent_key);
    }
    return store(model, force_insert || parent_inserted, options_.force_update);
  }

  [[nodiscard]] bool wanted(const Field& field) const {
    if (!options_.update_fields) return true;
    return std::ranges::any_of(*options_.update_fields, [&](const std::string& name) {
      return name == field.name || name == field.attname;
    });
  }

  // One table's row: UPDATE when it has a key, INSERT when that found none.
  bool store(Model& model, bool force_insert, bool force_update) {
    const Field& key = model.require_key();
    const Value key_value = instance_.value(key);
    const bool has_key = !key_value.is_none();
    if (!has_key && (force_update || options_.update_fields))
      python::value_error(session_.rt, "Cannot force an update in save() with no primary key.");
    if (has_key && !force_insert) {
      const bool updated = update(model, key, key_value);
      if (updated) return false;
      if (force_update)
        fail(session_.rt, session_.errors.database_error, "Forced update did not affect any rows.");
      if (options_.update_fields)
        fail(session_.rt, session_.errors.database_error,
             "Save with update_fields did not affect any rows.");
    }
    insert(model, key, has_key);
    return true;
  }

  bool update(Model& model, const Field& key, const Value& key_value) {
    std::vector<std::string> columns;
    std::vector<Parameter> parameters;
    for (const auto& field : model.own) {
      if (field->primary_key || !wanted(*field)) continue;
      columns.push_back(sqlite::quoted(field->attname) + " = ?");
      parameters.push_back(storable(session_, *field, instance_.value(*field)));
    }
    const Parameter id = storable(session_, key, key_value);
    const std::string where = fmt::format("{} WHERE {} = ?", sqlite::quoted(model.table_name),
                                          sqlite::quoted(key.attname));
    if (columns.empty()) {
      if (options_.update_fields) return true;
      Cursor cursor(session_, fmt::format("SELECT 1 FROM {}", where), {id}, true);
      return cursor.step();
    }
    parameters.push_back(id);
    const std::string table = sqlite::quoted(model.table_name);
    const std::uint64_t rows =
        execute(session_,
                fmt::format("UPDATE {} SET {} WHERE {} = ?", table, fmt::join(columns, ", "),
                            sqlite::quoted(key.attname)),
                parameters, true);
    session_.changes[model.table_name].updated += rows;
    return rows > 0;
  }

  void insert(Model& model, const Field& key, bool has_key) {
    std::vector<std::string> columns;
    std::vector<Parameter> parameters;
    for (const auto& field : model.own) {
      if (field->auto_key && !has_key) continue;
      const Value& given = instance_.values[field->index];
      // What nobody gave is the column's own default, where it has one.
      if (given.absent() && field->column->has_default) continue;
      columns.push_back(sqlite::quoted(field->attname));
      parameters.push_back(storable(session_, *field, instance_.value(*field)));
    }
    std::string sql = "INSERT INTO " + sqlite::quoted(model.table_name);
    if (columns.empty()) {
      sql += " DEFAULT VALUES";
    } else {
      const std::vector<std::string_view> marks(columns.size(), "?");
      sql += fmt::format(" ({}) VALUES ({})", fmt::join(columns, ", "), fmt::join(marks, ", "));
    }
    execute(session_, sql, parameters, true);
    ++session_.changes[model.table_name].inserted;
    if (key.auto_key && !has_key)
      instance_.set_value(
          key,
          python::make_int(session_.rt, sqlite3_last_insert_rowid(session_.database->handle())));
  }

  // Keywords of create_mti_child() that are the parent's change its stored row.
  void save_parent_values() {
    if (instance_.parent_values.empty()) return;
    Model& parent = *instance_.model->parent;
    const Ref<Instance> stored = get_instance(parent, parent.require_key(), instance_.key());
    if (!stored)
      fail(session_.rt, parent.does_not_exist, "{} matching query does not exist.", parent.name);
    for (const auto& [field, value] : instance_.parent_values) {
      if (python::host<Instance>(value) != nullptr)
        stored->set_related(*field, value);
      else
        stored->set_value(*field, value);
    }
    save_instance(session_, *stored, {});
  }

  Session& session_;
  Instance& instance_;
  const SaveOptions& options_;
};

// Objects that a foreign key was given must have a key by now.
void check_related(Session& session, Instance& instance) {
  for (const Field* field : instance.model->fields) {
    if (!field->is_reference()) continue;
    const Value cached = instance.cached(field);
    const auto* other = python::host<Instance>(cached);
    if (other == nullptr) continue;
    const Value key = other->value(instance.model->target_field_of(*field));
    if (key.is_none())
      python::value_error(session.rt,
                          "save() prohibited to prevent data loss due to unsaved related object "
                          "'{}'.",
                          field->name);
    if (instance.value(*field).is_none()) instance.values[field->index] = key;
  }
}

void check_update_fields(Session& session, const Model& model,
                         const std::vector<std::string>& names) {
  std::vector<std::string> unknown;
  for (const std::string& name : names)
    if (std::ranges::none_of(model.fields, [&](const Field* field) {
          return !field->primary_key && (field->name == name || field->attname == name);
        }))
      unknown.push_back(name);
  std::ranges::sort(unknown);
  if (!unknown.empty())
    python::value_error(session.rt,
                        "The following fields do not exist in this model, are m2m fields, or are "
                        "non-concrete fields: {}",
                        fmt::join(unknown, ", "));
}

}  // namespace

void save_instance(Session& session, Instance& instance, const SaveOptions& options) {
  session.require_database("save()");
  session.rt.check_stack();
  for (const auto& [name, value] : instance.extra)
    python::type_error(session.rt, "{}() got an unexpected keyword argument '{}'",
                       instance.model->name, name->text);
  check_related(session, instance);
  if (options.force_insert && (options.force_update || options.update_fields))
    python::value_error(session.rt, "Cannot force both insert and updating in model saving.");
  if (options.update_fields) {
    if (options.update_fields->empty()) return;
    check_update_fields(session, *instance.model, *options.update_fields);
  }
  Saver(session, instance, options).save();
}

void refresh_instance(Session& session, Instance& instance) {
  Model& model = *instance.model;
  const Ref<Instance> stored = get_instance(model, model.require_key(), instance.key());
  if (!stored)
    fail(session.rt, model.does_not_exist, "{} matching query does not exist.", model.name);
  instance.values = stored->values;
  instance.cache.clear();
  instance.adding = false;
}

}  // namespace undumpy::orm
