// Manager: Model.objects, and the many rows behind a reverse name (budget.entry_set).
#pragma once

#include "engine/orm/model.h"
#include "engine/orm/queryset.h"

namespace undumpy::orm {

class Instance;

class Manager final : public python::TrackedObject {
 public:
  Manager(python::Class* its_class, Model& its_model, python::Ref<Instance> owner,
          const Relation* its_relation);
  ~Manager() override;
  [[nodiscard]] python::Ref<QuerySet> queryset() const;
  std::string str(python::Runtime& rt) override;
  python::Value find_attribute(python::Runtime& rt, python::Str* name) override;
  void clear() override;

  const python::Ref<Model> model;
  python::Ref<Instance> instance;  // of a reverse name
  const Relation* const relation;
};

python::Value make_manager(Model& model);
python::Value make_related_manager(Instance& instance, const Relation& relation);
// The queryset that a method is called on, through a manager or itself.
python::Ref<QuerySet> queryset_of(python::Runtime& rt, const python::Value& self);
void define_managers(Session& session);

}  // namespace undumpy::orm
