#include "engine/row.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

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

namespace {

// The digits of a number, with zeros before it.
template <std::size_t Digits>
char* put_digits(char* out, std::uint32_t number) {
  for (std::size_t i = Digits; i-- > 0; number /= 10) out[i] = static_cast<char>('0' + number % 10);
  return out + Digits;
}

}  // namespace

char* write_moment(const Cell& cell, char* out) {
  const Moment m = cell.moment;
  if (cell.kind != CellKind::Time) {
    out = put_digits<4>(out, m.year);
    *out++ = '-';
    out = put_digits<2>(out, m.month);
    *out++ = '-';
    out = put_digits<2>(out, m.day);
  }
  if (cell.kind == CellKind::DateTime) *out++ = ' ';
  if (cell.kind != CellKind::Date) {
    out = put_digits<2>(out, m.hour);
    *out++ = ':';
    out = put_digits<2>(out, m.minute);
    *out++ = ':';
    out = put_digits<2>(out, m.second);
  }
  return out;
}

std::string to_text(const Cell& cell) {
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
    case CellKind::Time:
    case CellKind::DateTime: {
      std::array<char, MomentBytes> text;
      return {text.data(), write_moment(cell, text.data())};
    }
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
