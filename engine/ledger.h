// Ledger: what a restore did with each row, counted and, where it helps, shown.
//
// Conservation (DESIGN.md): per table, read = inserted + updated + unchanged + skipped + rejected.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/row.h"
#include "engine/table_writer.h"
#include "engine/value_set.h"

namespace undumpy {

// DESIGN.md's verbs, for one table.
struct TableReport {
  std::uint64_t read = 0;
  std::uint64_t inserted = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t skipped = 0;
  std::uint64_t rejected = 0;
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  // Of `skipped`, by what decided so: a filter, "--on-conflict", the loader.
  std::map<std::string, std::uint64_t> skipped_by;
  // Keys of the first rows of each verb, as the plan shows them.
  std::vector<std::string> first_inserted, first_updated, first_skipped;

  [[nodiscard]] std::uint64_t accounted() const {
    return inserted + updated + unchanged + skipped + rejected;
  }
};

struct Reject {
  std::string table;
  std::string key;
  std::string file;
  std::uint32_t line = 0;
  std::string reason;
  std::string cause;     // without keys and values: the same for all rows with this problem
  std::string sqlstate;  // "23505"
};

// A row that an update changes.
struct RowChange {
  std::string table;
  std::string key;
  std::vector<CellChange> cells;
};

// A row whose unique values the target holds under another key.
struct RowCollision {
  std::string table;
  std::string model;  // of the family: of a child, the topmost parent
  std::string key;
  Collision collision;
};

inline constexpr std::size_t MaxRejects = 20;     // shown of each table
inline constexpr std::size_t MaxChanges = 20;     // likewise
inline constexpr std::size_t MaxCollisions = 50;  // likewise: they are to be pasted
inline constexpr std::size_t MaxCauses = 100;     // told apart in each table
inline constexpr std::size_t MaxFirst = 3;

std::string key_text(const Row& row);

class Ledger {
 public:
  // Keeps which keys were written: in a target that held rows before, only these are looked at when
  // references are checked. Memory: the keys.
  void keep_keys() { keeps_keys_ = true; }

  [[nodiscard]] TableReport& of(const std::string& table) { return tables[table]; }
  void skipped(const Row& row, const std::string& by);
  // REQUIRES: `writer` has just written the row; not Rejected.
  // `report` is that of the row's table: it is called for every row.
  void wrote(TableReport& report, const Row& row, Fate fate, const TableWriter& writer);
  void rejected(const Row& row, const Rejection& rejection);
  void rejected(Reject reject);
  // A row that was counted as inserted or updated turns out to refer to nothing.
  void withdrawn(Reject reject, Fate fate);

  // What was done to the row with this key (as text); Inserted where no keys are kept.
  [[nodiscard]] Fate fate_of(const std::string& table, std::string_view key) const;

  [[nodiscard]] TableReport total() const;

  std::map<std::string, TableReport> tables;
  std::vector<Reject> rejects;  // the first MaxRejects of each table
  std::map<std::pair<std::string, std::string>, std::uint64_t> causes;  // by table and cause
  std::vector<RowChange> changes;
  std::vector<RowCollision> collisions;

 private:
  struct Keys {
    ValueSet inserted, updated;
  };
  bool keeps_keys_ = false;
  std::map<std::string, Keys, std::less<>> keys_;
  std::map<std::string, std::size_t> rejects_of_, changes_of_, collisions_of_, causes_of_;
};

}  // namespace undumpy
