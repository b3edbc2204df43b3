// full_clean(): what the schema demands of a row, with Django's words.
#pragma once

#include <set>
#include <string>

#include "engine/orm/model_instance.h"

namespace undumpy::orm {

using FieldNames = std::set<std::string>;

// Raise ValidationError. `exclude`: names of fields that are not looked at.
void clean_fields(Session& session, Instance& instance, const FieldNames& exclude);
void validate_unique(Session& session, Instance& instance, const FieldNames& exclude);
// Both, and the instance's own clean() between them.
void full_clean(Session& session, Instance& instance, FieldNames exclude);

}  // namespace undumpy::orm
