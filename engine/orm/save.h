// Storing instances: INSERT and UPDATE of one row, a parent's row first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/orm/model_instance.h"

namespace undumpy::orm {

struct SaveOptions {
  bool force_insert = false;
  bool force_update = false;
  std::optional<std::vector<std::string>> update_fields;
};

// Raises Django's errors. Counts what it did in Session::changes.
void save_instance(Session& session, Instance& instance, const SaveOptions& options);
// Reads all fields again. Raises DoesNotExist.
void refresh_instance(Session& session, Instance& instance);

}  // namespace undumpy::orm
