#include "engine/python/suggestion.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <numeric>

namespace undumpy::python {

namespace {

constexpr std::size_t MoveCost = 2;
constexpr std::size_t CaseCost = 1;

std::size_t substitution(char a, char b) {
  if (a == b) return 0;
  return std::tolower(a) == std::tolower(b) ? CaseCost : MoveCost;
}

// Levenshtein's distance, row by row; a wrong case costs half.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j * MoveCost;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i * MoveCost;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + substitution(a[i - 1], b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + MoveCost, row[j - 1] + MoveCost, substituted});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string suggestion(std::string_view wrong, const std::vector<std::string>& names) {
  constexpr std::size_t LongestName = 40;
  constexpr std::size_t MostNames = 750;
  if (wrong.empty() || wrong.size() > LongestName || names.size() > MostNames) return {};
  std::string best;
  std::size_t best_distance = SIZE_MAX;
  for (const std::string& name : names) {
    if (name == wrong || name.size() > LongestName) continue;
    const std::size_t most = (wrong.size() + name.size() + 3) * MoveCost / 6;
    const std::size_t near = distance(wrong, name);
    if (near > most || near >= best_distance) continue;
    best_distance = near;
    best = name;
  }
  return best;
}

}  // namespace undumpy::python
