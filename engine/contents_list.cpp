#include "engine/contents_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace undumpy {

std::string contents_list(const Snapshot& snapshot, const Constructors& constructors) {
  std::string text = fmt::format(
      "; {}, {}\n; remove lines, put a ; before them, or move them; then: restore … --use-list "
      "FILE\n",
      printable(snapshot.source().name()), counted(snapshot.modules.size(), "module"));
  for (const ModuleRun& module : snapshot.modules) {
    const Constructor* constructor = constructors.find(module.table);
    const ModuleFacts& facts = module.head.facts;
    text += fmt::format("{}{}  {}", module.present ? "" : "; missing: ", printable(module.name),
                        constructor != nullptr ? printable(constructor->shape().model) : "?");
    if (facts.announced) text += "  " + counted(*facts.announced, "row");
    if (facts.parts > 1) text += fmt::format(" in {} parts", facts.parts);
    text += '\n';
  }
  return text;
}

Result<std::vector<std::string>> modules_of_list(const std::string& text, const std::string& file,
                                                 const Snapshot& snapshot) {
  std::vector<std::string> modules;
  std::set<std::string> seen;
  std::size_t number = 0;
  const auto problem = [&](std::string message) {
    Diagnostic error = make_error("usage", std::move(message),
                                  "`undumpy list SNAPSHOT --format toc` prints a list to edit");
    error.place.file = file;
    error.place.line = static_cast<std::uint32_t>(number);
    return error;
  };
  for (std::size_t at = 0; at < text.size();) {
    ++number;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos || line[begin] == ';') continue;
    const std::string name(line.substr(begin, line.find_first_of(" \t\r", begin) - begin));
    const bool known =
        std::ranges::find(snapshot.modules, name, &ModuleRun::name) != snapshot.modules.end();
    if (!known) return problem(fmt::format("the snapshot runs no module {}", printable(name)));
    if (!seen.insert(name).second)
      return problem(fmt::format("{} stands here for the second time", printable(name)));
    modules.push_back(name);
  }
  if (modules.empty()) return problem("the list names no module");
  return modules;
}

}  // namespace undumpy
