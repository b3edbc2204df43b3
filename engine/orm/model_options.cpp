#include "engine/orm/model_options.h"

#include "engine/orm/session.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

namespace {

class FieldObject final : public python::Object {
 public:
  FieldObject(python::Class* its_class, const Field& its_field)
      : Object(python::Kind::Host, its_class), field_(its_field), keep_(its_field.model) {}

  std::string repr(Runtime& rt) override {
    return static_cast<void>(rt), fmt::format("<{}: {}>", type(), field_.name);
  }
  std::string str(Runtime& rt) override {
    return static_cast<void>(rt), keep_->label() + "." + field_.name;
  }
  std::size_t hash(Runtime& rt) override {
    return static_cast<void>(rt), std::hash<std::string>()(field_.name);
  }
  Value compare(Runtime& rt, python::CompareOperator op, const Value& other) override {
    const auto* object = python::host<FieldObject>(other);
    if (object == nullptr || op != python::CompareOperator::Equal)
      return Object::compare(rt, op, other);
    return Value::boolean(&object->field_ == &field_);
  }
  Value find_attribute(Runtime& rt, python::Str* name) override {
    const std::string& text = name->text;
    if (text == "name") return python::make_text(rt, field_.name);
    if (text == "attname" || text == "column") return python::make_text(rt, field_.attname);
    if (text == "verbose_name") return python::make_text(rt, field_.label());
    if (text == "primary_key") return Value::boolean(field_.primary_key);
    if (text == "unique") return Value::boolean(field_.unique);
    if (text == "null") return Value::boolean(field_.nullable());
    if (text == "blank") return Value::boolean(field_.nullable() || field_.takes_empty_text());
    if (text == "is_relation") return Value::boolean(field_.is_reference());
    if (text == "model") return keep_;
    if (text == "related_model")
      return field_.is_reference() ? Value(&keep_->target_of(field_)) : Value::none();
    if (text == "max_length")
      return field_.column->length && !field_.is_reference() ? Value::small(*field_.column->length)
                                                             : Value::none();
    return Object::find_attribute(rt, name);
  }
  [[nodiscard]] std::string type() const {
    return "django.db.models.fields." + std::string(field_.is_reference() ? "related." : "") +
           std::string(field_.class_name());
  }
  [[nodiscard]] const Field& field() const { return field_; }

 private:
  const Field& field_;
  const Ref<Model> keep_;
};

class OptionsObject final : public python::Object {
 public:
  OptionsObject(python::Class* its_class, Model& its_model)
      : Object(python::Kind::Host, its_class), model(&its_model) {}

  std::string repr(Runtime& rt) override {
    return static_cast<void>(rt), fmt::format("<Options for {}>", model->name);
  }
  Value find_attribute(Runtime& rt, python::Str* name) override {
    const std::string& text = name->text;
    if (text == "app_label") return python::make_text(rt, model->app_label);
    if (text == "model_name") return python::make_text(rt, model->model_name);
    if (text == "object_name") return python::make_text(rt, model->name);
    if (text == "db_table") return python::make_text(rt, model->table_name);
    if (text == "label") return python::make_text(rt, model->label());
    if (text == "label_lower") return python::make_text(rt, model->label_lower());
    if (text == "verbose_name") return python::make_text(rt, model->verbose_name());
    if (text == "verbose_name_plural") return python::make_text(rt, model->verbose_name() + "s");
    if (text == "model" || text == "concrete_model") return model;
    if (text == "abstract" || text == "proxy") return Value::boolean(false);
    if (text == "pk") return field_object(rt, model->require_key());
    if (text == "fields" || text == "concrete_fields") return list(rt, false);
    if (text == "local_fields" || text == "local_concrete_fields") return list(rt, true);
    return Object::find_attribute(rt, name);
  }
  Value field_object(Runtime& rt, const Field& field) const {
    return static_cast<void>(rt), Value(new FieldObject(model->session->classes.field, field));
  }

  const Ref<Model> model;

 private:
  Value list(Runtime& rt, bool own) const {
    std::vector<Value> fields;
    for (const Field* field : model->fields)
      if (!own || field->model == model.get()) fields.push_back(field_object(rt, *field));
    return python::make_tuple(rt, std::move(fields));
  }
};

Value get_field(Runtime& rt, python::Arguments& arguments) {
  const auto* options = python::host<OptionsObject>(arguments[0]);
  Model& model = *options->model;
  const std::string name = python::text_argument(rt, arguments[1], "the name of a field");
  const Field* field = model.find_field(name);
  if (field == nullptr)
    fail(rt, model.session->errors.field_does_not_exist, "{} has no field named '{}'", model.name,
         name);
  return options->field_object(rt, *field);
}

Value get_internal_type(Runtime& rt, python::Arguments& arguments) {
  return python::make_text(
      rt, std::string(python::host<FieldObject>(arguments[0])->field().class_name()));
}

}  // namespace

Value make_options(Model& model) {
  return Value(new OptionsObject(model.session->classes.options, model));
}

void define_options(Session& session) {
  Runtime& rt = session.rt;
  session.classes.options = rt.make_class("Options", "django.db.models.options", rt.types.object);
  session.classes.field = rt.make_class("Field", "django.db.models.fields", rt.types.object);
  for (python::Class* cls : {session.classes.options, session.classes.field}) {
    cls->maker = nullptr;
    cls->sealed = true;
  }
  rt.method(session.classes.options, "get_field", get_field, 1, 1);
  rt.method(session.classes.field, "get_internal_type", get_internal_type, 0, 0);
}

}  // namespace undumpy::orm
