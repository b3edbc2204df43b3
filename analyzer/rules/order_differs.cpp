#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class OrderDiffers final : public Check {
 public:
  using Check::Check;

  void begin() override {
    if (in.snapshot.is_single_file()) return;  // its create_ functions are in another order
    std::vector<const ModuleRun*> run;         // the first of each table
    std::set<std::string_view> tables;
    for (const ModuleRun& module : in.snapshot.modules) {
      if (in.snapshot.constructor_of(module.table) == nullptr) continue;
      if (!run.empty() && run.back()->table == module.table) continue;  // its next part
      if (!tables.insert(module.table).second) {
        in.findings.add(order_differs,
                        code_finding(order_differs, in.snapshot, module.span,
                                     fmt::format("{} is run here, apart from the other parts of {}",
                                                 module.name, module.table)));
        return;
      }
      run.push_back(&module);
    }
    std::vector<std::string> defined;  // of these
    for (const ConstructorDeclaration& declaration : in.snapshot.constructors)
      if (tables.erase(declaration.table) > 0) defined.push_back(declaration.table);
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (run[i]->table == defined[i]) continue;
      Diagnostic finding = code_finding(
          order_differs, in.snapshot, run[i]->span,
          fmt::format("{} is run here, where create_{} comes next", run[i]->name, defined[i]));
      in.findings.add(order_differs, std::move(finding));
      return;  // what follows is shifted
    }
  }
};

}  // namespace

const Rule order_differs{
    .code = "FM124",
    .name = "order-differs",
    .severity = Severity::Warning,
    .what =
        "restore.py runs its modules in another order than it defines their create_ "
        "functions.\n"
        "\n"
        "Generators write both in the order in which the tables depend on each other.",
    .why =
        "Somebody moved lines. Rows that come before the rows they refer to have to wait "
        "for them; with Python, some may be given up.",
    .example = "execfile(\"library_book.py\", *args)   # before library_publisher.py",
    .next =
        "Put the lines back in the order of the create_ functions unless the order is "
        "meant.",
    .make = make_check<OrderDiffers>,
};

}  // namespace undumpy::rules
