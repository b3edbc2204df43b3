// ColumnFacts: what one pass over a snapshot tells about its columns; what inference works on.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/constructor.h"
#include "engine/row.h"

namespace undumpy {

// The values of a key or reference. Integers and texts that are integers are one kind: a site on
// Python 2 and MySQL writes its ids as text.
class ValueSet {
 public:
  void add(const Cell& cell) {
    std::int64_t number = 0;
    if (cell.kind == CellKind::Integer) {
      integers_.insert(cell.integer);
    } else if (cell.kind == CellKind::Text && as_integer(cell.text(), number)) {
      integers_.insert(number);
    } else if (cell.kind == CellKind::Text) {
      texts_.emplace(cell.text());
    }
  }
  [[nodiscard]] std::size_t size() const { return integers_.size() + texts_.size(); }
  [[nodiscard]] bool all_integers() const { return texts_.empty(); }
  [[nodiscard]] std::size_t missing_in(const ValueSet& other) const {
    std::size_t missing = 0;
    for (const std::int64_t value : integers_) missing += other.integers_.contains(value) ? 0 : 1;
    for (const std::string& value : texts_) missing += other.texts_.contains(value) ? 0 : 1;
    return missing;
  }
  [[nodiscard]] bool within(const ValueSet& other) const {
    return size() <= other.size() &&
           std::ranges::all_of(integers_, [&](auto v) { return other.integers_.contains(v); }) &&
           std::ranges::all_of(texts_, [&](const auto& v) { return other.texts_.contains(v); });
  }

  static bool as_integer(std::string_view text, std::int64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() &&
           (text == "0" || (text[0] != '0' && !text.starts_with("-0")));
  }

 private:
  std::unordered_set<std::int64_t> integers_;
  std::unordered_set<std::string> texts_;
};

// What was seen in one column.
struct ColumnFacts {
  std::set<CellKind> kinds;      // without None and Absent
  bool integers_as_text = true;  // every Text is an integer
  std::size_t longest = 0;
  ValueSet values;  // of keys and references
  std::uint64_t filled = 0;
};

struct TableFacts {
  const RowShape* shape = nullptr;
  // Where rows come from the interpreter: the columns that any of them has. `shape` is this one.
  std::unique_ptr<RowShape> merged;
  std::vector<ColumnFacts> columns;
  std::uint64_t rows = 0;
  std::size_t order = 0;  // of execution
  std::size_t key = 0;    // the column that tells rows apart

  // Neither `id` nor a parent link: the key has to be found among the other columns.
  [[nodiscard]] bool key_is_unknown() const {
    const ShapeColumn& column = shape->columns[shape->key_column()];
    return !column.parent_link && column.name != "id";
  }
  [[nodiscard]] bool is_unique(std::size_t column) const {
    return columns[column].filled == rows && columns[column].values.size() == rows;
  }
  void find_key();
};

inline bool is_reference(const ShapeColumn& column) {
  return (column.foreign_key && !column.content_type) || column.parent_link;
}

class FactsCollector final : public RowSink {
 public:
  explicit FactsCollector(const Constructors& constructors);

  Status take(std::span<const Row> rows) override;
  // After the last row.
  void finish();

  std::map<std::string, TableFacts> tables;

 private:
  void add(const Row& row, TableFacts& facts, std::span<const std::size_t> columns);
  // Where the columns of a shape stand in the facts; empty when they stand at the same places.
  std::span<const std::size_t> places_of(const RowShape& shape, TableFacts& facts);

  const Constructors& constructors_;
  std::map<const RowShape*, std::vector<std::size_t>> places_;
};

}  // namespace undumpy
