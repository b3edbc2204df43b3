#include "engine/orm/django_modules.h"

#include <algorithm>
#include <array>

#include "engine/orm/content_type.h"
#include "engine/orm/expression_object.h"
#include "engine/orm/session_object.h"
#include "engine/orm/transaction.h"

namespace undumpy::orm {

using python::Module;
using python::Ref;
using python::Runtime;
using python::Value;

namespace {

Value exceptions_module(Session& session, const Value& state) {
  static_cast<void>(state);
  Runtime& rt = session.rt;
  const Errors& e = session.errors;
  const Ref<Module> module(new Module(rt, "django.core.exceptions"));
  for (python::Class* cls :
       {e.field_error, e.field_does_not_exist, e.object_does_not_exist, e.multiple_objects_returned,
        e.improperly_configured, e.permission_denied, e.validation_error, e.suspicious_operation})
    module->add(rt, cls->name, Value(cls));
  module->add(rt, "NON_FIELD_ERRORS", python::make_text(rt, "__all__"));
  return module;
}

void add_database_errors(Session& session, Module& module) {
  const Errors& e = session.errors;
  for (python::Class* cls :
       {e.error, e.interface_error, e.database_error, e.data_error, e.operational_error,
        e.integrity_error, e.internal_error, e.programming_error, e.not_supported_error})
    module.add(session.rt, cls->name, Value(cls));
}

Value utils_module(Session& session, const Value& state) {
  static_cast<void>(state);
  const Ref<Module> module(new Module(session.rt, "django.db.utils"));
  add_database_errors(session, *module);
  return module;
}

class NoConnection final : public python::Object {
 public:
  explicit NoConnection(python::Class* its_class) : Object(python::Kind::Host, its_class) {}
  Value find_attribute(Runtime& rt, python::Str* name) override {
    if (name->text.starts_with("__")) return Object::find_attribute(rt, name);
    python::raise(rt, "NotImplementedError",
                  "django.db.connection is not handed out; use the models' objects");
  }
};

Value db_module(Session& session, const Value& state) {
  static_cast<void>(state);
  Runtime& rt = session.rt;
  const Ref<Module> module(new Module(rt, "django.db"));
  add_database_errors(session, *module);
  module->add(rt, "models", rt.import_module("django.db.models"));
  module->add(rt, "transaction", rt.import_module("django.db.transaction"));
  module->add(rt, "utils", rt.import_module("django.db.utils"));
  module->add(rt, "connection", Value(new NoConnection(rt.types.object)));
  return module;
}

Value models_module(Session& session, const Value& state) {
  static_cast<void>(state);
  Runtime& rt = session.rt;
  const Errors& e = session.errors;
  const Ref<Module> module(new Module(rt, "django.db.models"));
  add_expressions(session, *module);
  module->add(rt, "Model", Value(session.classes.model_base));
  module->add(rt, "QuerySet", Value(session.classes.queryset));
  module->add(rt, "Manager", Value(session.classes.manager));
  module->add(rt, "ObjectDoesNotExist", Value(e.object_does_not_exist));
  module->add(rt, "ProtectedError", Value(e.protected_error));
  module->add(rt, "RestrictedError", Value(e.restricted_error));
  for (const char* name :
       {"CASCADE", "PROTECT", "RESTRICT", "SET_NULL", "SET_DEFAULT", "DO_NOTHING"})
    module->add(rt, name, python::make_text(rt, name));
  module->add(rt, "functions", rt.import_module("django.db.models.functions"));
  return module;
}

Value functions_module(Session& session, const Value& state) {
  static_cast<void>(state);
  const Ref<Module> module(new Module(session.rt, "django.db.models.functions"));
  add_functions(session, *module);
  return module;
}

// get_model('contacts.Partner'), get_model('contacts', 'Partner')
Value get_model(Runtime& rt, python::Arguments& arguments) {
  const auto [app_label, model_name] =
      python::read<2>(rt, arguments.after(1), {"get_model", {"app_label", "model_name"}, 1});
  std::string name = python::text_argument(rt, app_label, "app_label");
  if (model_name && !model_name.is_none())
    name += "." + python::text_argument(rt, model_name, "model_name");
  Model* model = session_of(arguments).find_model(name);
  if (model == nullptr) python::raise(rt, "LookupError", fmt::format("No model '{}'.", name));
  return Value(model);
}

Value apps_module(Session& session, const Value& state) {
  Runtime& rt = session.rt;
  const Ref<Module> module(new Module(rt, "django.apps"));
  const Ref<Module> apps(new Module(rt, "django.apps.apps"));
  apps->add(rt, "get_model", bound(session, state, "get_model", get_model));
  module->add(rt, "apps", apps);
  return module;
}

Value content_types_module(Session& session, const Value& state) {
  static_cast<void>(state);
  Runtime& rt = session.rt;
  const Ref<Module> module(new Module(rt, "django.contrib.contenttypes.models"));
  module->add(rt, "ContentType", content_type_model(session));
  return module;
}

using Maker = Value (*)(Session&, const Value&);
constexpr std::array<std::pair<std::string_view, Maker>, 8> Modules = {{
    {"django.core.exceptions", exceptions_module},
    {"django.db", db_module},
    {"django.db.utils", utils_module},
    {"django.db.models", models_module},
    {"django.db.models.functions", functions_module},
    {"django.db.transaction", make_transaction_module},
    {"django.apps", apps_module},
    {"django.contrib.contenttypes.models", content_types_module},
}};

}  // namespace

bool is_django_module(std::string_view name) {
  return std::ranges::any_of(Modules, [&](const auto& entry) { return entry.first == name; });
}

Value make_django_module(Session& session, const Value& state, const std::string& name) {
  for (const auto& [known, maker] : Modules)
    if (known == name) return maker(session, state);
  return {};
}

}  // namespace undumpy::orm
