#include "engine/orm/conversion.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/json_text.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/validation_error.h"
#include "engine/orm/values.h"
#include "engine/python/datetime.h"
#include "engine/python/decimal.h"
#include "engine/python/number.h"

namespace undumpy::orm {

using python::Runtime;
using python::Value;

namespace {

[[noreturn]] void invalid(Session& session, const std::string& message, const Value& value) {
  raise_error(make_validation_error(session.rt, session.errors.validation_error, message, "invalid",
                                    {{"value", value}}));
}

Value caught_call(Session& session, python::Class* type, const Value& argument, bool& failed,
                  python::Class*& error) {
  python::Ref<python::Exception> raised;
  Value result;
  try {
    result = python::call(session.rt, Value(type), {argument});
  } catch (const python::Raised& each) {
    raised = each.exception;
  }
  failed = static_cast<bool>(raised);
  error = raised ? raised->cls : nullptr;
  return result;
}

std::string json_of(Session& session, const Value& value) {
  Arena arena;
  Cell cell;
  std::string why;
  if (!cell_of(session.rt, value, arena, cell, why))
    python::type_error(session.rt, "Object of type {} is not JSON serializable",
                       python::type_name(session.rt, value));
  std::string json;
  append_json(cell, JsonStyle::Python, json);
  return json;
}

std::string hex_of(const std::string& text) {
  std::string hex;
  for (const char c : text)
    if (std::isxdigit(static_cast<unsigned char>(c)) != 0)
      hex += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (c != '-' && c != '{' && c != '}')
      return {};
  constexpr std::size_t UuidDigits = 32;
  return hex.size() == UuidDigits ? hex : std::string();
}

struct MomentKind {
  ColumnKind kind;
  const char* bad_format;
  const char* bad_value;
};
constexpr MomentKind MomentKinds[] = {
    {ColumnKind::Date,
     "“%(value)s” value has an invalid date format. It must be in YYYY-MM-DD format.",
     "“%(value)s” value has the correct format (YYYY-MM-DD) but it is an invalid date."},
    {ColumnKind::Time,
     "“%(value)s” value has an invalid format. It must be in HH:MM[:ss[.uuuuuu]] format.",
     "“%(value)s” value has the correct format (HH:MM[:ss[.uuuuuu]]) but it is an invalid time."},
    {ColumnKind::DateTime,
     "“%(value)s” value has an invalid format. It must be in YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ] "
     "format.",
     "“%(value)s” value has the correct format (YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ]) but it is an "
     "invalid date/time."},
};

Value moment_to_python(Session& session, ColumnKind kind, const Value& value) {
  Runtime& rt = session.rt;
  const auto* moment = python::as<python::DateTime>(value);
  const auto* date = python::as<python::Date>(value);
  if (kind == ColumnKind::Date) {
    if (moment != nullptr) return python::make_date(rt, moment->date);
    if (date != nullptr) return value;
  } else if (kind == ColumnKind::DateTime) {
    if (moment != nullptr) return value;
    if (date != nullptr) return python::make_datetime(rt, date->date, {});
  } else {
    if (python::as<python::Time>(value) != nullptr) return value;
    if (moment != nullptr)
      return python::make_time(rt, moment->time.hour, moment->time.minute, moment->time.second,
                               moment->time.microsecond);
  }
  const MomentKind& wording = MomentKinds[kind == ColumnKind::Date   ? 0
                                          : kind == ColumnKind::Time ? 1
                                                                     : 2];
  const auto* text = python::as<python::Str>(value);
  if (text == nullptr)
    python::type_error(rt, "expected string or bytes-like object, got '{}'",
                       python::type_name(rt, value));
  std::optional<ReadMoment> read = kind == ColumnKind::Date   ? read_date(text->text)
                                   : kind == ColumnKind::Time ? read_time(text->text)
                                                              : read_datetime(text->text);
  if (!read && kind == ColumnKind::DateTime) {
    read = read_date(text->text);
    if (read && !read->valid) invalid(session, MomentKinds[0].bad_value, value);
  }
  if (!read) invalid(session, wording.bad_format, value);
  if (!read->valid) invalid(session, wording.bad_value, value);
  const CellKind cell = kind == ColumnKind::Date   ? CellKind::Date
                        : kind == ColumnKind::Time ? CellKind::Time
                                                   : CellKind::DateTime;
  return value_of(rt, Cell::of_moment(cell, read->moment));
}

Value boolean_to_python(Session& session, const Value& value, bool nullable) {
  if (value.is_bool()) return value;
  if (value.is_small() && (value.small() == 0 || value.small() == 1))
    return Value::boolean(value.small() == 1);
  if (const auto* text = python::as<python::Str>(value)) {
    if (nullable && text->text.empty()) return Value::none();
    if (text->text == "t" || text->text == "True" || text->text == "1") return Value::boolean(true);
    if (text->text == "f" || text->text == "False" || text->text == "0")
      return Value::boolean(false);
  }
  invalid(session,
          nullable ? "“%(value)s” value must be either True, False, or None."
                   : "“%(value)s” value must be either True or False.",
          value);
}

Value decimal_to_python(Session& session, const Value& value) {
  if (python::as<python::Decimal>(value) != nullptr) return value;
  Value source = value;
  if (const auto* number = python::as<python::Float>(value)) {
    // Django takes 15 digits of a float, or as many as the field has.
    if (!std::isfinite(number->number))
      invalid(session, "“%(value)s” value must be a decimal number.", value);
    source = python::make_text(session.rt, float_text(number->number));
  }
  bool failed = false;
  python::Class* error = nullptr;
  Value made = caught_call(session, session.rt.types.decimal, source, failed, error);
  if (failed) invalid(session, "“%(value)s” value must be a decimal number.", value);
  return made;
}

}  // namespace

Value to_python(Session& session, const Field& field, const Value& value) {
  if (value.is_none()) return value;
  if (field.is_reference()) return to_python(session, field.model->target_field_of(field), value);
  Runtime& rt = session.rt;
  bool failed = false;
  python::Class* error = nullptr;
  switch (field.kind()) {
    case ColumnKind::Integer: {
      Value number = caught_call(session, rt.types.int_, value, failed, error);
      if (failed) invalid(session, "“%(value)s” value must be an integer.", value);
      return number;
    }
    case ColumnKind::Real: {
      Value number = caught_call(session, rt.types.float_, value, failed, error);
      if (failed) invalid(session, "“%(value)s” value must be a float.", value);
      return number;
    }
    case ColumnKind::Boolean:
      return boolean_to_python(session, value, field.nullable());
    case ColumnKind::Decimal:
      return decimal_to_python(session, value);
    case ColumnKind::Date:
    case ColumnKind::Time:
    case ColumnKind::DateTime:
      return moment_to_python(session, field.kind(), value);
    case ColumnKind::Uuid: {
      const auto* text = python::as<python::Str>(value);
      if (text == nullptr || hex_of(text->text).empty())
        invalid(session, "“%(value)s” is not a valid UUID.", value);
      return value;
    }
    case ColumnKind::Text:
    case ColumnKind::Other:
      return python::as<python::Str>(value) != nullptr
                 ? value
                 : python::make_text(rt, python::str(rt, value));
    default:
      return value;
  }
}

namespace {

// int(value), float(value) as a lookup takes them: errors name the field.
Value number_of(Session& session, const std::string& name, python::Class* type,
                const Value& value) {
  bool failed = false;
  python::Class* error = nullptr;
  Value number = caught_call(session, type, value, failed, error);
  if (failed)
    python::raise(session.rt, error,
                  fmt::format("Field '{}' expected a number but got {}.", name,
                              python::repr(session.rt, value)));
  return number;
}

Parameter integer_parameter(Session& session, const Value& number) {
  const auto small = python::int64_of(number);
  if (!small)
    python::overflow_error(session.rt, "Python int too large to convert to SQLite INTEGER");
  return Parameter::of(*small);
}

Parameter parameter_of_cell(Session& session, const Value& value) {
  Arena arena;
  Cell cell;
  std::string why;
  if (!cell_of(session.rt, value, arena, cell, why)) python::value_error(session.rt, "{}", why);
  std::string text = to_text(cell);
  if (cell.kind == CellKind::Time || cell.kind == CellKind::DateTime)
    if (cell.moment.microsecond != 0)
      text += fmt::format(".{:06}", unsigned{cell.moment.microsecond});
  return Parameter::of_text(std::move(text));
}

std::string decimal_parameter(const Field* field, const Value& decimal) {
  const std::string text = python::decimal_text(decimal);
  // As many places as the column has; SQLite makes a number of it.
  const auto digits = field != nullptr ? field->digits() : Field::Digits();
  if (!digits) return text;
  const auto& number = python::as<python::Decimal>(decimal)->number;
  if (!number.finite() || -number.exponent <= digits.places) return text;
  return fmt::format("{:.{}f}", std::strtod(text.c_str(), nullptr), digits.places);
}

Parameter comparable_of(Session& session, ColumnKind kind, const std::string& name,
                        const Field* field, const Value& value) {
  Runtime& rt = session.rt;
  if (value.is_none() && kind != ColumnKind::Json) return Parameter::null();
  switch (kind) {
    case ColumnKind::Integer:
      return integer_parameter(session, number_of(session, name, rt.types.int_, value));
    case ColumnKind::Real:
      return Parameter::of_real(
          python::double_of(rt, number_of(session, name, rt.types.float_, value)));
    case ColumnKind::Boolean: {
      const Value truth = boolean_to_python(session, value, field != nullptr && field->nullable());
      return truth.is_none() ? Parameter::null() : Parameter::of(truth.is_true() ? 1 : 0);
    }
    case ColumnKind::Decimal:
      return Parameter::of_text(decimal_parameter(field, decimal_to_python(session, value)));
    case ColumnKind::Date:
    case ColumnKind::Time:
    case ColumnKind::DateTime:
      return parameter_of_cell(session, moment_to_python(session, kind, value));
    case ColumnKind::Uuid: {
      const auto* text = python::as<python::Str>(value);
      const std::string hex = text != nullptr ? hex_of(text->text) : std::string();
      if (hex.empty()) invalid(session, "“%(value)s” is not a valid UUID.", value);
      return Parameter::of_text(hex);
    }
    case ColumnKind::Json:
      return Parameter::of_text(json_of(session, value));
    case ColumnKind::Blob:
      if (const auto* bytes = python::as<python::Bytes>(value)) {
        Parameter parameter = Parameter::of_text(bytes->text);
        parameter.kind = Stored::Kind::Blob;
        return parameter;
      }
      [[fallthrough]];
    default:
      return Parameter::of_text(python::str(rt, value));
  }
}

}  // namespace

Parameter comparable(Session& session, const Field& field, const Value& value) {
  if (const auto* instance = python::host<Instance>(value)) {
    const Field& source = field.is_reference() ? field.model->target_field_of(field) : field;
    // Of a child, or of a row with another key: the value that the foreign key refers to.
    const bool has_it = source.index < instance->model->fields.size() &&
                        instance->model->fields[source.index] == &source;
    return comparable(session, source, has_it ? instance->value(source) : instance->key());
  }
  if (field.is_reference()) return comparable(session, field.model->target_field_of(field), value);
  return comparable_of(session, field.kind(), field.name, &field, value);
}

Parameter comparable(Session& session, ColumnKind kind, const Value& value) {
  if (const auto* instance = python::host<Instance>(value))
    return comparable(session, kind, instance->key());
  return comparable_of(session, kind, "None", nullptr, value);
}

namespace {

// Django converts these before they are stored; the storage of a restore would keep or refuse them.
bool wants_conversion(ColumnKind kind, CellKind cell) {
  switch (kind) {
    case ColumnKind::Integer:
      return cell == CellKind::Float || cell == CellKind::Decimal || cell == CellKind::Text;
    case ColumnKind::DateTime:
    case ColumnKind::Date:
      return cell == CellKind::Date || cell == CellKind::DateTime || cell == CellKind::Text;
    case ColumnKind::Real:
      return cell == CellKind::Decimal;
    default:
      return false;
  }
}

}  // namespace

Parameter storable(Session& session, const Field& field, const Value& value) {
  if (python::host<Instance>(value) != nullptr) return comparable(session, field, value);
  Arena arena;
  Cell cell;
  std::string why;
  const bool has_cell = cell_of(session.rt, value, arena, cell, why);
  if (!has_cell && field.kind() != ColumnKind::Text)
    python::value_error(session.rt, "Field '{}' can not store {}", field.name, why);
  Stored stored;
  Misfit misfit;
  const bool fits = has_cell && cell.kind != CellKind::Model &&
                    field.storage->store(cell, arena, session.storage_notes, stored, misfit);
  if (fits && !wants_conversion(field.kind(), cell.kind)) return Parameter::of_stored(stored);
  if (has_cell && cell.has_surrogates)
    python::raise(session.rt, "UnicodeEncodeError",
                  "'utf-8' codec can't encode characters: surrogates not allowed");
  // Duration texts become microseconds in integer columns, as a restore stores them.
  if (fits && field.kind() == ColumnKind::Integer && cell.kind == CellKind::Text &&
      cell.text().find(':') != std::string_view::npos)
    return Parameter::of_stored(stored);
  return comparable(session, field, value);
}

}  // namespace undumpy::orm
