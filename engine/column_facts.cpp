#include "engine/column_facts.h"

namespace undumpy {

// The unique column with the shortest values, one with a name like a code's before others.
void TableFacts::find_key() {
  if (shape->columns.empty()) return;
  key = shape->key_column();
  if (!key_is_unknown() || rows == 0) return;
  const auto is_code = [&](std::size_t i) {
    const std::string& name = shape->columns[i].name;
    return name.find("code") != std::string::npos || name == "ref" || name == "key";
  };
  bool found = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (shape->columns[i].babel() || !is_unique(i)) continue;
    const bool better =
        !found ||
        (is_code(i) != is_code(key) ? is_code(i) : columns[i].longest < columns[key].longest);
    if (better) key = i;
    found = true;
  }
}

}  // namespace undumpy
