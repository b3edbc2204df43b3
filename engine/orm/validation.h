// full_clean(): what the schema demands of a row, with Django's words.
#pragma once

#include <set>
#include <string>

#include "engine/orm/model_instance.h"

namespace undumpy::orm {

// The key of errors that are no single field's.
inline constexpr const char* NonField = "__all__";

using FieldNames = std::set<std::string>;

// Raise ValidationError. `exclude`: names of fields that are not looked at.
void clean_fields(Session& session, Instance& instance, const FieldNames& exclude);
void validate_unique(Session& session, Instance& instance, const FieldNames& exclude);
// clean_fields() of the columns that the model's own table has, as a restore needs it: a row that
// is referred to may come later, and what is unique is seen when the row is stored. REQUIRES:
// `object` is an instance.
void clean_own_fields(const python::Value& object);
// clean_fields() and validate_unique(), and the instance's own clean() between them.
void full_clean(Session& session, Instance& instance, FieldNames exclude);

}  // namespace undumpy::orm
