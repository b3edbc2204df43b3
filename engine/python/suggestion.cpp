#include "engine/python/suggestion.h"

#include <algorithm>
#include <numeric>

namespace undumpy::python {

namespace {

// Levenshtein's distance, row by row.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string suggestion(std::string_view wrong, const std::vector<std::string>& names) {
  constexpr std::size_t LongestName = 80;
  if (wrong.empty() || wrong.size() > LongestName) return {};
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, wrong.size() / 3) + 1;
  for (const std::string& name : names) {
    if (name == wrong || name.size() > LongestName) continue;
    // Private names are suggested for private names only.
    if (name.starts_with('_') && !wrong.starts_with('_')) continue;
    const std::size_t near = distance(wrong, name);
    if (near < best_distance || (near == best_distance && !best.empty() && name < best)) {
      best_distance = near;
      best = name;
    }
  }
  return best;
}

}  // namespace undumpy::python
