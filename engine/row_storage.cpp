#include "engine/row_storage.h"

#include <algorithm>
#include <array>
#include <string>

namespace undumpy {

namespace {

// decimal, decimal(10, 2), numeric: SQLite gives such columns NUMERIC affinity.
bool has_numeric_affinity(const Column& column) {
  constexpr std::size_t Name = std::string_view("decimal").size();  // and of "numeric"
  return column.kind == ColumnKind::Decimal &&
         column.type.find_first_not_of("0123456789(), ", Name) == std::string::npos;
}

// What NUMERIC affinity makes of the text, where that is beyond doubt: up to 15 digits, which a
// double holds exactly, and up to 4 of them behind the point. Of more decimal places the last bit
// would depend on how the division is rounded. (A quotient by 10^k is at least 1/(2*5^k) of the
// last bit away from the middle between two doubles: for k up to 4 that is more than the error of
// any way to divide.) Other texts stay as they are: SQLite makes the number.
void make_number(Stored& value) {
  constexpr std::size_t MostDigits = 15;
  constexpr std::array<double, 5> Powers = {1, 10, 100, 1000, 10000};
  std::string_view text = value.text();
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > MostDigits + 1) return;
  std::int64_t digits = 0;
  std::size_t point = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = static_cast<unsigned>(static_cast<unsigned char>(text[i])) - '0';
    if (digit <= 9)
      digits = digits * 10 + digit;
    else if (text[i] == '.' && point == text.size() && i > 0)
      point = i;
    else
      return;
  }
  const std::size_t places = text.size() - std::min(point + 1, text.size());
  if (places >= Powers.size() || (point == text.size() && text.size() > MostDigits)) return;
  const double quotient = static_cast<double>(negative ? -digits : digits) / Powers[places];
  const auto whole = static_cast<std::int64_t>(quotient);
  value = static_cast<double>(whole) == quotient ? Stored::of(whole) : Stored::of_real(quotient);
}

}  // namespace

RowStorage::RowStorage(const Table& table, const RowShape& shape, const StorageOptions& options) {
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const undumpy::Column* column = column_for(table, shape.columns[i]);
    if (column == nullptr) {
      homeless_.push_back(i);
      continue;
    }
    if (shape.columns[i].content_type) content_types_.push_back(columns_.size());
    columns_.push_back({i, ColumnStorage(table, *column, &shape.columns[i], options),
                        has_numeric_affinity(*column)});
  }
}

bool RowStorage::prepare(std::span<const Cell> cells, Arena& arena, std::span<Stored> out) const {
  if (!homeless_.empty()) return false;
  StorageNotes notes;
  Misfit misfit;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Cell& cell = cells[columns_[i].cell];
    if (cell.kind == CellKind::Model &&
        std::ranges::find(content_types_, i) != content_types_.end())
      out[i] = Stored();
    else if (!columns_[i].storage.store(cell, arena, notes, out[i], misfit))
      return false;
    if (columns_[i].numeric && out[i].kind == Stored::Kind::Text) make_number(out[i]);
  }
  return !notes.any();
}

}  // namespace undumpy
