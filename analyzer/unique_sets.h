// Unique sets of the target's tables, seen through the rows of the snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "analyzer/against.h"
#include "analyzer/inspection.h"
#include "engine/sqlite.h"
#include "engine/storage.h"

namespace undumpy {

class UniqueSet {
 public:
  // REQUIRES: the table, whose columns these are, outlives the set; the shape has them all.
  UniqueSet(const Table& table, std::vector<std::string> columns, const RowShape& shape,
            bool primary_key);

  // The same columns in another shape of the table; absent when it does not have them all.
  [[nodiscard]] std::optional<UniqueSet> in_shape(const RowShape& shape) const;
  // Of the values as they would be stored; absent when one of them is NULL, or does not fit.
  [[nodiscard]] std::optional<std::uint64_t> hash(const Row& row) const;
  // "'BE', 'Eupen'"
  [[nodiscard]] std::string values(const Row& row) const;
  // "country_id, name"
  [[nodiscard]] std::string names() const;
  // Indexes in the shape.
  [[nodiscard]] const std::vector<std::size_t>& columns() const { return columns_; }
  [[nodiscard]] bool is_primary_key() const { return primary_key_; }
  // "country_id" = ? AND "name" = ?
  [[nodiscard]] std::string condition() const;
  // Binds the values to the parameters of condition(); they live until the next call of bind().
  // False when one does not fit.
  bool bind(const Row& row, sqlite::Statement& statement) const;

 private:
  // The values as they would be stored; they live until the next call. nullptr: one does not fit.
  [[nodiscard]] const std::vector<Stored>* stored(const Row& row) const;

  // What is used again for each row.
  struct Scratch {
    Arena arena;
    std::vector<Stored> values;
  };

  const Table* table_;
  std::vector<std::string> names_;
  std::vector<std::size_t> columns_;
  std::vector<ColumnStorage> storage_;
  bool primary_key_;
  std::shared_ptr<Scratch> scratch_ = std::make_shared<Scratch>();
};

// Those of the shape's table in the schema that the snapshot is checked against; the primary key
// too, unless it is the snapshot's own key, for which UQ501 stands.
std::vector<UniqueSet> unique_sets(const Inspection& inspection, const RowShape& shape);

// Which hashes came more than once. Some 45 bytes for each row.
class RepeatedHashes {
 public:
  void add(std::uint64_t hash) {
    if (!seen_.insert(hash).second) repeated_.insert(hash);
  }
  [[nodiscard]] bool none() const { return repeated_.empty(); }
  [[nodiscard]] bool contains(std::uint64_t hash) const { return repeated_.contains(hash); }

 private:
  std::unordered_set<std::uint64_t> seen_, repeated_;
};

// Several checks of one shape.
class RowChecks final : public RowCheck {
 public:
  void add(std::unique_ptr<RowCheck> check) { checks_.push_back(std::move(check)); }
  [[nodiscard]] bool empty() const { return checks_.empty(); }
  void look(const Row& row) override {
    for (const auto& check : checks_) check->look(row);
  }

 private:
  std::vector<std::unique_ptr<RowCheck>> checks_;
};

}  // namespace undumpy
