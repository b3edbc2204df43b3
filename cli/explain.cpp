#include <fmt/format.h>

#include "analyzer/rules.h"
#include "cli/commands.h"
#include "cli/messages.h"

namespace undumpy::cli {

int explain(const ExplainOptions& options, Console& console) {
  if (options.list) {
    for (const Rule* rule : all_rules())
      console.out(fmt::format("{}  {:8} {:26} {}\n", rule->code, name_of(rule->severity),
                              rule->name, rule->what.substr(0, rule->what.find('\n'))));
    return Fine;
  }
  const Rule* rule = find_rule(options.rule);
  if (rule == nullptr)
    return fail(make_error("usage",
                           options.rule.empty()
                               ? std::string("name a rule")
                               : fmt::format("no rule is called {}", printable(options.rule)),
                           "`undumpy explain --list` prints all rules"),
                console);
  console.out(page_of(*rule));
  return Fine;
}

}  // namespace undumpy::cli
