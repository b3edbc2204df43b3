#include "engine/orm/validation.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/orm/conversion.h"
#include "engine/orm/expression_object.h"
#include "engine/orm/queryset.h"
#include "engine/orm/validation_error.h"
#include "engine/python/decimal.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

namespace {

// Errors by field, in the order in which they were found.
class ErrorDict {
 public:
  explicit ErrorDict(Session& session) : session_(session), dict_(python::new_dict(session.rt)) {}

  void add(const std::string& field, const Value& error) {
    Runtime& rt = session_.rt;
    const Value key = python::make_text(rt, field);
    Value list = dict_->get(rt, key);
    if (!list) {
      list = python::make_list(rt, {});
      dict_->table.set(rt, key, list);
    }
    python::as<python::List>(list)->append(error);
  }
  // What `work` raises, under the field's name. False when it raised.
  template <typename Work>
  bool collect(const std::string& field, Work work) {
    Ref<python::Exception> raised;
    try {
      work();
    } catch (const python::Raised& each) {
      if (!each.exception->cls->derives_from(*session_.errors.validation_error)) throw;
      raised = each.exception;
    }
    if (!raised) return true;
    auto* error = python::host<ValidationError>(raised);
    if (error->form == ValidationError::Form::Fields) {
      std::size_t i = 0;
      while (const auto* entry = error->error_dict->table.next(i)) {
        const std::string name = python::str(session_.rt, entry->key);
        for (const Value& each : python::as<python::List>(entry->value)->items) add(name, each);
      }
    } else {
      for (const Value& each : error->errors()) add(field, each);
    }
    return false;
  }
  void raise_if_any() {
    if (dict_->table.size() == 0) return;
    const Ref<ValidationError> error(new ValidationError(session_.errors.validation_error,
                                                         {dict_, Value::none(), Value::none()}));
    error->set(session_.rt, dict_, Value::none(), Value::none());
    raise_error(error);
  }
  [[nodiscard]] FieldNames names() const {
    FieldNames result;
    std::size_t i = 0;
    while (const auto* entry = dict_->table.next(i))
      result.insert(python::str(session_.rt, entry->key));
    return result;
  }

 private:
  Session& session_;
  Ref<python::Dict> dict_;
};

[[noreturn]] void invalid(Session& session, const std::string& message, const char* code,
                          const Parameters& parameters = {}) {
  raise_error(make_validation_error(session.rt, session.errors.validation_error, message, code,
                                    parameters));
}

Parameters limit_parameters(Session& session, std::int64_t limit, std::int64_t shown,
                            const Value& value) {
  return {{"limit_value", python::make_int(session.rt, limit)},
          {"show_value", python::make_int(session.rt, shown)},
          {"value", value}};
}

void check_length(Session& session, const Field& field, const Value& value) {
  const auto* text = python::as<python::Str>(value);
  if (text == nullptr || !field.column->length) return;
  const int most = *field.column->length;
  if (text->size() <= static_cast<std::size_t>(most)) return;
  invalid(session,
          fmt::format("Ensure this value has at most %(limit_value)d character{} (it has "
                      "%(show_value)d).",
                      most == 1 ? "" : "s"),
          "max_length",
          limit_parameters(session, most, static_cast<std::int64_t>(text->size()), value));
}

void check_digits(Session& session, const Field& field, const Value& value) {
  const auto digits = field.digits();
  const auto* decimal = python::as<python::Decimal>(value);
  if (!digits || decimal == nullptr) return;
  const python::DecimalNumber& number = decimal->number;
  if (!number.finite())
    invalid(session, "“%(value)s” value must be a decimal number.", "invalid", {{"value", value}});
  const std::int64_t all = python::digits_of(number);
  std::int64_t total = all;
  std::int64_t places = 0;
  if (number.exponent >= 0) {
    if (number.coefficient != 0) total += number.exponent;
  } else {
    places = -number.exponent;
    total = std::max(all, places);
  }
  const auto fail_with = [&](const char* message, const char* plural, int most, const char* code) {
    invalid(session, most == 1 ? message : plural, code,
            {{"max", python::make_int(session.rt, most)}, {"value", value}});
  };
  const int whole = digits.total - digits.places;
  if (total > digits.total)
    fail_with("Ensure that there are no more than %(max)s digit in total.",
              "Ensure that there are no more than %(max)s digits in total.", digits.total,
              "max_digits");
  if (places > digits.places)
    fail_with("Ensure that there are no more than %(max)s decimal place.",
              "Ensure that there are no more than %(max)s decimal places.", digits.places,
              "max_decimal_places");
  if (total - places > whole)
    fail_with("Ensure that there are no more than %(max)s digit before the decimal point.",
              "Ensure that there are no more than %(max)s digits before the decimal point.", whole,
              "max_whole_digits");
}

void check_reference(Session& session, const Field& field, const Value& value) {
  Model& target = field.model->target_of(field);
  const Field& target_field = field.model->target_field_of(field);
  if (get_instance(target, target_field, value)) return;
  const std::string name = target_field.name;
  invalid(session, "%(model)s instance with %(field)s %(value)r does not exist.", "invalid",
          {{"model", python::make_text(session.rt, target.verbose_name())},
           {"pk", value},
           {"field", python::make_text(session.rt, name)},
           {"value", value}});
}

// None, '', [], () and {}: nothing was given.
bool is_empty(Runtime& rt, const Value& value) {
  if (value.is_none()) return true;
  const bool container =
      python::as<python::Str>(value) != nullptr || python::as<python::List>(value) != nullptr ||
      python::as<python::Tuple>(value) != nullptr || python::as<python::Dict>(value) != nullptr;
  return container && !python::truth(rt, value);
}

// Whether a row that a foreign key refers to has to exist already.
enum class References : std::uint8_t { Checked, Later };

void clean_field(Session& session, Instance& instance, const Field& field, References references) {
  const Value raw = instance.value(field);
  if (field.nullable() && is_empty(session.rt, raw)) return;
  if (raw.is_none()) {
    if (field.kind() == ColumnKind::Boolean)
      invalid(session, "“%(value)s” value must be either True or False.", "invalid",
              {{"value", raw}});
    if (field.auto_key || field.parent_link) return;
    if (session.options.none_is_empty_text && field.takes_empty_text()) return;
    invalid(session, "This field cannot be null.", "null");
  }
  const Value value = to_python(session, field, raw);
  if (field.is_reference()) {
    if (!field.parent_link && references == References::Checked)
      check_reference(session, field, value);
  } else {
    check_length(session, field, value);
    check_digits(session, field, value);
  }
  instance.values[field.index] = value;
}

// Fields of one table that must be unique together.
struct UniqueSet {
  Model* model;
  std::vector<const Field*> fields;
};

std::vector<UniqueSet> unique_sets(Model& model) {
  std::vector<UniqueSet> together;
  std::vector<UniqueSet> alone;
  for (Model* at = &model; at != nullptr; at = at->parent) {
    for (const auto& set : at->table->unique_sets) {
      if (set.size() < 2) continue;
      UniqueSet unique{at, {}};
      for (const std::string& column : set)
        for (const auto& field : at->own)
          if (field->attname == column) unique.fields.push_back(field.get());
      if (unique.fields.size() == set.size()) together.push_back(std::move(unique));
    }
    for (const auto& field : at->own)
      if (field->unique) alone.push_back({at, {field.get()}});
  }
  together.insert(together.end(), alone.begin(), alone.end());
  return together;
}

bool is_taken(Session& session, Instance& instance, const UniqueSet& unique) {
  Query query(*unique.model);
  for (const Field* field : unique.fields) {
    const Value value = instance.value(*field);
    // NULL is like no other; a key that is known is the row's own.
    if (value.is_none() || (field->primary_key && !instance.adding)) return false;
    Value values[] = {value};
    python::Str* names[] = {session.rt.intern(field->attname)};
    query.add_condition(make_q(session, {values, 0, 1, names}, false));
  }
  const Value key = instance.value(unique.model->require_key());
  if (!instance.adding && !key.is_none()) {
    Value values[] = {key};
    python::Str* names[] = {session.rt.intern("pk")};
    query.add_condition(make_q(session, {values, 0, 1, names}, true));
  }
  return has_rows(query);
}

Value unique_error(Session& session, const UniqueSet& unique) {
  Runtime& rt = session.rt;
  const Value model = python::make_text(rt, capitalized(unique.model->verbose_name()));
  if (unique.fields.size() == 1) {
    const Value label = python::make_text(rt, capitalized(unique.fields[0]->label()));
    return make_validation_error(rt, session.errors.validation_error,
                                 "%(model_name)s with this %(field_label)s already exists.",
                                 "unique", {{"model_name", model}, {"field_label", label}});
  }
  std::string labels;
  for (std::size_t i = 0; i < unique.fields.size(); ++i)
    labels += (i == 0                          ? ""
               : i + 1 == unique.fields.size() ? " and "
                                               : ", ") +
              capitalized(unique.fields[i]->label());
  return make_validation_error(
      rt, session.errors.validation_error,
      "%(model_name)s with this %(field_labels)s already exists.", "unique_together",
      {{"model_name", model}, {"field_labels", python::make_text(rt, labels)}});
}

}  // namespace

void clean_fields(Session& session, Instance& instance, const FieldNames& exclude) {
  ErrorDict errors(session);
  for (const Field* field : instance.model->fields) {
    if (exclude.contains(field->name)) continue;
    errors.collect(field->name,
                   [&] { clean_field(session, instance, *field, References::Checked); });
  }
  errors.raise_if_any();
}

void clean_own_fields(const Value& object) {
  auto& instance = *python::host<Instance>(object);
  Session& session = *instance.model->session;
  ErrorDict errors(session);
  for (const auto& field : instance.model->own)
    errors.collect(field->name, [&] { clean_field(session, instance, *field, References::Later); });
  errors.raise_if_any();
}

void validate_unique(Session& session, Instance& instance, const FieldNames& exclude) {
  if (instance.model->table == nullptr) return;
  ErrorDict errors(session);
  for (const UniqueSet& unique : unique_sets(*instance.model)) {
    if (std::ranges::any_of(unique.fields,
                            [&](const Field* field) { return exclude.contains(field->name); }))
      continue;
    if (!is_taken(session, instance, unique)) continue;
    errors.add(unique.fields.size() == 1 ? unique.fields[0]->name : NonField,
               unique_error(session, unique));
  }
  errors.raise_if_any();
}

void full_clean(Session& session, Instance& instance, FieldNames exclude) {
  if (instance.mti_child) return;
  session.require_database("full_clean()");
  ErrorDict errors(session);
  errors.collect(NonField, [&] { clean_fields(session, instance, exclude); });
  errors.collect(NonField, [&] { python::call_method(session.rt, Value(&instance), "clean", {}); });
  for (const std::string& name : errors.names())
    if (name != NonField) exclude.insert(name);
  errors.collect(NonField, [&] { validate_unique(session, instance, exclude); });
  errors.raise_if_any();
}

}  // namespace undumpy::orm
