#include <fmt/format.h>

#include <filesystem>

#include "analyzer/rule_pages.h"
#include "analyzer/rules.h"
#include "analyzer/text_file.h"
#include "cli/commands.h"
#include "cli/messages.h"

namespace undumpy::cli {

namespace {

int list_rules(Console& console) {
  for (const Rule* rule : all_rules())
    console.out(fmt::format("{}  {:8} {:26} {}\n", rule->code, name_of(rule->severity), rule->name,
                            summary_of(*rule)));
  return Fine;
}

int write_docs(const std::string& folder, Console& console) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  for (const auto& [name, text] : rule_pages()) {
    const Status written = write_text_file(folder + "/" + name, text, "docs");
    if (!written) return fail(written.error(), console);
  }
  return Fine;
}

}  // namespace

int explain(const ExplainOptions& options, Console& console) {
  if (options.list) return list_rules(console);
  if (!options.write_docs.empty()) return write_docs(options.write_docs, console);
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
