#include <fmt/format.h>

#include <algorithm>
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
    const auto modules = modules_by_table(in.snapshot);
    std::set<std::string> seen;
    for (const ConstructorDeclaration& declaration : in.snapshot.constructors) {
      const std::string& table = declaration.table;
      if (modules.contains(table) || !seen.insert(table).second || was_told(table)) continue;
      Diagnostic finding =
          code_finding(table_without_module, in.snapshot, declaration.function->name_span,
                       fmt::format("no module of {} is run", table));
      finding.table = table;
      if (const syntax::Comment* comment = commented_line(table)) {
        finding.severity = Severity::Warning;
        finding.message += ": its line is commented out";
        finding.place = in.snapshot.tree().place(comment->span);
      }
      in.findings.add(table_without_module, std::move(finding));
    }
  }

 private:
  // Its module lies there while another one is missing (TR006 and TR007 say that they may be the
  // same), or dump2py itself said that there is none (FM110).
  [[nodiscard]] bool was_told(const std::string& table) const {
    const Snapshot& snapshot = in.snapshot;
    const bool lies_there =
        std::ranges::find(snapshot.unused_modules, table, &UnusedModule::table) !=
        snapshot.unused_modules.end();
    const bool one_is_missing =
        std::ranges::any_of(snapshot.modules, [](const ModuleRun& m) { return !m.present; });
    return (lies_there && one_is_missing) ||
           std::ranges::find(snapshot.aborts, table, &DumpAbort::table) != snapshot.aborts.end();
  }

  // #    execfile("library_book.py", *args), or the first of its parts
  [[nodiscard]] const syntax::Comment* commented_line(const std::string& table) const {
    for (const syntax::Comment& comment : in.snapshot.tree().comments) {
      const std::size_t at = comment.text.find("execfile(\"" + table);
      if (at == std::string_view::npos) continue;
      const std::string_view rest = comment.text.substr(at + 10 + table.size());
      if (rest.starts_with(".py") || rest.starts_with("_1.py")) return &comment;
    }
    return nullptr;
  }
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
