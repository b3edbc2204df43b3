#include "engine/orm/field.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace undumpy::orm {

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::string capitalized(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string_view Field::class_name() const {
  if (is_reference()) return unique ? "OneToOneField" : "ForeignKey";
  const std::string type = lower_case(column->type);
  switch (column->kind) {
    case ColumnKind::Integer:
      if (auto_key) return type.starts_with("big") ? "BigAutoField" : "AutoField";
      if (type.starts_with("big")) return "BigIntegerField";
      if (type.find("unsigned") != std::string::npos)
        return type.starts_with("small") ? "PositiveSmallIntegerField" : "PositiveIntegerField";
      return type.starts_with("small") ? "SmallIntegerField" : "IntegerField";
    case ColumnKind::Boolean:
      return "BooleanField";
    case ColumnKind::Decimal:
      return "DecimalField";
    case ColumnKind::Real:
      return "FloatField";
    case ColumnKind::Uuid:
      return "UUIDField";
    case ColumnKind::Json:
      return "JSONField";
    case ColumnKind::Date:
      return "DateField";
    case ColumnKind::Time:
      return "TimeField";
    case ColumnKind::DateTime:
      return "DateTimeField";
    case ColumnKind::Blob:
      return "BinaryField";
    case ColumnKind::Text:
      return column->length ? "CharField" : "TextField";
    case ColumnKind::Other:
      return "TextField";
  }
  return "Field";
}

bool Field::takes_empty_text() const {
  return !is_reference() && (kind() == ColumnKind::Text || kind() == ColumnKind::Other);
}

std::string Field::label() const {
  if (name == "id" && primary_key) return "ID";
  std::string text = name;
  std::ranges::replace(text, '_', ' ');
  return text;
}

Field::Digits Field::digits() const {
  const std::string& type = column->type;
  const std::size_t open = type.find('(');
  const std::size_t comma = type.find(',');
  if (open == std::string::npos || comma == std::string::npos) return {};
  const auto number = [&type](std::size_t at) {
    while (at < type.size() && type[at] == ' ') ++at;
    int value = -1;
    std::from_chars(type.data() + at, type.data() + type.size(), value);
    return value;
  };
  const int total = number(open + 1);
  const int places = number(comma + 1);
  if (total <= 0 || places < 0) return {};
  return {total, places};
}

}  // namespace undumpy::orm
