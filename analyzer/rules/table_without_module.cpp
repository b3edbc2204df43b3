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

class TableWithoutModule final : public Check {
 public:
  using Check::Check;

  void begin() override {
    if (in.snapshot.is_single_file()) return;  // where empty tables have no function
    note_what_was_told();
    note_commented_lines();
    const auto modules = modules_by_table(in.snapshot);
    std::set<std::string> seen;
    for (const ConstructorDeclaration& declaration : in.snapshot.constructors) {
      const std::string& table = declaration.table;
      if (modules.contains(table) || !seen.insert(table).second || told_.contains(table)) continue;
      Diagnostic finding =
          code_finding(table_without_module, in.snapshot, declaration.function->name_span,
                       fmt::format("no module of {} is run", table));
      finding.table = table;
      if (const auto comment = commented_.find(table); comment != commented_.end()) {
        finding.severity = Severity::Warning;
        finding.message += ": its line is commented out";
        finding.place = in.snapshot.tree().place(comment->second);
      }
      in.findings.add(table_without_module, std::move(finding));
    }
  }

 private:
  // Its module lies there while another one is missing (TR006 and TR007 say that they may be the
  // same), or dump2py itself said that there is none (FM110).
  void note_what_was_told() {
    const Snapshot& snapshot = in.snapshot;
    if (std::ranges::any_of(snapshot.modules, [](const ModuleRun& m) { return !m.present; }))
      for (const UnusedModule& module : snapshot.unused_modules) told_.insert(module.table);
    for (const DumpAbort& abort : snapshot.aborts) told_.insert(abort.table);
  }

  // #    execfile("library_book.py", *args), or the first of its parts
  void note_commented_lines() {
    constexpr std::string_view Begin = "execfile(\"";
    for (const syntax::Comment& comment : in.snapshot.tree().comments) {
      const std::size_t at = comment.text.find(Begin);
      if (at == std::string_view::npos) continue;
      const std::string_view file = comment.text.substr(at + Begin.size());
      const std::string_view table = file.substr(0, file.find(".py"));
      if (table.size() == file.size()) continue;
      commented_.emplace(table, comment.span);
      if (table.ends_with("_1"))
        commented_.emplace(table.substr(0, table.size() - 2), comment.span);
    }
  }

  std::set<std::string_view> told_;                     // tables
  std::map<std::string_view, syntax::Span> commented_;  // of the comment that names a table
};

}  // namespace

const Rule table_without_module{
    .code = "CP205",
    .name = "table-without-module",
    .what =
        "restore.py defines a create_ function, but runs no module of its table.\n"
        "\n"
        "Generators write a module for each table, also for empty ones. It is a warning "
        "when the execfile line was commented out: somebody left the table out on purpose.",
    .why = "The rows of this table are lost.",
    .example =
        "def create_library_book(id, title): …\n"
        "(no execfile(\"library_book.py\", *args) in main)",
    .next = "Find the module, and add its execfile line.",
    .make = make_check<TableWithoutModule>,
};

}  // namespace undumpy::rules
