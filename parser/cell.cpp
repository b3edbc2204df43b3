#include "parser/cell.h"

#include <algorithm>
#include <array>

namespace undumpy {

std::string_view to_string(CellKind kind) {
  switch (kind) {
    case CellKind::None:
      return "None";
    case CellKind::False:
      return "False";
    case CellKind::True:
      return "True";
    case CellKind::Integer:
      return "int";
    case CellKind::BigInteger:
      return "big int";
    case CellKind::Float:
      return "float";
    case CellKind::Text:
      return "text";
    case CellKind::Bytes:
      return "bytes";
    case CellKind::Date:
      return "date";
    case CellKind::Time:
      return "time";
    case CellKind::DateTime:
      return "datetime";
    case CellKind::List:
      return "list";
    case CellKind::Tuple:
      return "tuple";
    case CellKind::Dict:
      return "dict";
    case CellKind::Model:
      return "model";
    case CellKind::Decimal:
      return "Decimal";
    case CellKind::Absent:
      return "nothing";
  }
  return "unknown";
}

bool is_valid_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  constexpr std::array<int, 12> Days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  if (day <= 28) return true;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int last = month == 2 && leap ? 29 : Days[static_cast<std::size_t>(month - 1)];
  return day <= last;
}

bool equal(const Cell& a, const Cell& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case CellKind::None:
    case CellKind::False:
    case CellKind::True:
    case CellKind::Absent:
      return true;
    case CellKind::Integer:
      return a.integer == b.integer;
    case CellKind::Float:
      return a.real == b.real;
    case CellKind::Date:
    case CellKind::Time:
    case CellKind::DateTime:
      return a.moment == b.moment;
    case CellKind::List:
    case CellKind::Tuple:
    case CellKind::Dict:
      return std::ranges::equal(a.items(), b.items(), equal);
    case CellKind::BigInteger:
    case CellKind::Text:
    case CellKind::Bytes:
    case CellKind::Model:
    case CellKind::Decimal:
      return a.text() == b.text();
  }
  return false;
}

}  // namespace undumpy
