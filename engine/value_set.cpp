#include "engine/value_set.h"

#include <charconv>

namespace undumpy {

bool ValueSet::as_integer(std::string_view text, std::int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() &&
         (text == "0" || (text[0] != '0' && !text.starts_with("-0")));
}

bool ValueSet::add(const Cell& cell) {
  std::int64_t number = cell.integer;
  if (cell.kind == CellKind::Integer) return integers_.insert(number);
  if (cell.kind != CellKind::Text) return true;
  if (as_integer(cell.text(), number)) return integers_.insert(number);
  return texts_.insert(cell.text());
}

bool ValueSet::contains(const Cell& cell) const {
  std::int64_t number = cell.integer;
  if (cell.kind == CellKind::Integer) return integers_.contains(number);
  if (cell.kind != CellKind::Text) return false;
  return as_integer(cell.text(), number) ? integers_.contains(number)
                                         : texts_.contains(cell.text());
}

std::size_t ValueSet::missing_in(const ValueSet& other) const {
  std::size_t missing = integers_.missing_in(other.integers_);
  texts_.for_each([&](std::string_view text) { missing += other.texts_.contains(text) ? 0 : 1; });
  return missing;
}

ValueSet ValueSet::without(const ValueSet& other) const {
  ValueSet result;
  for_each([&](const Cell& value) {
    if (!other.contains(value)) result.add(value);
  });
  return result;
}

std::size_t ValueSet::bytes() const { return integers_.bytes() + texts_.bytes(); }

}  // namespace undumpy
