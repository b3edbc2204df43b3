// ColumnFacts: what one pass over a snapshot tells about its columns; what inference works on.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/constructor.h"
#include "engine/row.h"
#include "engine/value_set.h"

namespace undumpy {

// The kinds of values in a column.
class KindSet {
 public:
  void insert(CellKind kind) { bits_ |= bit(kind); }
  [[nodiscard]] bool contains(CellKind kind) const { return (bits_ & bit(kind)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  // There are some, and all are among these.
  [[nodiscard]] bool only(std::initializer_list<CellKind> kinds) const {
    std::uint32_t allowed = 0;
    for (const CellKind kind : kinds) allowed |= bit(kind);
    return bits_ != 0 && (bits_ & ~allowed) == 0;
  }

 private:
  static std::uint32_t bit(CellKind kind) { return 1U << static_cast<unsigned>(kind); }
  std::uint32_t bits_ = 0;
};

// What was seen in one column.
struct ColumnFacts {
  KindSet kinds;                 // without None and Absent
  bool integers_as_text = true;  // every Text is an integer
  std::size_t longest = 0;
  ValueSet values;    // of keys and references
  ValueSet repeated;  // of a key: values that more than one row has
  std::uint64_t filled = 0;
  bool repeats = false;  // too often to be a key
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
  [[nodiscard]] const ValueSet& keys() const { return columns[key].values; }
  void find_key();
};

inline bool is_reference(const ShapeColumn& column) {
  return (column.foreign_key && !column.content_type) || column.parent_link;
}

class FactsCollector final : public RowSink {
 public:
  explicit FactsCollector(const Constructors& constructors);

  Status take(std::span<const Row> rows) override;
  // After the last row. `modules`: those of the snapshot, which say the order of the tables.
  void finish(const std::vector<ModuleRun>& modules);

  std::map<std::string, TableFacts> tables;

 private:
  // What a column of the shape at hand is looked at for.
  struct Role {
    std::size_t place;  // of its facts
    bool key;           // the table's key, for sure
    bool candidate;     // it may be the key
    bool reference;
  };
  void find_roles(const RowShape& shape, TableFacts& facts);
  static void add(const Cell& cell, const Role& role, ColumnFacts& column);
  static void repeated(const Cell& value, const Role& role, ColumnFacts& column);
  // Where the columns of a shape stand in the facts; empty when they stand at the same places.
  std::span<const std::size_t> places_of(const RowShape& shape, TableFacts& facts);

  const Constructors& constructors_;
  std::vector<Role> roles_;
  std::map<const RowShape*, std::vector<std::size_t>> places_;
};

}  // namespace undumpy
