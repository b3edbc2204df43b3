// Values of references that are no key of what they refer to; shared by the rules of that family.
#pragma once

#include <string>

#include "analyzer/against.h"
#include "analyzer/inspection.h"

namespace undumpy {

// nullptr when the snapshot has no such column.
const ColumnFacts* column_facts(const Inspection& inspection, const std::string& table,
                                const std::string& column);
// The snapshot has rows of the table, or knows that it is empty: its modules are here.
bool holds_table(const Inspection& inspection, const std::string& table);
// Takes away the values that are keys of the table in the database that the snapshot is checked
// against, if it is checked against one. An error of the database becomes the inspection's failure.
void remove_held_by_target(Inspection& inspection, const std::string& table, ValueSet& values);
// Reports each row whose reference leads nowhere, on the second reading.
void report_dangling(Inspection& inspection, const Reference& reference, const Rule& rule);

}  // namespace undumpy
