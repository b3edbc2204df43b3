// ContentType: the model over django_content_type, whose manager finds rows by model.
#pragma once

#include "engine/orm/session.h"

namespace undumpy::orm {

void define_content_types(Session& session);
python::Value content_type_model(Session& session);

}  // namespace undumpy::orm
