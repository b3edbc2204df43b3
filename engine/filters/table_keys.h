// TableKeys: what several TABLE[:KEYS] mean together. Internal to --only and --skip.
//
// Keys of a parent are keys of its children too (multi-table inheritance): a person is a row of
// contacts_partner and a row of contacts_person, under one key.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/filter.h"
#include "engine/key_list.h"

namespace undumpy::filters {

class TableKeys {
 public:
  // Error "usage".
  static Result<TableKeys> parse(const std::vector<std::string>& arguments,
                                 const FilterContext& context);

  // All rows of the table are named.
  [[nodiscard]] bool has_whole(std::string_view table) const;
  [[nodiscard]] bool has_table(std::string_view table) const { return tables_.contains(table); }
  [[nodiscard]] bool has(const Row& row);

 private:
  struct Named {
    bool whole = false;
    std::vector<std::shared_ptr<const KeyList>> keys;
  };
  void add_keys(const std::string& table, const std::shared_ptr<const KeyList>& keys,
                const FilterContext& context);

  std::map<std::string, Named, std::less<>> tables_;
  // Rows of a table come one behind the other: what was found for the last one.
  std::string last_table_;
  const Named* last_ = nullptr;
};

}  // namespace undumpy::filters
