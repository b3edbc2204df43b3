#include <fmt/format.h>

#include <map>
#include <string_view>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class ModuleRunTwice final : public Check {
 public:
  using Check::Check;

  void begin() override {
    std::map<std::string_view, const ModuleRun*> seen;
    for (const ModuleRun& module : in.snapshot.modules) {
      const auto [before, is_new] = seen.emplace(module.name, &module);
      if (is_new) continue;
      Diagnostic finding =
          code_finding(module_run_twice, in.snapshot, module.span,
                       fmt::format("{} is run again; the first time on line {}", module.name,
                                   in.snapshot.tree().place(before->second->span).line));
      finding.table = module.table;
      in.findings.add(module_run_twice, std::move(finding));
    }
  }
};

}  // namespace

const Rule module_run_twice{
    .code = "TR008",
    .name = "module-run-twice",
    .what = "restore.py runs a module twice.",
    .why = "Each of its rows is loaded twice: the second time it meets its own primary key.",
    .example =
        "execfile(\"library_book.py\", *args)\n"
        "execfile(\"library_book.py\", *args)",
    .next = "Remove one of the lines. Look whether another module was meant.",
    .make = make_check<ModuleRunTwice>,
};

}  // namespace undumpy::rules
