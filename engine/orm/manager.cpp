#include "engine/orm/manager.h"

#include "engine/orm/expression_object.h"
#include "engine/orm/model_instance.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

Manager::Manager(python::Class* its_class, Model& its_model, Ref<Instance> owner,
                 const Relation* its_relation)
    : TrackedObject(python::Kind::Host, its_class),
      model(&its_model),
      instance(std::move(owner)),
      relation(its_relation) {}

Manager::~Manager() = default;

Ref<QuerySet> Manager::queryset() const {
  Ref<QuerySet> result = new_queryset(*model);
  if (!instance) return result;
  Session& session = *model->session;
  const Value key = instance->value(model->target_field_of(*relation->field));
  if (key.is_none()) {
    result->query.nothing = true;
  } else {
    python::Str* name = session.rt.intern(relation->field->attname);
    Value values[] = {key};
    python::Str* names[] = {name};
    result->query.add_condition(make_q(session, {values, 0, 1, names}, false));
  }
  result->defaults.emplace_back(relation->field, instance);
  return result;
}

std::string Manager::str(Runtime& rt) { return instance ? repr(rt) : model->label() + ".objects"; }

Value Manager::find_attribute(Runtime& rt, python::Str* name) {
  if (name->text == "model") return model;
  if (instance && name->text == "instance") return instance;
  return Object::find_attribute(rt, name);
}

void Manager::clear() { instance = {}; }

Value make_manager(Model& model) {
  const auto& classes = model.session->classes;
  python::Class* cls = model.full_name == "contenttypes.ContentType" ? classes.content_type_manager
                                                                     : classes.manager;
  return Value(new Manager(cls, model, {}, nullptr));
}

Value make_related_manager(Instance& instance, const Relation& relation) {
  return Value(new Manager(instance.model->session->classes.manager, *relation.source,
                           Ref<Instance>(&instance), &relation));
}

Ref<QuerySet> queryset_of(Runtime& rt, const Value& self) {
  if (const auto* manager = python::host<Manager>(self)) return manager->queryset();
  if (auto* queryset = python::host<QuerySet>(self)) return Ref<QuerySet>(queryset);
  python::type_error(rt, "{} is no queryset", python::type_name(rt, self));
}

}  // namespace undumpy::orm
