// Instance: one row as an object, new or loaded.
//
// Values are kept by field; a value that was never given is absent and reads as Django's default.
// Keywords that are no field (ModelsOptions::any_keyword, or no schema) are kept beside them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/orm/instance.h"
#include "engine/orm/model.h"
#include "engine/python/containers.h"

namespace undumpy::orm {

class Instance final : public python::TrackedObject {
 public:
  explicit Instance(Model& its_model);

  // The value of a field, or its default. Never absent.
  [[nodiscard]] python::Value value(const Field& field) const;
  // Remembers that the value was given; forgets a related object that it does not lead to.
  void set_value(const Field& field, python::Value value);
  // None in a model without key.
  [[nodiscard]] python::Value key() const;
  void set_key(const python::Value& value);
  // Assigns an instance, or None, to a foreign key. Raises ValueError.
  void set_related(const Field& field, const python::Value& value);
  // The instance that a foreign key leads to, or None. Raises DoesNotExist.
  python::Value related(const Field& field);
  // Keywords and attributes by name: field, pk, foreign key. False when the name is none of them.
  bool set_member(python::Str* name, const python::Value& value);
  void set_loose(python::Str* name, const python::Value& value);
  [[nodiscard]] python::Value loose(const python::Str* name) const;

  std::string repr(python::Runtime& rt) override;
  std::string str(python::Runtime& rt) override;
  std::size_t hash(python::Runtime& rt) override;
  python::Value compare(python::Runtime& rt, python::CompareOperator op,
                        const python::Value& other) override;
  python::Value find_attribute(python::Runtime& rt, python::Str* name) override;
  void set_attribute(python::Runtime& rt, python::Str* name, const python::Value& value) override;
  void delete_attribute(python::Runtime& rt, python::Str* name) override;
  python::Dict* attributes() override { return attributes_.get(); }
  python::Ref<python::Dict> make_attributes(python::Runtime& rt) override;
  void add_names(std::vector<std::string>& names) const override;
  void clear() override;

  const python::Ref<Model> model;
  std::vector<python::Value> values;
  bool adding = true;      // not in the database yet, as far as we know
  bool mti_child = false;  // made by create_mti_child
  std::string_view mti_parent;
  // What create_mti_child found for the parent's row.
  std::vector<std::pair<const Field*, python::Value>> parent_values;
  std::vector<std::pair<python::Str*, python::Value>> extra;
  // In the order in which they were given: fields by index, extra ones behind LooseBase.
  static constexpr std::uint32_t LooseBase = 1U << 20U;
  std::vector<std::uint32_t> given;
  std::vector<std::pair<const void*, python::Value>> cache;  // by Field or Relation

  python::Value cached(const void* of) const;
  void remember(const void* of, const python::Value& value);
  void forget(const void* of);

 private:
  python::Value read_member(python::Runtime& rt, const Member& member);
  python::Value reverse_one(const Relation& relation);
  python::Ref<python::Dict> attributes_;
  python::Charge charge_;
};

// Model(**keywords).
python::Value make_instance(python::Runtime& rt, Model& model, python::Arguments& arguments);
// An instance of a row that was read.
python::Ref<Instance> loaded_instance(Model& model, std::vector<python::Value> values);
python::Value call_create_mti_child(python::Runtime& rt, python::Arguments& arguments);
void define_instances(Session& session);

}  // namespace undumpy::orm
