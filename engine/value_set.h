// ValueSet: the values of a key or of a reference.
//
// Integers and texts that are integers are one kind: a site on Python 2 and MySQL writes its ids as
// text (FORMAT.md 5.6).
#pragma once

#include <string_view>

#include "engine/integer_set.h"
#include "engine/text_set.h"
#include "parser/cell.h"

namespace undumpy {

class ValueSet {
 public:
  // True when the value is new. Only integers and texts are values: anything else is new always,
  // and never kept.
  bool add(const Cell& cell);
  [[nodiscard]] bool contains(const Cell& cell) const;
  [[nodiscard]] std::size_t size() const { return integers_.size() + texts_.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] bool all_integers() const { return texts_.empty(); }
  // How many of these values are not in `other`.
  [[nodiscard]] std::size_t missing_in(const ValueSet& other) const;
  [[nodiscard]] bool within(const ValueSet& other) const {
    return size() <= other.size() && missing_in(other) == 0;
  }
  // Those that are not in `other`.
  [[nodiscard]] ValueSet without(const ValueSet& other) const;
  // Memory, about.
  [[nodiscard]] std::size_t bytes() const;

  // Calls visit(Cell) for each value: integers in ascending order, then texts in no order.
  template <class Visit>
  void for_each(Visit visit) const {
    integers_.for_each([&](std::int64_t value) { visit(Cell::of(value)); });
    texts_.for_each([&](std::string_view text) { visit(Cell::of_text(CellKind::Text, text)); });
  }

  // A text that str() of the integer would give.
  static bool as_integer(std::string_view text, std::int64_t& number);

 private:
  IntegerSet integers_;
  TextSet texts_;
};

}  // namespace undumpy
