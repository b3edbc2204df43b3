#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "parser/table_modules.h"

namespace undumpy::rules {

namespace {

class ContradictingModule final : public Check {
 public:
  using Check::Check;

  void begin() override {
    for (const auto& [table, modules] : modules_by_table(in.snapshot)) {
      const ModuleRun* first = nullptr;
      for (const ModuleRun* module : modules) {
        if (!module->present || !module->head.facts.announced) continue;
        compare_with_name(*module);
        if (first == nullptr)
          first = module;
        else if (module->file != first->file)
          compare(*first, *module);
      }
    }
    compare_dates();
  }

 private:
  // library_book.py of which the header says that it is of library_publisher.
  void compare_with_name(const ModuleRun& module) {
    const std::string named = table_of_file(in.snapshot, module.file);
    if (named.empty() || named == module.table) return;
    report(module, fmt::format("{} says that it is of table {}", module.file, module.table));
  }

  void compare(const ModuleRun& first, const ModuleRun& module) {
    const ModuleFacts& a = first.head.facts;
    const ModuleFacts& b = module.head.facts;
    if (a.parts != b.parts || a.announced != b.announced)
      report(module,
             fmt::format("{} says {} objects in {} parts, but {} says {} in {}", module.file,
                         *b.announced, b.parts, first.file, *a.announced, a.parts));
    else if (a.part == b.part)
      report(module, fmt::format("{} says that it is part {} of {}, as {} does", module.file,
                                 b.part, b.parts, first.file));
    if (a.fields != b.fields)
      report(module, fmt::format("{} lists other fields than {}", module.file, first.file));
  }

  // dump2py writes all modules within hours. Archives keep the dates, copied directories may not.
  void compare_dates() {
    constexpr std::int64_t Day = 24 * 60 * 60;
    std::vector<std::pair<std::int64_t, const ModuleRun*>> dates;
    for (const ModuleRun& module : in.snapshot.modules)
      if (const Member* member = in.snapshot.source().find(module.file);
          member != nullptr && member->modified > 0)
        dates.emplace_back(member->modified, &module);
    if (dates.size() < 3) return;
    std::ranges::stable_sort(dates, {}, &std::pair<std::int64_t, const ModuleRun*>::first);
    const std::int64_t usual = dates[dates.size() / 2].first;
    const auto is_odd = [&](const auto& each) { return std::abs(each.first - usual) > Day; };
    if (static_cast<std::size_t>(std::ranges::count_if(dates, is_odd)) * 4 > dates.size()) return;
    std::error_code error;
    const bool is_directory = std::filesystem::is_directory(in.snapshot.source().name(), error);
    for (const auto& [date, module] : dates) {
      if (!is_odd(std::pair(date, module))) continue;
      Diagnostic finding = finding_of(
          *module, fmt::format("{} is {} days {} than most modules", module->file,
                               std::abs(date - usual) / Day, date < usual ? "older" : "newer"));
      finding.severity = is_directory ? Severity::Info : Severity::Warning;
      finding.confidence = Confidence::Likely;
      in.findings.add(contradicting_module, std::move(finding));
    }
  }

  Diagnostic finding_of(const ModuleRun& module, std::string message) {
    Diagnostic finding =
        code_finding(contradicting_module, in.snapshot, module.span, std::move(message));
    finding.table = module.table;
    return finding;
  }
  void report(const ModuleRun& module, std::string message) {
    in.findings.add(contradicting_module, finding_of(module, std::move(message)));
  }
};

}  // namespace

const Rule contradicting_module{
    .code = "CP208",
    .name = "contradicting-module",
    .what =
        "A module contradicts restore.py, or the other parts of its table.\n"
        "\n"
        "Its header names another table than its file; its parts announce different numbers"
        " of rows or parts, or list different fields; or its file is days older or newer "
        "than those of the other modules.",
    .why =
        "It comes from another dump: rows of different days are mixed, and nothing else "
        "would tell.",
    .example = "log_entry_2.py says 1811 objects in 2 parts, log_entry_1.py says 1858",
    .next = "Take all modules from one snapshot.",
    .make = make_check<ContradictingModule>,
};

}  // namespace undumpy::rules
