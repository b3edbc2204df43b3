// Collector: what goes away with rows that are deleted, and in which order.
//
// Every foreign key cascades. Children of a child's row, rows that refer to a parent's part of it,
// and so on, are found first; then tables are emptied of them, referring ones before the ones that
// they refer to. Only keys are kept in memory.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/orm/query.h"

namespace undumpy::orm {

struct Deleted {
  std::uint64_t total = 0;
  std::vector<std::pair<std::string, std::uint64_t>> models;  // contacts.Partner: rows
};

// The keys of a query's rows.
std::vector<Parameter> keys_of(const Query& query);
// REQUIRES: no slice, no distinct.
Deleted delete_rows(const Query& query);
Deleted delete_key(Model& model, const python::Value& key);
python::Value deleted_value(python::Runtime& rt, const Deleted& deleted);

}  // namespace undumpy::orm
