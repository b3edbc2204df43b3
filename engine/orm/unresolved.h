// Unresolved: what resolve_model() gives for a model that has no table. It raises when it is used.
#pragma once

#include <string>

#include "engine/python/object.h"

namespace undumpy::orm {

class Session;

class Unresolved final : public python::Object {
 public:
  Unresolved(python::Class* its_class, std::string model_name)
      : Object(python::Kind::Host, its_class), name(std::move(model_name)) {}
  std::string repr(python::Runtime& rt) override;
  python::Value call(python::Runtime& rt, python::Arguments& arguments) override;
  bool callable() const override { return true; }
  python::Value find_attribute(python::Runtime& rt, python::Str* attribute) override;

  const std::string name;  // contacts.Partner
};

void define_unresolved(Session& session);

}  // namespace undumpy::orm
