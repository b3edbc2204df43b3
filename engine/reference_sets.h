// ReferenceSets: the keys and the references of rows that are written into a new database, to know
// at the end, without asking the database again, that all references lead somewhere.
//
// It knows good news only: where a value is not among the keys that were noted, the database is
// asked (engine/reference_check.h). Memory: the key sets, of which integers that stand close
// together take about a bit each.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/schema.h"
#include "engine/storage.h"
#include "engine/value_set.h"

namespace undumpy {

class ReferenceSets {
 public:
  explicit ReferenceSets(const Schema& schema);

  // The columns of one table, as a writer stores them.
  class Columns {
   public:
    // Notes a row that was inserted.
    void add(std::span<const Stored> stored);

   private:
    friend class ReferenceSets;
    struct Noted {
      std::size_t column;  // of the stored row
      ValueSet* values;
    };
    std::vector<Noted> noted_;
    std::uint64_t* rows_ = nullptr;
  };
  // `names`: of the columns of a stored row. Lives as long as this object.
  Columns of(const std::string& table, const std::vector<std::string>& names);

  // True when all rows of the table were noted, which has this many, and each value of the column
  // is the key of a row that was noted.
  [[nodiscard]] bool hold(const Table& table, const ForeignKey& reference,
                          std::uint64_t rows) const;

 private:
  using Place = std::pair<std::string, std::string>;  // table and column
  [[nodiscard]] static Place target_of(const Schema& schema, const ForeignKey& reference);

  const Schema& schema_;
  std::map<Place, ValueSet> sets_;
  std::map<std::string, std::uint64_t> rows_;  // noted, by table
};

}  // namespace undumpy
