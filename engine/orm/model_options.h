// Model._meta, and the fields that it lists.
#pragma once

#include "engine/orm/model.h"

namespace undumpy::orm {

class Session;

python::Value make_options(Model& model);
void define_options(Session& session);

}  // namespace undumpy::orm
