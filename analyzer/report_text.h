// A report as text, for terminals and logs: the findings, the worst first, and the verdict as the
// last line.
#pragma once

#include <span>
#include <string>

#include "analyzer/check.h"

namespace undumpy {

struct TextOptions {
  bool colour = false;
  bool quiet = false;  // errors only
};

// Of one snapshot: its findings in full. Of several: a line each, and a total.
std::string text_report(std::span<const CheckReport> reports, const TextOptions& options);

}  // namespace undumpy
