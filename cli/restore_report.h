// What a restore did, or would do, as text and as JSON (DESIGN.md: undumpy.restore/1).
#pragma once

#include <string>

#include "engine/restore.h"

namespace undumpy::cli {

std::string restore_as_text(const RestoreReport& report);
std::string restore_as_json(const RestoreReport& report);

}  // namespace undumpy::cli
