// Model: a table as a class of the interpreter, with what Django knows of a model.
//
// A model with a parent (multi-table inheritance) has the parent's fields first, so a field has the
// same index in every model that inherits it. Without a schema a model has no fields: instances
// take any keyword and keep it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/orm/field.h"
#include "engine/python/class.h"

namespace undumpy::orm {

class Session;

// What a name means on an instance of a model.
struct Member {
  enum class Kind : std::uint8_t { Value, Related, Key, ReverseMany, ReverseOne, Ambiguous };
  Kind kind = Kind::Value;
  std::uint32_t index = 0;             // of the field
  const Relation* relation = nullptr;  // of the reverse kinds
};

class Model final : public python::Class {
 public:
  Model(Session& its_session, std::string model_name, const Table* its_table,
        std::string its_table_name, Model* its_parent, const Column* link);

  [[nodiscard]] std::string label() const { return app_label + "." + name; }  // contacts.Partner
  [[nodiscard]] std::string label_lower() const { return app_label + "." + model_name; }
  // "company type"
  [[nodiscard]] std::string verbose_name() const;
  void rename(std::string_view model_name);

  // The field that identifies a row; nullptr without a schema or a simple key.
  [[nodiscard]] const Field* key() const { return key_; }
  // Raises ImproperlyConfigured when there is none.
  const Field& require_key();
  // By name or attname, not `pk`; nullptr when there is none.
  const Field* find_field(std::string_view field_name);
  // By query name or long name. Raises FieldError when the name is ambiguous.
  const Relation* find_relation(std::string_view query_name);
  const Member* find_member(python::Str* member_name);
  // Foreign keys that refer to this table, not those to its parents.
  const std::vector<std::unique_ptr<Relation>>& relations();
  // Everything that a lookup can begin with, sorted.
  std::vector<std::string> choices();
  Model& target_of(const Field& field);
  const Field& target_field_of(const Field& field);
  // This model, or the one of its parents, whose table has the field.
  [[nodiscard]] bool inherits(const Model& other) const { return derives_from(other); }
  [[nodiscard]] const Field* link_to_parent() const { return link_; }

  python::Value call(python::Runtime& rt, python::Arguments& arguments) override;
  python::Value find_attribute(python::Runtime& rt, python::Str* attribute) override;
  void clear() override;

  Session* session;
  std::string full_name;  // contacts.Partner
  std::string app_label;
  std::string model_name;  // partner
  std::string table_name;
  const Table* table;                // nullptr without a schema
  Model* parent;                     // of multi-table inheritance
  std::vector<const Field*> fields;  // the parent's first
  std::vector<std::unique_ptr<Field>> own;
  python::Class* does_not_exist = nullptr;
  python::Class* multiple_objects_returned = nullptr;
  python::Class* related_missing = nullptr;  // RelatedObjectDoesNotExist, when it was needed

 private:
  void add_field(const Column& column, const Column* link);
  void fill_members();
  std::string ambiguity(std::string_view query_name);

  const Field* key_ = nullptr;
  const Field* link_ = nullptr;
  bool relations_known_ = false;
  bool members_known_ = false;
  std::vector<std::unique_ptr<Relation>> relations_;
  std::unordered_map<const python::Str*, Member> members_;
};

}  // namespace undumpy::orm
