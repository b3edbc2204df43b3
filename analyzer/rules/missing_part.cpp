#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "parser/table_modules.h"

namespace undumpy::rules {

namespace {

class MissingPart final : public Check {
 public:
  using Check::Check;

  void begin() override {
    for (const auto& [table, modules] : modules_by_table(in.snapshot)) {
      std::set<std::uint32_t> parts;
      std::uint32_t all = 1;
      std::uint32_t before = 0;
      for (const ModuleRun* module : modules) {
        const ModuleFacts& facts = module->head.facts;
        if (!module->present || !facts.announced) continue;
        if (facts.part < before) out_of_order(*module, before);
        before = facts.part;
        parts.insert(facts.part);
        all = std::max(all, facts.parts);
      }
      if (!parts.empty()) look_for(table, modules, parts, all);
    }
  }

 private:
  using Modules = std::vector<const ModuleRun*>;

  void look_for(const std::string& table, const Modules& modules,
                const std::set<std::uint32_t>& parts, std::uint32_t all) {
    constexpr std::uint32_t Most = 100'000;  // the header may say anything
    std::string missing;
    std::size_t count = 0;
    for (std::uint32_t part = 1; part <= std::min(all, Most); ++part) {
      // One that restore.py runs and that is not here is missing by its name (TR007).
      const std::string file = fmt::format("{}_{}.py", table, part);
      if (parts.contains(part) ||
          std::ranges::any_of(modules, [&](const ModuleRun* m) { return m->file == file; }))
        continue;
      if (++count <= 3) missing += fmt::format("{}{}", missing.empty() ? "" : ", ", part);
    }
    if (count == 0) return;
    Diagnostic finding = code_finding(missing_part, in.snapshot, modules.back()->span,
                                      fmt::format("part {}{} of {} of {} is not run", missing,
                                                  count > 3 ? ", …" : "", all, table));
    finding.table = table;
    in.findings.add(missing_part, std::move(finding));
  }

  void out_of_order(const ModuleRun& module, std::uint32_t before) {
    Diagnostic finding = code_finding(missing_part, in.snapshot, module.span,
                                      fmt::format("part {} of {} is run behind part {}",
                                                  module.head.facts.part, module.table, before));
    finding.table = module.table;
    finding.severity = Severity::Warning;
    finding.why = "generators run the parts in order: somebody moved lines";
    in.findings.add(missing_part, std::move(finding));
  }
};

}  // namespace

const Rule missing_part{
    .code = "CP202",
    .name = "missing-part",
    .what =
        "A part of a table that was dumped in several modules is not run, or not in its "
        "place.\n"
        "\n"
        "Each part says which it is: `(part 2 of 3)`.",
    .why = "The rows of this part are lost.",
    .example =
        "log_entry_1.py: part 1 of 3\n"
        "log_entry_3.py: part 3 of 3",
    .next = "Find the module in another copy of the snapshot, and add its execfile line.",
    .make = make_check<MissingPart>,
};

}  // namespace undumpy::rules
