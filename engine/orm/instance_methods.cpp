// The methods of instances: save(), delete(), full_clean() and their kin.

#include "engine/orm/collector.h"
#include "engine/orm/save.h"
#include "engine/orm/validation.h"
#include "engine/python/iterator.h"

namespace undumpy::orm {

using python::Runtime;
using python::Value;

namespace {

Instance& instance_of(const python::Arguments& arguments) {
  return *python::host<Instance>(arguments[0]);
}

Session& session_of(const Instance& instance) { return *instance.model->session; }

std::vector<std::string> names_of(Runtime& rt, const Value& value) {
  std::vector<std::string> names;
  for (const Value& each : python::to_vector(rt, value))
    names.push_back(python::text_argument(rt, each, "the name of a field"));
  return names;
}

Value save(Runtime& rt, python::Arguments& arguments) {
  Instance& instance = instance_of(arguments);
  const auto [force_insert, force_update, update_fields, using_] =
      python::read<4>(rt, arguments.after(1),
                      {"save", {"force_insert", "force_update", "update_fields", "using"}, 0});
  SaveOptions options;
  options.force_insert = force_insert && python::truth(rt, force_insert);
  options.force_update = force_update && python::truth(rt, force_update);
  if (update_fields && !update_fields.is_none())
    options.update_fields = names_of(rt, update_fields);
  save_instance(session_of(instance), instance, options);
  return Value::none();
}

Value delete_instance(Runtime& rt, python::Arguments& arguments) {
  Instance& instance = instance_of(arguments);
  Session& session = session_of(instance);
  const auto [using_, keep_parents] =
      python::read<2>(rt, arguments.after(1), {"delete", {"using", "keep_parents"}, 0});
  session.require_database("delete()");
  if (keep_parents && python::truth(rt, keep_parents))
    python::type_error(rt, "delete(keep_parents=True) is not supported");
  Model& model = *instance.model;
  const Value key = instance.key();
  if (key.is_none())
    python::raise(rt, "AssertionError",
                  fmt::format("{} object can't be deleted because its {} attribute is set to None.",
                              model.name, model.require_key().attname));
  const Deleted deleted = delete_key(model, key);
  for (Model* at = &model; at != nullptr; at = at->parent)
    instance.values[at->require_key().index] = Value::none();
  return deleted_value(rt, deleted);
}

FieldNames excluded(Runtime& rt, const Value& exclude) {
  if (!exclude || exclude.is_none()) return {};
  const std::vector<std::string> names = names_of(rt, exclude);
  return {names.begin(), names.end()};
}

Value full_clean_method(Runtime& rt, python::Arguments& arguments) {
  Instance& instance = instance_of(arguments);
  const auto [exclude, unique] =
      python::read<2>(rt, arguments.after(1), {"full_clean", {"exclude", "validate_unique"}, 0});
  full_clean(session_of(instance), instance, excluded(rt, exclude));
  return Value::none();
}

Value clean_fields_method(Runtime& rt, python::Arguments& arguments) {
  Instance& instance = instance_of(arguments);
  const auto [exclude] = python::read<1>(rt, arguments.after(1), {"clean_fields", {"exclude"}, 0});
  clean_fields(session_of(instance), instance, excluded(rt, exclude));
  return Value::none();
}

Value validate_unique_method(Runtime& rt, python::Arguments& arguments) {
  Instance& instance = instance_of(arguments);
  const auto [exclude] =
      python::read<1>(rt, arguments.after(1), {"validate_unique", {"exclude"}, 0});
  validate_unique(session_of(instance), instance, excluded(rt, exclude));
  return Value::none();
}

Value clean(Runtime& rt, python::Arguments& arguments) {
  return static_cast<void>(rt), static_cast<void>(arguments), Value::none();
}

Value refresh(Runtime& rt, python::Arguments& arguments) {
  Instance& instance = instance_of(arguments);
  const auto [using_, fields] =
      python::read<2>(rt, arguments.after(1), {"refresh_from_db", {"using", "fields"}, 0});
  session_of(instance).require_database("refresh_from_db()");
  refresh_instance(session_of(instance), instance);
  return Value::none();
}

Value serializable_value(Runtime& rt, python::Arguments& arguments) {
  Instance& instance = instance_of(arguments);
  const std::string name = python::text_argument(rt, arguments[1], "the name of a field");
  if (const Field* field = instance.model->find_field(name)) return instance.value(*field);
  return python::get_attribute(rt, arguments[0], rt.intern(name));
}

// What _state tells: adding, db.
class State final : public python::Object {
 public:
  State(python::Class* its_class, bool is_adding)
      : Object(python::Kind::Host, its_class), adding(is_adding) {}
  Value find_attribute(Runtime& rt, python::Str* name) override {
    if (name->text == "adding") return Value::boolean(adding);
    if (name->text == "db") return adding ? Value::none() : python::make_text(rt, "default");
    return Object::find_attribute(rt, name);
  }
  const bool adding;
};

Value state(Runtime& rt, python::Arguments& arguments) {
  static_cast<void>(rt);
  const Instance& instance = instance_of(arguments);
  return Value(new State(session_of(instance).classes.state, instance.adding));
}

Value make_base_model(Runtime& rt, python::Class& cls, python::Arguments& arguments) {
  static_cast<void>(cls), static_cast<void>(arguments);
  python::type_error(rt, "models can not be defined here: they come from the database");
}

}  // namespace

void define_instances(Session& session) {
  Runtime& rt = session.rt;
  python::Class* base = rt.make_class("Model", "django.db.models.base", rt.types.object);
  session.classes.model_base = base;
  base->maker = make_base_model;
  base->sealed = true;
  rt.method(base, "save", save, 0, -1);
  rt.method(base, "save_base", save, 0, -1);
  rt.method(base, "delete", delete_instance, 0, -1);
  rt.method(base, "full_clean", full_clean_method, 0, -1);
  rt.method(base, "clean_fields", clean_fields_method, 0, -1);
  rt.method(base, "validate_unique", validate_unique_method, 0, -1);
  rt.method(base, "clean", clean, 0, 0);
  rt.method(base, "refresh_from_db", refresh, 0, -1);
  rt.method(base, "serializable_value", serializable_value, 1, 1);
  rt.getter(base, "_state", state);
  session.classes.state = rt.make_class("ModelState", "django.db.models.base", rt.types.object);
}

}  // namespace undumpy::orm
