#include "engine/orm/content_type.h"

#include "engine/orm/manager.h"
#include "engine/orm/model_instance.h"

namespace undumpy::orm {

using python::Runtime;
using python::Value;

namespace {

Model& content_types(Session& session) {
  Model* model = session.find_model("contenttypes.ContentType");
  if (model == nullptr || model->table == nullptr)
    python::runtime_error(session.rt, "this database has no table django_content_type");
  return *model;
}

// The row of a model, made when it is missing.
Value get_for_model(Runtime& rt, python::Arguments& arguments) {
  const auto [given, concrete] = python::read<2>(
      rt, arguments.after(1), {"get_for_model", {"model", "for_concrete_model"}, 1});
  const auto* model = python::host<Model>(given);
  if (const auto* instance = python::host<Instance>(given)) model = instance->model.get();
  if (model == nullptr)
    python::type_error(rt, "get_for_model() wants a model, not {}", python::type_name(rt, given));
  const Value manager = make_manager(content_types(*model->session));
  Value values[] = {python::make_text(rt, model->app_label),
                    python::make_text(rt, model->model_name)};
  python::Str* names[] = {rt.intern("app_label"), rt.intern("model")};
  python::Arguments keywords{values, 0, 2, names};
  const Value method = python::get_attribute(rt, manager, rt.intern("get_or_create"));
  return python::get_item(rt, python::call(rt, method, keywords), Value::small(0));
}

Value get_for_id(Runtime& rt, python::Arguments& arguments) {
  const auto* manager = python::host<Manager>(arguments[0]);
  Value values[] = {arguments[1]};
  python::Str* names[] = {rt.intern("pk")};
  python::Arguments keywords{values, 0, 1, names};
  const Value method = python::get_attribute(rt, make_manager(*manager->model), rt.intern("get"));
  return python::call(rt, method, keywords);
}

Value get_by_natural_key(Runtime& rt, python::Arguments& arguments) {
  const auto* manager = python::host<Manager>(arguments[0]);
  Value values[] = {arguments[1], arguments[2]};
  python::Str* names[] = {rt.intern("app_label"), rt.intern("model")};
  python::Arguments keywords{values, 0, 2, names};
  const Value method = python::get_attribute(rt, make_manager(*manager->model), rt.intern("get"));
  return python::call(rt, method, keywords);
}

Value clear_cache(Runtime& rt, python::Arguments& arguments) {
  return static_cast<void>(rt), static_cast<void>(arguments), Value::none();
}

}  // namespace

void define_content_types(Session& session) {
  Runtime& rt = session.rt;
  python::Class* cls = rt.make_class("ContentTypeManager", "django.contrib.contenttypes.models",
                                     session.classes.manager);
  session.classes.content_type_manager = cls;
  cls->sealed = true;
  rt.method(cls, "get_for_model", get_for_model, 0, -1);
  rt.method(cls, "get_for_id", get_for_id, 1, 1);
  rt.method(cls, "get_by_natural_key", get_by_natural_key, 2, 2);
  rt.method(cls, "clear_cache", clear_cache, 0, 0);
}

Value content_type_model(Session& session) { return session.resolve("contenttypes.ContentType"); }

}  // namespace undumpy::orm
