#include "engine/orm/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "engine/orm/manager.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/model_options.h"
#include "engine/orm/session.h"

namespace undumpy::orm {

using python::Runtime;
using python::Str;
using python::Value;

namespace {

std::string after_dot(std::string_view full) {
  return std::string(full.substr(full.find('.') + 1));
}

}  // namespace

Model::Model(Session& its_session, std::string its_name, const Table* its_table,
             std::string its_table_name, Model* its_parent, const Column* link)
    : Class(its_session.rt.types.type, after_dot(its_name), "",
            its_parent != nullptr ? its_parent : its_session.classes.model_base),
      session(&its_session),
      table_name(std::move(its_table_name)),
      table(its_table),
      parent(its_parent) {
  Runtime& rt = session->rt;
  sealed = true;
  layout = this;
  dict = python::new_dict(rt);
  Class* missing =
      parent != nullptr ? parent->does_not_exist : session->errors.object_does_not_exist;
  Class* multiple = parent != nullptr ? parent->multiple_objects_returned
                                      : session->errors.multiple_objects_returned;
  does_not_exist = rt.make_class("DoesNotExist", "", missing);
  multiple_objects_returned = rt.make_class("MultipleObjectsReturned", "", multiple);
  rename(its_name);
  if (parent != nullptr) fields = parent->fields;
  if (table != nullptr)
    for (const Column& column : table->columns) add_field(column, link);
  dict->set(*rt.intern("DoesNotExist"), Value(does_not_exist));
  dict->set(*rt.intern("MultipleObjectsReturned"), Value(multiple_objects_returned));
}

void Model::rename(std::string_view its_name) {
  full_name = its_name;
  app_label = full_name.substr(0, full_name.find('.'));
  name = after_dot(full_name);
  qualified_name = name;
  model_name = lower_case(name);
  module = app_label + ".models";
  for (Class* each : {does_not_exist, multiple_objects_returned}) {
    each->module = module;
    each->qualified_name = name + "." + each->name;
  }
}

void Model::add_field(const Column& column, const Column* link) {
  auto field = std::make_unique<Field>();
  field->attname = column.name;
  field->name = column.name;
  field->column = &column;
  field->model = this;
  field->index = static_cast<std::uint32_t>(fields.size());
  field->primary_key = &column == table->primary_key();
  field->parent_link = &column == link;
  field->unique = field->primary_key;
  for (const auto& set : table->unique_sets)
    if (set.size() == 1 && set[0] == column.name) field->unique = true;
  if (const ForeignKey* reference = table->reference_of(column.name)) {
    if (const Table* target = session->schema->find(reference->target_table)) {
      field->target_table = target;
      field->target_column = reference->target_column;
      if (field->target_column.empty() && target->primary_key() != nullptr)
        field->target_column = target->primary_key()->name;
      if (target->find(field->target_column) == nullptr) field->target_table = nullptr;
      if (field->is_reference() && field->name.size() > 3 && field->name.ends_with("_id"))
        field->name.resize(field->name.size() - 3);
    }
  }
  field->auto_key = field->primary_key && !field->is_reference() &&
                    column.kind == ColumnKind::Integer && !table->without_rowid &&
                    lower_case(column.type) == "integer";
  field->storage.emplace(*table, column, nullptr, StorageOptions());
  if (field->primary_key) key_ = field.get();
  if (field->parent_link) link_ = field.get();
  fields.push_back(field.get());
  own.push_back(std::move(field));
}

std::string Model::verbose_name() const {
  // CompanyType: company type. A capital begins a word when small letters are beside it.
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto is_upper = [this](std::size_t at) {
      return at < name.size() && std::isupper(static_cast<unsigned char>(name[at])) != 0;
    };
    const auto is_lower = [this](std::size_t at) {
      return at < name.size() && std::islower(static_cast<unsigned char>(name[at])) != 0;
    };
    if (i > 0 && is_upper(i) && (!is_upper(i - 1) || is_lower(i + 1))) text += ' ';
    text += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
  }
  return text;
}

const Field& Model::require_key() {
  if (key_ == nullptr)
    fail(session->rt, session->errors.improperly_configured,
         "the table {} has no primary key of one column", table_name);
  return *key_;
}

const Field* Model::find_field(std::string_view field_name) {
  for (const Field* field : fields)
    if (field->name == field_name) return field;
  for (const Field* field : fields)
    if (field->attname == field_name) return field;
  return nullptr;
}

// Reverse names, as Django forms them: the model's name in lower case, with _set for the accessor
// of many rows. Lino calls the accessor app_model_set_by_field.
const std::vector<std::unique_ptr<Relation>>& Model::relations() {
  if (relations_known_ || table == nullptr) return relations_;
  relations_known_ = true;
  for (const Table& other : session->schema->tables) {
    const auto refers = [this](const ForeignKey& key) { return key.target_table == table->name; };
    if (std::ranges::none_of(other.foreign_keys, refers)) continue;
    Model& source = session->model_of(other);
    for (const auto& field : source.own) {
      if (field->target_table != table) continue;
      auto relation = std::make_unique<Relation>();
      relation->source = &source;
      relation->field = field.get();
      relation->query_name = source.model_name;
      relation->accessor = relation->many() ? source.model_name + "_set" : source.model_name;
      relation->long_name =
          lower_case(source.app_label) + "_" + source.model_name + "_set_by_" + field->name;
      for (const auto& earlier : relations_)
        if (earlier->query_name == relation->query_name)
          earlier->ambiguous = relation->ambiguous = true;
      relations_.push_back(std::move(relation));
    }
  }
  return relations_;
}

std::string Model::ambiguity(std::string_view query_name) {
  std::string text;
  for (const auto& relation : relations())
    if (relation->query_name == query_name || relation->accessor == query_name)
      text += (text.empty() ? "" : ", ") + relation->long_name;
  return fmt::format("'{}' of {} is ambiguous: several foreign keys lead to it. Choices are: {}",
                     query_name, name, text);
}

const Relation* Model::find_relation(std::string_view query_name) {
  for (Model* model = this; model != nullptr; model = model->parent) {
    for (const auto& relation : model->relations()) {
      if (relation->long_name == query_name) return relation.get();
      if (relation->query_name != query_name) continue;
      if (relation->ambiguous)
        fail(session->rt, session->errors.field_error, "{}", model->ambiguity(query_name));
      return relation.get();
    }
  }
  return nullptr;
}

void Model::fill_members() {
  members_known_ = true;
  Runtime& rt = session->rt;
  const auto add = [&](std::string_view text, Member member) {
    members_.emplace(rt.intern(text), member);
  };
  for (const Field* field : fields) {
    if (field->name != field->attname)
      add(field->name, {Member::Kind::Related, field->index, nullptr});
    else if (field->is_reference())
      add(field->name, {Member::Kind::Related, field->index, nullptr});
    add(field->attname, {Member::Kind::Value, field->index, nullptr});
  }
  add("pk", {Member::Kind::Key, 0, nullptr});
  for (Model* model = this; model != nullptr; model = model->parent) {
    for (const auto& relation : model->relations()) {
      const Member::Kind means =
          relation->many() ? Member::Kind::ReverseMany : Member::Kind::ReverseOne;
      add(relation->long_name, {means, 0, relation.get()});
      if (relation->field->parent_link && inherits(*relation->source)) continue;
      add(relation->accessor,
          {relation->ambiguous ? Member::Kind::Ambiguous : means, 0, relation.get()});
    }
  }
}

const Member* Model::find_member(Str* member_name) {
  if (!members_known_) fill_members();
  if (!member_name->interned) member_name = session->rt.intern(*member_name);
  const auto found = members_.find(member_name);
  return found != members_.end() ? &found->second : nullptr;
}

std::vector<std::string> Model::choices() {
  std::set<std::string> names;
  for (const Field* field : fields) {
    names.insert(field->name);
    names.insert(field->attname);
  }
  for (Model* model = this; model != nullptr; model = model->parent)
    for (const auto& relation : model->relations())
      if (!relation->field->parent_link || !inherits(*relation->source))
        names.insert(relation->ambiguous ? relation->long_name : relation->query_name);
  return {names.begin(), names.end()};
}

Model& Model::target_of(const Field& field) { return session->model_of(*field.target_table); }

const Field& Model::target_field_of(const Field& field) {
  Model& target = target_of(field);
  for (const auto& each : target.own)
    if (each->attname == field.target_column) return *each;
  return target.require_key();
}

Value Model::call(Runtime& rt, python::Arguments& arguments) {
  rt.step();
  return make_instance(rt, *this, arguments);
}

Value Model::find_attribute(Runtime& rt, Str* attribute) {
  const std::string& text = attribute->text;
  if (text == "objects" || text == "_default_manager" || text == "_base_manager")
    return make_manager(*this);
  if (text == "_meta") return make_options(*this);
  return Class::find_attribute(rt, attribute);
}

void Model::clear() { Class::clear(); }

}  // namespace undumpy::orm
