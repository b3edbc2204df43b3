// A digest of what a database holds: equal for equal content, whatever the order of rows and the
// ids of content types, which differ between databases (FIDELITY.md).
#pragma once

#include <string>

#include "engine/schema.h"
#include "engine/sqlite.h"

namespace undumpy {

// Error "database-error".
Result<std::string> content_digest(sqlite::Connection& database, const Schema& schema);

}  // namespace undumpy
