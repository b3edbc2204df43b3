#include <fmt/format.h>

#include <set>
#include <string_view>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "parser/syntax_walk.h"

namespace undumpy::rules {

namespace {

class ModelUnused final : public Check {
 public:
  using Check::Check;

  void begin() override {
    std::set<std::string_view> used;
    std::set<const syntax::Node*> parents;  // named by the functions of their children
    for (const syntax::Statement* statement : in.snapshot.tree().body) {
      if (syntax::as<syntax::FunctionDef>(statement) == nullptr) continue;
      syntax::walk(*statement, [&](const syntax::Node& node) {
        if (const auto* call = syntax::as<syntax::Call>(&node);
            call != nullptr && makes_child(*call))
          parents.insert(call->arguments[0].value);
        const auto* name = syntax::as<syntax::Name>(&node);
        if (name != nullptr && !parents.contains(&node)) used.insert(name->id);
        return true;
      });
    }
    for (const ModelDeclaration& model : in.snapshot.models)
      if (!used.contains(model.variable))
        in.findings.add(
            model_unused,
            code_finding(model_unused, in.snapshot, model.span,
                         fmt::format("no create_ function makes rows of {}", model.name)));
  }

 private:
  // create_mti_child(contacts_Partner, …): the rows are of the child. (insert_child, before it,
  // names the parent within another call.)
  static bool makes_child(const syntax::Call& call) {
    const auto* function = syntax::as<syntax::Name>(call.function);
    return function != nullptr && call.arguments.size() > 2 &&
           (function->id == "create_mti_child" || function->id == "create_child");
  }
};

}  // namespace

const Rule model_unused{
    .code = "CP206",
    .name = "model-unused",
    .severity = Severity::Warning,
    .what = "restore.py resolves a model, but no create_ function makes rows of it.",
    .why =
        "Generators write a create_ function for each model: the function, and the table, "
        "were taken out.",
    .example =
        "library_Book = resolve_model(\"library.Book\")\n"
        "(no create_library_book)",
    .next =
        "Take the function and the module from another copy of the snapshot, unless the "
        "table is left out on purpose.",
    .make = make_check<ModelUnused>,
};

}  // namespace undumpy::rules
