#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/bindings.h"
#include "parser/syntax_walk.h"

namespace undumpy::rules {

namespace {

class ModelUnresolved final : public Check {
 public:
  explicit ModelUnresolved(Inspection& inspection)
      : Check(inspection), bindings_(inspection.snapshot.tree()) {}

  void begin() override {
    if (bindings_.bound_in_the_dark()) return;
    for (const ConstructorDeclaration& declaration : in.snapshot.constructors)
      syntax::walk(declaration.function->body, [&](const syntax::Node& node) {
        if (const auto* result = syntax::as<syntax::Return>(&node))
          look_at(declaration, syntax::as<syntax::Call>(result->value));
        return true;
      });
  }

 private:
  // X(**kw), or create_mti_child(X, ptr, X, **kw)
  void look_at(const ConstructorDeclaration& declaration, const syntax::Call* call) {
    const auto* callee = call != nullptr ? syntax::as<syntax::Name>(call->function) : nullptr;
    if (callee == nullptr) return;
    if (callee->id != "create_mti_child" && callee->id != "create_child" &&
        callee->id != "insert_child")
      return look_at(declaration, callee);
    for (const std::size_t i : {std::size_t{0}, std::size_t{2}})
      if (i < call->arguments.size())
        look_at(declaration, syntax::as<syntax::Name>(call->arguments[i].value));
  }

  void look_at(const ConstructorDeclaration& declaration, const syntax::Name* name) {
    if (name == nullptr || !bindings_.of(name->id).empty() ||
        is_local(*declaration.function, *name))
      return;
    Diagnostic finding = code_finding(
        model_unresolved, in.snapshot, name->span,
        fmt::format("nothing in {} says what {} is", in.snapshot.tree().file, name->id));
    finding.table = declaration.table;
    in.findings.add(model_unresolved, std::move(finding));
  }

  // A parameter or a variable of the function, or a built-in that starts in lower case.
  static bool is_local(const syntax::FunctionDef& function, const syntax::Name& name) {
    bool found = name.id.find('_') == std::string_view::npos;
    for (const syntax::Parameter& parameter : function.parameters)
      found = found || parameter.name == name.id;
    syntax::walk(function.body, [&](const syntax::Node& node) {
      if (const auto* assign = syntax::as<syntax::Assign>(&node))
        for (const syntax::Expression* target : assign->targets)
          if (const auto* each = syntax::as<syntax::Name>(target)) found |= each->id == name.id;
      if (const auto* inner = syntax::as<syntax::FunctionDef>(&node))
        found |= inner->name == name.id;
      return true;
    });
    return found;
  }

  Bindings bindings_;
};

}  // namespace

const Rule model_unresolved{
    .code = "FM105",
    .name = "model-unresolved",
    .what = "A create_ function makes a row of a model that no line of restore.py resolves.",
    .why = "None of the rows of this table can be made: Python would stop at the first one.",
    .example = "return library_Book(**kw)   # but there is no library_Book = resolve_model(…)",
    .next = "Add the line that resolves the model, or correct the name.",
    .make = make_check<ModelUnresolved>,
};

}  // namespace undumpy::rules
