// The modules of Django that a program can import from the ORM.
#pragma once

#include <string>
#include <string_view>

#include "engine/orm/session.h"

namespace undumpy::orm {

bool is_django_module(std::string_view name);
// Absent for names that are not ours. `state` is the session as an object.
python::Value make_django_module(Session& session, const python::Value& state,
                                 const std::string& name);

}  // namespace undumpy::orm
