#include "engine/orm/validation_error.h"

#include "engine/python/iterator.h"
#include "engine/python/user_object.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

namespace {

ValidationError* error_of(const Value& value) { return python::host<ValidationError>(value); }

Ref<ValidationError> as_error(Runtime& rt, const Value& value, python::Class* type) {
  if (auto* error = error_of(value)) return Ref<ValidationError>(error);
  rt.check_stack();
  const Ref<ValidationError> made(new ValidationError(type, {value, Value::none(), Value::none()}));
  made->set(rt, value, Value::none(), Value::none());
  return made;
}

python::Class* base_class(const ValidationError& error) {
  for (python::Class* cls : error.cls->mro)
    if (!cls->of_program) return cls;
  return error.cls;
}

}  // namespace

void ValidationError::set(Runtime& rt, const Value& given, const Value& given_code,
                          const Value& given_params) {
  python::Class* type = base_class(*this);
  Value source = given;
  message = code = params = Value();
  error_list = {};
  error_dict = {};
  if (auto* other = error_of(given)) {
    form = other->form;
    message = other->message;
    code = other->code;
    params = other->params;
    error_list = other->error_list;
    error_dict = other->error_dict;
    return;
  }
  if (auto* fields = python::as<python::Dict>(source)) {
    form = Form::Fields;
    error_dict = python::new_dict(rt);
    std::size_t i = 0;
    while (const auto* entry = fields->table.next(i)) {
      const Value field = entry->key;
      const Ref<ValidationError> error = as_error(rt, entry->value, type);
      error_dict->table.set(rt, field, python::make_list(rt, error->errors()));
    }
    return;
  }
  if (const auto* list = python::as<python::List>(source)) {
    form = Form::List;
    std::vector<Value> all;
    const std::vector<Value> items = list->items;
    for (const Value& item : items)
      for (const Value& error : as_error(rt, item, type)->errors()) all.push_back(error);
    error_list = Ref<python::List>(python::as<python::List>(python::make_list(rt, all)));
    return;
  }
  form = Form::Message;
  message = given;
  code = given_code;
  params = given_params;
}

std::vector<Value> ValidationError::errors() {
  if (form == Form::Message) return {Value(this)};
  if (form == Form::List) return error_list->items;
  std::vector<Value> all;
  std::size_t i = 0;
  while (const auto* entry = error_dict->table.next(i))
    if (const auto* list = python::as<python::List>(entry->value))
      all.insert(all.end(), list->items.begin(), list->items.end());
  return all;
}

std::vector<Value> ValidationError::messages(Runtime& rt) {
  std::vector<Value> texts;
  for (const Value& each : errors()) {
    auto* error = error_of(each);
    if (error == nullptr) continue;
    Value text = error->message;
    if (error->params && python::truth(rt, error->params))
      text = python::binary(rt, python::BinaryOperator::Modulo, text, error->params);
    texts.push_back(python::make_text(rt, python::str(rt, text)));
  }
  return texts;
}

Ref<python::Dict> ValidationError::message_dict(Runtime& rt) {
  Ref<python::Dict> texts = python::new_dict(rt);
  std::size_t i = 0;
  while (const auto* entry = error_dict->table.next(i)) {
    const Value field = entry->key;
    const Ref<ValidationError> error = as_error(rt, entry->value, base_class(*this));
    texts->table.set(rt, field, python::make_list(rt, error->messages(rt)));
  }
  return texts;
}

std::string ValidationError::str(Runtime& rt) {
  if (form == Form::Fields) return python::repr(rt, message_dict(rt));
  return python::repr(rt, python::make_list(rt, messages(rt)));
}

std::string ValidationError::repr(Runtime& rt) {
  return "ValidationError(" + python::str(rt, Value(this)) + ")";
}

std::size_t ValidationError::hash(Runtime& rt) {
  std::size_t result = 17;
  for (const Value& text : messages(rt)) result ^= python::hash(rt, text);
  return result;
}

Value ValidationError::compare(Runtime& rt, python::CompareOperator op, const Value& other) {
  auto* error = error_of(other);
  if (error == nullptr ||
      (op != python::CompareOperator::Equal && op != python::CompareOperator::NotEqual))
    return Value::not_implemented();
  const bool same =
      error == this ||
      (form == error->form && str(rt) == error->str(rt) &&
       (form != Form::Message ||
        python::equal(rt, code ? code : Value::none(), error->code ? error->code : Value::none())));
  return Value::boolean(same == (op == python::CompareOperator::Equal));
}

Ref<python::Iterator> ValidationError::iterate(Runtime& rt) {
  if (form != Form::Fields) return python::iterate(rt, python::make_list(rt, messages(rt)));
  return python::iterate(rt, python::call_method(rt, message_dict(rt), "items", {}));
}

Value ValidationError::find_attribute(Runtime& rt, python::Str* name) {
  const std::string& text = name->text;
  const auto shown = [](const Value& value) { return value ? value : Value::none(); };
  if (text == "messages") return python::make_list(rt, messages(rt));
  if (form == Form::Fields) {
    if (text == "error_dict") return error_dict;
    if (text == "message_dict") return message_dict(rt);
  } else if (text == "error_list") {
    return form == Form::List ? Value(error_list) : python::make_list(rt, errors());
  } else if (text == "message_dict") {
    python::attribute_error(rt, "'{}' object has no attribute 'error_dict'", cls->name);
  }
  if (form == Form::Message) {
    if (text == "message") return message;
    if (text == "code") return shown(code);
    if (text == "params") return shown(params);
  } else if (text == "message") {
    return {};
  }
  return Exception::find_attribute(rt, name);
}

void ValidationError::clear() {
  message = code = params = Value();
  error_list = {};
  error_dict = {};
  Exception::clear();
}

namespace {

Value validation_error_init(Runtime& rt, python::Arguments& arguments) {
  auto* error = error_of(arguments[0]);
  const auto [message, code, params] = python::read<3>(
      rt, arguments.after(1), {"ValidationError", {"message", "code", "params"}, 1});
  const auto shown = [](const Value& value) { return value ? value : Value::none(); };
  error->args = python::make_tuple(rt, {message, shown(code), shown(params)});
  error->set(rt, message, shown(code), shown(params));
  return Value::none();
}

Value make_error(Runtime& rt, python::Class& cls, python::Arguments& arguments) {
  const Ref<ValidationError> error = python::allocate<ValidationError>(cls, std::vector<Value>());
  if (cls.of_program) return error;
  return python::call_with_self(rt, cls.lookup(rt.intern("__init__")), error, arguments), error;
}

Value update_error_dict(Runtime& rt, python::Arguments& arguments) {
  auto* error = error_of(arguments[0]);
  auto* dict = python::as<python::Dict>(arguments[1]);
  if (dict == nullptr) python::type_error(rt, "update_error_dict() wants a dict");
  const auto extend = [&](const Value& field, const std::vector<Value>& errors) {
    Value list = dict->get(rt, field);
    if (!list) {
      list = python::make_list(rt, {});
      dict->table.set(rt, field, list);
    }
    for (const Value& each : errors) python::as<python::List>(list)->append(each);
  };
  if (error->form == ValidationError::Form::Fields) {
    std::size_t i = 0;
    while (const auto* entry = error->error_dict->table.next(i)) {
      const Value field = entry->key;
      extend(field, python::as<python::List>(entry->value)->items);
    }
  } else {
    extend(python::make_text(rt, "__all__"), error->errors());
  }
  return arguments[1];
}

}  // namespace

python::Class* define_validation_error(Runtime& rt) {
  python::Class* cls =
      rt.make_class("ValidationError", "django.core.exceptions", rt.types.exception);
  cls->maker = make_error;
  cls->layout = cls;
  rt.method(cls, "__init__", validation_error_init, 0, -1);
  rt.method(cls, "update_error_dict", update_error_dict, 1, 1);
  return cls;
}

Ref<ValidationError> make_validation_error(Runtime& rt, python::Class* type,
                                           const std::string& message, const std::string& code,
                                           const Parameters& parameters) {
  Value params = Value::none();
  if (!parameters.empty()) {
    const Ref<python::Dict> dict = python::new_dict(rt);
    for (const auto& [name, value] : parameters) dict->set(*rt.intern(name), value);
    params = dict;
  }
  const Value text = python::make_text(rt, message);
  const Value its_code = python::make_text(rt, code);
  const Ref<ValidationError> error(new ValidationError(type, {text, its_code, params}));
  error->set(rt, text, its_code, params);
  return error;
}

}  // namespace undumpy::orm
