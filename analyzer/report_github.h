// A report as workflow commands of GitHub Actions, which become annotations of a change.
#pragma once

#include <span>
#include <string>

#include "analyzer/check.h"

namespace undumpy {

std::string github_report(std::span<const CheckReport> reports);

}  // namespace undumpy
