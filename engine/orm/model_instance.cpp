#include "engine/orm/model_instance.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/orm/manager.h"
#include "engine/orm/queryset.h"
#include "engine/orm/session.h"
#include "engine/orm/unresolved.h"
#include "engine/orm/validation_error.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Str;
using python::Value;

Instance::Instance(Model& its_model)
    : TrackedObject(python::Kind::Host, &its_model),
      model(&its_model),
      charge_(its_model.fields.size() * sizeof(Value)) {
  values.resize(its_model.fields.size());
}

Value Instance::value(const Field& field) const {
  const Value& stored = values[field.index];
  if (stored) return stored;
  if (!field.nullable() && field.takes_empty_text())
    return python::make_text(model->session->rt, "");
  return Value::none();
}

void Instance::set_value(const Field& field, Value value) {
  Value& stored = values[field.index];
  if (stored.absent()) given.push_back(field.index);
  if (!cache.empty() && !stored.same(value)) forget(&field);
  stored = std::move(value);
}

Value Instance::key() const {
  if (const Field* field = model->key()) return value(*field);
  if (model->table != nullptr || extra.empty()) return Value::none();
  if (mti_child) return extra[0].second;
  const Value id = loose(model->session->rt.intern("id"));
  return id ? id : Value::none();
}

void Instance::set_key(const Value& value) {
  if (const Field* field = model->key())
    set_value(*field, value);
  else
    set_loose(model->session->rt.intern("id"), value);
}

void Instance::set_related(const Field& field, const Value& value) {
  Runtime& rt = model->session->rt;
  Model& target = model->target_of(field);
  auto* other = python::host<Instance>(value);
  if (!value.is_none() && (other == nullptr || !other->model->inherits(target))) {
    // A column that is called as its field takes raw values too.
    if (field.name == field.attname && other == nullptr) return set_value(field, value);
    python::value_error(rt, "Cannot assign \"{}\": \"{}.{}\" must be a \"{}\" instance.",
                        python::repr(rt, value), model->name, field.name, target.name);
  }
  const Field& target_field = model->target_field_of(field);
  set_value(field, other != nullptr ? other->value(target_field) : Value::none());
  if (field.parent_link && field.primary_key) {
    const Field& inherited = target.require_key();
    set_value(inherited, other != nullptr ? other->key() : Value::none());
  }
  remember(&field, value);
}

Value Instance::related(const Field& field) {
  if (Value known = cached(&field)) return known;
  Runtime& rt = model->session->rt;
  const Value key = value(field);
  if (key.is_none()) {
    if (field.nullable()) return key;
    fail(rt, related_missing_class(*model->session, model->target_of(field)), "{} has no {}.",
         model->name, field.name);
  }
  Model& target = model->target_of(field);
  const Ref<Instance> found = get_instance(target, model->target_field_of(field), key);
  if (!found) fail(rt, target.does_not_exist, "{} matching query does not exist.", target.name);
  remember(&field, found);
  return found;
}

Value Instance::reverse_one(const Relation& relation) {
  if (Value known = cached(&relation)) return known;
  const Field& target_field = relation.source->target_field_of(*relation.field);
  const Value key = value(target_field);
  Ref<Instance> found;
  if (!key.is_none()) found = get_instance(*relation.source, *relation.field, key);
  if (!found) {
    Runtime& rt = model->session->rt;
    fail(rt, related_missing_class(*model->session, *relation.source), "{} has no {}.",
         target_field.model->name, relation.accessor);
  }
  remember(&relation, found);
  found->remember(relation.field, Value(this));
  return found;
}

bool Instance::set_member(Str* name, const Value& value) {
  const Member* member = model->find_member(name);
  if (member == nullptr) return false;
  switch (member->kind) {
    case Member::Kind::Value:
      set_value(*model->fields[member->index], value);
      return true;
    case Member::Kind::Related:
      set_related(*model->fields[member->index], value);
      return true;
    case Member::Kind::Key:
      set_key(value);
      return true;
    default:
      return false;
  }
}

void Instance::set_loose(Str* name, const Value& value) {
  for (auto& [known, stored] : extra) {
    if (known != name) continue;
    stored = value;
    return;
  }
  given.push_back(LooseBase + static_cast<std::uint32_t>(extra.size()));
  extra.emplace_back(name, value);
  charge_.set((values.size() + 2 * extra.capacity()) * sizeof(Value));
}

Value Instance::loose(const Str* name) const {
  for (const auto& [known, stored] : extra)
    if (known == name) return stored;
  return {};
}

Value Instance::cached(const void* of) const {
  for (const auto& [known, value] : cache)
    if (known == of) return value;
  return {};
}

void Instance::remember(const void* of, const Value& value) {
  forget(of);
  cache.emplace_back(of, value);
}

void Instance::forget(const void* of) {
  std::erase_if(cache, [of](const auto& entry) { return entry.first == of; });
}

std::string Instance::str(Runtime& rt) {
  return fmt::format("{} object ({})", model->name, python::str(rt, key()));
}

std::string Instance::repr(Runtime& rt) {
  return fmt::format("<{}: {}>", model->name, python::str(rt, Value(this)));
}

std::size_t Instance::hash(Runtime& rt) {
  const Value own = key();
  if (own.is_none())
    python::type_error(rt, "Model instances without primary key value are unhashable");
  return python::hash(rt, own);
}

Value Instance::compare(Runtime& rt, python::CompareOperator op, const Value& other) {
  const auto* instance = python::host<Instance>(other);
  if (instance == nullptr ||
      (op != python::CompareOperator::Equal && op != python::CompareOperator::NotEqual))
    return Value::not_implemented();
  bool same = instance == this;
  if (!same && instance->model.get() == model.get()) {
    const Value own = key();
    same = !own.is_none() && python::equal(rt, own, instance->key());
  }
  return Value::boolean(same == (op == python::CompareOperator::Equal));
}

Value Instance::read_member(Runtime& rt, const Member& member) {
  switch (member.kind) {
    case Member::Kind::Value:
      return value(*model->fields[member.index]);
    case Member::Kind::Related:
      return related(*model->fields[member.index]);
    case Member::Kind::Key:
      return key();
    case Member::Kind::ReverseMany:
      return make_related_manager(*this, *member.relation);
    case Member::Kind::ReverseOne:
      return reverse_one(*member.relation);
    case Member::Kind::Ambiguous:
      // Raises with the choices.
      model->find_relation(member.relation->query_name);
      break;
  }
  python::attribute_error(rt, "'{}' object has no such attribute", model->name);
}

Value Instance::find_attribute(Runtime& rt, Str* name) {
  if (const Member* member = model->find_member(name)) return read_member(rt, *member);
  if (!extra.empty()) {
    Str* interned = name->interned ? name : rt.intern(*name);
    if (Value found = loose(interned)) return found;
    if (model->table == nullptr && (name->text == "pk" || (mti_child && name->text == "id")))
      return key();
  }
  if (attributes_)
    if (Value found = attributes_->get(*name)) return found;
  if (name->text == "objects")
    python::attribute_error(rt, "Manager isn't accessible via {} instances", model->name);
  const Value found = cls->lookup(name);
  return found ? python::bind_attribute(rt, found, Value(this), *cls) : Value();
}

void Instance::set_attribute(Runtime& rt, Str* name, const Value& value) {
  if (!name->interned) name = rt.intern(*name);
  if (set_member(name, value)) return;
  if (const Member* member = model->find_member(name)) {
    if (member->kind == Member::Kind::ReverseOne) {
      remember(member->relation, value);
      return;
    }
    python::type_error(rt,
                       "Direct assignment to the reverse side of a related set is prohibited. Use "
                       "{}.set() instead.",
                       name->text);
  }
  if (loose(name) || (model->table == nullptr && !name->text.starts_with('_')))
    return set_loose(name, value);
  make_attributes(rt)->set(*name, value);
}

void Instance::delete_attribute(Runtime& rt, Str* name) {
  if (!attributes_ || !attributes_->table.remove(rt, Value(name)))
    python::no_attribute(rt, Value(this), *name);
}

Ref<python::Dict> Instance::make_attributes(Runtime& rt) {
  if (!attributes_) attributes_ = python::new_dict(rt);
  return attributes_;
}

void Instance::add_names(std::vector<std::string>& names) const {
  names.emplace_back("pk");
  for (const Field* field : model->fields) {
    names.push_back(field->name);
    if (field->attname != field->name) names.push_back(field->attname);
  }
}

void Instance::clear() {
  values.assign(values.size(), Value());
  parent_values.clear();
  extra.clear();
  given.clear();
  cache.clear();
  attributes_ = {};
}

Ref<Instance> loaded_instance(Model& model, std::vector<Value> values) {
  Ref<Instance> instance(new Instance(model));
  instance->values = std::move(values);
  instance->adding = false;
  return instance;
}

Value make_instance(Runtime& rt, Model& model, python::Arguments& arguments) {
  const Ref<Instance> instance(new Instance(model));
  if (arguments.count > model.fields.size())
    python::index_error(rt, "Number of args exceeds number of fields");
  instance->given.reserve(arguments.count + arguments.keywords);
  for (std::uint32_t i = 0; i < arguments.count; ++i)
    instance->set_value(*model.fields[i], arguments[i]);
  const bool any = model.table == nullptr || model.session->options.any_keyword;
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) {
    if (instance->set_member(arguments.names[k], arguments.keyword(k))) continue;
    if (!any)
      python::type_error(rt, "{}() got an unexpected keyword argument '{}'", model.name,
                         arguments.names[k]->text);
    instance->set_loose(rt.intern(*arguments.names[k]), arguments.keyword(k));
  }
  return instance;
}

namespace {

Model& model_argument(Runtime& rt, const Value& value) {
  if (auto* model = python::host<Model>(value)) return *model;
  if (const auto* unresolved = python::host<Unresolved>(value)) {
    python::Arguments none;
    const Value keep = value;
    static_cast<void>(unresolved);
    python::call(rt, keep, none);
  }
  python::type_error(rt, "create_mti_child() wants a model, not {}", python::type_name(rt, value));
}

// The keywords of a child's row that are the parent's, by name or by column.
const Field* parent_field(Model& child, std::string_view name) {
  const Field* field = child.find_field(name);
  return field != nullptr && field->model != &child ? field : nullptr;
}

}  // namespace

Value call_create_mti_child(Runtime& rt, python::Arguments& arguments) {
  if (arguments.count != 3)
    python::type_error(rt, "create_mti_child() takes 3 positional arguments ({} given)",
                       arguments.count);
  Model& parent = model_argument(rt, arguments[0]);
  Model& child = model_argument(rt, arguments[2]);
  const bool any = child.table == nullptr || child.session->options.any_keyword;
  const Field* link = child.link_to_parent();
  if (link == nullptr && any) link = child.key();
  if (child.table != nullptr && (link == nullptr || (!any && !child.inherits(parent))))
    raise_error(make_validation_error(
        rt, child.session->errors.validation_error,
        fmt::format("A {} cannot be parent for a {}", parent.name, child.name), "invalid", {}));
  const Ref<Instance> instance(new Instance(child));
  instance->mti_child = true;
  instance->mti_parent = parent.full_name;
  if (link != nullptr) {
    instance->set_value(*link, arguments[1]);
    if (child.parent != nullptr && child.parent->key() != nullptr)
      instance->values[child.parent->key()->index] = arguments[1];
  } else {
    instance->set_loose(rt.intern(parent.model_name + "_ptr_id"), arguments[1]);
  }
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) {
    Str* name = rt.intern(*arguments.names[k]);
    const Value& value = arguments.keyword(k);
    if (const Field* field = parent_field(child, name->text)) {
      instance->parent_values.emplace_back(field, value);
      continue;
    }
    if (instance->set_member(name, value)) continue;
    if (!any)
      python::type_error(rt, "{}() got an unexpected keyword argument '{}'", child.name,
                         name->text);
    instance->set_loose(name, value);
  }
  return instance;
}

bool made_row(const Value& value, MadeRow& row) {
  const auto* instance = python::host<Instance>(value);
  if (instance == nullptr) return false;
  const Model& model = *instance->model;
  row.table = model.table_name;
  row.model = model.full_name;
  row.parent = instance->mti_parent;
  row.columns.clear();
  row.parent_columns.clear();
  if (!instance->adding) {
    for (const Field* field : model.fields)
      row.columns.emplace_back(field->attname, instance->value(*field));
    return true;
  }
  for (const std::uint32_t at : instance->given) {
    if (at >= Instance::LooseBase) {
      const auto& [name, stored] = instance->extra[at - Instance::LooseBase];
      row.columns.emplace_back(name->text, stored);
      continue;
    }
    const Field& field = *model.fields[at];
    auto& columns = instance->mti_child && field.model != &model ? row.parent_columns : row.columns;
    columns.emplace_back(field.attname, instance->values[at]);
  }
  for (const auto& [field, stored] : instance->parent_values)
    row.parent_columns.emplace_back(field->attname, stored);
  return true;
}

bool model_name(const Value& value, std::string_view& name) {
  if (const auto* model = python::host<Model>(value)) {
    name = model->full_name;
    return true;
  }
  if (const auto* unresolved = python::host<Unresolved>(value)) {
    name = unresolved->name;
    return true;
  }
  return false;
}

}  // namespace undumpy::orm
