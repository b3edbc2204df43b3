// KeyList: primary keys as people write them on the command line.
//
//     1,5,10-20        integers and ranges of integers, which are never expanded
//     BE,'10-20'       texts; quotes keep commas and what looks like a range
//     @keys.txt        a file: one key or range per line, `#` comments, blank lines
//
// Integers that a snapshot writes as text are the same keys (ValueSet).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value_set.h"
#include "parser/result.h"

namespace undumpy {

class KeyList {
 public:
  // Errors: "usage", which names the part that is wrong and its place in a file.
  static Result<KeyList> parse(std::string_view text);

  [[nodiscard]] bool contains(const Cell& key) const;

 private:
  struct Range {
    std::int64_t first, last;
  };
  Status add(std::string_view part);
  Status add_file(const std::string& path);
  Result<bool> add_range(std::string_view part);
  void join_ranges();
  [[nodiscard]] bool in_ranges(std::int64_t key) const;

  ValueSet keys_;
  std::vector<Range> ranges_;  // sorted and apart, once parsed
};

}  // namespace undumpy
