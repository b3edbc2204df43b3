#include "engine/row.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

std::size_t RowShape::find(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, &ShapeColumn::name);
  return static_cast<std::size_t>(found - columns.begin());
}

std::size_t RowShape::key_column() const {
  const auto link = std::ranges::find(columns, true, &ShapeColumn::parent_link);
  if (link != columns.end()) return static_cast<std::size_t>(link - columns.begin());
  const std::size_t id = find("id");
  return id < columns.size() ? id : 0;
}

std::size_t RowShape::generic_key_of(std::size_t column) const {
  constexpr std::string_view End = "_type_id";
  const std::string_view name = columns[column].name;
  if (!columns[column].content_type || !name.ends_with(End)) return columns.size();
  return find(fmt::format("{}_id", name.substr(0, name.size() - End.size())));
}

std::string to_text(const Cell& cell) {
  const Moment m =
      cell.kind >= CellKind::Date && cell.kind <= CellKind::DateTime ? cell.moment : Moment{};
  const auto list = [&](const char* open, const char* close) {
    std::string result = open;
    for (const Cell& item : cell.items())
      result += (&item == cell.items().data() ? "" : ", ") + to_text(item);
    return result + close;
  };
  switch (cell.kind) {
    case CellKind::None:
    case CellKind::True:
    case CellKind::False:
    case CellKind::Absent:
      return std::string(to_string(cell.kind));
    case CellKind::Integer:
      return std::to_string(cell.integer);
    case CellKind::Float:
      return fmt::format("{}", cell.real);
    case CellKind::Text:
      return fmt::format("'{}'", cell.text());
    case CellKind::Bytes:
      return fmt::format("b'{}'", cell.text());
    case CellKind::BigInteger:
    case CellKind::Decimal:
    case CellKind::Model:
      return std::string(cell.text());
    case CellKind::Date:
      return fmt::format("{:04}-{:02}-{:02}", unsigned{m.year}, unsigned{m.month}, unsigned{m.day});
    case CellKind::Time:
      return fmt::format("{:02}:{:02}:{:02}", unsigned{m.hour}, unsigned{m.minute},
                         unsigned{m.second});
    case CellKind::DateTime:
      return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", unsigned{m.year}, unsigned{m.month},
                         unsigned{m.day}, unsigned{m.hour}, unsigned{m.minute}, unsigned{m.second});
    case CellKind::List:
      return list("[", "]");
    case CellKind::Tuple:
      return list("(", ")");
    case CellKind::Dict:
      return list("{", "}");
  }
  return "?";
}

}  // namespace undumpy
