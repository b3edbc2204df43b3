#include "engine/table_pattern.h"

#include <fmt/format.h>

#include "engine/orm/close_names.h"
#include "parser/trimmed.h"

namespace undumpy {

namespace {

// '*' is any text. Goes back to the last '*' only, so that it is never exponential.
bool fits(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t after_star = 0;
  for (std::size_t n = 0; n < name.size();) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after_star = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++after_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace

std::set<std::string> tables_of(const Snapshot& snapshot, const Constructors& constructors) {
  std::set<std::string> names;
  for (const auto& constructor : constructors.all()) names.insert(constructor->shape().table);
  for (const ModuleRun& module : snapshot.modules) names.insert(module.table);
  return names;
}

bool is_table_pattern(std::string_view name) { return name.find('*') != std::string_view::npos; }

Result<std::vector<std::string>> tables_named(std::string_view name, const Snapshot& snapshot,
                                              const Constructors& constructors) {
  std::vector<std::string> found, known;
  for (const std::string& table : tables_of(snapshot, constructors)) {
    const Constructor* constructor = constructors.find(table);
    const std::string model = constructor != nullptr ? constructor->shape().model : "";
    if (fits(name, table) || (!model.empty() && fits(name, model))) found.push_back(table);
    known.push_back(table);
    if (!model.empty()) known.push_back(model);
  }
  if (!found.empty()) return found;
  return make_error("usage",
                    is_table_pattern(name)
                        ? fmt::format("no table of the snapshot is called {}", printable(name))
                        : fmt::format("the snapshot has no table {}", printable(name)),
                    did_you_mean(name, known) + "`undumpy list` prints the names of all tables");
}

TableArgument split_table(std::string_view argument) {
  const std::size_t colon = argument.find(':');
  if (colon == std::string_view::npos) return {trimmed(argument), {}, false};
  return {trimmed(argument.substr(0, colon)), trimmed(argument.substr(colon + 1)), true};
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names) {
  const std::vector<std::string> near = orm::close_names(wrong, names);
  if (near.empty()) return "";
  std::string text = "did you mean " + near[0];
  for (std::size_t i = 1; i < near.size(); ++i)
    text += (i + 1 < near.size() ? ", " : " or ") + near[i];
  return text + "? ";
}

}  // namespace undumpy
