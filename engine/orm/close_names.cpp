#include "engine/orm/close_names.h"

#include <algorithm>

namespace undumpy::orm {

namespace {

// Characters in common: those of the longest common part, and what is common before and behind it.
std::size_t matches(std::string_view a, std::string_view b) {
  std::size_t best_a = 0;
  std::size_t best_b = 0;
  std::size_t best = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t size = 0;
      while (i + size < a.size() && j + size < b.size() && a[i + size] == b[j + size]) ++size;
      if (size <= best) continue;
      best = size;
      best_a = i;
      best_b = j;
    }
  if (best == 0) return 0;
  return best + matches(a.substr(0, best_a), b.substr(0, best_b)) +
         matches(a.substr(best_a + best), b.substr(best_b + best));
}

}  // namespace

std::vector<std::string> close_names(std::string_view wrong,
                                     const std::vector<std::string>& names) {
  constexpr std::size_t LongestName = 40;
  constexpr double LeastSimilar = 0.6;
  constexpr std::size_t Most = 3;
  if (wrong.size() > LongestName) return {};
  std::vector<std::pair<double, std::string>> found;
  for (const std::string& name : names) {
    const double similar = 2.0 * static_cast<double>(matches(name, wrong)) /
                           static_cast<double>(name.size() + wrong.size());
    if (similar >= LeastSimilar) found.emplace_back(similar, name);
  }
  std::ranges::sort(found, std::greater<>());
  if (found.size() > Most) found.resize(Most);
  std::vector<std::string> result;
  for (auto& [similar, name] : found) result.push_back(std::move(name));
  return result;
}

}  // namespace undumpy::orm
