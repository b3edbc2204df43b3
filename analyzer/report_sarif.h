// A report in the Static Analysis Results Interchange Format, SARIF 2.1.0 (an OASIS standard),
// which code hosts and editors read. One run for each snapshot.
#pragma once

#include <span>
#include <string>

#include "analyzer/check.h"

namespace undumpy {

std::string sarif_report(std::span<const CheckReport> reports);

}  // namespace undumpy
