// A made-up site: a snapshot of it as the D6 generator writes it, and the schema of its database.
//
// It has what snapshots have: multi-table inheritance, translations, choices, decimals, text keys,
// references to the own table and to any table, a table in parts, an empty one. Nothing is wrong
// with it.
#pragma once

#include <string>

#include "tests/analyzer/checking.h"

namespace undumpy::test {

struct Site {
  Files files;
  std::string sql;  // CREATE TABLE statements, a line for each column
};

// Sites with different numbers have different rows.
Site make_site(std::uint64_t number);

}  // namespace undumpy::test
