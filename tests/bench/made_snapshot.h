// The snapshot that benchmarks work with: partners with babel names, dates and decimals, and events
// that refer to them.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace undumpy::bench {

// Row counts of the two tables.
constexpr std::size_t Partners = 40'000;
constexpr std::size_t Events = 80'000;

// Names and texts, for memory_source(). Made once.
const std::vector<std::pair<std::string, std::string>>& files();
std::size_t size_of_files();

}  // namespace undumpy::bench
