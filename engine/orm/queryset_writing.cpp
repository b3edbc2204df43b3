// The methods of querysets that write: create(), update(), delete() …

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "engine/orm/collector.h"
#include "engine/orm/conversion.h"
#include "engine/orm/expression_object.h"
#include "engine/orm/manager.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/queryset_methods.h"
#include "engine/orm/save.h"
#include "engine/orm/sql_writer.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

namespace {

using Keyword = std::pair<python::Str*, Value>;

Ref<Instance> make(Runtime& rt, const QuerySet& queryset, const std::vector<Keyword>& keywords) {
  std::vector<Value> values;
  std::vector<python::Str*> names;
  for (const auto& [name, value] : keywords) {
    names.push_back(name);
    values.push_back(value);
  }
  python::Arguments arguments{values.data(), 0, static_cast<std::uint32_t>(names.size()),
                              names.data()};
  Ref<Instance> instance(python::host<Instance>(make_instance(rt, *queryset.model, arguments)));
  for (const auto& [field, value] : queryset.defaults) instance->set_related(*field, value);
  return instance;
}

Ref<Instance> make_and_save(Runtime& rt, const QuerySet& queryset,
                            const std::vector<Keyword>& keywords) {
  Ref<Instance> instance = make(rt, queryset, keywords);
  SaveOptions options;
  options.force_insert = true;
  save_instance(*queryset.model->session, *instance, options);
  return instance;
}

std::vector<Keyword> keywords_of(const python::Arguments& arguments) {
  std::vector<Keyword> keywords;
  for (std::uint32_t k = 0; k < arguments.keywords; ++k)
    keywords.emplace_back(arguments.names[k], arguments.keyword(k));
  return keywords;
}

Value create(Runtime& rt, python::Arguments& arguments) {
  if (arguments.count > 1)
    python::type_error(rt, "create() takes 1 positional argument but {} were given",
                       arguments.count);
  return make_and_save(rt, *queryset_of(rt, arguments[0]), keywords_of(arguments));
}

// get_or_create() and update_or_create(): look-ups by keyword, and `defaults`.
struct OrCreate {
  Ref<QuerySet> queryset;
  std::vector<Keyword> lookups;
  std::vector<Keyword> defaults;

  OrCreate(Runtime& rt, const python::Arguments& arguments)
      : queryset(queryset_of(rt, arguments[0])) {
    Value given = arguments.get(1);
    for (auto& [name, value] : keywords_of(arguments)) {
      if (name->text == "defaults")
        given = value;
      else
        lookups.emplace_back(name, value);
    }
    const auto* dict = python::as<python::Dict>(given);
    if (dict == nullptr) return;
    std::size_t i = 0;
    while (const auto* entry = dict->table.next(i)) {
      Value value = entry->value;
      const std::string name = python::text_argument(rt, entry->key, "a name of defaults");
      if (python::callable(value) && python::host<Model>(value) == nullptr)
        value = python::call(rt, value, {});
      defaults.emplace_back(rt.intern(name), value);
    }
  }

  // Null when there is none.
  Ref<Instance> find(Runtime& rt) const {
    const Ref<QuerySet> found = queryset->clone();
    std::vector<Value> values;
    std::vector<python::Str*> names;
    for (const auto& [name, value] : lookups) {
      names.push_back(name);
      values.push_back(value);
    }
    if (!names.empty())
      found->query.add_condition(make_q(
          *queryset->model->session,
          {values.data(), 0, static_cast<std::uint32_t>(names.size()), names.data()}, false));
    if (!has_rows(found->query)) return {};
    const Value one = get_one(rt, found);
    return Ref<Instance>(python::host<Instance>(one));
  }

  Ref<Instance> create(Runtime& rt) const {
    std::vector<Keyword> keywords;
    for (const Keyword& each : lookups)
      if (each.first->text.find("__") == std::string::npos) keywords.push_back(each);
    for (const Keyword& each : defaults) {
      std::erase_if(keywords,
                    [&](const Keyword& known) { return known.first->text == each.first->text; });
      keywords.push_back(each);
    }
    return make_and_save(rt, *queryset, keywords);
  }
};

Value result_of(Runtime& rt, const Ref<Instance>& instance, bool created) {
  return python::make_tuple(rt, {instance, Value::boolean(created)});
}

Value get_or_create(Runtime& rt, python::Arguments& arguments) {
  const OrCreate request(rt, arguments);
  if (const Ref<Instance> found = request.find(rt)) return result_of(rt, found, false);
  return result_of(rt, request.create(rt), true);
}

Value update_or_create(Runtime& rt, python::Arguments& arguments) {
  const OrCreate request(rt, arguments);
  const Ref<Instance> found = request.find(rt);
  if (!found) return result_of(rt, request.create(rt), true);
  for (const auto& [name, value] : request.defaults) python::set_attribute(rt, found, name, value);
  save_instance(*request.queryset->model->session, *found, {});
  return result_of(rt, found, false);
}

Value bulk_create(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0]);
  const auto [objects, batch_size, ignore_conflicts] = python::read<3>(
      rt, arguments.after(1), {"bulk_create", {"objs", "batch_size", "ignore_conflicts"}, 1});
  Model& model = *queryset->model;
  if (model.parent != nullptr)
    python::value_error(rt, "Can't bulk create a multi-table inherited model");
  if (ignore_conflicts && python::truth(rt, ignore_conflicts))
    python::raise(rt, "NotImplementedError",
                  "bulk_create(ignore_conflicts=True) is not supported: use get_or_create()");
  const std::vector<Value> list = python::to_vector(rt, objects);
  Savepoint savepoint(*model.session);
  for (const Value& each : list) {
    auto* instance = python::host<Instance>(each);
    if (instance == nullptr || instance->model.get() != &model)
      python::type_error(rt, "bulk_create() wants instances of {}", model.name);
    const Field& key = model.require_key();
    const bool had_key = !instance->value(key).is_none();
    SaveOptions options;
    options.force_insert = true;
    save_instance(*model.session, *instance, options);
    // Django's SQLite gives no keys back from here.
    if (!had_key) instance->values[key.index] = Value::none();
  }
  savepoint.commit();
  return python::make_list(rt, list);
}

Value bulk_update(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0]);
  const auto [objects, fields, batch_size] =
      python::read<3>(rt, arguments.after(1), {"bulk_update", {"objs", "fields", "batch_size"}, 2});
  Session& session = *queryset->model->session;
  SaveOptions options;
  options.update_fields.emplace();
  for (const Value& each : python::to_vector(rt, fields))
    options.update_fields->push_back(python::text_argument(rt, each, "the name of a field"));
  Savepoint savepoint(session);
  for (const Value& each : python::to_vector(rt, objects)) {
    auto* instance = python::host<Instance>(each);
    if (instance == nullptr)
      python::type_error(rt, "bulk_update() wants instances of {}", queryset->model->name);
    if (instance->key().is_none())
      python::value_error(rt, "All bulk_update() objects must have a primary key set.");
    save_instance(session, *instance, options);
  }
  savepoint.commit();
  return Value::none();
}

// ---- update() -----------------------------------------------------------------------------------

struct Assignment {
  const Field* field;
  Value value;
};

// UPDATE of the columns that one table of the model has, by the keys that the query gives.
std::uint64_t update_table(const Query& source, Model& table,
                           const std::vector<Assignment>& assignments) {
  Session& session = *source.model->session;
  Query query = source;
  query.values.reset();
  query.annotations = source.annotations;
  query.order_by.clear();
  query.only = {query.own_column(source.model->require_key())};
  SqlWriter writer(session);
  // Expressions are columns of the row itself: the table has no other name here.
  writer.add("UPDATE " + sqlite::quoted(table.table_name) + " SET ");
  Query row(table);
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    const auto& [field, value] = assignments[i];
    writer.add((i > 0 ? ", " : "") + sqlite::quoted(field->attname) + " = ");
    if (python::host<ExpressionObject>(value) != nullptr) {
      writer.write_in_row(resolve(row, value, nullptr, false));
    } else {
      auto parameter = std::make_shared<Expr>();
      parameter->kind = Expr::Kind::Parameter;
      parameter->parameter = storable(session, *field, value);
      writer.write(parameter);
    }
  }
  writer.add(" WHERE " + sqlite::quoted(table.require_key().attname) + " IN (");
  writer.select(selection_of(query));
  writer.add(")");
  const std::uint64_t rows = execute(session, writer.sql, writer.parameters);
  session.changes[table.table_name].updated += rows;
  return rows;
}

// The same rows, by their keys as they are now.
Query with_these_keys(const Query& source) {
  auto where = std::make_shared<Where>();
  where->kind = Where::Kind::In;
  Query result(*source.model);
  where->left = result.own_column(source.model->require_key());
  where->parameters = keys_of(source);
  result.add_where(where);
  return result;
}

Value update(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0])->clone();
  Model& model = *queryset->model;
  Session& session = *model.session;
  if (queryset->query.sliced())
    python::raise(rt, "AssertionError", "Cannot update a query once a slice has been taken.");
  std::map<Model*, std::vector<Assignment>> by_table;
  for (const auto& [name, value] : keywords_of(arguments)) {
    const Field* field = name->text == "pk" ? &model.require_key() : model.find_field(name->text);
    if (field == nullptr) {
      if (model.find_relation(name->text) != nullptr)
        fail(rt, session.errors.field_error,
             "Cannot update model field {} (only non-relations and foreign keys permitted).",
             name->text);
      fail(rt, session.errors.field_does_not_exist, "{} has no field named '{}'", model.name,
           name->text);
    }
    by_table[field->model].push_back({field, value});
  }
  if (queryset->query.nothing || by_table.empty()) return Value::small(0);
  Savepoint savepoint(session);
  std::uint64_t rows = 0;
  // What one table's update changes must not change which rows the next one finds.
  if (by_table.size() > 1) queryset->query = with_these_keys(queryset->query);
  for (Model* at = &model; at != nullptr; at = at->parent)
    if (const auto found = by_table.find(at); found != by_table.end())
      rows = std::max(rows, update_table(queryset->query, *at, found->second));
  savepoint.commit();
  return python::make_int(rt, static_cast<std::int64_t>(rows));
}

Value delete_queryset(Runtime& rt, python::Arguments& arguments) {
  const Ref<QuerySet> queryset = queryset_of(rt, arguments[0]);
  if (queryset->query.sliced())
    python::raise(rt, "AssertionError", "Cannot use 'limit' or 'offset' with delete.");
  if (queryset->query.distinct) python::type_error(rt, "Cannot call delete() after .distinct().");
  if (queryset->query.values)
    python::type_error(rt, "Cannot call delete() after .values() or .values_list()");
  return deleted_value(rt, delete_rows(queryset->query));
}

constexpr QuerySetMethod Methods[] = {
    {"create", create, 0, -1},
    {"get_or_create", get_or_create, 0, -1},
    {"update_or_create", update_or_create, 0, -1},
    {"bulk_create", bulk_create, 0, -1},
    {"bulk_update", bulk_update, 0, -1},
    {"update", update, 0, -1},
    {"delete", delete_queryset, 0, 0},
};

}  // namespace

std::span<const QuerySetMethod> writing_methods() { return Methods; }

}  // namespace undumpy::orm
