// ReferenceCheck: rows that a restore wrote and that refer to rows that do not exist.
//
// Set-wise, after everything is written: rows may refer to later rows, to themselves, in circles.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/reference_sets.h"
#include "engine/schema.h"
#include "engine/sqlite.h"

namespace undumpy {

struct DanglingRow {
  std::string table;
  std::string key;     // as text; of a table without a primary key: the row id
  std::string reason;  // "user_id is 5, but there is no such row in users_user"
  std::string cause;   // without the value
};

// Rows of `table` with a dangling reference, each once, in the order of its references. `written`
// says whether the restore wrote the row with this key: a living database may hold references that
// dangled before. `sets` (may be null) knows of references that need not be looked at, in a table
// with this many rows. Error "database-error".
Result<std::vector<DanglingRow>> dangling_rows(
    sqlite::Connection& database, const Schema& schema, const Table& table,
    const std::function<bool(const std::string& key)>& written, const ReferenceSets* sets,
    std::uint64_t rows);

}  // namespace undumpy
