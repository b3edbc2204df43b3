// Values on their way between a program and a column.
#pragma once

#include <optional>
#include <string>

#include "engine/orm/parameter.h"
#include "engine/orm/session.h"

namespace undumpy::orm {

// Column `i` of the current row, as Django gives values of such a field.
python::Value read_column(Session& session, const Field& field, const sqlite::Statement& row,
                          int i);
// The same for a result that has only a kind: sums and the like.
python::Value read_value(Session& session, ColumnKind kind, const sqlite::Statement& row, int i);

// What Field.to_python() makes of a value. Raises ValidationError.
python::Value to_python(Session& session, const Field& field, const python::Value& value);
// What a value means that a column is compared with. Raises ValueError, TypeError, ValidationError.
Parameter comparable(Session& session, const Field& field, const python::Value& value);
Parameter comparable(Session& session, ColumnKind kind, const python::Value& value);
// What a column stores of a value: the same as a restore (engine/storage.h). Raises ValueError.
Parameter storable(Session& session, const Field& field, const python::Value& value);

// Texts of dates and times, as Django reads them; nothing when they have another form.
// `valid` is false for the 31st of February.
struct ReadMoment {
  Moment moment{};
  bool valid = true;
};
std::optional<ReadMoment> read_date(std::string_view text);
std::optional<ReadMoment> read_time(std::string_view text);
std::optional<ReadMoment> read_datetime(std::string_view text);

}  // namespace undumpy::orm
