// A report as JSON: "format": "undumpy.check/1" (docs/check-json.md).
#pragma once

#include <string>

#include "analyzer/check.h"

namespace undumpy {

std::string json_report(const CheckReport& report);

}  // namespace undumpy
