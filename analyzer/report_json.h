// A report as JSON: "format": "undumpy.check/1" (docs/check-json.md).
#pragma once

#include <span>
#include <string>

#include "analyzer/check.h"

namespace undumpy {

// Of several snapshots: one document, with a list of them and the totals.
std::string json_report(std::span<const CheckReport> reports);

}  // namespace undumpy
