#include "parser/table_modules.h"

namespace undumpy {

std::string table_of_file(const Snapshot& snapshot, std::string_view file) {
  const std::size_t slash = file.rfind('/');
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  if (file.ends_with(".py")) file.remove_suffix(3);
  if (snapshot.constructor_of(file) != nullptr) return std::string(file);
  const std::size_t last = file.find_last_not_of("0123456789");
  if (last == std::string_view::npos || last + 1 == file.size() || file[last] != '_') return "";
  const std::string_view table = file.substr(0, last);
  return snapshot.constructor_of(table) != nullptr ? std::string(table) : "";
}

std::map<std::string, std::vector<const ModuleRun*>> modules_by_table(const Snapshot& snapshot) {
  std::map<std::string, std::vector<const ModuleRun*>> result;
  for (const ModuleRun& module : snapshot.modules) {
    const std::string named = module.present ? "" : table_of_file(snapshot, module.name);
    result[named.empty() ? module.table : named].push_back(&module);
  }
  return result;
}

}  // namespace undumpy
