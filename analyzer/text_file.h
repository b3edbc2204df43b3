// Small text files of the user's: baselines, configuration, reports.
#pragma once

#include <string>

#include "parser/result.h"

namespace undumpy {

// `what` names the file in errors: "config" gives "config-unreadable".
Result<std::string> read_text_file(const std::string& path, const std::string& what);
// Whole or not at all: what stands at `path` is replaced when everything is written. Errors:
// WHAT-unwritable.
Status write_text_file(const std::string& path, const std::string& text, const std::string& what);

}  // namespace undumpy
