// A report for browsers: one file that needs nothing else and reaches nothing.
#pragma once

#include <span>
#include <string>

#include "analyzer/check.h"

namespace undumpy {

std::string html_report(std::span<const CheckReport> reports);

}  // namespace undumpy
